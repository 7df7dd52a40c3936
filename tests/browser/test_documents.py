"""Documents as a reader uses them, with and without script; what pages tell machines breaks no policy."""

import json
import re

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_reader_finds_a_decision_by_its_number_and_who_cites_it(open_page, script):
    page = open_page(width=360, script=script)
    page.goto("/van-ban/")
    page.fill("#tim-van-ban", "37 qd ubnd")
    page.press("#tim-van-ban", "Enter")
    page.get_by_role("link", name="Quyết định số 37/QĐ-UBND").click()
    assert page.url.endswith("/van-ban/37-qd-ubnd-2022/")
    page.locator("#vien-dan ~ ul a").first.click()
    page.locator(".citation a", has_text="37/QĐ-UBND").click()
    assert page.url.endswith("/van-ban/37-qd-ubnd-2022/")


def test_a_list_is_narrowed_by_keyboard_and_widened_again(open_page):
    page = open_page()
    page.goto("/van-ban/")
    page.locator(".facets summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?loai="))
    assert page.locator(".facets a[aria-current]").count() == 1
    page.locator(".facets a[aria-current]").click()
    page.wait_for_url(re.compile(r"/van-ban/\??$"))


def test_linked_data_is_read_and_no_policy_complains(open_page):
    page, complaints = open_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    for address in ("/", "/van-ban/60-2014-qh13/", "/thu-tuc-hanh-chinh/1.001193/", "/xep-hang/papi/2024/"):
        page.goto(address)
        blocks = page.locator('script[type="application/ld+json"]').all_text_contents()
        assert blocks
        assert all(json.loads(block)["@context"] == "https://schema.org" for block in blocks)
    assert complaints == []
