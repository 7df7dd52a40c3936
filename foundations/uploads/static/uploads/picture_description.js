/* A picture that is chosen brings its description: into the block's "alt", into an article's "cover_alt". What an editor
   wrote there stays. Wagtail's chooser puts the description on its preview, whichever way the picture came. */
(() => {
  const fieldBeside = (preview) => {
    const id = preview.closest(".chooser")?.id.replace(/-chooser$/, "") ?? "";
    return document.getElementById(id.endsWith("-image") ? id.replace(/-image$/, "-alt") : `${id}_alt`);
  };

  const carry = ({ target, oldValue }) => {
    const field = fieldBeside(target);
    const description = target.getAttribute("data-default-alt-text");
    if (!field || !description || (field.value.trim() && field.value !== oldValue)) return;
    field.value = description;
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  };

  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver((records) => records.forEach(carry)).observe(document.body, {
      attributeFilter: ["data-default-alt-text"],
      attributeOldValue: true,
      subtree: true,
    });
  });
})();
