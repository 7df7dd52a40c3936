"""The handbook in the browser: from a form to its chapter, found by a few words, on a phone, on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import check

pytestmark = pytest.mark.browser

SCREENS = ["tro-giup/", "tro-giup/?q=anh+dai+dien", "tro-giup/viet-bai/", "tro-giup/tra-nhanh/"]


def faults_of_ours(page) -> dict:
    """What axe finds inside the handbook; the furniture around it is Wagtail's."""
    found = check(page)["violations"]
    inside = page.locator(".handbook").inner_html()
    return {rule: html for rule, html in found.items() if any(node[:60] in inside for node in html)}


def test_the_form_of_an_article_leads_to_the_chapter_about_it(signed_in):
    page = signed_in("bien-tap-vien")
    page.get_by_role("link", name="Viết bài").first.click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Trợ giúp: Viết một bài (mở thẻ mới)").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Viết một bài")
    for picture in opened.value.locator(".handbook-picture img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("picture => picture.naturalWidth") > 300


def test_a_few_words_without_accents_find_the_section(signed_in):
    page = signed_in("bien-tap-vien")
    page.goto("/quan-tri/tro-giup/")
    page.get_by_label("Tìm trong sổ tay").press_sequentially("quen mat khau")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Quên mật khẩu", exact=True).first.click()
    expect(page).to_have_url(re.compile("/tro-giup/dang-nhap/#"))
    expect(page.get_by_role("heading", name="Quên mật khẩu")).to_be_in_viewport()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_handbook_fits_the_screen_and_has_no_fault_for_assistive_technology(signed_in, width):
    page = signed_in("bien-tap-vien", width=width)
    for address in SCREENS:
        page.goto(f"/quan-tri/{address}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert faults_of_ours(page) == {}, address


def test_on_paper_there_is_only_the_text(signed_in):
    page = signed_in("bien-tap-vien")
    page.goto("/quan-tri/tro-giup/tra-nhanh/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for part in ("#wagtail-sidebar", ".w-slim-header", ".handbook-search", ".handbook-toc"):
        expect(page.locator(part).first).to_be_hidden()
