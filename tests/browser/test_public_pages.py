"""Ways through the public pages: past the head, through a filter, by the search."""

import re

import pytest

pytestmark = pytest.mark.browser


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
