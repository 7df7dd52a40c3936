// Results with and without the synonym of the form, renewed while one types.

const PAUSE = 400; // ms after the last key

for (const panel of document.querySelectorAll("[data-synonym-preview]")) {
  const form = panel.closest("form");
  const results = panel.querySelector("[data-results]");
  let waiting = 0;
  let latest = null;
  async function renew() {
    latest?.abort();
    latest = new AbortController();
    const asked = new URLSearchParams({ typed: form.elements.typed.value, meant: form.elements.meant.value, group: form.elements.group.value, key: panel.dataset.key });
    if (form.elements.both_ways.checked) asked.set("both_ways", "1");
    try {
      const answer = await fetch(`${panel.dataset.synonymPreview}?${asked}`, { signal: latest.signal });
      if (answer.ok) results.innerHTML = await answer.text();
    } catch { /* the next key asks again */ }
  }
  form.addEventListener("input", (event) => {
    if (!["typed", "meant", "both_ways", "group"].includes(event.target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(renew, PAUSE);
  });
  renew();
}
