// Names offered while a medicine is typed: a combobox with a list, by keyboard and by screen reader too.
// What is typed goes in the body of a POST, never into an address.
"use strict";

(() => {
  const page = document.querySelector("[data-suggest-url]");
  if (!page) return;
  const url = page.dataset.suggestUrl;
  const token = () => document.querySelector('[name="csrf_token"]')?.value || "";
  let made = 0;

  const setUp = (input) => {
    const holder = document.createElement("div");
    const list = document.createElement("ul");
    holder.className = "suggest";
    list.className = "suggest__list";
    list.id = `suggest-${++made}`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Names of medicines");
    input.replaceWith(holder);
    holder.append(input, list);
    Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })
      .forEach(([name, value]) => input.setAttribute(name, value));
    input.dataset.suggests = "yes";
    let chosen = -1;
    let timer = 0;
    let asked = 0;

    const close = () => {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };

    const mark = (place) => {
      chosen = place;
      [...list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === place)));
      if (place < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", list.children[place].id);
      list.children[place].scrollIntoView({ block: "nearest" });
    };

    const take = (option) => {
      input.value = option.dataset.text;
      close();
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };

    const show = (found) => {
      list.replaceChildren(...found.map((each, place) => {
        const option = document.createElement("li");
        option.className = "suggest__one";
        option.id = `${list.id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.text = each.text;
        option.textContent = each.text;
        const note = document.createElement("small");
        note.textContent = each.note;
        option.append(note);
        return option;
      }));
      list.hidden = !found.length;
      chosen = -1;
      input.setAttribute("aria-expanded", String(found.length > 0));
      input.removeAttribute("aria-activedescendant");
    };

    const ask = async () => {
      const text = input.value.trim();
      const mine = ++asked;
      if (text.length < 2) return close();
      try {
        const answer = await fetch(url, {
          method: "POST", body: new URLSearchParams({ text, csrf_token: token() }),
          headers: { Accept: "application/json" }, credentials: "same-origin",
        });
        if (!answer.ok || mine !== asked || document.activeElement !== input) return;
        show((await answer.json()).names.filter((each) => each.text.toLowerCase() !== text.toLowerCase()));
      } catch {
        close(); // typing goes on without suggestions
      }
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 120);
    });
    input.addEventListener("blur", () => {
      asked += 1;
      close();
    });
    list.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // the field keeps the focus
      const option = event.target.closest("li");
      if (option) take(option);
    });
    input.addEventListener("keydown", (event) => {
      const count = list.hidden ? 0 : list.children.length;
      if (event.key === "ArrowDown" && !count) ask();
      else if (event.key === "ArrowDown") mark((chosen + 1) % count);
      else if (event.key === "ArrowUp" && count) mark((chosen + count - 1 + (chosen < 0)) % count);
      else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
      else if (event.key === "Escape" && count) close();
      else return;
      event.preventDefault();
    });
  };

  page.addEventListener("focusin", (event) => {
    const input = event.target;
    if (!input.matches?.('input[name^="medicines-"][name$="-text"], input[data-medicine]')) return;
    if (input.dataset.suggests) return;
    setUp(input);
    input.focus();
  });
})();
