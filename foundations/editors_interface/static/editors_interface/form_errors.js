/* The list of what is wrong in a form: each line leads to its field, also into folded panels, other tabs and blocks,
   whose fields bear no id of their own where Wagtail hides them behind a chooser or a rich text. */
(() => {
  const FIELD = ".w-field__wrapper, [data-field], [data-streamfield-child], [data-inline-panel-child], section";
  const FOCUSABLE = "input:not([type='hidden']), textarea, select, [contenteditable='true'], button";

  const find = (id) => document.getElementById(id)
    || document.getElementsByName(id)[0]
    || document.querySelector(`[id^="${CSS.escape(id)}-"], [name^="${CSS.escape(id)}-"]`)
    || document.querySelector(`[data-contentpath="${CSS.escape(id)}"]`);

  /* A folded panel or another tab hides the field; both are opened by the button that names them. */
  const reveal = (element) => {
    const hidden = [];
    for (let part = element; part; part = part.parentElement) if (part.hidden && part.id) hidden.unshift(part);
    for (const part of hidden) document.querySelector(`[aria-controls="${CSS.escape(part.id)}"]`)?.click();
  };

  const isVisible = (element) => element.checkVisibility({ visibilityProperty: true });

  const lead = (link) => {
    const target = find(decodeURIComponent(link.hash.slice(1)));
    if (!target) return false;
    reveal(target);
    const around = target.closest(FIELD) || target;
    const field = [target, ...target.querySelectorAll(FOCUSABLE), ...around.querySelectorAll(FOCUSABLE)]
      .find((element) => element.matches(FOCUSABLE) && isVisible(element));
    around.scrollIntoView({ block: "center" });
    field?.focus({ preventScroll: true });
    return true;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-form-error]");
    if (link && lead(link)) event.preventDefault();
  });
})();
