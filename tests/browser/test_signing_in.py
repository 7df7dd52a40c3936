"""Signing in in the browser: a telephone set up and used, recovery codes, a lock and who is not shut out by it."""

import base64
import re
import time

import pytest
from django_otp.oath import TOTP

from tests.browser.accessibility import check
from tests.browser.admin_words import judged

pytestmark = pytest.mark.browser

SET_UP = "/quan-tri/dang-nhap-hai-buoc/"


@pytest.fixture
def one_step_again(site):
    """The demonstration accounts as they were: other tests sign in with them."""
    yield
    for name in site.passwords:
        site.manage("unlock_sign_in", name, "--remove-second-step")


def code_of(key: bytes, later=0) -> str:
    """The code, or the one of the next step: one that was used is not taken again."""
    totp = TOTP(key)
    totp.time = time.time() + later
    return f"{totp.token():06}"


def give_password(page, username, password):
    page.goto("/quan-tri/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.click("button[type=submit]")


def give_code(page, code):
    page.wait_for_url("**/login/ma/")
    page.fill("input[name=code]", code)
    page.click("button[type=submit]")


def sign_out(page):
    page.context.clear_cookies()


def test_two_steps_from_the_qr_code_to_a_used_recovery_code(signed_in, site, sentences, one_step_again):
    name, known, english = "bien-tap-vien", set(), []
    page = signed_in(name, width=360)
    page.goto("/quan-tri/account/#tab-dang-nhap")
    page.click("a:has-text('Đăng nhập hai bước')")
    page.wait_for_url(f"**{SET_UP}")
    english += judged(page, sentences, known)
    assert not check(page)["violations"]
    key = base64.b32decode(page.inner_text(".signing-in-key").replace(" ", ""))
    page.fill("main input[name=code]", code_of(key))
    page.click("main button[type=submit]")
    page.locator(".signing-in-codes").wait_for()
    codes = page.locator(".signing-in-codes code").all_inner_texts()
    assert len(codes) == 10
    english += judged(page, sentences, known)
    with page.expect_download() as download:
        page.click("text=Tải về máy")
    assert all(code in download.value.path().read_text() for code in codes)

    sign_out(page)
    give_password(page, name, site.passwords[name])
    page.wait_for_url("**/login/ma/")
    english += judged(page, sentences, known)
    assert not check(page)["violations"]
    page.goto("/quan-tri/")
    assert "/login/" in page.url
    give_password(page, name, site.passwords[name])
    give_code(page, code_of(key, later=30))
    page.wait_for_url("**/quan-tri/")
    page.goto(SET_UP)
    english += judged(page, sentences, known)

    sign_out(page)
    give_password(page, name, site.passwords[name])
    give_code(page, codes[0].upper())
    page.wait_for_url("**/quan-tri/")
    sign_out(page)
    give_password(page, name, site.passwords[name])
    give_code(page, codes[0])
    page.locator(".messages .error").filter(has_text="Mã không đúng").first.wait_for()
    english += judged(page, sentences, known)
    assert english == []


def test_wrong_passwords_lock_a_stranger_and_not_a_browser_that_is_known(
    signed_in, open_page, site, sentences, one_step_again
):
    name = "bien-tap-vien"
    known = signed_in(name)
    stranger = open_page(width=360)
    for _attempt in range(5):
        give_password(stranger, name, "sai")
        stranger.wait_for_load_state()
    assert re.search(r"sau \d\d:\d\d \(khoảng 15 phút nữa\)", stranger.inner_text("main"))
    assert judged(stranger, sentences, set()) == []
    assert not check(stranger)["violations"]
    give_password(stranger, name, site.passwords[name])
    stranger.get_by_role("heading", name="Tạm dừng đăng nhập").wait_for()

    cookies = [cookie for cookie in known.context.cookies() if cookie["name"] == "trinh_duyet_quen"]
    known.context.clear_cookies()
    known.context.add_cookies(cookies)
    give_password(known, name, site.passwords[name])
    known.wait_for_url("**/quan-tri/")

    site.manage("unlock_sign_in", name)
    give_password(stranger, name, site.passwords[name])
    stranger.wait_for_url("**/quan-tri/")


def test_the_other_screens_are_in_vietnamese(signed_in, sentences):
    page, known, english = signed_in("quan-tri"), set(), {}
    addresses = [
        *(SET_UP, f"{SET_UP}quy-dinh/", "/quan-tri/noi-dang-nhap/", "/quan-tri/noi-dang-nhap/1/"),
        *("/quan-tri/bao-cao/nhat-ky/", "/quan-tri/bao-cao/dang-nhap-loi/", "/quan-tri/account/#tab-dang-nhap"),
    ]
    for address in addresses:
        page.goto(address)
        if page.locator(".w-drilldown__toggle, [aria-label^='Hiện bộ lọc']").count():
            page.locator(".w-drilldown__toggle, [aria-label^='Hiện bộ lọc']").first.click()
        if found := judged(page, sentences, known):
            english[address] = found
    assert not english
