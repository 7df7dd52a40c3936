"""Uploading pictures as an editor does, on a telephone and at a desk."""

import base64
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from playwright.sync_api import expect

from foundations.uploads.picture_files import redraw
from tests.foundations.picture_files import with_damaged_metadata
from tests.foundations.test_picture_files import DAMAGEABLE, TINY

pytestmark = pytest.mark.browser


# Turned by us as cameras mean it, by browsers not: EXIF of WebP, its word written twice, two numbers for one. HEIC is
# shown by no browser but Safari.
# Descriptions of pictures of the demonstration, by their first words.
DESCRIBED = ("Hội trường với các hàng ghế", "Những dãy núi nối lớp")
NOT_AS_BROWSERS = ("E01", "E07c", "E19", "E20b", "HEIF", "WEBP")
SIZE = """async (content) => {
    const picture = new Image();
    picture.src = "data:;base64," + content;
    return picture.decode().then(() => [picture.naturalWidth, picture.naturalHeight], () => null);
}"""


def photograph(shade=60) -> dict:
    content = BytesIO()
    Image.new("RGB", (800, 600), (shade, 90, 90)).save(content, "JPEG")
    return {"name": f"IMG_{shade}.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def test_two_pictures_and_a_disguised_file_on_a_telephone(signed_in):
    page = signed_in("bien-tap-vien", width=360, height=740)
    page.goto("/quan-tri/images/multiple/add/")
    disguised = {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": b"%PDF-1.7 quyet dinh"}
    page.set_input_files("input[type=file]", [photograph(60), photograph(120), disguised])
    expect(page.locator("#upload-list")).to_contain_text("Tệp này là tệp PDF")
    descriptions = page.locator("#upload-list [name$=description]")
    expect(descriptions).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    descriptions.first.fill("Công chức hướng dẫn người dân nộp hồ sơ")
    page.locator("#upload-list form button[type=submit]").first.click()
    expect(descriptions).to_have_count(1)
    page.locator("#upload-list form button[type=submit]").first.click()
    expect(page.locator("#upload-list")).to_contain_text("Hãy mô tả ảnh")
    page.goto("/quan-tri/images/")
    expect(page.locator("ul.listing")).to_contain_text("Công chức hướng dẫn người dân nộp hồ sơ")


def test_the_description_of_a_chosen_picture_comes_into_the_block_and_own_words_stay(signed_in):
    page = signed_in("ban-bien-tap")
    page.goto("/quan-tri/reports/aging-pages/")
    address = page.locator("tr", has_text="Tin, bài").locator("a[href$='/edit/']").first.get_attribute("href")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    body = page.locator("[data-contentpath=body]")
    body.locator("button.c-sf-add-button").last.click()
    page.get_by_role("option", name="Ảnh", exact=True).click()
    block = body.locator("[data-contentpath=image]").last
    alt = body.locator("[data-contentpath=alt] [name$=alt]").last
    for choice in (0, 1):
        page.wait_for_timeout(300)
        if choice:
            alt.fill("Lời của biên tập viên")
            block.get_by_role("button", name="Thao tác").first.click()
        page.locator("button[data-chooser-action-choose]:visible").last.click()
        # Not the newest: what another test uploaded may have no description.
        page.locator(".modal [name=q]").fill(DESCRIBED[choice])
        page.locator("a.image-choice", has_text=DESCRIBED[choice]).first.click()
        expect(block.locator("img[data-chooser-image]")).to_be_visible()
        expect(alt).not_to_have_value("")
    expect(alt).to_have_value("Lời của biên tập viên")


@pytest.mark.parametrize("name", [name for name in DAMAGEABLE if not name.startswith(NOT_AS_BROWSERS)])
def test_a_picture_with_damaged_metadata_stands_as_the_browser_shows_it(chromium, name):
    page = chromium.new_page()
    for seed in range(100, 112):
        damaged = with_damaged_metadata(TINY[name], seed)
        shown = page.evaluate(SIZE, base64.b64encode(damaged).decode())
        stored = Image.open(BytesIO(redraw(ContentFile(damaged)).content)).size
        assert shown == list(stored), seed
    page.close()
