// Search, filters (kept in the address), the current place in the contents, copying, colours. The page is whole without it.
(() => {
  "use strict";

  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const operations = $$("[data-op]").map((element) => ({
    element,
    id: element.id,
    method: element.dataset.method,
    access: element.dataset.access,
    version: element.dataset.version,
    capability: element.dataset.capability,
    sets: element.dataset.sets.split("|"),
    words: element.dataset.words,
    links: [],
  }));
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  for (const link of $$("[data-link]")) {
    byId.get(link.dataset.link)?.links.push(link);
  }

  const search = $("#search");
  const permission = $("#permission");
  const buttons = $$("[data-filter]");
  const areas = $$("[data-area]").map((element) => ({ element, operations: $$("[data-op]", element), count: $(`[data-count-of="${element.id}"]`) }));
  const said = $("#said");

  const chosen = (name) => buttons.filter((b) => b.dataset.filter === name && b.getAttribute("aria-pressed") === "true").map((b) => b.dataset.value);

  function state() {
    return {
      words: search.value.trim().toLowerCase().split(/\s+/).filter(Boolean),
      method: chosen("method"),
      access: chosen("access"),
      version: chosen("version"),
      permission: permission.value,
    };
  }

  function fits(operation, wanted) {
    const one = (values, value) => values.length === 0 || values.includes(value);
    const [kind, name] = wanted.permission.split(/:(.*)/s);
    return (
      one(wanted.method, operation.method) &&
      one(wanted.access, operation.access) &&
      one(wanted.version, operation.version) &&
      (wanted.permission === "" || (kind === "set" ? operation.sets.includes(name) : operation.capability === name)) &&
      wanted.words.every((word) => operation.words.includes(word))
    );
  }

  function apply(remember = true) {
    const wanted = state();
    const filtered = wanted.words.length + wanted.method.length + wanted.access.length + wanted.version.length > 0 || wanted.permission !== "";
    let shown = 0;
    for (const operation of operations) {
      const visible = fits(operation, wanted);
      shown += visible ? 1 : 0;
      operation.element.hidden = !visible;
      for (const link of operation.links) {
        link.hidden = !visible;
      }
    }
    for (const area of areas) {
      const left = area.operations.filter((o) => !o.hidden).length;
      area.element.hidden = filtered && left === 0;
      area.element.classList.toggle("filtered", filtered);
      if (area.count) {
        area.count.textContent = left;
      }
    }
    for (const extra of $$(".grants, .index")) {
      extra.hidden = filtered;
    }
    const text = filtered ? `${shown} of ${operations.length} operations` : `${operations.length} operations`;
    $("#shown").textContent = text;
    $("#nothing").hidden = shown > 0;
    for (const clear of $$("[data-clear]")) {
      clear.hidden = !filtered;
    }
    if (remember) {
      keep(wanted);
    }
  }

  function keep(wanted) {
    const query = new URLSearchParams();
    if (search.value.trim()) {
      query.set("q", search.value.trim());
    }
    for (const name of ["method", "access", "version"]) {
      if (wanted[name].length > 0) {
        query.set(name, wanted[name].join(","));
      }
    }
    if (wanted.permission) {
      query.set("permission", wanted.permission);
    }
    const text = query.toString();
    history.replaceState(null, "", location.pathname + (text ? `?${text}` : "") + location.hash);
  }

  function restore() {
    const query = new URLSearchParams(location.search);
    search.value = query.get("q") ?? "";
    for (const button of buttons) {
      const values = (query.get(button.dataset.filter) ?? "").split(",");
      button.setAttribute("aria-pressed", String(values.includes(button.dataset.value)));
    }
    permission.value = query.get("permission") ?? "";
    if (permission.selectedIndex < 0) {
      permission.value = "";
    }
    apply(false);
  }

  function clear() {
    search.value = "";
    permission.value = "";
    for (const button of buttons) {
      button.setAttribute("aria-pressed", "false");
    }
    apply();
  }

  search.addEventListener("input", () => apply());
  permission.addEventListener("change", () => apply());
  for (const button of buttons) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      apply();
    });
  }
  for (const button of $$("[data-clear]")) {
    button.addEventListener("click", () => {
      clear();
      search.focus();
    });
  }
  $("#search-form").addEventListener("submit", (event) => {
    event.preventDefault();
    operations.find((o) => !o.element.hidden)?.element.scrollIntoView();
    said.textContent = $("#shown").textContent;
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape" && document.activeElement === search) {
      clear();
      search.blur();
    }
  });

  // A link to an operation that the filters hide shows it.
  function reveal() {
    const target = byId.get(decodeURIComponent(location.hash.slice(1)));
    if (target?.element.hidden) {
      clear();
      target.element.scrollIntoView();
    }
  }
  addEventListener("hashchange", reveal);

  // Contents: the area that is read is open, the operation that is read is marked.
  const links = new Map($$(".side a").map((link) => [link.hash.slice(1), link]));
  const menu = $("#menu");
  const wide = matchMedia("(min-width: 861px)");
  const fitMenu = () => {
    menu.open = wide.matches;
  };
  wide.addEventListener("change", fitMenu);
  fitMenu();
  menu.addEventListener("click", (event) => {
    if (!wide.matches && event.target.closest("a")) {
      menu.open = false;
    }
  });
  const places = $$("main [id]").filter((element) => links.has(element.id) && !element.matches("a"));
  let current;
  function mark() {
    const line = 160;
    let place = places[0];
    for (const candidate of places) {
      const box = candidate.getBoundingClientRect();
      if (!candidate.hidden && box.height > 0 && box.top <= line) {
        place = candidate;
      }
    }
    const link = links.get(place?.id);
    if (link === current) {
      return;
    }
    current?.removeAttribute("aria-current");
    current = link;
    link?.setAttribute("aria-current", "true");
    const area = link?.closest(".ops")?.closest("li") ?? link?.closest("li");
    for (const item of $$(".side li.open")) {
      item.classList.toggle("open", item === area);
    }
    area?.classList.add("open");
    if (link && wide.matches) {
      const side = $(".side");
      const top = link.getBoundingClientRect().top;
      if (top < 80 || top > innerHeight - 60) {
        side.scrollTop += top - innerHeight / 2;
      }
    }
  }
  let waiting = false;
  addEventListener(
    "scroll",
    () => {
      if (!waiting) {
        waiting = true;
        requestAnimationFrame(() => {
          waiting = false;
          mark();
        });
      }
    },
    { passive: true },
  );

  for (const button of $$("[data-copy]")) {
    button.addEventListener("click", async () => {
      const text = $("code", button.closest("figure")).textContent;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        const range = document.createRange();
        range.selectNodeContents($("code", button.closest("figure")));
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        document.execCommand("copy");
      }
      button.textContent = "Copied";
      said.textContent = "Copied";
      setTimeout(() => {
        button.textContent = "Copy";
      }, 1500);
    });
  }

  const theme = $("#theme");
  const themes = ["system", "light", "dark"];
  function nameTheme() {
    const now = document.documentElement.dataset.theme ?? "system";
    const text = now === "system" ? "Colours: as the system" : `Colours: ${now}`;
    theme.setAttribute("aria-label", text);
    theme.title = text;
  }
  theme.addEventListener("click", () => {
    const next = themes[(themes.indexOf(document.documentElement.dataset.theme ?? "system") + 1) % themes.length];
    try {
      if (next === "system") {
        localStorage.removeItem("headgate-theme");
      } else {
        localStorage.setItem("headgate-theme", next);
      }
    } catch {
      // Storage is closed: the choice holds until the page is left.
    }
    if (next === "system") {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = next;
    }
    nameTheme();
    said.textContent = theme.title;
  });
  nameTheme();

  // The examples show the address under which this page was reached.
  for (const code of $$("figure code")) {
    if (code.firstChild?.nodeType === Node.TEXT_NODE && location.protocol.startsWith("http")) {
      code.firstChild.data = code.firstChild.data.replace("HEADGATE_URL=http://127.0.0.1:8580", `HEADGATE_URL=${location.origin}`);
    }
  }

  restore();
  reveal();
  mark();
})();
