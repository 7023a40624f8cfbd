// Comfort only; every page reads without it.
(() => {
  "use strict";
  for (const element of document.querySelectorAll("[data-keys], [data-print]")) element.hidden = false;

  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());

  // Who has sent a form is told that it works, and cannot send it twice.
  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", () => {
      const button = form.querySelector("button");
      setTimeout(() => {
        button.disabled = true;
        if (button.dataset.busy) button.textContent = button.dataset.busy;
      });
    });
  }
  addEventListener("pageshow", (event) => {
    if (event.persisted) for (const button of document.querySelectorAll("button[disabled]")) button.disabled = false;
  });

  // j and k go from statement to statement of the text; the address follows, so that it can be shared.
  const statements = [...document.querySelectorAll(".text .said[id], .text .orphan[id]")];
  const busy = (target) => target.closest("input:not([type=radio]), textarea, select, [contenteditable]");
  let place = -1;
  const arrive = (next) => {
    if (!statements.length) return;
    place = Math.max(0, Math.min(statements.length - 1, next));
    const target = statements[place];
    history.replaceState(null, "", `#${target.id}`);
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  };
  const here = () => {
    const focused = statements.findIndex((each) => each === document.activeElement);
    return focused >= 0 ? focused : place;
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || busy(event.target)) return;
    if (event.key === "j") arrive(here() + 1);
    else if (event.key === "k") arrive(here() < 0 ? 0 : here() - 1);
  });
  const asked = () => {
    const found = statements.findIndex((each) => `#${each.id}` === location.hash);
    if (found >= 0) { place = found; statements[found].focus({ preventScroll: true }); }
  };
  addEventListener("hashchange", asked);
  asked();

  // The link of a statement goes to the clipboard where that is allowed; it is a link all the same.
  for (const link of document.querySelectorAll("[data-copy]")) {
    link.addEventListener("click", () => {
      if (navigator.clipboard) navigator.clipboard.writeText(link.href).then(() => {
        const was = link.textContent;
        link.textContent = "link copied";
        setTimeout(() => { link.textContent = was; }, 1500);
      }, () => {});
    });
  }

  // What a statement's words are is selected in the text; the server gets the places, counted in code points.
  const passage = document.querySelector("[data-passage]");
  if (passage) {
    const form = passage.closest("form");
    const typed = form.elements.content;
    const picks = [...form.querySelectorAll("[data-pick]")];
    const told = form.querySelector("[data-picked]");
    const text = passage.textContent;
    const letter = /[\p{L}\p{N}\p{M}]/u;
    // In units of the passage's string, as the browser counts; the parts lie in order and apart.
    let parts = [];
    let chosen;
    const selected = () => {
      const selection = getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return undefined;
      const range = selection.getRangeAt(0);
      if (!passage.contains(range.startContainer) || !passage.contains(range.endContainer)) return undefined;
      const before = document.createRange();
      before.selectNodeContents(passage);
      before.setEnd(range.startContainer, range.startOffset);
      let start = before.toString().length;
      let end = start + range.toString().length;
      while (start < end && /\s/.test(text[start])) start += 1;
      while (end > start && /\s/.test(text[end - 1])) end -= 1;
      if (start === end) return undefined;
      // Whole words: nobody means half of one.
      const around = (at) => at > 0 && at < text.length && letter.test(text[at - 1]) && letter.test(text[at]);
      while (around(start)) start -= 1;
      while (around(end)) end += 1;
      return [start, end];
    };
    const points = (at) => Number(passage.dataset.passage) + [...text.slice(0, at)].length;
    const show = () => {
      const pieces = [];
      let at = 0;
      for (const [start, end] of parts) {
        const mark = document.createElement("mark");
        mark.className = "found";
        mark.textContent = text.slice(start, end);
        pieces.push(text.slice(at, start), mark);
        at = end;
      }
      passage.replaceChildren(...pieces, text.slice(at));
      form.elements.spans.value = parts.map(([start, end]) => `${points(start)}-${points(end)}`).join(" ");
      typed.value = parts.map(([start, end]) => text.slice(start, end)).join("\n\n");
    };
    document.addEventListener("selectionchange", () => {
      chosen = selected();
      for (const button of picks) button.disabled = !chosen;
    });
    for (const button of picks) {
      // A button that takes the focus would take the selection with it on some phones.
      button.addEventListener("pointerdown", (event) => event.preventDefault());
      button.addEventListener("click", () => {
        if (!chosen) return;
        let [start, end] = chosen;
        if (button.dataset.pick === "all") parts = [];
        for (const each of parts.filter((part) => part[0] <= end && start <= part[1])) {
          start = Math.min(start, each[0]);
          end = Math.max(end, each[1]);
        }
        parts = [...parts.filter((part) => part[1] < start || end < part[0]), [start, end]].sort((one, other) => one[0] - other[0]);
        getSelection().removeAllRanges();
        show();
        told.textContent = "Taken: the marked words.";
      });
    }
    // What is typed afterwards counts instead.
    typed.addEventListener("input", () => {
      form.elements.spans.value = "";
      told.textContent = "";
    });
    // To "too" belong the words as they are now.
    let place = 0;
    for (const node of passage.childNodes) {
      const size = node.textContent.length;
      if (node.nodeType === Node.ELEMENT_NODE) parts.push([place, place + size]);
      place += size;
    }
    passage.closest("details").addEventListener("toggle", () => {
      const mark = passage.querySelector("mark");
      if (mark) passage.scrollTop = mark.offsetTop - passage.clientHeight / 3;
    });
  }

  // The network: the links of one dot alone, moved and made larger.
  const drawing = document.querySelector("[data-network]");
  if (drawing) {
    const links = [...drawing.querySelectorAll(".link")];
    const names = new Map([...drawing.querySelectorAll("[data-l]")].map((name) => [name.dataset.l, name]));
    const dots = new Map([...drawing.querySelectorAll(".dot")].map((dot) => [dot.dataset.n, dot]));
    const look = (number) => {
      drawing.classList.toggle("looking", number !== undefined);
      const show = (each, near) => { dots.get(each).classList.toggle("near", near); names.get(each).classList.toggle("near", near); };
      for (const each of dots.keys()) show(each, each === number);
      for (const link of links) {
        const near = number !== undefined && (link.dataset.s === number || link.dataset.t === number);
        link.classList.toggle("near", near);
        if (near) for (const end of [link.dataset.s, link.dataset.t]) show(end, true);
      }
    };
    for (const dot of dots.values()) {
      for (const kind of ["pointerenter", "focus"]) dot.addEventListener(kind, () => look(dot.dataset.n));
      for (const kind of ["pointerleave", "blur"]) dot.addEventListener(kind, () => look(undefined));
    }
    const { width: widest, height: highest } = drawing.viewBox.baseVal;
    const view = { x: 0, y: 0, width: widest, height: highest };
    const show = () => drawing.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    const zoom = (by, x = view.x + view.width / 2, y = view.y + view.height / 2) => {
      const width = Math.min(widest, Math.max(120, view.width / by));
      const scale = width / view.width;
      view.x = x - (x - view.x) * scale;
      view.y = y - (y - view.y) * scale;
      view.width = width;
      view.height = (width * highest) / widest;
      show();
    };
    for (const button of document.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => zoom(Number(button.dataset.zoom)));
    const at = (event) => {
      const box = drawing.getBoundingClientRect();
      return [view.x + ((event.clientX - box.left) / box.width) * view.width, view.y + ((event.clientY - box.top) / box.height) * view.height];
    };
    drawing.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, ...at(event));
    }, { passive: false });
    let held;
    let moved = false;
    drawing.addEventListener("pointerdown", (event) => { held = [event.clientX, event.clientY]; moved = false; });
    addEventListener("pointermove", (event) => {
      if (!held || event.pointerType === "touch") return;
      const box = drawing.getBoundingClientRect();
      const across = event.clientX - held[0], down = event.clientY - held[1];
      if (!moved && Math.hypot(across, down) < 4) return;
      moved = true;
      view.x -= (across / box.width) * view.width;
      view.y -= (down / box.height) * view.height;
      held = [event.clientX, event.clientY];
      show();
    });
    addEventListener("pointerup", () => { held = undefined; });
    drawing.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, true);
    drawing.addEventListener("dragstart", (event) => event.preventDefault());
  }
})();
