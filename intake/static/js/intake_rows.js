// The intake form: rows added, taken out and put back; "the rest of these"; presses on what was read of a medicine.
"use strict";

(() => {
  const page = document.querySelector("[data-intake]");
  const form = document.getElementById("intake-form");
  if (!page || !form) return;

  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  page.append(spoken);

  const tellChanged = (element) => element.dispatchEvent(new Event("change", { bubbles: true }));
  const isBlank = (row) =>
    ![...row.querySelectorAll("input, select, textarea")].some((field) =>
      ["radio", "checkbox"].includes(field.type) ? field.checked && field.value : field.value.trim());

  // Rows
  const rowsOf = (repeat) => [...repeat.querySelectorAll("[data-rows] > [data-row]")];

  const number = (repeat) => {
    rowsOf(repeat).filter((row) => !row.disabled).forEach((row, place) => {
      row.querySelector("[data-place]").textContent = place + 1;
    });
    repeat.querySelector("[data-rows]").classList.toggle("repeat__rows--filled", rowsOf(repeat).some((row) => !isBlank(row)));
  };

  const withRemove = (row) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "entry__out";
    button.dataset.out = "";
    button.textContent = "Remove";
    row.querySelector("legend").after(button);
    return row;
  };

  const addRow = (repeat) => {
    const rows = rowsOf(repeat);
    if (rows.length >= Number(repeat.dataset.limit)) {
      spoken.textContent = `No more than ${repeat.dataset.limit} fit.`;
      return null;
    }
    const next = Math.max(-1, ...rows.map((row) => Number(row.dataset.row))) + 1;
    const holder = document.createElement("template");
    holder.innerHTML = repeat.querySelector("template[data-new-row]").innerHTML.replaceAll("NEW", String(next));
    repeat.querySelector("[data-rows]").append(holder.content);
    const row = rowsOf(repeat).at(-1);
    number(repeat);
    return withRemove(row);
  };

  const firstField = (row) => row.querySelector("input:not([type=hidden]), select, textarea");

  const takeOut = (row) => {
    const repeat = row.closest("[data-repeat]");
    if (isBlank(row)) {
      row.remove();
      number(repeat);
      repeat.querySelector("[data-add]").focus();
      return;
    }
    row.disabled = true; // not sent, but still here until the page is left
    row.hidden = true;
    const line = document.createElement("p");
    line.className = "removed";
    line.innerHTML = '<span>Removed.</span> <button type="button" class="press">Put back</button>';
    row.after(line);
    const back = line.querySelector("button");
    back.addEventListener("click", () => {
      row.disabled = false;
      row.hidden = false;
      line.remove();
      number(repeat);
      tellChanged(firstField(row));
      firstField(row).focus();
    });
    number(repeat);
    tellChanged(back);
    back.focus();
  };

  page.querySelectorAll("[data-rows] > [data-row]").forEach(withRemove);

  // The rest of these
  const openOnes = (group) =>
    [...group.querySelectorAll("[data-q]")]
      .filter((q) => !q.closest(".opened") && q.querySelector('input[value=""]')?.checked);

  const giveRest = (button) => {
    const group = button.closest("[data-group]");
    const given = openOnes(group).map((q) => q.querySelector(`input[value="${group.dataset.negative}"]`));
    if (!given.length) {
      spoken.textContent = "None of these was open.";
      return;
    }
    given.forEach((input) => (input.checked = true));
    button.hidden = true;
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "quick quick--undo";
    undo.textContent = `Undo: ${given.length} set to “${group.dataset.negative}”`;
    undo.addEventListener("click", () => {
      given.filter((input) => input.checked).forEach((input) => {
        input.closest("[data-q]").querySelector('input[value=""]').checked = true;
      });
      undo.remove();
      button.hidden = false;
      button.focus();
      spoken.textContent = "Taken back.";
      tellChanged(given[0]);
    });
    button.after(undo);
    undo.focus();
    spoken.textContent = `${given.length} set to ${group.dataset.negative}.`;
    tellChanged(given[0]);
  };

  // A pasted list
  const pasteLines = () => {
    const box = form.querySelector("#medicines_pasted");
    const repeat = page.querySelector('[data-repeat="medicines"]');
    const lines = box.value.split(/\r\n?|\n/).map((line) => line.replace(/^[\s•·▪◦*–—-]+(?=\s)/, "").trim()).filter(Boolean);
    let last = null;
    while (lines.length) {
      const row = rowsOf(repeat).find((each) => !each.disabled && isBlank(each)) || addRow(repeat);
      if (!row) break;
      last = row.querySelector('input[name$="-text"]');
      last.value = lines.shift();
    }
    box.value = lines.join("\n");
    number(repeat);
    if (last) {
      tellChanged(last);
      last.focus();
    }
  };

  // Presses on a medicine that was read
  const answer = async (button) => {
    const data = new URLSearchParams({
      text: button.dataset.text,
      answer: button.dataset.answer,
      csrf_token: form.querySelector('[name="csrf_token"]').value,
    });
    if (button.dataset.reasonFrom) data.set("reason", form.elements[button.dataset.reasonFrom].value);
    const row = button.closest("[data-row]");
    try {
      const told = await fetch(page.dataset.answerUrl, {
        method: "POST", body: data, headers: { Accept: "application/json" }, credentials: "same-origin",
      });
      if (!told.ok) throw new Error("refused");
      form.dispatchEvent(new Event("intake:refresh"));
      firstField(row).focus();
    } catch {
      form.requestSubmit(button); // the long way, which leads through signing in
    }
  };

  const stopped = (button) => {
    const row = button.closest("[data-row]");
    const choice = row.querySelector('input[name$="-how_often"][value="stopped"]');
    choice.checked = true;
    tellChanged(choice);
    row.querySelector('input[name$="-stopped_on"]').focus();
  };

  // Presses on an operation that was read: this kind, or one from the list
  const kindOf = (button) => {
    const list = button.closest("[data-row]").querySelector('select[name$="-kind"]');
    if (button.dataset.kind) {
      list.value = button.dataset.kind;
      tellChanged(list);
    }
    list.focus();
  };

  const ACTS = [
    ["[data-add]", (button) => {
      const row = addRow(button.closest("[data-repeat]"));
      if (row) firstField(row).focus();
    }],
    ["[data-out]", (button) => takeOut(button.closest("[data-row]"))],
    ["[data-rest]", giveRest],
    ["[data-paste]", pasteLines],
    ["[data-answer]", answer],
    ["[data-stopped]", stopped],
    ["[data-kind]", kindOf],
  ];

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const act = button && ACTS.find(([selector]) => button.matches(selector));
    if (!act) return;
    event.preventDefault();
    act[1](button);
  });

  form.addEventListener("change", (event) => {
    const repeat = event.target.closest("[data-repeat]");
    if (repeat) number(repeat);
  });
})();
