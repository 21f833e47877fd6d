// The intake form: a draft that saves itself, and the panel that says what the answers mean today.
// Without this file the same form works by its buttons.
"use strict";

(() => {
  const page = document.querySelector("[data-intake]");
  const form = document.getElementById("intake-form");
  if (!page || !form) return;

  const urls = page.dataset;
  const status = page.querySelector("[data-saved]");
  const notices = page.querySelector("[data-notices]");
  const panel = page.querySelector("[data-panel]");
  const version = form.querySelector("[data-version]");
  const QUIET = 2500; // after the last change, milliseconds
  const AGAIN = 8000; // after a failure

  let dirty = false;
  let saving = null;
  let paused = false; // a clash waits for the person
  let leaving = false;
  let saveTimer = 0;

  const say = (words, kind) => {
    status.textContent = words;
    status.classList.toggle("saved--done", kind === "done");
    status.classList.toggle("saved--trouble", kind === "trouble");
  };

  const body = () => {
    const data = new URLSearchParams(new FormData(form));
    data.delete("do");
    return data;
  };

  const takeToken = (token) => {
    if (!token) return;
    document.querySelectorAll('input[name="csrf_token"]').forEach((input) => (input.value = token));
    document.querySelector('meta[name="csrf-token"]')?.setAttribute("content", token);
  };

  const post = (url, data, accept, more = {}) =>
    fetch(url, { method: "POST", body: data, headers: { Accept: accept }, credentials: "same-origin", ...more });

  // After signing in again the old form token is refused: fetch a new one, once.
  const freshToken = async () => {
    const answer = await fetch(urls.tokenUrl, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (answer.ok) takeToken((await answer.json()).csrf);
    return answer.status;
  };

  const askToSignIn = () => {
    say("You have been signed out. What you typed is still here. ", "trouble");
    const link = document.createElement("a");
    link.href = urls.signInUrl;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = "Sign in in a new tab";
    status.append(link, ", then come back: it saves itself.");
    saveLater(AGAIN);
  };

  const showClash = (answer) => {
    paused = true;
    notices.querySelector("[data-clash]")?.remove();
    notices.insertAdjacentHTML("afterbegin", answer.html);
    say("Not saved: somebody else saved first", "trouble");
    const clash = notices.querySelector("[data-clash]");
    clash?.querySelector("[data-keep]")?.addEventListener("click", () => {
      version.value = clash.dataset.clash;
      clash.remove();
      paused = false;
      dirty = true;
      save();
    });
    clash?.focus();
  };

  const attempt = async (again) => {
    const answer = await post(urls.draftUrl, body(), "application/json");
    if (answer.status === 400 && again && (await freshToken()) === 200) return attempt(false);
    return answer;
  };

  const trySaving = async () => {
    dirty = false;
    try {
      const answer = await attempt(true);
      if (answer.ok) {
        const told = await answer.json();
        version.value = told.version;
        takeToken(told.csrf);
        say(told.saved ? `Draft saved ${told.saved}` : "Nothing saved yet", told.saved ? "done" : "");
      } else {
        dirty = true;
        if (answer.status === 401) askToSignIn();
        else if (answer.status === 409) showClash(await answer.json());
        else if (answer.status === 410) {
          paused = true; // the client has gone: trying again is no use
          say("Not saved: the record was archived meanwhile. Nothing new is begun on it.", "trouble");
        } else if (answer.status === 413) say("Not saved: a text is too long. Shorten it.", "trouble");
        else retry("Not saved. Trying again.");
      }
    } catch {
      dirty = true;
      retry("Not saved: no connection. Trying again.");
    }
  };

  const retry = (words) => {
    say(words, "trouble");
    saveLater(AGAIN);
  };

  const save = () => {
    clearTimeout(saveTimer);
    if (!dirty || paused || leaving) return saving || Promise.resolve();
    if (!saving) {
      saving = trySaving().finally(() => {
        saving = null;
        if (dirty && !paused) saveLater(status.classList.contains("saved--trouble") ? AGAIN : QUIET);
      });
    }
    return saving;
  };

  const saveLater = (wait) => {
    clearTimeout(saveTimer);
    saveTimer = setTimeout(save, wait);
  };

  // The panel
  let panelTimer = 0;
  let asked = 0;
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  page.append(spoken);
  const tierOf = () => panel.querySelector("[data-tier]")?.dataset.tier;

  const place = (target, html) => {
    if (target.innerHTML.replaceAll(' open=""', "").trim() === html.trim()) return;
    // A reason that is being written stays where it is still asked for.
    const reasons = [...target.querySelectorAll("details[open] [data-reason]")]
      .map((field) => [field.name, field.value, field === document.activeElement]);
    const presses = "button, input[type=radio]";
    const held = [...target.querySelectorAll(presses)].indexOf(document.activeElement);
    target.innerHTML = html;
    reasons.forEach(([name, words, focused]) => {
      const field = target.querySelector(`[name="${name}"]`);
      if (!field) return;
      field.value = words;
      field.closest("details").open = true;
      if (focused) field.focus();
    });
    if (held >= 0) (target.querySelectorAll(presses)[held] || target.closest("fieldset")?.querySelector("input"))?.focus({ preventScroll: true });
  };

  const showPanel = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const readings = new Map([...fresh.querySelectorAll("[data-for]")].map((each) => [each.dataset.for, each.innerHTML]));
    fresh.querySelector("[data-readings]")?.remove();
    const before = tierOf();
    const open = panel.querySelector("details")?.open;
    panel.innerHTML = fresh.body.innerHTML;
    panel.querySelector("details").open = open;
    if (before !== tierOf()) {
      spoken.textContent = `What this means today: ${tierOf() === "UNKNOWN" ? "not enough is known yet" : tierOf()}`;
    }
    page.querySelectorAll("[data-reading]").forEach((target) => place(target, readings.get(target.dataset.reading) || ""));
  };

  const refreshPanel = async () => {
    clearTimeout(panelTimer);
    const mine = ++asked;
    try {
      const answer = await post(urls.panelUrl, body(), "text/html");
      const html = answer.ok ? await answer.text() : "";
      if (html && mine === asked) showPanel(html);
    } catch {
      // The draft's status line already says that there is no connection.
    }
  };

  const changed = (event) => {
    if (event.target.closest("[data-pad]") || event.target.name === "signed_name") return;
    dirty = true;
    if (!paused) saveLater(QUIET);
    clearTimeout(panelTimer);
    panelTimer = setTimeout(refreshPanel, event.type === "change" ? 150 : 700);
  };

  // "Yes" about words written in passing goes to the field that asks for it.
  form.addEventListener("click", (event) => {
    if (event.target.dataset?.remarkAnswer !== "yes" || event.detail === 0) return; // arrow keys only choose
    document.querySelector(event.target.closest("[data-remark]").dataset.remark)?.scrollIntoView();
  });

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("focusout", () => dirty && saveLater(400));
  form.addEventListener("intake:refresh", refreshPanel);
  window.addEventListener("focus", () => dirty && save());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") save();
    else if (dirty && !saving && !paused && !leaving) {
      // The tab may be closing: the browser finishes this without the page. Its answer is heard if the page stays.
      saving = post(urls.draftUrl, body(), "application/json", { keepalive: true })
        .then(async (answer) => {
          if (!answer.ok) return;
          version.value = (await answer.json()).version;
          dirty = false;
        }, () => {})
        .finally(() => (saving = null));
    }
  });

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT" || event.defaultPrevented) return;
    event.preventDefault();
    save();
    refreshPanel();
  });

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    clearTimeout(saveTimer);
    if (saving) {
      // Its answer carries the version that this form must begin from.
      event.preventDefault();
      const button = event.submitter;
      saving.finally(() => form.requestSubmit(button));
      return;
    }
    leaving = true;
    setTimeout(() => (leaving = false), 4000);
  });

  // Words that could not be saved are not lost without a question.
  window.addEventListener("beforeunload", (event) => {
    if (dirty && !leaving && status.classList.contains("saved--trouble")) event.preventDefault();
  });

  // Small screens: the panel is a bar at the bottom, closed until asked for.
  const details = panel.querySelector("details");
  panel.classList.add("intake__panel--bar");
  if (window.matchMedia("(max-width: 1099px)").matches && details) details.open = false;

  panel.addEventListener("click", (event) => {
    const open = panel.querySelector("details");
    if (event.target.closest("a") && open && window.matchMedia("(max-width: 1099px)").matches) open.open = false;
  });

  // Where on the page we are
  const links = new Map([...page.querySelectorAll(".intake__nav a")].map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver((entries) => {
    entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
      links.forEach((link, key) => {
        if (key !== entry.target.id) return link.removeAttribute("aria-current");
        link.setAttribute("aria-current", "true");
        const strip = link.closest("ul");
        strip.scrollLeft = link.parentElement.offsetLeft - strip.offsetLeft - 24;
      });
    });
  }, { rootMargin: "-20% 0px -70% 0px" });
  page.querySelectorAll("section.sheet").forEach((section) => seen.observe(section));
})();
