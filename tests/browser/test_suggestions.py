"""Names offered under the search fields while one types: by finger, keyboard and screen reader, and without script."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import MODES, check, prepare

pytestmark = pytest.mark.browser
FIELDS = {
    "header": ("/gioi-thieu/", "#tim-dau-trang"),
    "home page": ("/", "#tim-thu-tuc"),
    "list of procedures": ("/thu-tuc-hanh-chinh/", "#tim-thu-tuc"),
    "search page": ("/tim-kiem/", "#tim-trong-trang"),
}
LIST, SEARCH = FIELDS["list of procedures"], FIELDS["search page"]
MEMORY = "Nhớ từ đã tìm trên máy này"


def typed(page, place, words):
    """The field with the words, and the options that stand under it."""
    address, name = place
    page.goto(address)
    field = page.locator(name)
    field.press_sequentially(words)
    return field, page.locator(f"{name}-danh-sach [role=option]")


def read_tree(page):
    """The nodes of the accessibility tree as a screen reader is given them, by role."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    found = {}
    for node in nodes:
        if not node.get("ignored"):
            found.setdefault(node["role"]["value"], []).append(node)
    return found


def get_properties(node):
    return {each["name"]: each["value"] for each in node.get("properties", [])}


@pytest.mark.parametrize("place", FIELDS)
@pytest.mark.parametrize("width", [360, 1280])
def test_a_name_is_chosen_by_keyboard_and_opened(open_page, place, width):
    page = open_page(width=width)
    field, options = typed(page, FIELDS[place], "dang ky khai s")
    options.first.wait_for()
    assert all("khai sinh" in text.casefold() for text in options.all_inner_texts()[:2])
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("ArrowUp")  # round to the last
    assert field.get_attribute("aria-activedescendant") == options.last.get_attribute("id")
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/thu-tuc-hanh-chinh/1.*/")


@pytest.mark.parametrize("place", FIELDS)
def test_a_name_is_chosen_by_finger(get_kept_page, place):
    page = get_kept_page(has_touch=True)
    page.set_viewport_size({"width": 360, "height": 640})
    address, name = FIELDS[place]
    page.goto(address)
    page.locator(name).tap()
    page.keyboard.type("dang ky khai s")
    option = page.locator(f"{name}-danh-sach [role=option]").first
    option.wait_for()
    box = option.bounding_box()
    assert box["height"] >= 44
    assert box["x"] >= 0 and box["x"] + box["width"] <= 360
    option.tap()
    page.wait_for_url("**/thu-tuc-hanh-chinh/1.*/")


def test_a_screen_reader_is_given_a_combobox_with_its_list_and_hears_the_number(open_page):
    page = open_page(width=360)
    page.goto(SEARCH[0])
    (closed,) = (node for node in read_tree(page)["combobox"] if node["name"]["value"].startswith("Từ cần tìm, "))
    assert get_properties(closed)["expanded"]["value"] is False
    field, options = typed(page, SEARCH, "dang ky khai s")
    options.first.wait_for()
    field.press("ArrowDown")
    tree = read_tree(page)
    (opened,) = (node for node in tree["combobox"] if get_properties(node).get("focused", {}).get("value"))
    about = get_properties(opened)
    assert about["expanded"]["value"] is True
    assert about["autocomplete"]["value"] == "list"
    (listbox,) = tree["listbox"]
    assert listbox["name"]["value"] == "Gợi ý"
    controlled = {each["idref"] for each in about["controls"]["relatedNodes"]}
    assert controlled == {f"{SEARCH[1][1:]}-danh-sach"}
    active = about["activedescendant"]["relatedNodes"][0]["idref"]
    assert active == options.first.get_attribute("id")
    assert len(tree["option"]) >= options.count()
    named = [node["name"]["value"] for node in tree["option"]]
    assert any("khai sinh" in name and "Thủ tục · 1.001193" in name for name in named)
    expect(page.locator("main [role=status].visually-hidden")).to_have_text(f"{options.count()} gợi ý.")


def test_words_without_a_name_are_said_to_have_none(open_page):
    page = open_page(width=360)
    field, options = typed(page, SEARCH, "asdf qwer")
    expect(page.locator("main [role=status].visually-hidden")).to_have_text("Không có gợi ý.")
    assert options.count() == 0
    assert field.get_attribute("aria-expanded") == "false"
    field.press("ArrowDown")  # asks again and does not stumble
    field.press("Enter")
    page.wait_for_url("**q=asdf+qwer*")
    expect(page.locator("main")).to_contain_text("Không có nội dung nào chứa những từ này")


