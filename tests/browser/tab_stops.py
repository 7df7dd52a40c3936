"""Walking through a page with the Tab key: where the focus stops, in which order, and whether it can be seen there."""

from __future__ import annotations

LEAST_RATIO = 3.0  # WCAG 2.2, 1.4.11 and 2.4.13: of the indicator with its ground
LEAST_WIDTH = 2  # CSS px

# Numbers what the Tab key should reach, in the order of the document, and remembers how each looks unfocused.
PREPARE = """() => {
    const asked = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    const seen = (el) => el.checkVisibility({visibilityProperty: true}) && !el.disabled;
    const all = [...document.querySelectorAll(asked)].filter(seen);
    const look = (el) => {
        const style = getComputedStyle(el);
        return {outline: `${style.outlineStyle} ${style.outlineWidth}`, shadow: style.boxShadow};
    };
    window.tabStops = {all, before: all.map(look)};
    return all.length;
}"""

STOP = """() => {
    const el = document.activeElement;
    if (!el || el === document.body || el === document.documentElement) return null;
    const style = getComputedStyle(el);
    const number = window.tabStops.all.indexOf(el);
    const before = window.tabStops.before[number];

    const rgba = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const ground = (node) => {
        for (let at = node; at; at = at.parentElement) {
            const [r, g, b, a = 1] = rgba(getComputedStyle(at).backgroundColor);
            if (a === 1) return [r, g, b];
        }
        return [255, 255, 255];
    };
    const luminance = ([r, g, b]) => {
        const [x, y, z] = [r, g, b].map((c) => c / 255)
            .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
        return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const ratio = (a, b) => {
        const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
        return (light + 0.05) / (dark + 0.05);
    };
    const width = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
    const within = parseFloat(style.outlineOffset) < 0;

    // Its boxes, one for each line; a point a little inside each corner, and the middle.
    const wide = document.documentElement.clientWidth, high = document.documentElement.clientHeight;
    const box = el.getBoundingClientRect();
    const fits = box.width <= wide && box.height <= high;
    const inView = fits
        ? box.left >= -1 && box.top >= -1 && box.right <= wide + 1 && box.bottom <= high + 1
        : box.left < wide && box.top < high && box.right > 0 && box.bottom > 0;
    const covered = [];
    for (const line of el.getClientRects()) {
        const [left, top] = [Math.max(line.left, 0), Math.max(line.top, 0)];
        const [right, bottom] = [Math.min(line.right, wide), Math.min(line.bottom, high)];
        if (right - left < 4 || bottom - top < 4) continue;
        const round = Math.min(parseFloat(style.borderTopLeftRadius) || 0, line.height / 2);
        const in_ = Math.max(2, round * 0.3 + 0.5);  // boxes begin between pixels
        const xs = [left + in_, right - in_], ys = [top + in_, bottom - in_];
        const points = [...xs.flatMap((x) => ys.map((y) => [x, y])), [(left + right) / 2, (top + bottom) / 2]];
        for (const [x, y] of points) {
            const hit = document.elementFromPoint(x, y);
            if (!el.contains(hit)) covered.push(hit ? hit.outerHTML.slice(0, 60) : 'nothing');
        }
    }
    return {
        number, inView, covered,
        name: `${el.localName} ${(el.innerText || el.getAttribute('aria-label') || el.id).trim().slice(0, 40)}`,
        place: el.closest('main') ? 'main' : el.closest('header, aside, footer')?.localName ?? 'start',
        changed: !before || before.outline !== `${style.outlineStyle} ${style.outlineWidth}`,
        width,
        ratio: width ? ratio(rgba(style.outlineColor), ground(within ? el : el.parentElement)) : 0,
    };
}"""


def count(page) -> int:
    """How many stops the page has. To be called before the first Tab."""
    return page.evaluate(PREPARE)


def step(page, key="Tab") -> dict | None:
    """Presses Tab and describes where the focus is; None where it has left the page."""
    page.keyboard.press(key)
    return page.evaluate(STOP)


def walk(page, key="Tab") -> list[dict]:
    """The stops from where the focus is to the end of the page, or to one where it was before (a trap)."""
    start = page.evaluate(STOP)
    seen, stops = {start["number"]} if start else set(), []
    # Chromium without a window around it begins again at the end, without leaving the page.
    while (stop := step(page, key)) and stop["number"] not in seen:
        seen.add(stop["number"])
        stops.append(stop)
    return stops


def faults(stop: dict) -> list[str]:
    """What hides the focus at this stop."""
    found = []
    if not stop["changed"] or stop["width"] < LEAST_WIDTH:
        found.append(f"indicator of {stop['width']} px")
    if stop["ratio"] < LEAST_RATIO:
        found.append(f"indicator of {stop['ratio']:.2f}:1")
    if not stop["inView"]:
        found.append("out of view")
    if stop["covered"]:
        found.append(f"covered by {stop['covered'][0]}")
    return found
