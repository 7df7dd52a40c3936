"""A board member teaches the search a word that readers searched in vain, sees its effect first, and takes it back."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import check

pytestmark = pytest.mark.browser
VAIN = "zzlox qwkox"


def test_a_search_in_vain_is_taught_in_two_clicks_and_undone(open_page, signed_in, site):
    reader = open_page(width=360)
    reader.goto(f"/tim-kiem/?q={VAIN}")
    reader.wait_for_load_state("networkidle")

    editor = signed_in("ban-bien-tap")
    editor.goto("/quan-tri/tim-khong-thay/")
    row = editor.get_by_role("row").filter(has_text=VAIN)
    row.get_by_role("link", name="Thêm từ đồng nghĩa").click()  # the first click
    expect(editor.locator("[name=typed]")).to_have_value(VAIN)
    editor.fill("[name=meant]", "đăng ký khai sinh")
    results = editor.locator("[data-results]")
    expect(results.locator("td").nth(0)).to_contain_text("Không có kết quả.")
    expect(results.locator("td").nth(1)).to_contain_text("Thủ tục đăng ký khai sinh")
    assert check(editor, "[data-synonym-preview]")["violations"] == {}
    editor.get_by_role("button", name="Lưu", exact=True).click()  # the second
    undo = editor.locator(".messages").get_by_role("link", name="Hoàn tác")
    undo.wait_for()

    reader.goto(f"/tim-kiem/?q={VAIN}")
    expect(reader.locator(".entry-title").first).to_contain_text("Thủ tục đăng ký khai sinh")

    undo.click()
    expect(editor.locator("main")).to_contain_text("Từ đã thêm sẽ được xóa")
    assert check(editor, "#main")["violations"] == {}
    editor.get_by_role("button", name="Hoàn tác").click()
    expect(editor.locator(".messages")).to_contain_text("Đã hoàn tác")
    reader.goto(f"/tim-kiem/?q={VAIN}&lan=2")
    expect(reader.locator("main")).to_contain_text("Không có nội dung nào chứa những từ này")


def test_the_procedures_of_a_life_event_are_chosen_without_accents(signed_in):
    editor = signed_in("ban-bien-tap")
    editor.goto("/quan-tri/su-kien-trong-doi/")
    editor.get_by_role("link", name="Sinh con").first.click()
    editor.get_by_role("button", name="Thêm thủ tục").click()
    editor.get_by_role("button", name="Chọn").last.click()
    box = editor.locator(".modal-dialog, dialog").get_by_role("textbox").first
    box.fill("dang ky khai xinh")  # a slip, and no accents
    found = editor.locator(".modal-dialog, dialog").get_by_role("link").filter(has_text="đăng ký khai sinh")
    expect(found.first).to_be_visible()
