// Follows the log of a run by server-sent events. Lines are gathered and written once a frame, so that thousands a second cost one layout.
const place = document.querySelector("[data-run-log]");
const follow = document.querySelector("[data-follow]");
const jump = document.querySelector("[data-first-error]");
const MOST = 20000;
const tones = { 31: "deny", 91: "deny", 32: "allow", 92: "allow", 33: "ask", 93: "ask", 34: "run", 36: "run", 94: "run", 96: "run" };

// Colours of a terminal become classes; whatever else it would obey is left out. What is left is text and never markup.
const paint = (text, into) => {
  let tone = "";
  for (const part of text.split(/(\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|\x1b.?)/)) {
    if (part.startsWith("\x1b")) {
      const colour = /^\x1b\[([0-9;]*)m$/.exec(part);
      if (colour) {
        tone = tones[colour[1].split(";").at(-1)] ?? "";
      }
      continue;
    }
    const clean = part.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "");
    if (!clean) {
      continue;
    }
    const span = document.createElement("span");
    span.className = tone;
    span.textContent = clean;
    into.append(span);
  }
};

if (place.dataset.runLog) {
  follow.hidden = false;
  const boxes = new Map([...place.querySelectorAll("[data-step]")].map((box) => [Number(box.dataset.step), box.querySelector("pre")]));
  let current = [...boxes.values()][0] ?? null;
  let waiting = [];
  let lines = 0;
  const write = () => {
    const batch = waiting;
    waiting = [];
    for (const [into, text] of batch) {
      const chunk = document.createElement("div");
      paint(text, chunk);
      into.append(chunk);
      lines += text.split("\n").length;
      while (lines > MOST && into.childElementCount > 1) {
        lines -= into.firstElementChild.textContent.split("\n").length;
        into.firstElementChild.remove();
      }
    }
    if (follow.querySelector("input").checked) {
      place.scrollTop = place.scrollHeight;
    }
    jump.hidden = !place.querySelector(".deny");
  };
  const stream = new EventSource(`/live/runs/${place.dataset.runLog}/log`);
  stream.addEventListener("step", (event) => {
    const step = JSON.parse(event.data);
    if (!boxes.has(step.index)) {
      const box = document.createElement("section");
      const head = document.createElement("h3");
      head.textContent = step.name;
      box.append(head, document.createElement("pre"));
      place.append(box);
      boxes.set(step.index, box.lastElementChild);
    }
    current = boxes.get(step.index);
  });
  stream.addEventListener("log", (event) => {
    if (waiting.length === 0) {
      requestAnimationFrame(write);
    }
    waiting.push([current, event.data]);
  });
  stream.addEventListener("run", (event) => {
    const run = JSON.parse(event.data);
    document.querySelector("[data-state]").textContent = run.status_humanized;
  });
  stream.addEventListener("end", () => {
    stream.close();
    location.reload();
  });
}

jump.hidden = !place.querySelector(".deny");
jump.addEventListener("click", () => place.querySelector(".deny").scrollIntoView({ block: "center" }));
