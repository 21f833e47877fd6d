// j and k move through the queue, Enter opens (it is a link). Typing into a field is left alone.
(() => {
  "use strict";
  const links = [...document.querySelectorAll("[data-queue-row] a")];
  if (!links.length) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    const now = links.indexOf(document.activeElement);
    const next = now < 0 ? (step > 0 ? 0 : links.length - 1) : now + step;
    if (!links[next]) return;
    event.preventDefault();
    links[next].focus();
  });
})();
