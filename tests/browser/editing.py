"""An article or a record open in a browser, with Wagtail's own autosave, which waits less long here."""

import re

from playwright.sync_api import expect

QUIET = 300  # ms without a change after which a form saves itself; 5,000 outside the tests
# The interval is Wagtail's own value on the form; nothing else of it is touched.
HASTEN = f"""document.addEventListener("w-unsaved:ready", ({{ target }}) => {{
  if (target.hasAttribute("data-w-autosave-interval-value")) target.dataset.wAutosaveIntervalValue = "{QUIET}";
}}, true);
document.addEventListener("w-unsaved:watch-edits", ({{ target }}) => {{ target.dataset.watched = "true"; }}, true);"""
INDICATOR = "#w-autosave-indicator"
WARNED = "sau khi bạn mở"


def hasten(page):
    page.add_init_script(HASTEN)
    return page


def is_autosave(request) -> bool:
    return request.method == "POST" and request.headers.get("accept") == "application/json" and is_form(request.url)


def is_form(address) -> bool:
    return re.search(r"/(edit|add)/", address) is not None


def is_saved_by_hand(request) -> bool:
    return request.method == "POST" and request.is_navigation_request()


def open_form(page, address, field="#id_title"):
    page.goto(address)
    page.locator(field).wait_for()
    wait_until_watched(page)
    return page


def wait_until_watched(page):
    """Wagtail looks for edits from two seconds after loading on; what is typed earlier is another test's matter."""
    page.locator("form[data-edit-form][data-watched]").wait_for()


def write(page, text, field="#id_title"):
    """Types as people do, and waits for the autosave that carries it."""
    with page.expect_response(lambda answer: is_autosave(answer.request)) as answer:
        page.locator(field).fill(text)
    assert answer.value.json()["success"], answer.value.json()
    expect(page.locator(f"{INDICATOR}[data-w-autosave-state-value=saved]")).to_be_attached()


def press(page, name="Lưu bản nháp"):
    """Presses a button of the form's own menu and waits for the page that comes."""
    with page.expect_response(lambda answer: is_saved_by_hand(answer.request)):
        choose(page, name)
    page.wait_for_load_state("domcontentloaded")


def choose(page, name):
    button = page.get_by_role("button", name=name, exact=False).locator("visible=true")
    if not button.count():
        page.get_by_role("button", name="Thao tác khác").last.click()
    button.first.click()


def is_refused(page) -> bool:
    return WARNED in page.locator(".messages").inner_text()
