/* What an editor typed is unsaved until it was sent. Wagtail compares a form with a picture it takes of it two seconds
   after loading and again whenever an autosave is answered; what was typed before the first, or while an autosave was
   under way, is in that picture and would be neither saved nor asked about on leaving. Where Wagtail changes these
   names, its own behaviour stands. */
(() => {
  const TYPING = ["beforeinput", "input", "change", "paste", "drop"];
  const TAKING_AWAY = ["Backspace", "Delete", "Enter"]; // keys that the rich text handles without an event of input
  const states = new WeakMap(); // form → how many edits it had, how many by a person, how many of these are stored
  const sent = new WeakMap(); // what caused an autosave → the state it carries

  const formOf = (target) => target.closest?.("form[data-controller~='w-unsaved']");
  const stateOf = (form) => {
    if (!states.has(form)) states.set(form, { edits: 0, typed: 0, stored: 0, watched: false });
    return states.get(form);
  };
  const stillUnsaved = (form) => { form.dataset.wUnsavedForceValue = "true"; };

  const count = (event) => {
    const form = formOf(event.target);
    if (!form) return;
    const state = stateOf(form);
    // While a form is being built, scripts fill fields too; later only people and what they chose do.
    if (event.isTrusted || state.watched) state.edits += 1;
    if (event.isTrusted) state.typed += 1;
  };
  for (const name of TYPING) document.addEventListener(name, count, true);
  document.addEventListener("keydown", (event) => {
    if (event.target.isContentEditable && TAKING_AWAY.includes(event.key)) count(event);
  }, true);
  // Buttons of the body move, add and take away blocks; before the form is watched, a click may be any click.
  document.addEventListener("click", (event) => {
    const form = formOf(event.target);
    if (form && stateOf(form).watched && event.target.closest("button")) stateOf(form).edits += 1;
  }, true);

  document.addEventListener("w-unsaved:watch-edits", ({ target }) => {
    // Wagtail begins to watch a form twice, some 30 ms apart: what a person typed in between is in the second picture.
    const state = stateOf(target);
    if (state.typed > state.stored) stillUnsaved(target);
    state.watched = true;
  });
  document.addEventListener("w-autosave:save", ({ target, detail }) => {
    if (detail?.trigger) sent.set(detail.trigger, { ...stateOf(target) });
  });
  // Heard on the document, so after the form itself has taken its new picture.
  document.addEventListener("w-autosave:success", ({ target, detail }) => {
    const state = stateOf(target);
    const carried = detail?.trigger && sent.get(detail.trigger);
    if (carried) state.stored = carried.typed;
    if (detail?.trigger && carried?.edits !== state.edits) stillUnsaved(target);
  });
})();
