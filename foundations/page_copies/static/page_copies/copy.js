// Buttons that copy what stands in a field and that print; without script, or without a clipboard, the words in the
// field are selected by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.parentElement.querySelector("[role=status]").textContent = button.dataset.copied;
    } catch {
      field.focus(); // refused by the browser: the code stays selected
    }
  });
}
for (const button of document.querySelectorAll(".take-away [data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
