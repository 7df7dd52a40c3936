"""Nothing typed is lost: before a form is watched, during an autosave, within the moment before saving by hand."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SAVED_WITHIN = 40_000  # ms; an autosave waits for five quiet seconds


@pytest.fixture
def form(signed_in):
    page = signed_in("bien-tap-vien")
    page.goto(page.locator(".newsroom-write a").first.get_attribute("href"), wait_until="commit")
    page.locator("#id_title").wait_for()
    return page


def is_save(request, address):
    return request.method == "POST" and request.url.endswith(address)


def stored_title(page):
    """As another tab opens it."""
    other = page.context.new_page()
    other.goto(page.url)
    return other.locator("#id_title").input_value()


def test_a_title_typed_as_soon_as_the_form_is_there_is_saved(form):
    form.locator("#id_title").fill("Gõ ngay khi biểu mẫu vừa hiện")
    form.wait_for_url("**/edit/", timeout=SAVED_WITHIN)
    assert stored_title(form) == "Gõ ngay khi biểu mẫu vừa hiện"


def test_leaving_asks_about_a_title_typed_as_soon_as_the_form_is_there(form):
    form.locator("#id_title").fill("Gõ rồi rời trang")
    expect(form.locator("form[data-edit-form]")).to_have_attribute("data-w-unsaved-has-edits-value", "true")
    with form.expect_event("dialog") as asked:
        form.evaluate("() => { setTimeout(() => location.assign('/quan-tri/'), 0) }")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    assert "/pages/add/" in form.url


def test_what_is_typed_while_an_autosave_is_answered_is_saved_by_the_next(form):
    """The answer is held back until more is typed, as a slow line holds it."""

    def answer_late(route):
        if not is_save(route.request, f"/articlepage/{desk}/"):
            return route.continue_()
        answer = route.fetch()
        title.press_sequentially(" hai")
        return route.fulfill(response=answer)

    title, desk = form.locator("#id_title"), form.url.rstrip("/").rpartition("/")[2]
    form.route("**/pages/add/**", answer_late)
    form.wait_for_timeout(2_500)  # watched by now: only the second fault is looked at
    title.press_sequentially("Phần một, phần")
    form.wait_for_url("**/edit/", timeout=SAVED_WITHIN)
    with form.expect_response(lambda answer: is_save(answer.request, "/edit/"), timeout=SAVED_WITHIN):
        expect(title).to_have_value("Phần một, phần hai")
    assert stored_title(form) == "Phần một, phần hai"


def test_words_typed_just_before_saving_are_saved(form):
    """Within the quarter of a second in which a rich text keeps its content to itself."""
    form.locator("#id_title").fill("Lưu ngay sau chữ cuối")
    form.locator("button.c-sf-add-button").first.click()
    form.get_by_role("option", name="Đoạn văn").click()
    text = form.locator("[data-contentpath=body] [contenteditable=true]").first
    text.press_sequentially("Một hai ba bốn", delay=5)
    form.wait_for_timeout(600)
    for _letter in "bốn":
        form.keyboard.press("Backspace")
    form.keyboard.type("năm")
    form.keyboard.press("Control+s")
    form.keyboard.press("Control+s")  # as hasty people do
    expect(form.locator(".messages").last).to_contain_text("Lưu ngay sau chữ cuối")
    expect(text).to_have_text("Một hai ba năm")
