"""A refused form in the browser: what is wrong is listed, and each line leads to its field, wherever it is hidden."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def add_block(page, name):
    """After the last block; done when it stands there. The list of kinds must be gone before the next is opened."""
    blocks = page.locator("[name=body-count]")
    before = int(blocks.input_value())
    page.locator("button.c-sf-add-button").last.click()
    page.get_by_role("option", name=name, exact=True).click()
    expect(blocks).to_have_value(str(before + 1))
    expect(page.locator(".w-combobox")).to_have_count(0)


def press(page, button):
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.get_by_role("button", name=button).click()


@pytest.mark.parametrize("width", [360, 1280])
def test_every_line_leads_to_its_field_in_blocks_choosers_and_folded_panels(signed_in, width):
    page = signed_in("nguoi-viet", width=width)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/quan-tri/viet-bai/")
    page.fill("#id_title", "Bài có khối để trống")
    for block in ("Dẫn văn bản", "Ảnh", "Trích dẫn"):
        add_block(page, block)
    folded = page.locator("[data-panel].collapsed", has_text="Thay đổi sau khi đăng")
    folded.locator("[data-panel-toggle]").first.click()
    page.locator("#id_corrections-ADD").click()
    press(page, "Gửi duyệt")
    said = page.locator(".messages .error").first
    expect(said).to_contain_text("Khối 2, Ảnh › Ảnh: Trường này bắt buộc phải nhập.")
    expect(folded.first).to_have_count(1)  # folded again, with an error inside
    lines = {
        "Dẫn văn bản › Số, ký hiệu": "#body-0-value-number",
        "Ảnh › Ảnh": "#body-1-value-image-chooser button",
        "Ảnh › Mô tả ảnh": "#body-1-value-alt",
        "Trích dẫn › Lời trích": "#body-2-value-text",
        "Đính chính 1 › Nội dung đính chính": "#id_corrections-0-text",
    }
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for line, field in lines.items():
        said.get_by_role("link", name=line).press("Enter")
        expect(page.locator(f"{field}:focus")).to_be_in_viewport()