def test_escape_closes_the_list_and_enter_then_searches(open_page):
    page = open_page()
    field, options = typed(page, SEARCH, "khai sinh")
    options.first.wait_for()
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == "khai sinh"
    field.press("Enter")
    page.wait_for_url("**/tim-kiem/?*q=khai+sinh*")


def test_leaving_the_field_closes_the_list_and_a_late_answer_does_not_open_it(open_page):
    page = open_page()
    field, options = typed(page, SEARCH, "khai sinh")
    options.first.wait_for()
    field.press("Tab")
    assert options.count() == 0 or not options.first.is_visible()
    held = []

    def hold(route):
        held.append(route)

    page.route("**/goi-y/**", hold)
    field.fill("ket hon")
    page.wait_for_timeout(400)  # past the pause after the last key
    assert len(held) == 1
    field.press("Tab")
    held[0].continue_()
    page.wait_for_timeout(300)
    assert field.get_attribute("aria-expanded") == "false"


def test_fast_typing_asks_once(open_page):
    page = open_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/goi-y/" in request.url else None)
    _field, options = typed(page, SEARCH, "dang ky ket hon")
    options.first.wait_for()
    assert len(asked) <= 3


def test_a_scanned_code_and_the_first_digits_of_one_find_the_procedure(open_page):
    page = open_page(width=360)
    for words in ("1.001193", "1.00119"):
        _field, options = typed(page, SEARCH, words)
        expect(options.first).to_contain_text("1.001193")


def test_the_list_of_procedures_does_not_talk_over_its_suggestions(open_page):
    page = open_page(width=360)
    field, options = typed(page, LIST, "tach ho khau")
    options.first.wait_for()
    page.wait_for_url("**q=tach*")
    voices = page.locator("main [role=status].visually-hidden")
    assert [text for text in voices.all_inner_texts() if text] == [f"{options.count()} gợi ý."]
    field.press("Escape")
    field.press("Enter")
    expect(voices.filter(has_text="thủ tục")).to_have_count(1)


@pytest.mark.parametrize("mode", [mode for mode, (_choice, _scheme, script) in MODES.items() if script])
def test_open_lists_are_free_of_faults_and_nothing_is_wider_than_the_page(open_page, mode):
    page = open_page(width=320)
    prepare(page, mode)
    field, options = typed(page, FIELDS["home page"], "dang ky khai s")
    options.first.wait_for()
    field.press("ArrowDown")
    assert check(page)["violations"] == {}
    found = check(page, FIELDS["home page"][1] + "-danh-sach")  # elsewhere it covers words, which axe then cannot judge
    assert (found["violations"], found["incomplete"]) == ({}, {})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_script_the_field_is_a_plain_one(open_page):
    page = open_page(script=False)
    field, _options = typed(page, SEARCH, "khai sinh")
    assert field.get_attribute("role") is None
    assert not page.get_by_text(MEMORY).is_visible()
    field.press("Enter")
    page.wait_for_url("**/tim-kiem/?*q=khai+sinh*")
    assert page.locator("main mark").count()


def read_memory(page):
    return json.loads(page.evaluate("localStorage.getItem('searches')") or "null")


def test_searches_are_remembered_only_if_wanted_and_only_on_the_device(open_page):
    page = open_page(width=360)
    field, _options = typed(page, SEARCH, "khai sinh")
    field.press("Enter")
    page.wait_for_url("**q=khai+sinh*")
    assert read_memory(page) is None
    page.get_by_label(MEMORY).check()
    assert read_memory(page) == ["khai sinh"]

    sent = []
    page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    page.goto("/")
    page.locator("#tim-thu-tuc").click()
    options = page.locator("#tim-thu-tuc-danh-sach [role=option]")
    expect(options).to_have_text(["khai sinh Từ đã tìm trên máy này"])
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")
    expect(options).to_have_count(1)
    assert not [each for each in sent if "khai" in each]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/thu-tuc-hanh-chinh/?q=khai+sinh")

    page.goto(SEARCH[0])
    expect(page.locator(".search-memory li")).to_have_text(["khai sinh"])
    page.get_by_role("button", name="Xóa từ đã nhớ").click()
    assert read_memory(page) == []
    assert page.get_by_label(MEMORY).is_checked()
    page.get_by_label(MEMORY).uncheck()
    assert page.evaluate("localStorage.getItem('searches')") is None


def test_a_memory_that_is_none_or_forbidden_is_no_fault(open_page):
    page = open_page()
    page.add_init_script("localStorage.setItem('searches', '{\"a\": 1}')")
    page.goto(SEARCH[0])
    assert not page.get_by_label(MEMORY).is_checked()
    page = open_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }})")
    _field, options = typed(page, SEARCH, "khai sinh")
    options.first.wait_for()
