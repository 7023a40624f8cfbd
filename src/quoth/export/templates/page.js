// Comfort only; the page reads without it. Words, source and cue of one statement light up together, and Escape hides
// the note on a statement.
(() => {
  const quiet = document.documentElement.classList;
  let lit = [];
  let current;
  const light = (event) => {
    quiet.remove("quiet");
    const marked = event.target.closest ? event.target.closest("[data-a]") : null;
    const id = marked ? marked.dataset.a : undefined;
    if (id === current) return;
    current = id;
    for (const element of lit) element.classList.remove("lit");
    lit = id ? document.querySelectorAll(`[data-a="${id}"]`) : [];
    for (const element of lit) element.classList.add("lit");
  };
  document.addEventListener("pointerover", light);
  document.addEventListener("focusin", light);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") quiet.add("quiet");
  });
})();
