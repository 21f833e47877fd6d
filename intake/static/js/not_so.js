// Other words for a date are another answer: "not so" about the old ones is taken off. Without this file it is unticked.
"use strict";

document.addEventListener("input", (event) => {
  const mark = event.target.matches?.(".q__input") && event.target.closest("[data-q]")?.querySelector(".q__not-so input");
  if (mark) mark.checked = false;
});
