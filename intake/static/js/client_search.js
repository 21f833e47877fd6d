// Finds while typing. Without this file the form works by its button.
(() => {
  const form = document.querySelector("[data-search]");
  const results = document.querySelector("[data-search-results]");
  const list = document.querySelector("[data-search-list]");
  if (!form || !results) return;
  const field = form.elements.query;
  let asked = 0;
  let timer;

  const find = async () => {
    const mine = ++asked;
    if (field.value.trim().length < 2) {
      results.replaceChildren();
      if (list) list.hidden = false;
      return;
    }
    const body = new FormData(form);
    body.set("part", "results");
    const answer = await fetch(form.action, {method: "POST", body});
    if (mine !== asked) return;
    if (answer.redirected || answer.status === 401) { form.submit(); return; }
    if (!answer.ok) return;
    const html = await answer.text();
    if (mine !== asked) return;
    results.innerHTML = html;
    if (list) list.hidden = true;
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, 180);
  });
})();
