"""Every kind of public page in a real browser, on a phone and on a desk."""

import re

import pytest

from tests.browser.accessibility import PAGES

pytestmark = pytest.mark.browser


@pytest.fixture(params=PAGES.values(), ids=PAGES.keys())
def address(request):
    return request.param


@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_fits_the_screen_and_asks_no_other_host(open_page, site, address, width):
    page = open_page(width=width)
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.startswith((site.address, "data:"))] == []
    assert [text for text in complaints if "404" not in text] == []


def test_a_page_reads_without_script(open_page, address):
    page = open_page(width=360, script=False)
    page.goto(address)
    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text().strip()


def test_a_page_sets_no_cookie(open_page, address):
    page = open_page()
    page.goto(address)
    assert page.context.cookies() == []


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(open_page):
    page = open_page()
    page.goto("/cai-cach-hanh-chinh/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Đến nội dung chính"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_column_is_filtered_on_a_phone_without_script(open_page):
    page = open_page(width=360, script=False)
    page.goto("/cai-cach-hanh-chinh/")
    page.select_option("select[name=thang]", "2024-04")
    page.click(".filters button")
    assert re.search(r"thang=2024-04", page.url)
    assert page.locator("main article").count() == 1


def test_a_search_without_accents_finds_the_article(open_page):
    page = open_page(width=360)
    page.goto("/")
    page.fill("header input[type=search]", "par index nam 2023 kon tum")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/**")
    assert "PAR INDEX năm 2023" in page.locator("main article").first.inner_text()
