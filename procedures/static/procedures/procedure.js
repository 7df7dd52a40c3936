// The dossier of one case without reloading, ticks that stay on this device, and the print button.
// Without this script the form loads the page with the chosen case, and ticks last as long as the page.

const article = document.querySelector("[data-procedure]");
const picker = document.querySelector("[data-case-picker]");

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

if (picker) {
  const choice = picker.querySelector("select");
  picker.querySelector("button").hidden = true;
  const pick = () => {
    for (const part of document.querySelectorAll("[data-part]")) {
      part.hidden = choice.value !== "" && part.dataset.common === undefined && part.dataset.part !== choice.value;
    }
    const address = new URL(location.href);
    if (choice.value) address.searchParams.set("truong-hop", choice.value);
    else address.searchParams.delete("truong-hop");
    history.replaceState(null, "", address);
    const list = document.querySelector("[data-checklist]");
    if (list) list.search = choice.value ? `?truong-hop=${choice.value}` : "";
  };
  choice.addEventListener("change", pick);
  picker.addEventListener("submit", (event) => { event.preventDefault(); pick(); });
}

if (article) {
  const key = `dossier:${article.dataset.procedure}`;
  const boxes = [...article.querySelectorAll(".papers input")];
  // A browser that forbids storage still ticks, for this page.
  try {
    const ticked = new Set(JSON.parse(localStorage.getItem(key) ?? "[]"));
    for (const box of boxes) box.checked = ticked.has(box.name);
  } catch { /* as if nothing were ticked */ }
  article.addEventListener("change", (event) => {
    if (!boxes.includes(event.target)) return;
    const ticked = boxes.filter((box) => box.checked).map((box) => box.name);
    try {
      if (ticked.length) localStorage.setItem(key, JSON.stringify(ticked));
      else localStorage.removeItem(key);
    } catch { /* this page only */ }
  });
}
