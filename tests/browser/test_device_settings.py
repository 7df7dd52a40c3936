"""What a reader has set on the device: forced colours, reduced motion."""

import io
import json

import pytest
from PIL import Image

from tests.browser.accessibility import PAGES
from tests.browser.page_checks import MOVING
from tests.browser.test_listen import LINH, SYNTHESIS

pytestmark = pytest.mark.browser

LEAST_RATIO = 3.0  # WCAG 2.2, 1.4.11


def luminance(colour: tuple[int, int, int]) -> float:
    parts = [c / 255 / 12.92 if c / 255 <= 0.03928 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def drawn_contrast(locator) -> float:
    """The contrast of the lightest and the darkest colour that an element shows, as drawn: 1.0 where it is empty."""
    picture = Image.open(io.BytesIO(locator.screenshot())).convert("RGB")
    inside = picture.crop((3, 3, picture.width - 3, picture.height - 3))  # without a border of its own
    shades = [luminance(colour) for _count, colour in inside.getcolors(maxcolors=inside.width * inside.height)]
    return (max(shades) + 0.05) / (min(shades) + 0.05)


@pytest.fixture
def open_forced(open_page):
    def opened(address, scheme="dark", **profile):
        page = open_page(**profile)
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        page.add_init_script(f"({SYNTHESIS})({json.dumps([LINH])})")
        page.goto(address)
        return page

    return opened


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_in_forced_colours_icons_and_marks_are_drawn(open_forced, scheme):
    page = open_forced(PAGES["Bài viết"], scheme, width=360)
    page.get_by_role("button", name="Nghe bài", exact=True).click()
    icons = page.locator("button svg:visible")
    assert icons.count() >= 6
    for number in range(icons.count()):
        assert drawn_contrast(icons.nth(number)) >= LEAST_RATIO
    assert drawn_contrast(page.locator(".masthead-mark")) >= LEAST_RATIO


def test_an_icon_that_is_not_drawn_is_noticed(open_forced):
    page = open_forced(PAGES["Trang chủ"], width=360)
    page.evaluate("document.querySelector('.display-contrast svg').replaceChildren()")
    assert drawn_contrast(page.locator(".display-contrast svg").first) < LEAST_RATIO


def test_in_forced_colours_what_is_chosen_looks_chosen(open_forced):
    page = open_forced(PAGES["Trang chủ"])
    borders = page.evaluate(
        """() => [...document.querySelectorAll('.display-toolbar [aria-pressed]')]
            .map((el) => [el.getAttribute('aria-pressed'), getComputedStyle(el).borderTopWidth])"""
    )
    chosen = {width for pressed, width in borders if pressed == "true"}
    others = {width for pressed, width in borders if pressed == "false"}
    assert chosen and others and not chosen & others


def test_motion_is_noticed_where_it_is_wanted(open_page):
    page = open_page()
    page.emulate_media(reduced_motion="no-preference")
    page.goto("/")
    assert "scroll of html" in page.evaluate(MOVING)
