/* The slug field of the editor. The rules are those of foundations/vietnamese/slugs.py; a test compares the two. */
(() => {
  const INVISIBLE = /[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+/g;

  // Letters that normalize() leaves as they are, by the plain ones (foundations/vietnamese/latin_letters.py).
  const PLAIN_LETTERS = {
    2: 'ƻ',
    a: 'ɐɑɒⱥ',
    b: 'ƀƃɓʙꞗ',
    c: 'ƈȼɕʗꞓ',
    d: 'ðđƌȡɖɗẟ',
    e: 'ǝɇɘəɚɛɜɝɞʚⱸⱻ',
    f: 'ƒɸⱷ',
    g: 'ǥɠɡɢɣʛꞡ',
    h: 'ħɥɦʜʮʯⱨⱶ',
    i: 'ıɨɩɪ',
    j: 'ȷɉɟʄʝ',
    k: 'ĸƙʞⱪꞣ',
    l: 'łƚƛȴɫɬɭʟⱡ',
    m: 'ɯɰɱ',
    n: 'ŋƞȵɲɳɴꞑꞥ',
    o: 'øɔɤɵⱺ',
    p: 'ƥꝑ',
    q: 'ɋʠꝗ',
    r: 'ɍɹɺɻɼɽɾɿʀʁⱹꝛꞧ',
    s: 'ƨƽȿʂẜẝꞩ',
    t: 'ŧƫƭȶʇʈⱦ',
    u: 'ʉʊ',
    v: 'ʋʌỽⱱⱴ',
    w: 'ƿʍⱳ',
    y: 'ƴȝɏʎʏỿ',
    z: 'ƶȥɀʐʑⱬ',
    ae: 'æ',
    db: 'ȸ',
    dz: 'ʣʥ',
    dzh: 'ʤ',
    hv: 'ƕ',
    ll: 'ỻ',
    ls: 'ʪ',
    lz: 'ʫ',
    oe: 'œɶ',
    oi: 'ƣ',
    ou: 'ȣ',
    qp: 'ȹ',
    sh: 'ʃʅʆ',
    ss: 'ß',
    tc: 'ʨ',
    th: 'þ',
    ts: 'ʦ',
    tsh: 'ʧ',
    zh: 'ƹƺʒʓ',
  };
  const TO_PLAIN = new Map(
    Object.entries(PLAIN_LETTERS).flatMap(([plain, letters]) => [...letters].map((letter) => [letter, plain])),
  );

  const fold = (text) =>
    text
      .replace(INVISIBLE, '')
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[\u0300-\u036f]+/g, '')
      .replaceAll('l\u00b7l', 'll')
      .replace(/[^\x00-\x7f]/g, (letter) => TO_PLAIN.get(letter) ?? letter)
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();

  const slugify = (text, maxLength = 255) => {
    const slug = fold(text).replaceAll(' ', '-');
    if (slug.length <= maxLength) return slug;
    let head = slug.slice(0, maxLength);
    if (slug[maxLength] !== '-' && head.includes('-')) head = head.slice(0, head.lastIndexOf('-'));
    return head.replace(/^-+|-+$/g, '');
  };

  window.vietnamese = { ...window.vietnamese, slugify };
  if (!window.wagtail?.app || !window.StimulusModule) return;

  class SlugController extends window.StimulusModule.Controller {
    /** The slug was typed by hand: clean it when the field is left. */
    clean() {
      this.write(this.element.value);
    }

    /** The title field asks, before it is changed, whether the slug follows it: not after it was typed by hand. */
    compare(event) {
      const slug = this.element.value;
      if (slug && slug !== this.slugOf(event.detail?.value ?? '')) event.preventDefault();
    }

    /** The title changed. The action's `:prevent` keeps the title field from copying its text here itself. */
    follow(event) {
      this.write(event.detail?.value ?? '');
    }

    slugOf(text) {
      const { maxLength } = this.element;
      return slugify(text, maxLength > 0 ? maxLength : undefined);
    }

    write(text) {
      const slug = this.slugOf(text);
      if (slug === this.element.value) return;
      this.element.value = slug;
      this.dispatch('applied', { cancelable: false, detail: { cleanValue: slug, sourceValue: text } });
    }
  }

  window.wagtail.app.register('vietnamese-slug', SlugController);
})();
