"""A new editor, from the mail that invites to the quota that is met."""

import base64
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.test_from_draft_to_reader import act, choose_new_picture
from tests.browser.test_invitation import PASSWORD, mailing, newest_mail  # noqa: F401 (a fixture)
from tests.browser.test_pasting import PASTE
from tests.browser.test_signing_in import code_of

pytestmark = pytest.mark.browser

WORD_FILES = Path(__file__).resolve().parent.parent / "word_files"
UNIT = "Sở Tư pháp tỉnh Quảng Ngãi"
MAIL = "binh@quangngai.example"
TITLE = "Sở Tư pháp trả kết quả lý lịch tư pháp qua bưu chính tại 96 xã, phường"
LEAD = (
    "Từ tháng này, người dân nộp hồ sơ trên Cổng Dịch vụ công quốc gia và nhận kết quả lý lịch tư pháp tại nhà, "
    "không phải đi lại lần nào."
)
NOTE = "Đề nghị bổ sung số hồ sơ đã giải quyết trong tháng trước."
ADDED = "Tháng trước có 312 hồ sơ được trả qua bưu chính."


# What LibreOffice puts on the clipboard of its Word file, from below title and lead (tests/word_files/make.py).
WRITTEN = "<p" + "<p".join((WORD_FILES / "bai-hai-anh.html").read_text(encoding="utf-8").split("<p")[3:])


@pytest.fixture
def office(mailing, open_page):  # noqa: F811
    """Signs somebody in, in a browser of their own, at the server that sends mail."""

    def signed(username, password=None):
        page = open_page(height=1000)
        give_name(page, mailing, username, password or mailing.passwords[username])
        page.wait_for_url("**/quan-tri/")
        return page

    return signed


def give_name(page, site, username, password):
    page.goto(f"{site.address}/quan-tri/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.click("button[type=submit]")


def invited(administrator, site) -> str:
    """Has an editor invited, and returns the address in the mail."""
    administrator.goto(f"{site.address}/quan-tri/moi-thanh-vien/")
    administrator.fill("[name=name]", "Trần Thị Bình")
    administrator.fill("[name=email]", MAIL)
    administrator.select_option("[name=role]", "editor")
    administrator.select_option("[name=unit]", label=UNIT)
    administrator.get_by_role("button", name="Gửi lời mời").click()
    administrator.get_by_text(f"Đã gửi lời mời đến {MAIL}").wait_for()
    return re.search(r"http\S+/nhan-loi-moi/\S+", newest_mail(site.environment["EMAIL_FILE_PATH"]))[0]


def accepted(page, address, site):
    """Chooses a password, sets a telephone up, and comes in again by both steps."""
    page.goto(address)
    page.fill("[name=new_password1]", PASSWORD)
    page.fill("[name=new_password2]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/login/")
    give_name(page, site, MAIL, PASSWORD)
    page.wait_for_url("**/quan-tri/")
    page.goto(f"{site.address}/quan-tri/dang-nhap-hai-buoc/")
    key = base64.b32decode(page.inner_text(".signing-in-key").replace(" ", ""))
    page.fill("main input[name=code]", code_of(key))
    page.click("main button[type=submit]")
    expect(page.locator(".signing-in-codes code")).to_have_count(10)
    page.context.clear_cookies()
    give_name(page, site, MAIL, PASSWORD)
    page.wait_for_url("**/login/ma/")
    page.fill("input[name=code]", code_of(key, later=30))
    page.click("button[type=submit]")
    page.wait_for_url("**/quan-tri/")


def written(page):
    """The first article, its body pasted with two pictures; handed on."""
    page.locator(".newsroom-write a").first.click()
    page.locator("[name=title]").press_sequentially(TITLE, delay=5)
    page.fill("[name=lead]", LEAD)
    choose_new_picture(page)
    body = page.locator("[data-contentpath=body]")
    body.locator("button.c-sf-add-button").first.click()
    page.get_by_role("option", name="Đoạn văn").click()
    body.locator("[contenteditable=true]").first.click()
    page.evaluate(PASTE, [WRITTEN, "Sở Tư pháp"])
    expect(body.locator(".chooser img")).to_have_count(2)
    for place, words in enumerate(("Người dân nộp hồ sơ tại quầy", "Nhân viên bưu điện nhận túi hồ sơ")):
        body.locator("[name$=-alt]").nth(place).fill(words)
    act(page, "name=action-submit")
    expect(page.locator(".messages")).to_contain_text(TITLE)


def asked_to_correct(board, site):
    board.goto(f"{site.address}/quan-tri/")
    board.get_by_role("link", name=TITLE).first.click()
    board.get_by_label("Lời nhắn cho người gửi").fill(NOTE)
    board.get_by_role("button", name="Yêu cầu chỉnh sửa").click()
    expect(board.locator(".messages")).to_contain_text(TITLE)


def corrected(page, site):
    page.goto(f"{site.address}/quan-tri/")
    expect(page.locator("main")).to_contain_text(NOTE)
    page.get_by_role("link", name=TITLE).first.click()
    text = page.locator("[data-contentpath=body] [contenteditable=true]").last
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(f" {ADDED}", delay=5)
    page.get_by_role("button", name="Thao tác khác").last.click()
    page.locator("button[name=action-submit], button[name=action-restart-workflow]").first.click()
    expect(page.locator(".messages")).to_contain_text(TITLE)


def approved(board, site):
    board.goto(f"{site.address}/quan-tri/")
    board.get_by_role("link", name=TITLE).first.click()
    board.get_by_role("button", name="Duyệt và đăng").click()
    expect(board.locator(".messages")).to_contain_text(TITLE)


@pytest.mark.long
def test_a_new_editor_gets_from_the_invitation_to_the_met_quota(mailing, office, open_page):  # noqa: F811
    address = invited(office("quan-tri-vien"), mailing)
    editor, board = open_page(height=1000), office("ban-bien-tap")
    accepted(editor, address, mailing)
    expect(editor.locator(".quota-lines")).to_contain_text(f"{UNIT}: 0/1")
    written(editor)
    asked_to_correct(board, mailing)
    corrected(editor, mailing)
    approved(board, mailing)

    editor.goto(f"{mailing.address}/quan-tri/")
    expect(editor.locator(".quota-lines")).to_contain_text(f"{UNIT}: 1/1")
    expect(editor.locator(".quota-lines li")).to_have_attribute("data-standing", "met")
    expect(editor.locator(".quota-lines")).to_contain_text(re.compile("đạt", re.I))
    reader = open_page(width=360)
    reader.goto(f"{mailing.address}/cai-cach-hanh-chinh/")
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.locator(".article-body")).to_contain_text(ADDED)
    expect(reader.locator(".article-body img")).to_have_count(2)
    expect(reader.locator(".article-body ol > li")).to_have_count(3)
    assert reader.locator(".article-body [style], .article-body font").count() == 0
