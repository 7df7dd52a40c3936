/* Pasting into an article. What Word, LibreOffice or an old site puts on the clipboard is cleaned by the server
   (news/newsroom/pasting.py) before the editor takes it; text of old fonts (TCVN3, VNI) is asked about; pictures and tables
   become blocks of their own. Where anything fails, the editor pastes as it would without this script. */
(() => {
  const { words, addresses } = ((data) => ({
    words: JSON.parse(data.words || "{}"),
    addresses: JSON.parse(data.addresses || "{}"),
  }))(document.currentScript.dataset);
  const LARGEST = 2_000_000; // letters of HTML; Django reads 2.5 MB
  const PATIENCE = 15_000; // ms
  const OLD_LETTERS = /[\u00a1-\u00ff]/; // what TCVN3 and VNI are written with
  const UNICODE_LETTERS = /[\u0102\u0103\u0110\u0111\u01a0-\u01b0\u0300-\u0323\u1ea0-\u1ef9]/; // of Vietnamese only
  const mayBeOld = (text) => OLD_LETTERS.test(text) && !UNICODE_LETTERS.test(text);
  // Private characters of symbol fonts, and what no text holds (as copied from a PDF): the server reads them.
  const NO_LETTERS = /[\x00-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff]/;
  const needsReading = (text) => mayBeOld(text) || NO_LETTERS.test(text);
  let ours = null;

  const headers = () => ({ [window.wagtailConfig.CSRF_HEADER_NAME]: window.wagtailConfig.CSRF_TOKEN });

  const post = async (address, body, more = {}) => {
    const options = { method: "POST", body, headers: { ...headers(), ...more } };
    const answer = await fetch(address, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.error || "");
    return said;
  };

  const say = (text, type) =>
    document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { text, type } }));

  /* Pictures in the HTML are taken out of it, so that only text goes to be cleaned. */
  const withoutPictures = (html) => {
    const pictures = [];
    const body = html.replace(/<head[\s\S]*?<\/head>/i, "");
    const light = body.replace(/\bsrc\s*=\s*(["'])(data:image\/[^"']*)\1/gi, (_whole, quote, source) => {
      pictures.push(source);
      return `src=${quote}part:${pictures.length - 1}${quote}`;
    });
    return [light, pictures];
  };

  const element = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text, ...more });

  /* Asks whether to convert; closing the dialog keeps the text as it is. */
  const ask = (old) =>
    new Promise((resolve) => {
      const dialog = element("dialog", "", { className: "pasting-question" });
      const heading = element("h2", words.title.replace("{name}", old.name), { id: "pasting-question" });
      dialog.setAttribute("aria-labelledby", heading.id);
      const lines = document.createElement("dl");
      for (const [before, after] of old.lines) {
        lines.append(element("dt", words.before), element("dd", before));
        lines.append(element("dt", words.after), element("dd", after));
      }
      const buttons = element("div", "", { className: "buttons" });
      const yes = element("button", words.yes, { type: "button", className: "button" });
      const no = element("button", words.no, { type: "button", className: "button button-secondary" });
      let converts = false;
      yes.addEventListener("click", () => {
        converts = true;
        dialog.close();
      });
      no.addEventListener("click", () => dialog.close());
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(converts);
      });
      buttons.append(yes, no);
      dialog.append(heading, element("p", words.help), lines, buttons);
      document.body.append(dialog);
      dialog.showModal();
    });

  const understood = async (html, text) => {
    const body = JSON.stringify({ html, text: html ? "" : text });
    const said = await post(addresses.clean, body, { "Content-Type": "application/json" });
    return said.old && (await ask(said.old)) ? said.old : said;
  };

  /* Hands HTML or text to the editor as a paste of our own, which it does not know from another. */
  const hand = (target, html, text) => {
    const clipboardData = new DataTransfer();
    if (html) clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", text);
    ours = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    target.dispatchEvent(ours);
  };

  const asText = (html) => {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    for (const block of parsed.querySelectorAll("p, li, h2, h3, h4")) block.append("\n");
    return parsed.body.textContent.trim();
  };

  /* The stream of blocks that a rich text stands in, and its block there. */
  const placeOf = (target) => {
    let holder = target;
    while (holder && !holder.rootBlock) holder = holder.parentElement;
    const stream = holder?.rootBlock;
    if (!stream?.children || !stream.blockDef?.childBlockDefsByName?.picture) return null;
    const block = stream.children.find((child) => child.element.contains(target));
    return block?.type === "paragraph" ? { stream, block } : null;
  };

  const pageNumber = () => location.pathname.match(/\/pages\/(\d+)\/|\/add\/\w+\/\w+\/(\d+)\//)?.slice(1).find(Boolean) || "";

  const upload = async (file, title) => {
    const form = new FormData();
    form.append("file", file, file.name || `anh.${(file.type.split("/")[1] || "png").replace("jpeg", "jpg")}`);
    form.append("title", title || words.picture);
    form.append("page", pageNumber());
    return (await post(addresses.picture, form)).value;
  };

  const bytesOf = (source) => {
    const [, type, data] = source.match(/^data:(image\/[\w.+-]+);base64,(.*)$/s) || [];
    return data ? new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], { type }) : null;
  };

  /* A picture as a block: with its file where there is one, else with the words that keep its place. */
  const pictureBlock = async (part, pictures) => {
    const { alt, caption, credit, source, lost } = part;
    const number = source.match(/^part:(\d+)$/)?.[1];
    const file = part.file || (number === undefined ? null : bytesOf(pictures[number] || ""));
    if (file) {
      try {
        const image = await upload(file, caption || alt);
        return { type: "picture", value: { image, alt, caption, credit } };
      } catch (error) {
        say(`${words.refused} ${error.message}`, "error");
      }
    }
    return { type: "lost_picture", value: { caption: lost } };
  };

  /* Splits the paragraph at the caret, if anything stands after it; returns where the next block goes. */
  const splitAtCaret = ({ stream, block }) => {
    const editor = block.element.querySelector("input[type=hidden][name$=-value]")?.draftailEditor;
    const state = editor?.getEditorState();
    const selection = state?.getSelection();
    const last = state?.getCurrentContent().getLastBlock();
    const atEnd = !selection || (selection.getEndKey() === last.getKey() && selection.getEndOffset() === last.getLength());
    if (!atEnd && window.draftail?.splitState) {
      const { stateBefore, stateAfter, shouldMoveCommentFn } = window.draftail.splitState(state);
      stream.splitBlock(block.index, stateBefore, stateAfter, shouldMoveCommentFn, { animate: false });
    }
    return block.index + 1;
  };

  const insertBlocks = async (place, target, parts, pictures) => {
    const rest = [...parts];
    const first = rest[0].type === "paragraph" ? rest.shift() : null;
    const blocks = [];
    for (const part of rest) blocks.push(part.type === "picture" ? await pictureBlock(part, pictures) : part);
    if (first) {
      hand(target, first.html, asText(first.html));
      await new Promise((resolve) => setTimeout(resolve)); // the caret moves behind it
    }
    let index = splitAtCaret(place);
    for (const { type, value } of blocks) place.stream.insert({ type, value, id: null }, index++, { animate: false });
    if (blocks.some(({ type }) => type === "lost_picture")) say(words.lost, "warning");
    if (blocks.some(({ type }) => type === "picture")) say(words.pictures, "success");
  };

  const pasteRich = async (target, html, text, files) => {
    const place = placeOf(target);
    const [light, pictures] = withoutPictures(html);
    try {
      if (light.length > LARGEST) throw new Error("large");
      const { parts, text: clean } =
        html || needsReading(text) ? await understood(light, text) : { parts: [], text };
      for (const file of html ? [] : files) {
        parts.push({ type: "picture", file, alt: "", caption: "", credit: "", source: "", lost: file.name });
      }
      // A picture copied on a web page comes with its file. (With text, the file may be Word's image of all of it.)
      if (html && parts.length === 1 && parts[0].type === "picture" && files.length === 1) parts[0].file = files[0];
      if (parts.length && place && (parts.length > 1 || parts[0].type !== "paragraph")) {
        await insertBlocks(place, target, parts, pictures);
      } else if (parts.every((part) => part.type === "paragraph")) {
        hand(target, parts.map((part) => part.html).join(""), parts.length ? asText(parts[0].html) : html ? text : clean);
      } else {
        hand(target, html, text);
        say(words.outside, "warning");
      }
    } catch {
      hand(target, html, text);
      say(words.unread, "warning");
    }
  };

  const pastePlain = async (field, text) => {
    const isLine = field.matches("input, [data-title]"); // titles wrap, and are one line all the same
    const name = isLine ? "line" : "text";
    let clean = text;
    try {
      clean = (await understood("", text))[name];
    } catch {
      // pasted as it came
    }
    field.focus();
    const line = isLine ? clean.replace(/\s*\n\s*/g, " ") : clean;
    if (!document.execCommand("insertText", false, line)) {
      field.setRangeText(line, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    field.dispatchEvent(new Event("change", { bubbles: true })); // the address follows the title
  };

  const isPlainField = (target) =>
    target.matches("textarea, input[type=text], input:not([type])") && target.form?.matches("main form");

  document.addEventListener(
    "paste",
    (event) => {
      if (event === ours || !event.clipboardData || !(event.target instanceof Element)) return;
      const target = event.target;
      const html = event.clipboardData.getData("text/html");
      const text = event.clipboardData.getData("text/plain");
      const files = [...event.clipboardData.files].filter(({ type }) => type.startsWith("image/"));
      const editor = target.closest("[data-draftail-editor-wrapper] [contenteditable=true]");
      const isOwn = /data-draftjs-conductor-fragment|data-offset-key=/.test(html);
      if (editor && !isOwn && (html || needsReading(text) || files.length)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        pasteRich(target, html, text, files);
      } else if (!editor && needsReading(text) && isPlainField(target)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        pastePlain(target, text);
      }
    },
    true,
  );
})();
