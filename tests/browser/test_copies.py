"""Taking a page away in a real browser: the address copied, the file opened without the site."""

import pytest

from tests.browser.accessibility import PAGES

pytestmark = pytest.mark.browser

ARTICLE = PAGES["Bài viết"]


def test_the_address_is_copied_by_a_button_that_says_so(open_page, site):
    page = open_page(width=360)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.address)
    page.goto(ARTICLE)
    page.get_by_role("button", name="Chép địa chỉ").click()
    page.get_by_text("Đã chép địa chỉ.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.address}{ARTICLE}"


def test_without_script_the_address_can_be_selected_and_nothing_is_offered_that_does_not_work(open_page, site):
    page = open_page(script=False)
    page.goto(ARTICLE)
    assert page.get_by_label("Địa chỉ trang").input_value() == f"{site.address}{ARTICLE}"
    assert page.get_by_role("button", name="Chép địa chỉ").count() == 0
    assert page.get_by_role("button", name="In trang").count() == 0


@pytest.mark.parametrize("address", [ARTICLE, PAGES["Kỳ xếp hạng"], PAGES["Trang thông tin"]])
def test_a_saved_file_shows_its_pictures_and_asks_for_nothing(open_page, tmp_path, address):
    page = open_page(width=360)
    page.goto(address)
    with page.expect_download() as saving:
        page.get_by_role("link", name="tệp HTML").click()
    file = tmp_path / "trang.html"
    saving.value.save_as(file)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
