/* "Nghe bài": reads the article aloud with the Vietnamese voice of the reader's own device, part by part.

   Nothing leaves the device: only a voice whose localService is true is used. A remote voice ("Google …" in Chrome,
   "… Online (Natural)" in Edge) sends the text to its maker's servers; where there is no other, there is no button.
   Pausing is stopping and remembering the piece: speechSynthesis.pause() ends the speech on Android, and Chrome on
   Windows does not come back from it (github.com/leaonline/easy-speech/issues/300).
   The words spoken here are Vietnamese whatever the interface, like the article; those shown come from the template. */

const LONGEST = 180; // letters in one piece: Chrome falls silent after about 15 s (crbug.com/679437)
const SETTLE = 80; // ms between cancel() and speak(): some engines swallow what comes sooner

const ABBREVIATIONS = {
  UBND: "ủy ban nhân dân", HĐND: "hội đồng nhân dân", MTTQ: "mặt trận tổ quốc", ĐBQH: "đại biểu quốc hội",
  TTHC: "thủ tục hành chính", CCHC: "cải cách hành chính", BBT: "ban biên tập", CNTT: "công nghệ thông tin",
  DVC: "dịch vụ công", DVCTT: "dịch vụ công trực tuyến", TTPVHCC: "trung tâm phục vụ hành chính công",
  CBCC: "cán bộ, công chức", CBCCVC: "cán bộ, công chức, viên chức", VBQPPL: "văn bản quy phạm pháp luật",
  "KT-XH": "kinh tế, xã hội", "GD&ĐT": "giáo dục và đào tạo", "KH&CN": "khoa học và công nghệ",
  "TT&TT": "thông tin và truyền thông", "LĐ-TB&XH": "lao động, thương binh và xã hội",
  QĐ: "quyết định", NĐ: "nghị định", NQ: "nghị quyết", TTg: "thủ tướng", TP: "thành phố", "TP.": "thành phố",
  "PAR INDEX": "chỉ số cải cách hành chính", "PAR Index": "chỉ số cải cách hành chính",
  PARINDEX: "chỉ số cải cách hành chính", SIPAS: "chỉ số hài lòng về sự phục vụ hành chính",
  PAPI: "chỉ số hiệu quả quản trị và hành chính công", PCI: "chỉ số năng lực cạnh tranh cấp tỉnh",
};
/* Only in the sign of a document ("30/2021/NĐ-CP"): elsewhere CP is also "cổ phần" and KH also "khoa học". */
const SIGNS = {
  CP: "chính phủ", CT: "chỉ thị", KH: "kế hoạch", BC: "báo cáo", TB: "thông báo", TT: "thông tư", CV: "công văn",
  CTr: "chương trình", HD: "hướng dẫn", TTr: "tờ trình", SNV: "sở nội vụ", BNV: "bộ nội vụ", VPCP: "văn phòng chính phủ",
};
const SIGN = /(\d+)(?:\/((?:19|20)\d\d))?\/(\p{Lu}[\p{L}\d]*(?:-\p{Lu}[\p{L}\d]*)*)/gu;

/** Adds "SNV=sở nội vụ; KBNN=kho bạc nhà nước" (the section's data-abbreviations) to the map above. */
const withMore = (written = "") => {
  const pairs = written.split(";").map((pair) => pair.split("=").map((word) => word.trim().normalize("NFC")));
  return { ...ABBREVIATIONS, ...Object.fromEntries(pairs.filter((pair) => pair.length === 2 && pair[0])) };
};

/** Makes the function that writes abbreviations out. "Cải cách hành chính (CCHC)" and "chỉ số hài lòng SIPAS" are
    not said twice. */
