// How the reader wants pages shown. Runs in the head, before anything is painted, so that nothing flashes.
// The scales and steps are those of foundations/delivery/display.py; nothing leaves the browser.
(() => {
  "use strict";
  const KEY = "display";
  const VIEW = "desktop-view";
  const DESKTOP_WIDTH = 1280;
  const NORMAL = "normal";
  const SCALES = {
    "text-size": ["small", NORMAL, "large", "larger", "largest"],
    contrast: ["lower", NORMAL, "higher", "black-on-white", "yellow-on-black"],
    spacing: [NORMAL, "wide"],
    links: [NORMAL, "underlined"],
    measure: [NORMAL, "narrow"],
  };
  const root = document.documentElement;

  // A browser that forbids storage still shows the choice, for this page.
  const stored = (area, key) => {
    try { return window[area].getItem(key); } catch { return null; }
  };
  const store = (area, key, value) => {
    try { window[area].setItem(key, value); } catch { /* this page only */ }
  };

  const read = () => {
    let kept = null;
    try { kept = JSON.parse(stored("localStorage", KEY)); } catch { /* not ours: as if untouched */ }
    const choices = {};
    for (const [scale, steps] of Object.entries(SCALES)) {
      const value = kept ? kept[scale] : root.getAttribute(`data-${scale}`);
      choices[scale] = steps.includes(value) ? value : NORMAL;
    }
    return choices;
  };

  const apply = (choices) => {
    for (const [scale, value] of Object.entries(choices)) {
      if (value === NORMAL) root.removeAttribute(`data-${scale}`);
      else root.setAttribute(`data-${scale}`, value);
    }
  };

  const changed = (choices, change) => {
    if (change === "reset") return Object.fromEntries(Object.keys(SCALES).map((scale) => [scale, NORMAL]));
    const [scale, step] = change.split(":");
    const steps = SCALES[scale];
    if (!steps) return choices;
    const at = steps.indexOf(choices[scale]);
    const moved = { up: at + 1, down: at - 1, toggle: 1 - at, [NORMAL]: steps.indexOf(NORMAL) }[step] ?? at;
    return { ...choices, [scale]: steps[Math.min(Math.max(moved, 0), steps.length - 1)] };
  };

  const showState = (form, choices) => {
    const words = JSON.parse(form.dataset.words);
    const chosen = Object.entries(choices).filter(([, value]) => value !== NORMAL);
    form.querySelector("[data-display-state]").textContent = chosen.map((pair) => words[pair.join(":")]).join(", ");
    for (const button of form.querySelectorAll("button[name=change]")) {
      const [scale, step] = button.value.split(":");
      if (step === "toggle") button.setAttribute("aria-pressed", String(choices[scale] !== NORMAL));
      if (step === NORMAL) button.setAttribute("aria-pressed", String(choices[scale] === NORMAL));
      if (step === "up" || step === "down") {
        if (changed(choices, button.value)[scale] === choices[scale]) button.setAttribute("aria-disabled", "true");
        else button.removeAttribute("aria-disabled");
      }
    }
  };

  const wireToolbar = (form) => {
    let choices = read();
    showState(form, choices);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      choices = changed(choices, event.submitter.value);
      store("localStorage", KEY, JSON.stringify(choices));
      apply(choices);
      showState(form, choices);
    });
  };

  // "Xem bản máy tính": a phone lays the page out as wide as a desk screen, until the tab is closed.
  const viewport = document.querySelector("meta[name=viewport]");
  const phone = viewport.content;
  const isDesktop = () => stored("sessionStorage", VIEW) === "1";
  const applyView = () => { viewport.content = isDesktop() ? `width=${DESKTOP_WIDTH}` : phone; };
  const wireViewSwitch = (button) => {
    const name = () => { button.textContent = isDesktop() ? button.dataset.mobile : button.dataset.desktop; };
    button.hidden = screen.width >= DESKTOP_WIDTH && !isDesktop(); // a desk screen has nothing to switch
    name();
    button.addEventListener("click", () => {
      store("sessionStorage", VIEW, isDesktop() ? "0" : "1");
      applyView();
      name();
    });
  };

  apply(read());
  applyView();
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("form[data-display]").forEach(wireToolbar);
    document.querySelectorAll("[data-view-switch]").forEach(wireViewSwitch);
  });
})();
