// Brings the form to where it is wanted. Without this script the same links lead to a page with the form.

const open = async (link) => {
  const answer = await fetch(link.href, { credentials: "omit", cache: "no-store" });
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = page.querySelector("form[data-comment]");
  if (!form) throw new Error("no form");
  // What was already written goes along to where the reader answers now.
  const earlier = document.querySelector("form[data-comment]");
  for (const name of earlier ? ["name", "email", "text"] : []) form.elements[name].value = earlier.elements[name].value;
  earlier?.remove();
  for (const hidden of document.querySelectorAll("[data-comment-form][hidden]")) hidden.hidden = false;
  link.closest("p").after(form);
  link.hidden = true;
  form.elements.name.focus();
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-comment-form]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  open(link).catch(() => { location.href = link.href; });
});
