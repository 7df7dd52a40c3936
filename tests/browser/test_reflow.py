"""Room for words: the reader's own text spacing (WCAG 1.4.12) and a zoom of 400 % (1.4.10)."""

import json

import pytest

from tests.browser.accessibility import PAGES
from tests.browser.page_checks import CLIPPED_AND_OVERLAID
from tests.browser.test_listen import ARTICLE, LINH, SYNTHESIS

pytestmark = pytest.mark.browser

# The values of WCAG 2.2, 1.4.12.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }
"""
ZOOMED = {"width": 320, "height": 256}  # 1280 × 1024 at 400 %


@pytest.fixture
def open_spaced(get_kept_page):
    """Opens a page with a reader's style sheet laid over it; the site's policy is for pages, not for readers."""

    def opened(address, width, styles=TEXT_SPACING):
        page = get_kept_page(bypass_csp=True)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        page.add_style_tag(content=styles)
        return page

    return opened


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_a_readers_text_spacing_cuts_nothing_off(open_spaced, subtests, address):
    for width in (320, 1280):
        page = open_spaced(address, width)
        with subtests.test("a reader's text spacing cuts nothing off", width=width):
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
