/* Words that Wagtail's own scripts and templates fix in English. Ours come from the server's catalogue, in data-words.
   Where Wagtail changes what is looked for here, its own words stand and nothing else happens. */
(() => {
  const words = JSON.parse(document.currentScript?.dataset.words || "{}");

  const translate = (element, property) => {
    const word = words[element[property]];
    if (word && element[property] !== word) element[property] = word;
  };

  /* The buttons of a link in the rich text (TooltipEntity of draftail.js) and the search buttons of home.html and
     header.html, also in dialogs that come later. */
  const translateButtons = (part) => {
    for (const button of part.querySelectorAll(".Tooltip__button")) translate(button, "textContent");
    for (const button of part.querySelectorAll('input[type="submit"]')) translate(button, "value");
  };

  /* A check box of the group form is read out by its row and its column; Wagtail gives "Can add group". */
  const labelPermissions = () => {
    for (const label of document.querySelectorAll('[id^="object-permissions"] td > label.w-sr-only')) {
      const cell = label.parentElement;
      const column = cell.closest("table").tHead?.rows[0]?.cells[cell.cellIndex];
      const row = cell.parentElement.cells[0];
      if (column && row) label.textContent = `${row.textContent.trim()}: ${column.textContent.trim()}`;
    }
  };

  /* What jQuery UI tells screen readers about the suggestions of tags. */
  const messages = window.jQuery?.ui?.autocomplete?.prototype?.options?.messages;
  if (messages && words.noResults && words.results) {
    messages.noResults = words.noResults;
    messages.results = () => words.results;
  }

  document.addEventListener("DOMContentLoaded", () => {
    labelPermissions();
    translateButtons(document.body);
    new MutationObserver((records) => {
      for (const record of records) {
        for (const node of record.addedNodes) if (node.nodeType === Node.ELEMENT_NODE) translateButtons(node);
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
})();
