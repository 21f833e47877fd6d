// Finds while typing. Without this file the form works by its button.
(() => {
  "use strict";
  const form = document.querySelector("[data-search]");
  const results = document.querySelector("[data-search-results]");
  const list = document.querySelector("[data-search-list]");
  if (!form || !results) return;
  const field = form.elements.query;
  let asked = 0;
  let timer;

  // One Latin letter or figure fits half the clinic; one character may be a whole name elsewhere.
  const isEnough = (typed) => typed.length > 1 || typed > "\u007f";

  const show = (html) => {
    results.innerHTML = html;
    if (list) list.hidden = html !== "";
  };

  const find = async () => {
    const mine = ++asked;
    if (!isEnough(field.value.trim())) { show(""); return; }
    const body = new FormData(form);
    body.set("part", "results");
    try {
      const answer = await fetch(form.action, {method: "POST", body});
      const html = await answer.text();
      if (mine !== asked) return;
      // Signed out meanwhile: the page that says so keeps what was typed.
      if (answer.redirected || answer.status === 401) form.submit();
      else show(answer.ok ? html : "");
    } catch {
      if (mine === asked) show("");  // no connection: nobody of an earlier search is shown as found, and Find still asks
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, 180);
  });
})();
