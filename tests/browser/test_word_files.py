"""A Word file with two pictures, from its upload to the saved draft."""

import re

import pytest
from playwright.sync_api import expect

from tests.news.office_documents import NATION, REPORT
from tests.news.test_word_files import TITLE, WHOLE
from tests.news.word_builders import a_docx, photograph

pytestmark = pytest.mark.browser

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_an_article_is_written_from_a_word_file(signed_in):
    editor = signed_in("bien-tap-vien")
    editor.get_by_role("link", name="Bài từ tệp Word").click()
    content = a_docx(*WHOLE, pictures=[photograph(), photograph("#123456")])
    editor.set_input_files("input[type=file]", {"name": "bai.docx", "mimeType": KIND, "buffer": content})
    editor.get_by_role("button", name="Xem trước").click()
    expect(editor.locator(".word-preview")).to_contain_text(TITLE)
    expect(editor.locator(".word-picture")).to_have_count(2)
    editor.get_by_role("button", name="Tạo bản nháp").click()
    editor.wait_for_url(re.compile(r"/pages/\d+/edit/"))
    expect(editor.locator("[name=title]")).to_have_value(TITLE)
    expect(editor.locator("[data-contentpath=body] .chooser img")).to_have_count(2)

    editor.locator("[data-contentpath=body] [name$=-alt]").last.fill("Bộ phận một cửa của phường")
    editor.get_by_role("button", name="Lưu").first.click()
    expect(editor.locator(".messages").last).to_contain_text(TITLE)


def test_of_an_office_document_the_editor_sees_what_is_left_out_and_takes_a_part_of_it(signed_in):
    editor = signed_in("bien-tap-vien")
    editor.get_by_role("link", name="Bài từ tệp Word").click()
    editor.set_input_files("input[type=file]", {"name": "bao-cao.docx", "mimeType": KIND, "buffer": a_docx(REPORT)})
    editor.get_by_role("button", name="Xem trước").click()
    expect(editor.locator(".word-title")).to_have_text(
        "Báo cáo kết quả công tác cải cách hành chính 6 tháng đầu năm 2026"
    )
    expect(editor.locator(".word-left-out")).to_contain_text(NATION[0])
    expect(editor.get_by_label("Khối Dẫn văn bản: 123/BC-SNV, 05/11/2026, Sở Nội vụ")).to_be_checked()
    expect(editor.get_by_label("Nơi nhận, chữ ký")).not_to_be_checked()
    editor.get_by_label("Kính gửi").check()
    editor.get_by_role("button", name="Tạo bản nháp").click()
    editor.wait_for_url(re.compile(r"/pages/\d+/edit/"))
    body = editor.locator("[data-contentpath=body]")
    expect(body).to_contain_text("Kính gửi: Bộ Nội vụ.")
    expect(body.locator("[name$=-number]")).to_have_value("123/BC-SNV")
    expect(body.locator("[name$=-agency]")).to_have_value("Sở Nội vụ")
