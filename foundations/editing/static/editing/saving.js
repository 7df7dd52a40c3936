/* What is saved by hand and what is saved by itself leave a form one after the other, each with a number and with the
   key of this opening of the form, so that the server knows its own earlier words from another person's
   (foundations/editing/conflicts.py). Wagtail's autosave shows itself in two events and one call of fetch with the form data that
   the first event carries. Where Wagtail changes these names, its own behaviour stands. */
(() => {
  const { presence, words } = JSON.parse(document.currentScript?.dataset.facts || "{}");
  const WRITING = ["keydown", "mousedown", "beforeinput", "paste", "cut", "drop"]; // in a rich text, or at its buttons
  const RECENTLY = 2_000; // ms
  const HANDED_OVER = 350; // ms; the rich text gives its content to the form 250 ms after the last change
  const ANSWER_WITHIN = 20_000; // ms for an autosave under way; the number tells which of the two is newer
  const TRIED_AGAIN = 10_000; // ms after an autosave that failed
  const PRESENT_WITHIN = 30_000; // ms; a busy server is not an absent one
  const SEEN = ["loaded_revision_id", "loaded_revision_created_at", "opened_state"]; // what the form was opened on
  const FORM = "form[data-controller~='w-unsaved']";

  const states = new WeakMap(); // form → its key, how often it was sent, what is under way
  const bodies = new WeakMap(); // what an autosave is about to send → its form
  const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time); });

  const makeKey = () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("-");
  const stateOf = (form) => {
    if (!states.has(form)) states.set(form, { key: makeKey(), number: 0, answer: null, leaving: null });
    return states.get(form);
  };
  const makeGate = () => {
    const gate = {};
    gate.promise = new Promise((resolve) => { gate.open = resolve; });
    return gate;
  };
  const addHidden = (form, name, value) => {
    const input = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    form.append(input);
    return input;
  };
  const csrfToken = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

  /* The names of what stands for this opening, and a token that is still right after signing in again elsewhere. */
  const stamp = (form) => {
    const state = stateOf(form);
    state.number += 1;
    const token = csrfToken();
    return { form_key: state.key, form_number: state.number, ...(token && { csrfmiddlewaretoken: token }) };
  };

  document.addEventListener("w-autosave:save", (event) => {
    const { target: form, detail } = event;
    if (!(detail?.formData instanceof FormData)) return;
    if (form.querySelector("[data-overtaken]")) {
      // Another person's version would be replaced without a word: only a press of the button does that.
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    bodies.set(detail.formData, form);
  }, true);

  const fetchAny = window.fetch;
  window.fetch = async function fetch(resource, options) {
    const body = options?.body;
    const form = bodies.get(body);
    if (!form) {
      // A preview shows what is typed, whoever stored what meanwhile.
      if (body instanceof FormData && body.has("opened_state")) for (const name of SEEN) body.delete(name);
      return fetchAny.call(this, resource, options);
    }
    const state = stateOf(form);
    while (state.leaving) await state.leaving.promise; // what is saved by hand carries these words too
    state.answer = makeGate();
    const stamps = stamp(form);
    for (const [name, value] of Object.entries(stamps)) body.set(name, value);
    const headers = new Headers(options.headers);
    if (stamps.csrfmiddlewaretoken && headers.has("X-CSRFToken")) headers.set("X-CSRFToken", stamps.csrfmiddlewaretoken);
    return fetchAny.call(this, form.action, { ...options, headers });
  };

  /* The ordinary form would send on what it was opened with. Wagtail leaves these names out where it looks for edits. */
  const renew = (form, data) => {
    const values = { loaded_revision_id: data?.revision_id, loaded_revision_created_at: data?.revision_created_at };
    for (const [name, value] of Object.entries(values)) {
      for (const field of form.querySelectorAll(`:scope > input[name="${name}"]`)) if (value) field.value = value;
    }
  };
  const settle = ({ target: form, type, detail }) => {
    if (!states.has(form)) return;
    if (type === "w-autosave:success") renew(form, detail?.data);
    stateOf(form).answer?.open();
    stateOf(form).answer = null;
  };
  document.addEventListener("w-autosave:success", settle);
  document.addEventListener("w-autosave:error", settle);

  /* Wagtail gives up after an answer that is an error, and after a minute without a line, until the next key. */
  const tryAgain = (form) => {
    const state = stateOf(form);
    state.retry = null;
    if (state.leaving || form.dataset.wUnsavedHasEditsValue !== "true") return;
    form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: { type: "edits" } }));
  };
  document.addEventListener("w-autosave:error", ({ target: form, detail }) => {
    if (!states.has(form) || !["network_error", "server_error"].includes(detail?.type)) return;
    const state = stateOf(form);
    state.retry ??= setTimeout(() => tryAgain(form), TRIED_AGAIN);
  });

  /* Other forms on the page that ask for newer versions name this opening too. */
  const nameSession = () => {
    const form = document.querySelector(FORM);
    for (const session of document.querySelectorAll("form[data-controller~='w-session']")) {
      if (!form || session.elements.form_key) continue;
      addHidden(session, "form_key", stateOf(form).key);
    }
  };
  document.addEventListener("w-session:ping", nameSession, true);
  // Wagtail asks before sending if the last autosave failed or somebody saved. Here the press itself finds out whether
  // the server answers, and the server says what was changed; one warning, with nothing sent.
  document.addEventListener("click", () => {
    for (const session of document.querySelectorAll("[data-w-session-intercept-value]")) {
      session.dataset.wSessionInterceptValue = "";
    }
  }, true);

  /* Why a form cannot be sent now; undefined if it can. A form that is sent into the void is lost with its page. */
  const findHindrance = async (form) => {
    if (!presence) return undefined;
    const writer = form.querySelector("[data-writer]")?.dataset.writer;
    try {
      const signal = AbortSignal.timeout(PRESENT_WITHIN);
      const answer = await fetchAny(presence, { redirect: "manual", cache: "no-store", signal });
      if (answer.type === "opaqueredirect" || answer.status === 403) return "signedOut";
      if (!answer.ok) return "offline";
      const { user } = await answer.json();
      return !writer || String(user) === writer ? undefined : "somebodyElse";
    } catch {
      return "offline";
    }
  };

  const tell = (text) => {
    const detail = { clear: true, text, type: "error" };
    document.dispatchEvent(new CustomEvent("w-messages:add", { detail, cancelable: false }));
  };
  const wake = (form, button) => {
    for (const each of [button, ...form.querySelectorAll("[data-w-progress-loading-value='true']")]) {
      if (each?.dataset.wProgressLoadingValue) each.dataset.wProgressLoadingValue = "false";
    }
  };

  let written = -Infinity;
  for (const name of WRITING) {
    document.addEventListener(name, ({ target }) => {
      if (target.closest?.("[class*='Draftail']")) written = performance.now();
    }, true);
  }

  /* While a form waits, its button is disabled as one that was pressed, or leaves the page with its menu: neither would
     be sent, and a publication would be a mere draft. */
  const submit = (form, button) => {
    const isInForm = button?.form === form;
    const added = [];
    if (button?.name && (!isInForm || button.disabled)) added.push(addHidden(form, button.name, button.value));
    for (const [name, value] of Object.entries(stamp(form))) {
      if (form.elements[name] instanceof HTMLInputElement) form.elements[name].value = value;
      else added.push(addHidden(form, name, value));
    }
    form.requestSubmit(isInForm ? button : null);
    for (const input of added) input.remove();
  };

  const leave = async (form, button) => {
    const state = stateOf(form);
    state.leaving = makeGate();
    const isRecent = performance.now() - written <= RECENTLY;
    written = -Infinity;
    // What the rich text waits for began before this wait does and ends before it, on a slow machine as well.
    if (isRecent) await pause(HANDED_OVER);
    if (state.answer) await Promise.race([state.answer.promise, pause(ANSWER_WITHIN)]);
    const hindrance = await findHindrance(form);
    if (hindrance) {
      stay(form);
      wake(form, button);
      tell(words[hindrance]);
      return;
    }
    state.isPassing = true;
    submit(form, button);
    state.isPassing = false;
  };
  const stay = (form) => {
    const { leaving } = stateOf(form);
    stateOf(form).leaving = null;
    leaving?.open();
  };

  // Whoever types and saves at once, by Ctrl+S for one, sends the last words too.
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!form.matches?.(FORM) || stateOf(form).isPassing) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!stateOf(form).leaving) leave(form, submitter); // not pressed twice
  }, true);
  // A decision of the workflow with a note is sent by a script, without that event.
  const submitAtOnce = HTMLFormElement.prototype.submit;
  HTMLFormElement.prototype.submit = function submitInTurn() {
    if (!this.matches(FORM)) submitAtOnce.call(this);
    else if (!stateOf(this).leaving) leave(this, null);
  };
  // Back from where it was sent to, the page stands as it was left.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) for (const form of document.querySelectorAll(FORM)) stay(form);
  });
})();
