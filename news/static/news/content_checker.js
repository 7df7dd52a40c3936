/* Checks of Wagtail's content checker: whether something on the previewed page is as it should be.
   What each looks at, its pattern and its words come from news/checks/content_checker.py. Loaded in previews only. */
(() => {
  const words = (text) => (text || "").replace(/\s+/g, " ").trim();
  const test = ({ pattern, flags }, text) => new RegExp(pattern, flags).test(words(text));
  const wordsOf = (element) => (element.matches("img") ? element.alt : element.textContent);
  const LONGEST_TABLE_NAME = 150; // letters; longer ones are paragraphs of their own

  const lacksPattern = (element, options) => !test(options, wordsOf(element));

  /* By its description, its caption, or the line before it, such as "Bảng 1. Kết quả …". */
  const showsNoTable = (picture, options) => {
    const figure = picture.closest("figure");
    const lines = [picture.alt, figure.querySelector("figcaption")?.textContent];
    const parts = [...figure.closest(".article").querySelectorAll(".rich-text > *, figure, .attachment, .citation")];
    const before = parts[parts.indexOf(figure) - 1];
    if (before?.matches(".rich-text > *") && words(before.textContent).length <= LONGEST_TABLE_NAME) {
      lines.push(before.textContent);
    }
    return !lines.some((line) => test(options, line));
  };

  const checks = {
    "title-in-capitals": lacksPattern,
    "picture-without-description": lacksPattern,
    "alt-text-quality": lacksPattern,
    "picture-of-a-table": showsNoTable,
    "vague-link": lacksPattern,
    "table-without-caption": (table, options) => !test(options, table.caption?.textContent),
  };
  const userbar = window.wagtail?.userbar;
  for (const [name, check] of Object.entries(checks)) userbar?.registerCheck(name, check);
})();
