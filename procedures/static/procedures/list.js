// The list without reloading: filters, pages and the search replace the part of the page that changes.
// Without this script the same links and the same form load the whole page.

const REGION = "[data-procedure-list]";
const PAUSE = 350; // ms after the last key
const region = () => document.querySelector(REGION);
const form = document.querySelector("[data-procedure-search]");
let latest = null;

async function show(address, { keep = true } = {}) {
  latest?.abort();
  latest = new AbortController();
  const open = [...region().querySelectorAll("details")].map((each) => each.open);
  try {
    const answer = await fetch(address, { signal: latest.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(REGION);
    if (!fresh) throw new Error("no list");
    const wasOpen = open[0];
    region().innerHTML = fresh.innerHTML;
    const first = region().querySelector("details.facets");
    if (first && wasOpen) first.open = true;
    document.title = page.title;
    for (const hidden of form.querySelectorAll("input[type=hidden]")) hidden.remove();
    for (const hidden of page.querySelectorAll("[data-procedure-search] input[type=hidden]")) form.append(hidden);
    if (keep) history.pushState(null, "", address);
    announce();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

// A live region that stands on the page from the beginning is read out; one that comes with the answer is not.
const voice = document.createElement("p");
voice.className = "visually-hidden";
voice.setAttribute("role", "status");
form.after(voice);
function announce() {
  // Who types hears the number of suggestions; the list is for when the field is left or sent.
  if (form.querySelector("[aria-expanded=true]")) return;
  voice.textContent = region().querySelector(".found")?.textContent ?? "";
}

// Words that found nothing, or that the results lack, are told to the editors: the words, nothing else.
const told = new Set();
function report() {
  const words = region().querySelector("[data-in-vain]")?.dataset.inVain;
  if (!words || told.has(words)) return;
  told.add(words);
  fetch(region().dataset.missed, { method: "POST", body: new URLSearchParams({ q: words }), keepalive: true }).catch(() => {});
}

region().addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (!link.closest(".facets, .used-filters, .pagination, .life-events")) return;
  event.preventDefault();
  show(link.href).then(() => {
    if (link.closest(".pagination")) region().scrollIntoView();
  });
});

const asked = () => `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
let pause = 0;
form.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => show(asked()), PAUSE); // what is not typed to the end is no search in vain
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  show(asked()).then(report);
});
addEventListener("popstate", () => show(location.href, { keep: false }));
report();
