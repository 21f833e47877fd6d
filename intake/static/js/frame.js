// Every page: put the focus on what went wrong, and keep a form from being sent twice by a double press.
"use strict";

document.querySelector("[data-focus]")?.focus();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  // A download or a failed connection leaves the page open: the form works again after a moment.
  setTimeout(() => delete form.dataset.sent, 4000);
});

// Back from the browser's memory: the form may be sent again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});
