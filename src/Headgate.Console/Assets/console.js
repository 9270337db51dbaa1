// Everything on the pages works without this; it copies, submits choices at once, counts changes and follows what is live.
const said = document.getElementById("said");
const say = (text) => {
  if (said) {
    said.textContent = text;
  }
};

// Times in the reader's zone, the exact one on hover with UTC beside it.
const zoned = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const localTimes = (root) => {
  for (const time of root.querySelectorAll("time[datetime]")) {
    time.title = `${zoned.format(new Date(time.dateTime))} (${time.title})`;
  }
};
localTimes(document);

for (const code of document.querySelectorAll("code.copy, pre.copy")) {
  if (!navigator.clipboard) {
    break;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = "Copied";
    say("Copied");
  });
  code.after(" ", button);
}

for (const field of document.querySelectorAll("[data-submits]")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}

for (const form of document.querySelectorAll("[data-counts-changes]")) {
  const told = form.querySelector("[data-changes]");
  const before = told.textContent;
  form.addEventListener("change", () => {
    const changed = [...form.querySelectorAll("input[type=radio]:checked")].filter(
      (radio) => form.elements[`was-${radio.name.slice("level-".length)}`].value !== radio.value,
    ).length;
    told.textContent = changed === 0 ? before : `${changed} ${changed === 1 ? "change" : "changes"}, not saved yet.`;
  });
}

// Of a connection's settings only those of its adapter are shown.
const adapter = document.querySelector("select[name='f.adapter_version']");
if (adapter) {
  const fit = () => {
    for (const field of document.querySelectorAll(".made [data-for]")) {
      field.hidden = !field.dataset.for.split(" ").includes(adapter.value);
    }
  };
  adapter.addEventListener("change", fit);
  fit();
}

// A link to sign in is in the form now: the address bar and the history need not keep it.
if (document.querySelector("[data-hides-address]")) {
  history.replaceState(null, "", "/sign-in");
}

if (document.querySelector("[data-run-log]")) {
  import("/console/runlog.js");
}
if (document.querySelector("[data-lineage]")) {
  import("/console/lineagecanvas.js");
}
if (document.querySelector("[data-live-record]")) {
  import("/console/record.js").then((record) => record.follow(localTimes));
}

if (document.querySelector("form[data-passkey]")) {
  import("/console/passkeys.js");
}

// Runs that go on move without reloading: the same page is asked for again, and its tables take the place of these.
const LOOK = 5000;
const look = async () => {
  if (!document.hidden) {
    const answer = await fetch(location.href);
    if (!answer.ok || answer.redirected) {
      return;
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("table.lines tbody");
    const shown = document.querySelectorAll("table.lines tbody");
    if (fresh.length !== shown.length) {
      location.reload();
      return;
    }
    shown.forEach((body, index) => {
      localTimes(fresh[index]);
      body.replaceWith(fresh[index]);
    });
  }
  watch();
};
const watch = () => {
  if (document.querySelector("tr[data-live]")) {
    setTimeout(look, LOOK);
  }
};
watch();
