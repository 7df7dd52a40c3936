"""Room for words: the reader's own text spacing (WCAG 1.4.12) and a zoom of 400 % (1.4.10)."""

import json

import pytest

from tests.browser.accessibility import PAGES
from tests.browser.test_listen import ARTICLE, LINH, SYNTHESIS

pytestmark = pytest.mark.browser

# The values of WCAG 2.2, 1.4.12.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }
"""
ZOOMED = {"width": 320, "height": 256}  # 1280 × 1024 at 400 %

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


@pytest.fixture
def open_spaced(chromium, site):
    """Opens a page with a reader's style sheet laid over it; the site's policy is for pages, not for readers."""
    contexts = []

    def opened(address, width, styles=TEXT_SPACING):
        context = chromium.new_context(
            base_url=site.address, bypass_csp=True, viewport={"width": width, "height": 900}, locale="vi-VN"
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        page.add_style_tag(content=styles)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_a_readers_text_spacing_cuts_nothing_off(open_spaced, address, width):
    page = open_spaced(address, width)
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).letterSpacing") != "normal"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CLIPPED_AND_OVERLAID) == {"clipped": [], "overlaid": []}


@pytest.mark.parametrize(
    ("planted", "kind"),
    [
        (".entry-title { height: 1.2em; overflow: hidden; }", "clipped"),
        (".entry-title { height: 1.2em; }", "overlaid"),
    ],
)
def test_words_cut_off_on_purpose_are_noticed(open_spaced, planted, kind):
    assert open_spaced(PAGES["Chuyên mục"], 320, styles=planted).evaluate(CLIPPED_AND_OVERLAID)[kind]


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_a_zoom_of_400_percent_scrolls_one_way_only(open_page, address):
    page = open_page(**ZOOMED)
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= ZOOMED["width"]
    assert page.evaluate(CLIPPED_AND_OVERLAID) == {"clipped": [], "overlaid": []}
    # The end of the page: its foot, or on a sheet without one what stands last.
    end = ".site-footer .footer-name, body:not(:has(.site-footer)) main > :last-child"
    for landmark in ("main h1", end):
        reached = page.evaluate(
            """(landmark) => {
                const el = document.querySelector(landmark);
                el.scrollIntoView({block: 'center'});
                const box = el.getBoundingClientRect();
                const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
                return el.matches('.visually-hidden') || el.contains(hit);
            }""",
            landmark,
        )
        assert reached, landmark


@pytest.mark.parametrize("choice", ["{}", '{"text-size":"largest"}'])
def test_at_400_percent_nothing_stays_over_more_than_a_third_of_the_screen(open_page, choice):
    page = open_page(**ZOOMED)
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(f"localStorage.setItem('display', '{choice}')")
    page.add_init_script(f"({SYNTHESIS})({json.dumps([LINH])})")
    page.goto(ARTICLE)
    page.get_by_role("button", name="Nghe bài", exact=True).click()
    page.evaluate("window.scrollTo(0, 900)")
    page.wait_for_function("window.scrollY > 800")
    # What is in the same place of the screen after scrolling on stays over the words.
    staying = """() => [...document.querySelectorAll('body *')]
        .filter((el) => ['fixed', 'sticky'].includes(getComputedStyle(el).position) && el.checkVisibility())
        .map((el) => el.getBoundingClientRect())
        .map((box) => Math.max(0, Math.min(box.bottom, innerHeight) - Math.max(box.top, 0)))
        .reduce((all, height) => all + height, 0)"""
    assert page.evaluate(staying) <= ZOOMED["height"] / 3
