"""The keyboard alone: every stop reached, in the order of the document, seen, not covered (WCAG 2.1.1 to 2.4.13)."""

import pytest

from foundations.delivery.display import NORMAL, SCALES
from tests.browser import tab_stops
from tests.browser.accessibility import PAGES

pytestmark = pytest.mark.browser

ARTICLE = PAGES["Bài viết"]
READ = {name: PAGES[name] for name in ("Trang chủ", "Chuyên mục", "Bài viết")}
# Width, what the reader chose, what the device asks for.
LOOKS = {
    "default": (1280, "{}", {}),
    "200 %": (1280, '{"text-size":"largest"}', {}),
    "phone": (360, "{}", {}),
    "phone, 200 %": (360, '{"text-size":"largest"}', {}),
    "dark": (1280, "{}", {"color_scheme": "dark"}),
    "forced colours": (1280, "{}", {"forced_colors": "active"}),
    **{
        step: (1280, f'{{"contrast":"{step}","links":"underlined"}}', {})
        for step in SCALES["contrast"]
        if step != NORMAL
    },
}


@pytest.fixture
def open_still(open_page):
    """A page that jumps to what has the focus instead of gliding there, so that it can be looked at once."""

    def opened(address, width=1280, choice="{}", **media):
        page = open_page(width=width)
        page.emulate_media(reduced_motion="reduce", **media)
        page.add_init_script(f"localStorage.setItem('display', '{choice}')")
        page.goto(address)
        return page

    return opened


@pytest.mark.parametrize("width", [1280, 360])
def test_tab_goes_from_the_address_bar_to_the_end_of_an_article_and_back(open_still, width):
    page = open_still(ARTICLE, width=width)
    total = tab_stops.count(page)
    there = tab_stops.walk(page)
    assert there[0]["name"] == "a Đến nội dung chính"
    assert [stop["number"] for stop in there] == list(range(total))
    places = list(dict.fromkeys(stop["place"] for stop in there))
    assert places == ["start", "header", "main", "aside", "footer"]
    page.evaluate("window.tabStops.all.at(-1).focus()")
    back = tab_stops.walk(page, "Shift+Tab")
    assert [stop["number"] for stop in back] == list(range(total - 2, -1, -1))


def test_the_skip_link_leads_past_the_head_into_the_article_and_on_to_its_end(open_still):
    page = open_still(ARTICLE, width=360)
    total = tab_stops.count(page)
    tab_stops.step(page)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    stops = tab_stops.walk(page)
    numbers = [stop["number"] for stop in stops]
    assert numbers == list(range(numbers[0], total))
    inside = [stop["name"] for stop in stops if stop["place"] == "main"]
    assert len(inside) == page.locator("main :is(a, button:visible, input:visible, [tabindex='0'])").count()
    assert [stop["place"] for stop in stops[: len(inside)]] == ["main"] * len(inside)
    assert any(name.startswith("a Quay về") for name in inside)


def test_further_choices_open_close_and_act_by_the_keyboard(open_still):
    page = open_still("/", width=360)
    page.locator(".display-more summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.documentElement.dataset.spacing") == "wide"
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "masthead-name"


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("address", READ.values(), ids=READ.keys())
def test_the_focus_is_seen_at_every_stop(open_still, address, look):
    width, choice, media = LOOKS[look]
    page = open_still(address, width=width, choice=choice, **media)
    total = tab_stops.count(page)
    stops = tab_stops.walk(page)
    assert len(stops) == total
    assert {stop["name"]: found for stop in stops if (found := tab_stops.faults(stop))} == {}


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ("a:focus-visible { outline: none; }", "indicator of 0 px"),
        (":focus-visible { outline-color: #eee; }", "indicator of 1"),
        (".site-header { position: sticky; top: 0; z-index: 9; }", "covered by"),
        (".entry a { position: absolute; left: -999px; }", "out of view"),
    ],
)
def test_a_focus_hidden_on_purpose_is_noticed(chromium, site, planted, fault):
    context = chromium.new_context(base_url=site.address, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto("/")
    page.add_style_tag(content=planted)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    tab_stops.count(page)
    page.locator(".site-footer a").first.focus()
    found = [one for stop in tab_stops.walk(page, "Shift+Tab") for one in tab_stops.faults(stop)]
    context.close()
    assert any(one.startswith(fault) for one in found)
