"""The display toolbar: with script and without, remembered, before the first paint, in every mode."""

import json

import pytest
from playwright.sync_api import expect

from foundations.delivery.display import Display
from tests.browser.accessibility import MODES, PAGES, check
from tests.browser.display_choices import choose_display, get_display

pytestmark = pytest.mark.browser

ARTICLE = PAGES["Bài viết"]
CHANGES = [
    *("text-size:up", "text-size:down", "text-size:normal", "contrast:up", "contrast:down"),
    *("spacing:toggle", "links:toggle", "measure:toggle", "reset"),
]


def press(page, change):
    """Presses a button of the toolbar, opening the further ones where it stands among them."""
    button = page.locator(f"form[data-display] button[value='{change}']")
    if not button.is_visible():
        page.click(".display-more summary")
    button.click(force=True)  # one at its end is marked, not taken away: it can still be pressed


def text_size(page) -> float:
    return page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("change", [change for change in CHANGES if change not in {"text-size:normal", "reset"}])
def test_each_control_works_and_is_remembered_on_the_next_page(open_page, change, script):
    page = open_page(script=script)
    page.goto("/")
    press(page, change)
    expected = Display.parse("").apply_change(change).choices
    page.goto(ARTICLE)
    assert get_display(page) == expected
    press(page, "reset")
    page.goto("/")
    assert get_display(page) == Display.parse("").choices


def test_script_and_server_take_the_same_steps(open_page):
    page = open_page()
    page.goto("/")
    walk = [*["text-size:up"] * 4, *["contrast:up"] * 4, *CHANGES, *["contrast:down"] * 3, *["text-size:down"] * 3]
    choice = Display.parse("")
    for change in walk:
        press(page, change)
        choice = choice.apply_change(change)
        assert get_display(page) == choice.choices, change
        assert page.inner_text("[data-display-state]") == choice.words


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_choice_survives_a_restart_of_the_browser(chromium, site, script):
    first = chromium.new_context(base_url=site.address, java_script_enabled=script)
    page = first.new_page()
    page.goto("/")
    press(page, "text-size:up")
    press(page, "contrast:up")
    kept = first.storage_state()
    first.close()
    second = chromium.new_context(base_url=site.address, java_script_enabled=script, storage_state=kept)
    page = second.new_page()
    page.goto(ARTICLE)
    assert get_display(page)["text-size"] == "large"
    assert get_display(page)["contrast"] == "higher"
    second.close()


def test_the_choice_stands_before_the_first_paint(open_page):
    page = open_page()
    page.add_init_script(
        """localStorage.setItem("display", '{"contrast":"yellow-on-black","text-size":"largest"}');
        new MutationObserver((changes, observer) => {
            if (!document.body) return;
            window.atBody = document.documentElement.dataset.contrast;
            observer.disconnect();
        }).observe(document, {childList: true, subtree: true});"""
    )
    page.goto("/")
    assert page.evaluate("window.atBody") == "yellow-on-black"


def test_a_reader_with_script_gets_no_cookie(open_page):
    page = open_page()
    page.goto("/")
    press(page, "contrast:up")
    page.goto(ARTICLE)
    assert page.context.cookies() == []


def test_text_sizes_are_those_promised(open_page):
    page = open_page()
    page.goto("/")
    sizes = [text_size(page)]
    press(page, "text-size:down")
    sizes.append(text_size(page))
    for _step in range(4):
        press(page, "text-size:up")
        sizes.append(text_size(page))
    assert sizes == [16, 14, 16, 20, 24, 32]


def test_states_are_announced(open_page):
    page = open_page()
    page.goto("/")
    normal = page.get_by_role("button", name="A cỡ chữ mặc định", exact=True)
    expect(normal).to_have_attribute("aria-pressed", "true")
    press(page, "text-size:up")
    expect(normal).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("status").first).to_have_text("Cỡ chữ 125 %")
    for _step in range(2):
        press(page, "text-size:up")
    expect(page.get_by_role("button", name="A+ tăng cỡ chữ")).to_have_attribute("aria-disabled", "true")


AAA = 7.0
CONTRAST = """() => {
    const style = getComputedStyle(document.documentElement);
    const probe = document.createElement('span');
    document.body.append(probe);
    const luminance = (name) => {
        probe.style.color = style.getPropertyValue(name);
        const parts = getComputedStyle(probe).color.match(/[\\d.]+/g).slice(0, 3).map((c) => c / 255)
            .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    };
    const ratio = (a, b) => {
        const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
        return (light + 0.05) / (dark + 0.05);
    };
    const words = ['--ink', '--soft-ink', '--muted', '--accent', '--link', '--link-hover'];
    const pairs = words.flatMap((word) => ['--paper', '--sheet', '--tint'].map((ground) => [word, ground]));
    pairs.push(['--bar-ink', '--bar'], ['--bar-ink', '--bar-hover']);
    pairs.push(['--foot-ink', '--foot'], ['--foot-name', '--foot']);
    return Object.fromEntries(pairs.map(([word, ground]) => [`${word} on ${ground}`, ratio(word, ground)]));
}"""


@pytest.mark.parametrize(
    ("mode", "least"),
    [
        ("normal", 4.5),
        ("lower", 4.5),
        ("dark", 4.5),
        ("higher", AAA),
        ("black-on-white", AAA),
        ("yellow-on-black", AAA),
    ],
)
def test_words_stand_out_from_every_ground(open_page, mode, least):
    page = open_page()
    page.emulate_media(color_scheme="dark" if mode == "dark" else "light")
    page.add_init_script(f"""localStorage.setItem("display", '{{"contrast":"{mode}"}}')""")
    page.goto("/")
    assert {pair: round(found, 2) for pair, found in page.evaluate(CONTRAST).items() if found < least} == {}


def test_a_fault_planted_in_a_page_is_found(open_page):
    page = open_page()
    page.goto("/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/x.png\"><p style>')")
    assert "image-alt" in check(page)["violations"]


def test_a_phone_can_ask_for_the_desktop_view_and_back(open_page):
    page = open_page(width=360)
    page.goto("/")
    switch = page.locator("[data-view-switch]")
    expect(switch).to_have_text("Xem bản máy tính")
    switch.click()
    page.goto(ARTICLE)
    assert page.locator("meta[name=viewport]").get_attribute("content") == "width=1280"
    page.locator("[data-view-switch]").click()
    assert "device-width" in page.locator("meta[name=viewport]").get_attribute("content")


@pytest.mark.parametrize("kind", ["Trang chủ", "Bài viết", "Danh mục thủ tục"])
def test_a_choice_shows_the_same_page_at_once_and_on_the_next_visit(open_page, kind):
    """So that looking at each mode of an open page says what a reader meets who comes with that choice."""
    page = open_page()
    page.goto(PAGES[kind])
    for choice, _scheme, _script in MODES.values():
        choose_display(page, kind, json.loads(choice))
        at_once = page.evaluate("document.documentElement.outerHTML")
        page.reload()
        assert page.evaluate("document.documentElement.outerHTML") == at_once
