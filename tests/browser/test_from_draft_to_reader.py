"""An article on its way: written at a unit's desk, approved by the board, read by a citizen."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

TITLE = "Đẩy mạnh cải cách hành chính, phường Thống Nhất"
SLUG = "day-manh-cai-cach-hanh-chinh-phuong-thong-nhat"
LEAD = "Phường Thống Nhất rút ngắn thời gian giải quyết hồ sơ tại bộ phận một cửa."
BODY = "Từ đầu tháng, người dân được hướng dẫn nộp hồ sơ trực tuyến tại chỗ."
ALT = "Công chức hướng dẫn người dân nộp hồ sơ"


def photograph() -> bytes:
    content = BytesIO()
    Image.effect_noise((1600, 1000), 60).convert("RGB").save(content, "JPEG")
    return content.getvalue()


def choose_new_picture(page):
    """Uploads a picture in the chooser of the cover."""
    page.click("#id_cover-chooser button[data-chooser-action-choose]")
    page.click("#tab-label-upload")
    page.set_input_files(
        "#tab-upload input[type=file]", {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    )
    page.fill("#tab-upload [name$=description]", "Bộ phận một cửa")
    page.click("#tab-upload button[type=submit]")
    expect(page.locator("#id_cover-chooser img")).to_be_visible()
    expect(page.locator("[name=cover_alt]")).to_have_value("Bộ phận một cửa")


def write_body(page, text):
    """A paragraph block with this text."""
    body = page.locator("[data-contentpath=body]")
    body.locator("button.c-sf-add-button").first.click()
    page.get_by_role("option", name="Đoạn văn").click()
    body.locator("[contenteditable=true]").first.press_sequentially(text, delay=5)
    expect(body.locator("[contenteditable=true]").first).to_have_text(text)


def write_article(page):
    page.locator("[name=title]").press_sequentially(TITLE, delay=5)
    page.fill("[name=lead]", LEAD)
    choose_new_picture(page)
    page.fill("[name=cover_alt]", ALT)
    write_body(page, BODY)


def act(page, button):
    """Chooses an action behind the save button."""
    page.get_by_role("button", name="Thao tác khác").last.click()
    page.click(f"button[{button}] >> nth=0")


@pytest.mark.long
def test_an_article_goes_from_a_desk_through_the_board_to_a_reader(signed_in, open_page, site):
    editor = signed_in("bien-tap-vien")
    editor.goto("/quan-tri/pages/")
    assert "Sở Nội vụ tỉnh Quảng Ngãi" in editor.inner_text("main")
    desk = re.search(r"/pages/(\d+)/", editor.url)[1]
    editor.goto(f"/quan-tri/pages/add/news/articlepage/{desk}/")
    write_article(editor)
    expect(editor.locator("[name=slug]")).to_have_value(SLUG)
    act(editor, "name=action-submit")
    expect(editor.locator(".messages")).to_contain_text(TITLE)

    reader = open_page()
    address = f"/cai-cach-hanh-chinh/so-noi-vu-tinh-quang-ngai/{SLUG}/"
    assert reader.goto(address).status == 404

    board = signed_in("ban-bien-tap")
    board.get_by_role("link", name=TITLE).first.click()
    board.get_by_role("button", name="Duyệt và đăng").click()
    expect(board.locator(".messages")).to_contain_text(TITLE)

    reader.goto("/cai-cach-hanh-chinh/")
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.locator("h1")).to_have_text(TITLE)
    expect(reader.locator(".lead")).to_contain_text(LEAD)
    expect(reader.locator(".article-body")).to_contain_text(BODY)
    expect(reader.get_by_role("img", name=ALT)).to_be_visible()
    assert reader.locator(".article-cover img").evaluate("image => image.naturalWidth") > 0


def test_an_editor_is_not_shown_other_desks(signed_in):
    editor = signed_in("bien-tap-vien")
    for address in ("/quan-tri/", "/quan-tri/pages/", "/quan-tri/pages/search/?q=ban+quan+ly"):
        editor.goto(address)
        assert "Trang của đơn vị khác" not in editor.content()
        assert editor.get_by_role("link", name=re.compile("Ban Quản lý Khu kinh tế")).count() == 0


def test_the_editor_shows_a_preview(signed_in):
    editor = signed_in("bien-tap-vien")
    editor.goto("/quan-tri/pages/")
    editor.get_by_role("link", name="Tỉnh Quảng Ngãi từ ngày 01/07/2025").first.click()
    editor.get_by_role("button", name="Hiện/ẩn xem trước").click()
    preview = editor.frame_locator("[data-side-panel=preview] iframe:not(.w-preview__proxy)")
    expect(preview.locator("h1")).to_contain_text("Tỉnh Quảng Ngãi từ ngày 01/07/2025")
