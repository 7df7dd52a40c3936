"""A Word file with two pictures, from its upload to the saved draft."""

import re

import pytest
from playwright.sync_api import expect

from tests.test_word_files import TITLE, WHOLE
from tests.word_builders import a_docx, photograph

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
