"""Fingers: how large what one presses is, and the toolbar on a phone (WCAG 2.5.5, 2.5.8)."""

import pytest

from tests.browser.accessibility import PAGES
from tests.browser.page_checks import FINGER, POINTER, TARGETS, find_crowded, find_small

pytestmark = pytest.mark.browser

MOST_TOOLBAR = 52  # CSS px, in one row


@pytest.fixture
def open_phone(chromium, site):
    """A page on a device with a touch screen."""
    contexts = []

    def opened(address, width=360, choice="{}"):
        context = chromium.new_context(
            base_url=site.address,
            viewport={"width": width, "height": 740},
            has_touch=True,
            is_mobile=True,
            locale="vi-VN",
        )
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(f"localStorage.setItem('display', '{choice}')")
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_a_finger_hits_every_control(get_kept_page, subtests, address):
    page = get_kept_page(has_touch=True, is_mobile=True)
    for width in (360, 820):
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(address)
        for summary in page.locator("summary").all():
            summary.tap()
        with subtests.test("a finger hits every control", width=width):
            found = find_small(page.evaluate(TARGETS), FINGER)
            assert {one["name"]: (one["width"], one["height"]) for one in found} == {}


def test_controls_made_small_on_purpose_are_noticed(open_page):
    page = open_page()
    page.goto("/")
    row = '<p><button class="x">a</button><button class="x">b</button></p>'
    page.evaluate(f"document.querySelector('main').insertAdjacentHTML('beforeend', '{row}')")
    page.evaluate("document.querySelectorAll('.x').forEach((el) => { el.style.cssText = 'all: unset; width: 9px'; })")
    targets = page.evaluate(TARGETS)
    assert {"button a", "button b"} <= {one["name"] for one in find_small(targets, POINTER)}
    assert "button a | button b" in find_crowded(targets)


@pytest.mark.parametrize("width", [320, 360, 412])
def test_the_toolbar_is_one_row_of_a_phone(open_phone, width):
    page = open_phone("/", width)
    bar = page.locator(".display-toolbar")
    assert bar.bounding_box()["height"] <= MOST_TOOLBAR
    buttons = bar.locator("button:visible, summary")
    assert len({round(box.bounding_box()["y"]) for box in buttons.all()}) == 1
    assert buttons.count() == 6
    before = page.locator(".display-more summary").bounding_box()
    page.locator(".display-more summary").tap()
    assert page.locator(".display-more summary").bounding_box() == before
    assert page.get_by_role("button", name="Đặt lại").is_visible()


def test_the_toolbar_keeps_its_order_and_its_words_on_a_desk(open_page):
    page = open_page()
    page.goto("/")
    shown = page.locator(".display-toolbar button:visible, .display-toolbar summary").all_inner_texts()
    assert [text.split("\n")[0] for text in shown] == [
        *("A-", "A", "A+", "Tăng tương phản", "Giảm tương phản", "Hiển thị")
    ]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_remembered_choice_moves_nothing_while_the_page_loads(open_phone, width):
    page = open_phone("/gioi-thieu/", width, choice='{"contrast":"higher","text-size":"large","spacing":"wide"}')
    page.add_init_script(
        """window.shifted = 0;
        new PerformanceObserver(list => list.getEntries().forEach(e => { window.shifted += e.value; }))
            .observe({type: "layout-shift", buffered: true});"""
    )
    page.goto(PAGES["Chuyên mục"], wait_until="networkidle")
    assert page.evaluate("window.shifted") < 0.01
