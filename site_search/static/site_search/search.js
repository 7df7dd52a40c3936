// Suggestions under the search fields while one types, searches kept on this device for who wants that, and words
// that found nothing told to the editors. Without this script the fields are plain ones and a button tells the words.

const PAUSE = 200; // ms after the last key
const SHORTEST = 2; // letters
const KEY = "searches"; // a list of words, newest first; there is none unless the reader asked for it
const MOST = 8;

function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(kept) ? kept.filter((words) => typeof words === "string") : null;
  } catch {
    return null; // storage switched off, or not ours
  }
}
function keep(searches) {
  try {
    if (searches) localStorage.setItem(KEY, JSON.stringify(searches.slice(0, MOST)));
    else localStorage.removeItem(KEY);
  } catch { /* storage switched off: nothing is remembered */ }
}
function remember(words) {
  const kept = recall();
  if (kept && words) keep([words, ...kept.filter((each) => each !== words)]);
}

for (const field of document.querySelectorAll("input[data-suggest]")) offer(field);
for (const box of document.querySelectorAll("[data-search-memory]")) offerMemory(box);
for (const form of document.querySelectorAll("form[data-missed]")) {
  fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: true }).catch(() => {});
}

// The combobox with a listbox of ARIA 1.2: the focus stays in the field.
function offer(field) {
  const list = document.createElement("ul");
  list.id = `${field.id}-danh-sach`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.suggestLabel);
  const voice = document.createElement("p"); // on the page from the beginning, or it would not be read out
  voice.className = "visually-hidden";
  voice.setAttribute("role", "status");
  field.after(list, voice);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
    field.setAttribute(name, value);
  }
  let waiting = 0;
  let latest = null;
  let chosen = -1;

  const options = () => [...list.children];
  function close() {
    latest?.abort();
    clearTimeout(waiting);
    list.hidden = true;
    voice.textContent = "";
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    chosen = -1;
  }
  function choose(place) {
    const all = options();
    chosen = (place + all.length) % all.length;
    all.forEach((option, number) => option.setAttribute("aria-selected", String(number === chosen)));
    field.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  }
  function take(option) {
    if (option.dataset.url) return location.assign(option.dataset.url);
    field.value = option.firstChild.data;
    field.form.requestSubmit();
  }
  async function ask() {
    const words = field.value.trim();
    if (!words) return showRecent();
    if (words.length < SHORTEST) return close();
    latest?.abort();
    latest = new AbortController();
    try {
      const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: latest.signal });
      if (!answer.ok) return;
      const { suggestions, said } = await answer.json();
      show(suggestions, said);
    } catch { /* No suggestions, then; the search itself works without. */ }
  }
  function showRecent() {
    const what = field.dataset.suggestRecent;
    show((recall() ?? []).map((title) => ({ title, what })), what);
  }
  function show(names, said) {
    close();
    if (document.activeElement !== field) return;
    list.replaceChildren(...names.map(({ title, what, url }, number) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      if (url) option.dataset.url = url;
      const kind = document.createElement("span");
      kind.textContent = what;
      option.append(title, " ", kind);
      return option;
    }));
    if (field.value || names.length) voice.textContent = said;
    list.hidden = !names.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, field.value.trim() ? PAUSE : 0);
  });
  field.addEventListener("click", () => { if (list.hidden && !field.value.trim()) showRecent(); });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // the key belongs to the input method
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) {
      event.preventDefault();
      ask();
    } else if (step) {
      event.preventDefault();
      choose(chosen < 0 && step < 0 ? -1 : chosen + step);
    } else if (list.hidden) {
      return;
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      take(options()[chosen]);
    }
  });
  // Before the field loses the focus, which closes the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) take(option);
  });
  field.addEventListener("blur", close);
  field.form.addEventListener("submit", () => {
    close();
    remember(field.value.trim());
  });
}

// On the search page: the choice, off until it is made, what is kept, and a button to forget it.
function offerMemory(box) {
  const choice = box.querySelector("input");
  const list = box.querySelector("ul");
  const forget = box.querySelector("button");
  function show() {
    const kept = recall();
    choice.checked = kept !== null;
    forget.hidden = list.hidden = !kept?.length;
    list.replaceChildren(...(kept ?? []).map((words) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `?${new URLSearchParams({ q: words })}`;
      link.textContent = words;
      item.append(link);
      return item;
    }));
  }
  choice.addEventListener("change", () => {
    keep(choice.checked ? [] : null);
    if (choice.checked) remember(box.dataset.searchMemory);
    show();
  });
  forget.addEventListener("click", () => {
    keep([]);
    show();
    choice.focus(); // the button is gone
  });
  box.hidden = false;
  show();
}
