// Before the first paint: the colours that the reader chose last time, where they chose.
(() => {
  try {
    const chosen = localStorage.getItem("headgate-theme");
    if (chosen === "light" || chosen === "dark") {
      document.documentElement.dataset.theme = chosen;
    }
  } catch {
    // Storage is closed: the system's choice holds.
  }
  document.documentElement.classList.add("scripted");
})();
