"""From sending in to publication, by the forms' own buttons: read as readers will see it, returned, sent in again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_from_draft_to_reader import act, write_body

pytestmark = pytest.mark.browser

TITLES = {
    360: "Phường Kon Tum trả kết quả hộ tịch tại nhà cho người già và người khuyết tật",
    1280: "Xã Đăk Hà mở quầy hướng dẫn nộp hồ sơ trực tuyến vào các ngày cuối tuần này",
}
LEAD = (
    "Từ ngày 1/7, bộ phận một cửa nhận hồ sơ cả sáng thứ Bảy; tháng đầu đã giải quyết 320 hồ sơ, không hồ sơ nào trễ."
)
NOTE = "Đoạn hai: ghi thêm số hồ sơ của từng tháng."


FITS = "field => field.scrollWidth <= field.clientWidth && field.scrollHeight <= field.clientHeight + 1"


def is_read_whole(field) -> bool:
    """Whether all that is written in a field is in sight."""
    return field.evaluate(FITS)


def sent_in(page, title):
    page.locator(".newsroom-write a").first.click()
    field = page.locator("#id_title")
    field.press_sequentially(title, delay=2)
    field.press("Enter")
    expect(field).to_have_value(title)
    assert is_read_whole(field)
    page.fill("#id_lead", LEAD)
    write_body(page, "Người dân không phải đi lại nhiều lần.")
    act(page, "name=action-submit")
    expect(page.locator(".messages")).to_contain_text(title)


def reach(page, element, key="Tab", most=60):
    """Moves the focus to an element by the keyboard."""
    for _step in range(most):
        if element.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError("not reached by the keyboard")


def opened_from_the_queue(board, title, width):
    board.goto("/quan-tri/")
    line = board.locator("#to-approve-section li", has_text=title)
    line.get_by_role("link", name="Xem và duyệt").press("Enter")
    page = board.frame_locator(".review-frame")
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".lead")).to_contain_text(LEAD)
    assert board.evaluate("document.documentElement.scrollWidth") <= width
    note, frame = (board.locator(each).bounding_box() for each in ("#review-note", ".review-frame"))
    is_beside = note["x"] >= frame["x"] + frame["width"]
    assert is_beside if width > 1000 else note["y"] + note["height"] <= frame["y"]


@pytest.mark.long
@pytest.mark.parametrize("width", [360, 1280])
def test_the_board_reads_returns_and_publishes_and_the_editor_sees_the_note(signed_in, open_page, width):
    title = TITLES[width]
    editor, board = signed_in("bien-tap-vien", width=width), signed_in("ban-bien-tap", width=width)
    sent_in(editor, title)

    opened_from_the_queue(board, title, width)
    send_back = board.get_by_role("button", name="Yêu cầu chỉnh sửa")
    send_back.click()
    expect(board.locator("#review-error")).to_contain_text("Hãy ghi lời nhắn")
    expect(board.locator("#review-note")).to_be_focused()
    board.keyboard.type(NOTE)
    reach(board, send_back)
    board.keyboard.press("Enter")
    expect(board.locator(".messages")).to_contain_text(f"Đã trả lại “{title}” kèm lời nhắn.")

    editor.goto("/quan-tri/")
    editor.locator("#sent-back-section").get_by_role("link", name="Sửa bài").click()
    said = editor.locator(".workflow-note")
    expect(said).to_contain_text(NOTE)
    expect(said).to_contain_text("trả lại lúc")
    assert said.bounding_box()["y"] < editor.locator("#id_title").bounding_box()["y"]
    assert editor.evaluate("document.documentElement.scrollWidth") <= width
    assert is_read_whole(editor.locator("#id_title"))
    act(editor, "name=action-submit")
    expect(editor.locator(".messages")).to_contain_text(title)

    opened_from_the_queue(board, title, width)
    board.get_by_role("link", name="Sửa nội dung").click()
    editing = board.locator(".workflow-note")
    expect(editing.get_by_role("link", name="Xem như bạn đọc và duyệt")).to_be_visible()
    board.get_by_role("button", name="Thao tác khác").last.click()
    expect(board.locator("footer button[name=action-publish]")).to_have_count(0)
    editing.get_by_role("link").click()
    approve = board.get_by_role("button", name="Duyệt và đăng")
    reach(board, approve)
    board.keyboard.press("Enter")
    expect(board.locator(".messages")).to_contain_text(f"Đã duyệt và đăng “{title}”.")
    reader = open_page(width=width)
    reader.goto("/cai-cach-hanh-chinh/")
    reader.get_by_role("link", name=title).first.click()
    expect(reader.locator("h1")).to_have_text(title)


@pytest.mark.parametrize("script", [True, False])
def test_taking_back_asks_first_with_and_without_script(signed_in, script):
    title = f"Bài gửi rồi rút lại, {'có' if script else 'không'} tập lệnh"
    editor = signed_in("bien-tap-vien")
    sent_in(editor, title)
    editor.goto("/quan-tri/")
    editor.locator("#drafts-section").get_by_role("link", name=title).click()
    editor.get_by_role("button", name="Thao tác khác").last.click()
    cancel = editor.locator("footer").get_by_role("link", name="Hủy quy trình duyệt")
    address = cancel.get_attribute("href")
    if script:
        cancel.click()
    else:
        editor = signed_in("bien-tap-vien", script=False)
        editor.goto(address)
    expect(editor.locator("main")).to_contain_text("muốn đăng phải gửi duyệt lại từ đầu")
    editor.get_by_role("button", name="Hủy quy trình duyệt").click()
    expect(editor.locator(".messages")).to_contain_text(f"Đã hủy quy trình duyệt của “{title}”.")
    expect(editor).to_have_url(re.compile(r"/pages/\d+/edit/"))
