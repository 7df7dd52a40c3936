"""From the invitation to the own desk: an administrator invites, the invited person comes in."""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.browser.accessibility import check
from tests.browser.admin_words import judged
from tests.browser.conftest import free_port, served

pytestmark = pytest.mark.browser
PASSWORD = "Kon-Plong-1973-thong"
UNIT = "Sở Nội vụ tỉnh Quảng Ngãi"


@pytest.fixture
def mailing(site, tmp_path):
    """The same site once more, by a server that puts its mail into a folder."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    more = {"PORT": str(port), "SITE_URL": address, "EMAIL_FILE_PATH": str(tmp_path), "SCHEDULER": "0"}
    more["EMAIL_BACKEND"] = "django.core.mail.backends.filebased.EmailBackend"
    running = replace(site, address=address, environment={**site.environment, **more})
    with served(running):
        yield running


def newest_mail(folder: str) -> str:
    """The text of the last mail in the folder of Django's file based backend."""
    newest = max(Path(folder).glob("*.log"), key=lambda path: path.stat().st_mtime_ns)
    return message_from_bytes(newest.read_bytes(), policy=policy.default).get_content()


def sign_in(page, address, username, password):
    page.goto(f"{address}/quan-tri/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_url("**/quan-tri/")


def test_an_invited_person_chooses_a_password_without_script_and_sees_the_own_desk_only(mailing, open_page):
    administrator = open_page()
    sign_in(administrator, mailing.address, "quan-tri-vien", mailing.passwords["quan-tri-vien"])
    administrator.goto(f"{mailing.address}/quan-tri/moi-thanh-vien/")
    administrator.fill("[name=name]", "Nguyễn Văn An")
    administrator.fill("[name=email]", "an@quangngai.example")
    administrator.select_option("[name=role]", "writer")
    administrator.select_option("[name=unit]", label=UNIT)
    administrator.get_by_role("button", name="Gửi lời mời").dblclick()
    administrator.get_by_text("Đã gửi lời mời đến an@quangngai.example").wait_for()

    folder = mailing.environment["EMAIL_FILE_PATH"]
    assert len(list(Path(folder).glob("*.log"))) == 1
    text = newest_mail(folder)
    assert "Kính gửi ông/bà Nguyễn Văn An" in text
    invited = open_page(width=360, script=False)
    invited.goto(re.search(r"http\S+/nhan-loi-moi/\S+", text)[0])
    invited.fill("[name=new_password1]", "123")
    invited.fill("[name=new_password2]", "123")
    invited.click("button[type=submit]")
    assert "quá ngắn" in invited.locator("main").inner_text()
    invited.fill("[name=new_password1]", PASSWORD)
    invited.fill("[name=new_password2]", PASSWORD)
    invited.click("button[type=submit]")
    invited.wait_for_url("**/login/")
    assert "Đã đặt mật khẩu" in invited.locator(".messages").inner_text()

    writer = open_page()
    sign_in(writer, mailing.address, "an@quangngai.example", PASSWORD)
    writer.goto(f"{mailing.address}/quan-tri/pages/")
    assert UNIT in writer.title()
    assert "Trang chủ" not in writer.locator("main").inner_text()
    for path in ("/quan-tri/users/", "/quan-tri/moi-thanh-vien/", "/quan-tri/thanh-vien/"):
        answer = writer.context.request.get(f"{mailing.address}{path}", max_redirects=0)
        assert answer.status in {302, 404}, path


def test_the_screens_of_invitations_are_in_vietnamese_and_accessible(signed_in, open_page, sentences):
    known = set()
    for page, addresses in (
        (signed_in("quan-tri-vien"), ["moi-thanh-vien/", "moi-thanh-vien/danh-sach/", "thanh-vien/", "users/"]),
        (open_page(width=360), ["nhan-loi-moi/1-a/"]),
    ):
        for address in addresses:
            page.goto(f"/quan-tri/{address}")
            assert judged(page, sentences, known) == [], address
            assert check(page, within="main")["violations"] == {}, address
