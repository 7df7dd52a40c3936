"""Pages on paper: what a real PDF of them says, and what it leaves out."""

import io
import re

import pytest
from pypdf import PdfReader

from tests.browser.accessibility import PAGES

pytestmark = pytest.mark.browser

ARTICLE = PAGES["Bài viết"]
# Words of the toolbar, the menu, the search, the foot and other ways onward.
CHROME = [
    *("A+", "Tăng tương phản", "Hiển thị", "Đặt lại", "Đến nội dung chính", "Đăng nhập", "Trang chủ", "Bạn đang ở"),
    *("Tìm", "Lọc", "Trang sau", "Trang của các đơn vị", "Xem tất cả", "Quay về", "cùng chuyên mục", "Nghe bài"),
    *("Tin liên quan", "Tin mới hơn", "Chia sẻ", "Chép địa chỉ", "In trang"),
    *("Thông tin chung", "Trang liên kết", "Về đầu trang", "Cơ quan chủ quản", "bản máy tính"),
]


@pytest.fixture
def printed(open_page):
    """Prints a page as the browser does and returns the words on the paper, with single spaces."""

    def words(address, choice="{}"):
        page = open_page()
        page.add_init_script(f"localStorage.setItem('display', '{choice}')")
        page.goto(address, wait_until="networkidle")
        sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
        return re.sub(r"\s+", " ", " ".join(sheet.extract_text() for sheet in sheets))

    return words


def chrome_in(text: str) -> list[str]:
    return [words for words in CHROME if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


@pytest.mark.parametrize("choice", ["{}", '{"contrast":"yellow-on-black","text-size":"largest","spacing":"wide"}'])
def test_an_article_prints_as_an_article(printed, site, choice):
    text = printed(ARTICLE, choice)
    assert "PAR INDEX năm 2023: Kon Tum đạt 86,14 điểm, tăng 12 bậc" in text
    assert "Thứ Sáu, ngày 26/04/2024" in text
    assert "Căn cứ số liệu" in text
    assert "Đăng bởi Sở Nội vụ tỉnh Kon Tum" in text
    assert f"{site.address}{ARTICLE}" in text.replace(" ", "")
    assert chrome_in(text) == []


@pytest.mark.parametrize("kind", ["Trang chủ", "Chuyên mục", "Trang thông tin", "Đơn vị"])
def test_other_pages_print_their_content_alone(printed, open_page, kind):
    text = printed(PAGES[kind])
    page = open_page()
    page.goto(PAGES[kind])
    for heading in page.locator("main :is(h1, h2):visible:not(.take-away *)").all_inner_texts():
        assert re.sub(r"\s+", " ", heading).strip() in text
    assert chrome_in(text) == []


def test_what_the_screen_shows_around_an_article_would_be_noticed(open_page):
    page = open_page()
    page.goto(ARTICLE)
    assert {"A+", "Đăng nhập", "Về đầu trang", "Trang liên kết"} <= set(chrome_in(page.inner_text("body")))


def test_paper_is_white_and_ink_is_dark_in_every_mode(open_page):
    page = open_page()
    page.add_init_script("localStorage.setItem('display', '{\"contrast\":\"yellow-on-black\"}')")
    page.goto(ARTICLE)
    page.emulate_media(media="print", color_scheme="dark")
    colours = "['.article h1', '.article-body p'].map((one) => getComputedStyle(document.querySelector(one)).color)"
    assert set(page.evaluate(colours)) == {"rgb(0, 0, 0)"}
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
