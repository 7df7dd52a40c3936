/* The form of an article: similar titles while one types, the list of what to look at before sending in, one-click
   citations, and the preview beside the form where there is room. The server does the thinking. */
(() => {
  const ROOM_FOR_BOTH = 1500; // pixels: menu, form and preview side by side
  const PAUSE = 700; // ms without a key
  const REMEMBERED = "wagtail:side-panel-open"; // where Wagtail keeps which side panel an editor left open

  try {
    if (window.innerWidth >= ROOM_FOR_BOTH && localStorage.getItem(REMEMBERED) === null) {
      localStorage.setItem(REMEMBERED, "preview");
    }
  } catch { /* a browser that keeps nothing */ }

  const fetched = async (address) => {
    try {
      const answer = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      return answer.ok ? await answer.text() : null;
    } catch {
      return null; // offline: what stands there stays
    }
  };

  const watchTitle = (panel) => {
    const title = document.getElementById("id_title");
    if (!title) return;
    const notice = document.createElement("div");
    notice.className = "newsroom-same-titles";
    notice.setAttribute("role", "status");
    (title.closest("[data-field]") || title).after(notice);
    let timer, asked;
    const ask = async () => {
      const question = new URLSearchParams({ title: title.value, page: panel.dataset.page });
      asked = question.toString();
      const found = await fetched(`${panel.dataset.titles}?${question}`);
      if (found !== null && asked === question.toString()) notice.innerHTML = found;
    };
    title.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    ask();
  };

  const watchSaves = (panel) => {
    const list = panel.querySelector("[data-newsroom-points]");
    document.addEventListener("w-autosave:success", async ({ detail }) => {
      if (detail?.response?.pk) panel.dataset.page = detail.response.pk;
      if (!panel.dataset.page) return;
      const found = await fetched(panel.dataset.points.replace("/0/", `/${panel.dataset.page}/`));
      if (found !== null) list.innerHTML = found;
    });
  };

  /* Puts a citation behind the other blocks of the body, as the plus button does, and lets the writer see it. */
  const cite = (button) => {
    const body = document.getElementById("body-root")?.rootBlock || document.getElementById("body")?.firstElementChild?.rootBlock;
    if (!body?.insert) return;
    const value = { document: null, number: button.dataset.cite, date: button.dataset.day };
    body.insert({ type: "citation", value: { ...value, agency: "", title: "", language: "", link: "" } }, body.children.length);
    button.closest("p").remove();
  };

  document.addEventListener("DOMContentLoaded", () => {
    const panel = document.querySelector("[data-newsroom]");
    if (!panel) return;
    watchTitle(panel);
    watchSaves(panel);
    panel.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-cite]");
      if (button) cite(button);
    });
  });
})();
