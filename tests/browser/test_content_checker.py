"""Wagtail's content checker with our rules, and words in another language, in the real editor."""

import re

import pytest
from playwright.sync_api import expect

from news.checks.content_faults import ADVICE

pytestmark = pytest.mark.browser

TITLE = "THÔNG BÁO KẾT QUẢ CẢI CÁCH HÀNH CHÍNH"
FAULTY = """
import json
from news.models import ArticlePage
from tests.builders import a_picture, an_article, column
picture = {"image": a_picture().pk, "alt": "", "caption": "", "credit": ""}
table = {"columns": [{"type": "text", "heading": "Đơn vị"}, {"type": "text", "heading": ""}], "caption": ""}
table["rows"] = [{"values": ["Sở Nội vụ", "92,44"]}]
body = [
    ("paragraph", '<h2></h2><h2>Kết quả</h2><h4>Chi tiết</h4><p>Xem <a href="/gioi-thieu/">tại đây</a>.</p>'),
    ("paragraph", "<p><b>Về thủ tục hành chính</b></p><p>Các đơn vị rà soát, cắt giảm thủ tục.</p>"),
    ("picture", picture),
    ("picture", {**picture, "alt": "IMG_2043.jpg"}),
    ("paragraph", "<h2>Bảng 1. Kết quả chấm điểm</h2>"),
    ("picture", {**picture, "alt": "Kết quả của các sở"}),
    ("table", {"table": table, "source": ""}),
]
body = json.dumps([{"type": kind, "value": value} for kind, value in body])
print(an_article(title="TITLE", slug="thong-bao-toan-chu-hoa", body=body).pk)
""".replace("TITLE", TITLE)
CLEAN = """
import json
from tests.builders import a_picture, an_article
picture = {"image": a_picture().pk, "alt": "Công chức hướng dẫn người dân", "caption": "Bộ phận một cửa", "credit": ""}
table = {"columns": [{"type": "text", "heading": "Đơn vị"}, {"type": "number", "heading": "Điểm"}]}
table |= {"rows": [{"values": ["Sở Nội vụ", "92,44"]}], "caption": "Kết quả chấm điểm năm 2023"}
body = [
    ("paragraph", '<h2>Kết quả</h2><h3>Chi tiết</h3><p>Theo <a href="/gioi-thieu/">Quyết định số 37</a>.</p>'),
    ("picture", picture),
    ("table", {"table": table, "source": ""}),
]
body = json.dumps([{"type": kind, "value": value} for kind, value in body])
print(an_article(title="Kết quả PAPI, SIPAS", slug="khong-loi", lead="Tóm lược.", body=body, cover=a_picture(),
    cover_alt="Toàn cảnh hội nghị").pk)
"""
WORDS = """
from tests.builders import an_article
print(an_article(slug="mot-cua", title="Một cửa", lead="Tóm lược.").pk)
"""


def made(site, code):
    """Makes an article in the running site; returns its number."""
    return int(site.manage("shell", "--no-imports", "-c", code).split()[-1])


def open_checks(page, number):
    """The rows of the panel of checks beside the editor, once they have been made."""
    page.goto(f"/quan-tri/pages/{number}/edit/")
    page.get_by_role("button", name="Hiện/ẩn kiểm tra").click()
    expect(page.locator("[data-content-word-count]")).to_have_text(re.compile(r"\d"))
    return page.locator("[data-content-checker-row]")


def test_each_fault_is_named_beside_the_editor_and_in_the_preview(signed_in, site):
    board = signed_in("ban-bien-tap")
    number = made(site, FAULTY)
    rows = open_checks(board, number)
    expect(rows.first).to_be_visible()
    said = [row.inner_text() for row in rows.all()]
    expected = {str(advice.name): str(advice.help) for advice in ADVICE.values()}
    # The form takes an empty heading out; a draft may have one from elsewhere.
    in_the_form = [advice for kind, advice in ADVICE.items() if kind != "empty-heading"]
    for name, remedy in in_the_form:
        assert [text for text in said if str(name) in text and str(remedy) in text], (name, said)
    assert len(said) == len(in_the_form)

    board.goto(f"/quan-tri/pages/{number}/view_draft/")
    expect(board.locator("wagtail-inline-userbar")).to_have_count(len(expected))
    shown = board.locator("wagtail-inline-userbar").evaluate_all("all => all.map(each => each.dataset.errorName)")
    assert sorted(shown) == sorted(expected)


def test_an_article_without_a_fault_brings_no_message(signed_in, site):
    board = signed_in("ban-bien-tap")
    number = made(site, CLEAN)
    expect(open_checks(board, number)).to_have_count(0)
    expect(board.locator("[data-side-panel=checks] [data-content-checker-count]")).to_have_text("0")
    board.goto(f"/quan-tri/pages/{number}/view_draft/")
    board.locator("#wagtail-userbar-trigger").click()
    expect(board.locator("wagtail-userbar [data-content-checker-count]").first).to_have_text("0")


def test_words_marked_as_english_are_so_on_the_public_page(signed_in, open_page, site):
    board = signed_in("ban-bien-tap")
    number = made(site, WORDS)
    board.goto(f"/quan-tri/pages/{number}/edit/")
    text = board.locator("[data-contentpath=body] [contenteditable=true]").first
    text.click()
    board.keyboard.press("Control+End")
    board.keyboard.press("Enter")
    board.keyboard.type("shop", delay=20)
    for _letter in "shop":
        board.keyboard.press("Shift+ArrowLeft")
    board.locator("button[name=LANG_EN]").first.click()
    board.get_by_role("button", name="Thao tác khác").last.click()
    board.click("button[name=action-publish]")
    expect(board.locator(".messages")).to_contain_text("Một cửa")

    reader = open_page()
    reader.goto("/cai-cach-hanh-chinh/mot-cua/")
    expect(reader.locator(".article-body span[lang=en]")).to_have_text("shop")
    board.goto(f"/quan-tri/pages/{number}/edit/")
    expect(board.locator("[contenteditable=true] span[style*=dotted]")).to_have_text("shop")


def test_pasted_languages_do_not_come_in(signed_in, site):
    board = signed_in("ban-bien-tap")
    board.goto(f"/quan-tri/pages/{made(site, WORDS.replace('mot-cua', 'dan-vao'))}/edit/")
    board.locator("[data-contentpath=body] [contenteditable=true]").first.click()
    board.evaluate("""() => {
        const data = new DataTransfer();
        data.setData("text/html", '<p lang="de"><span lang="de" style="color:red">Amt</span> mới</p>');
        data.setData("text/plain", "Amt mới");
        const target = document.activeElement;
        target.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
    }""")
    stored = board.locator("input[name^=body-][name$=-value]").first
    expect(stored).to_have_value(re.compile("Amt"))
    assert "de" not in re.findall('"style":"([^"]*)"', stored.input_value())
    assert "lang" not in stored.input_value()