const speller = (known) => {
  const longestFirst = Object.keys(known).sort((a, b) => b.length - a.length);
  const escaped = longestFirst.map((key) => key.replace(/[$()*+./?[\\\]^{|}]/g, "\\$&"));
  const keys = new RegExp(`(^|[^\\p{L}\\p{N}])(${escaped.join("|")})(?![\\p{L}\\p{N}])`, "gu");
  const bracketed = new RegExp(`\\s*\\((${escaped.join("|")})\\)`, "gu");
  const sign = (_, number, year, letters) => {
    const issuer = letters.split("-").map((part) => SIGNS[part] ?? known[part] ?? part);
    return [number, ...(year ? ["năm", year] : []), ...issuer].join(" ");
  };
  const ends = (text, end) => text.toLowerCase().endsWith(end.toLowerCase());
  const full = (_, before, key, start, whole) => {
    const [said, words] = [` ${whole.slice(0, start)}${before}`, known[key].split(" ")];
    let already = words.length;
    while (already > 1 && !ends(said, ` ${words.slice(0, already).join(" ")} `)) already -= 1;
    return before + words.slice(already > 1 ? already : 0).join(" ");
  };
  const once = (found, key, start, whole) => (ends(whole.slice(0, start), known[key]) ? "" : found);
  return (text) => text.replace(bracketed, once).replace(SIGN, sign).replace(keys, full);
};

