/* A title is one line of text, however many lines of the screen it takes. */
(() => {
  const isTitle = (target) => target.matches?.("textarea[data-title]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && isTitle(event.target)) event.preventDefault();
  });
  document.addEventListener("input", ({ target }) => {
    if (!isTitle(target) || !/[\r\n]/.test(target.value)) return;
    const place = target.selectionStart;
    target.value = target.value.replace(/[\r\n]/g, " ");
    target.setSelectionRange(place, place);
  });
})();
