"""What is looked for in a page that is open: targets too small, words cut off, motion, controls without a border."""

from __future__ import annotations

FINGER = 44  # CSS px, WCAG 2.2, 2.5.5
POINTER = 24  # 2.5.8
# Links inside a sentence are exempt: those with words of the same sentence beside them.
TARGETS = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
    .filter((el) => el.checkVisibility({visibilityProperty: true}) && !el.matches('.skip-link'))
    .filter((el) => !(getComputedStyle(el).display === 'inline' && [...el.parentElement.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && /[\\p{L}\\p{N}]/u.test(node.data))))
    .map((el) => {
        const {x, y, width, height} = el.getBoundingClientRect();
        return {name: `${el.localName} ${(el.innerText || el.id).slice(0, 40)}`, x, y, width, height};
    })"""

# Words cut off by a box, and lines of words that lie over other words.
CLIPPED_AND_OVERLAID = """() => {
    const clippedAway = (el) => el
        && (getComputedStyle(el).clipPath.startsWith('inset(50%') || clippedAway(el.parentElement));
    const hiddenOnPurpose = (el) => el.closest('.visually-hidden, [aria-hidden=true]') || clippedAway(el);
    const seen = [...document.body.querySelectorAll('*')]
        .filter((el) => el.checkVisibility({visibilityProperty: true}) && !hiddenOnPurpose(el));
    const clips = (value) => value === 'hidden' || value === 'clip';
    const clipped = seen.filter((el) => {
        const style = getComputedStyle(el);
        return el.innerText?.trim() && ((clips(style.overflowX) && el.scrollWidth > el.clientWidth + 1)
            || (clips(style.overflowY) && el.scrollHeight > el.clientHeight + 1));
    }).map((el) => el.outerHTML.slice(0, 80));

    const lines = [];
    for (const el of seen.filter((el) => !el.closest('select, option'))) {
        for (const node of el.childNodes) {
            if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            // The middle of the line: letters of neighbouring lines may reach into its leading.
            for (const {left, right, top, bottom} of range.getClientRects()) {
                const quarter = (bottom - top) / 4;
                lines.push({el, left, right, top: top + quarter, bottom: bottom - quarter});
            }
        }
    }
    const overlaid = [];
    for (const [number, a] of lines.entries()) {
        for (const b of lines.slice(number + 1)) {
            if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) {
                overlaid.push(`${a.el.innerText.slice(0, 40)} | ${b.el.innerText.slice(0, 40)}`);
            }
        }
    }
    return {clipped, overlaid};
}"""

MOVING = """() => [...document.querySelectorAll('*')].flatMap((el) => ['', '::before', '::after'].flatMap((part) => {
    const style = getComputedStyle(el, part || null);
    const found = [];
    if (style.animationName !== 'none') found.push('animation');
    if (style.transitionDuration.split(', ').some((one) => parseFloat(one) > 0)) found.push('transition');
    if (!part && style.scrollBehavior !== 'auto') found.push('scroll');
    return found.map((kind) => `${kind} of ${el.localName}${part}`);
}))"""

# In forced colours a control is seen by its border. Boxes to tick are drawn by the browser itself, which keeps theirs.
BORDERLESS = """() => [...document.querySelectorAll('button, input, select')]
    .filter((el) => !['hidden', 'checkbox', 'radio'].includes(el.type))
    .filter((el) => el.checkVisibility())
    .filter((el) => {
        const {borderTopStyle, borderTopWidth, borderTopColor} = getComputedStyle(el);
        return borderTopStyle === 'none' || parseFloat(borderTopWidth) < 1
            || /, 0\\)$/.test(borderTopColor);
    }).map((el) => el.outerHTML.slice(0, 80))"""

# Whether the middle of an element, scrolled to, is seen and not covered.
REACHED = """(landmark) => {
    const el = document.querySelector(landmark);
    el.scrollIntoView({block: 'center'});
    const box = el.getBoundingClientRect();
    const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    return el.matches('.visually-hidden') || el.contains(hit);
}"""


def find_small(targets: list[dict], least: float) -> list[dict]:
    return [one for one in targets if min(one["width"], one["height"]) < least - 0.1]


def find_crowded(targets: list[dict]) -> list[str]:
    """Targets under 24 px whose circle of 24 px round the middle meets another target, or such a circle."""
    found = []
    for one in find_small(targets, POINTER):
        x, y = one["x"] + one["width"] / 2, one["y"] + one["height"] / 2
        for other in targets:
            if other is one:
                continue
            across = max(other["x"] - x, 0, x - other["x"] - other["width"])
            down = max(other["y"] - y, 0, y - other["y"] - other["height"])
            if (across**2 + down**2) ** 0.5 < POINTER / 2:
                found.append(f"{one['name']} | {other['name']}")
    return found