const BLOCKS = "p, h1, h2, h3, h4, h5, h6, ul, ol, li, dl, figure, table, blockquote, div, section, .credit";
const gathered = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, " ");
  if (node.nodeType !== Node.ELEMENT_NODE || node.hidden || node.matches("[aria-hidden=true]")) return "";
  if (node.localName === "br") return "\n";
  const text = Array.from(node.childNodes, gathered).join("");
  return node.matches(BLOCKS) ? `\n${text}\n` : text;
};
const tidy = (text) => text.normalize("NFC").replace(/ *\n\s*/g, "\n").replace(/ +/g, " ").trim();
const textOf = (node) => (node ? tidy(gathered(node)) : "");
const closed = (text) => (/[.!?…:;]["”»’)]*$/.test(text) ? text : `${text}.`);

function* tableParts(table) {
  const headings = Array.from(table.tHead?.rows[0]?.cells ?? [], textOf);
  yield { element: table.caption ?? table, text: table.caption ? `Bảng: ${textOf(table.caption)}` : "Bảng số liệu" };
  for (const row of table.rows) {
    if (row.parentElement === table.tHead) continue;
    const cells = Array.from(row.cells, (cell, column) => {
      const value = textOf(cell) || "trống";
      return headings[column] ? `${headings[column]}: ${value}` : value;
    });
    yield { element: row, text: closed(cells.join("; ")) };
  }
}

function* figureParts(figure) {
  const caption = figure.querySelector("figcaption");
  const [table, quoted] = ["table", "blockquote"].map((name) => figure.querySelector(name));
  if (!table && !quoted) {
    const alt = figure.querySelector("img")?.alt.trim() ?? textOf(figure.querySelector("div"));
    const said = [...new Set([alt, textOf(caption)])].filter(Boolean).map(closed);
    if (said.length) yield { element: figure, text: tidy(`Ảnh: ${said.join(" ")}`) };
    return;
  }
  yield* table ? tableParts(table) : quotedParts(quoted);
  if (caption) yield { element: caption, text: textOf(caption) };
}

function* quotedParts(quoted) {
  const inside = Array.from(quoted.children).flatMap((child) => (child.matches(BLOCKS) ? [...partsOf(child)] : []));
  const parts = inside.length ? inside : [{ element: quoted, text: textOf(quoted) }];
  for (const [number, part] of parts.entries()) {
    const end = number === parts.length - 1 ? " Hết trích dẫn." : "";
    yield { ...part, text: `${number ? "" : "Trích dẫn: "}${end ? closed(part.text) : part.text}${end}` };
  }
}

function* listParts(list) {
  let number = list.start ?? 1;
  for (const item of list.children) {
    const [lists, own] = [[], []];
    for (const child of item.childNodes) (/^[uo]l$/.test(child.localName) ? lists : own).push(child);
    const text = tidy(own.map(gathered).join(""));
    if (text) yield { element: item, text: list.localName === "ol" ? `${number}. ${text}` : text };
    for (const inner of lists) yield* listParts(inner);
    number += 1;
  }
}

/** The parts of an element in reading order: what is marked ({element}) and what is said ({text}). */
function* partsOf(element) {
  const special = { table: tableParts, figure: figureParts, blockquote: quotedParts, ul: listParts, ol: listParts };
  if (element.hidden) return;
  const children = Array.from(element.children);
  if (special[element.localName]) yield* special[element.localName](element);
  else if (children.some((child) => child.matches(BLOCKS))) for (const child of children) yield* partsOf(child);
  else yield { element, text: (element.matches(".attachment") ? "Tệp đính kèm: " : "") + textOf(element) };
}

const ENDS = [/[^]+?(?:[.!?…;]+["”»’)]*(?=\s|$)|\n|$)/g, /[^]+?(?:[,:–](?=\s)|$)/g, /[^]+?(?:\s|$)/g];

/** Cuts a text at ends of sentences, then at commas, then at spaces, into pieces of at most LONGEST letters. */
const cut = (text, ends = ENDS) => {
  if (text.length <= LONGEST || !ends.length) return [text];
  const pieces = [];
  for (const part of text.match(ends[0]).flatMap((sentence) => cut(sentence.trim(), ends.slice(1))).filter(Boolean)) {
    const joined = `${pieces.at(-1) ?? ""} ${part}`;
    if (pieces.length && joined.length <= LONGEST) pieces[pieces.length - 1] = joined;
    else pieces.push(part);
  }
  return pieces;
};

const isLocalVietnamese = (voice) => voice.localService === true && /^vie?(?:[-_]|$)/i.test(voice.lang);
const READ = "h1, .lead, p.dateline, .article-cover, .article-body, .byline";

const synthesis = window.speechSynthesis;
const article = document.querySelector("article.article");
const section = document.querySelector(".listen");
const words = section?.dataset;
const control = (name) => section?.querySelector(`[data-listen="${name}"]`);
const [play, panel, pause, rate] = ["play", "panel", "pause", "rate"].map(control);

let [voice, state] = [null, "stopped"]; // or "playing", "paused"
let parts = []; // {element, text, pieces}
let [at, piece] = [0, 0]; // the part being read, and the piece of it
let current = null; // the utterance of that piece
let [settling, watching] = [0, 0]; // timers: before it is spoken, and looking whether it still is

const announce = (text) => { control("status").textContent = text; };
const place = () => words.place.replace("{number}", at + 1).replace("{total}", parts.length);

const mark = (element) => {
  const marked = article.querySelector(".being-read");
  marked?.classList.remove("being-read");
  marked?.removeAttribute("aria-current");
  element?.classList.add("being-read");
  element?.setAttribute("aria-current", "true");
};

/* A reader who has scrolled elsewhere is left there, unless a button was pressed. */
const show = (asked) => {
  const [{ element }, before] = [parts[at], article.querySelector(".being-read")?.getBoundingClientRect()];
  const follows = asked || !before || (before.bottom > 0 && before.top < window.innerHeight);
  mark(element);
  control("place").textContent = place();
  if (!follows) return;
  const behavior = window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  element.scrollIntoView({ behavior, block: element.offsetHeight > window.innerHeight * 0.6 ? "start" : "center" });
};

const hush = () => {
  clearTimeout(settling);
  clearInterval(watching);
  current = null; // first: the end and error events of what is cancelled are nobody's
  synthesis.cancel();
};

const enter = (next, announced) => {
  state = section.dataset.state = next;
  const focused = document.activeElement; // before it is hidden: then it is no longer
  play.hidden = next !== "stopped";
  panel.hidden = next === "stopped";
  pause.setAttribute("aria-pressed", String(next === "paused"));
  if (section.contains(focused) && focused.closest("[hidden]")) (play.hidden ? pause : play).focus({ preventScroll: true });
  announce(announced);
};

const stop = (announced = words.stopped) => {
  if (state === "stopped") return;
  hush();
  mark(null);
  enter("stopped", announced);
};

/* Engines sometimes lose the end event: three seconds of silence count as one, if there was speech before them. */
const watch = () => {
  let silent = 0;
  clearInterval(watching);
  watching = setInterval(() => {
    silent = synthesis.speaking || synthesis.pending ? 0 : silent + 1;
    if (silent < 3) return;
    if (current?.started) after();
    else stop(words.failed);
  }, 1000);
};

const say = () => {
  const utterance = new SpeechSynthesisUtterance(parts[at].pieces[piece]);
  Object.assign(utterance, { voice, lang: voice.lang, rate: Number(rate.value) });
  utterance.addEventListener("start", () => { utterance.started = true; });
  utterance.addEventListener("end", () => utterance === current && after());
  utterance.addEventListener("error", (event) => {
    if (utterance === current) stop(/cancel|interrupt/.test(event.error) ? words.stopped : words.failed);
  });
  current = utterance; // kept: Chrome forgets the events of one that nobody holds
  synthesis.speak(utterance);
  watch();
};

const sayAnew = () => {
  const busy = synthesis.speaking || synthesis.pending;
  hush();
  synthesis.resume(); // another tab of the site may have left the one queue paused
  if (busy) settling = setTimeout(say, SETTLE);
  else say();
};

const after = () => {
  piece += 1;
  if (piece === parts[at].pieces.length) {
    if (at === parts.length - 1) return stop(words.finished);
    [at, piece] = [at + 1, 0];
    show(false);
  }
  return say();
};

const begin = () => {
  const spell = speller(withMore(words.abbreviations));
  parts = [...article.querySelectorAll(READ)].flatMap((part) => [...partsOf(part)])
    .map((part) => ({ ...part, pieces: cut(spell(part.text)).filter((text) => /[\p{L}\p{N}]/u.test(text)) }))
    .filter((part) => part.pieces.length);
  [at, piece] = [0, 0];
  if (!parts.length || !voice) return;
  enter("playing", words.playing);
  show(true);
  sayAnew();
};

const toggle = () => {
  const goesOn = state === "paused";
  enter(goesOn ? "playing" : "paused", goesOn ? words.playing : words.paused);
  return goesOn ? sayAnew() : hush();
};

const move = (step) => {
  if (at + step >= parts.length) return stop(words.finished);
  [at, piece] = [Math.max(0, at + step), 0];
  show(true);
  announce(place());
  return state === "playing" && sayAnew();
};

const changeRate = () => {
  try { localStorage.setItem("listen-rate", rate.value); } catch { /* storage switched off: not remembered */ }
  if (state === "playing") sayAnew();
};

const lookForVoice = () => {
  const voices = synthesis.getVoices().filter(isLocalVietnamese);
  voice = voices.find((other) => other.voiceURI === voice?.voiceURI) ?? voices[0] ?? null;
  if (!voice) stop();
  section.hidden = !voice;
};

const start = () => {
  try { rate.value = localStorage.getItem("listen-rate") ?? rate.value; } catch { /* as above */ }
  if (!rate.value) rate.value = "1.0";
  play.addEventListener("click", begin);
  pause.addEventListener("click", toggle);
  control("stop").addEventListener("click", () => stop());
  control("previous").addEventListener("click", () => move(-1));
  control("next").addEventListener("click", () => move(1));
  rate.addEventListener("change", changeRate);
  window.addEventListener("pagehide", () => stop()); // Chrome goes on speaking into the next page
  synthesis.addEventListener?.("voiceschanged", lookForVoice);
  for (const wait of [250, 1000, 3000, 8000]) setTimeout(() => voice ?? lookForVoice(), wait); // where none is announced
  lookForVoice();
};

if (section && article && synthesis) start();
