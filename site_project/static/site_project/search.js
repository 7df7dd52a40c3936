// Names to choose from under a search field while one types, and words that found nothing told to the editors.
// Without this script the field is a plain one and the words are told by a button.

const PAUSE = 200; // ms after the last key
const SHORTEST = 2;

for (const field of document.querySelectorAll("input[data-suggest]")) offer(field);
for (const form of document.querySelectorAll("form[data-missed]")) {
  fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: true }).catch(() => {});
}

function offer(field) {
  const list = document.createElement("ul");
  list.id = `${field.id}-goi-y`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.suggestLabel);
  field.after(list);
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
  async function ask() {
    const words = field.value.trim();
    if (words.length < SHORTEST) return close();
    latest?.abort();
    latest = new AbortController();
    try {
      const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: latest.signal });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch {
      // No suggestions, then; the search itself works without.
    }
  }
  function show(names) {
    if (!names.length || document.activeElement !== field) return close();
    list.replaceChildren(...names.map(({ title, what, url }, number) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = url;
      const kind = document.createElement("span");
      kind.textContent = what;
      option.append(title, " ", kind);
      return option;
    }));
    chosen = -1;
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? -1 : chosen - 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(options()[chosen].dataset.url);
    }
  });
  // Before the field loses the focus, which closes the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) location.assign(option.dataset.url);
  });
  field.addEventListener("blur", close);
}
