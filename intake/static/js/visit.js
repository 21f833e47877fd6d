// "Yes" opens its details, "No" closes them. Without this file they open by their own button.
(() => {
  "use strict";
  for (const asked of document.querySelectorAll("[data-asked]")) {
    const more = asked.querySelector("details");
    if (!more) continue;
    asked.addEventListener("change", (event) => {
      if (!event.target.name?.startsWith("asked_")) return;
      more.open = event.target.value === "yes";
    });
  }
})();
