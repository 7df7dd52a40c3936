"""Comments and feedback as people write them: slowly or fast, with and without script, by keyboard, on a phone."""

import re

import pytest

from tests.browser.accessibility import PAGES, check

pytestmark = pytest.mark.browser
ARTICLE = PAGES["Bài viết có bình luận"]
TEXT = "Bộ phận một cửa của phường nên mở thêm buổi chiều thứ Sáu hằng tuần."
DELAY = 60  # ms between two keys, so that the text takes longer than a robot waits


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(request, open_page):
    return open_page(width=360, script=request.param)


def fill_comment(page, typed=TEXT):
    page.fill("#binh-luan-name", "Nguyễn Thị Mai")
    page.fill("#binh-luan-email", "mai@example.vn")
    page.locator("#binh-luan-text").press_sequentially(typed, delay=DELAY)
    page.check("#binh-luan-consent")


def test_a_reader_comments_and_is_thanked(page):
    page.goto(ARTICLE)
    page.get_by_role("link", name="Viết bình luận").click()
    fill_comment(page)
    page.get_by_role("button", name="Gửi bình luận").click()
    page.wait_for_url("**/cam-on/")
    assert "Đã nhận bình luận" in page.locator("h1").inner_text()
    assert page.context.cookies() == []
    page.get_by_role("link", name="Quay về bài viết").click()
    page.wait_for_url(f"**{ARTICLE}")
    assert TEXT not in page.locator("main").inner_text()


def test_who_pastes_a_text_at_once_gets_it_back_and_sends_it_again(open_page):
    page = open_page(width=360, script=False)
    page.goto(PAGES["Viết bình luận"])
    fill_comment(page, typed="")
    page.fill("#binh-luan-text", TEXT)
    page.get_by_role("button", name="Gửi bình luận").click()
    page.wait_for_selector(".error-summary")
    assert page.input_value("#binh-luan-text") == TEXT
    page.locator("#binh-luan-text").press_sequentially(" Kính gửi Ban biên tập, xin cảm ơn rất nhiều.", delay=DELAY)
    page.get_by_role("button", name="Gửi bình luận").click()
    page.wait_for_url("**/cam-on/")


def test_the_form_comes_to_where_one_answers_and_keeps_what_was_written(open_page):
    page = open_page()
    page.goto(ARTICLE)
    page.get_by_role("link", name="Viết bình luận").click()
    page.fill("#binh-luan-text", TEXT)
    page.locator(".comment-reply a").first.click()
    page.wait_for_selector(".comment form[data-comment]")
    assert page.input_value("#binh-luan-text") == TEXT
    assert page.locator("form[data-comment]").count() == 1
    assert page.url.endswith(ARTICLE)
    assert "Trả lời bình luận của" in page.locator("form[data-comment]").inner_text()
    assert check(page)["violations"] == {}


def test_errors_are_named_and_lead_to_their_fields_by_keyboard(open_page):
    page = open_page(width=360)
    page.goto(PAGES["Góp ý, phản ánh"])
    page.get_by_role("button", name="Gửi góp ý, phản ánh").click()
    page.wait_for_selector(".error-summary")
    assert check(page)["violations"] == {}
    link = page.locator(".error-summary a").first
    target = link.get_attribute("href")
    link.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == target
    assert page.locator(target).count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_feedback_gets_a_number_and_is_looked_up_with_its_key(page):
    page.goto(PAGES["Góp ý, phản ánh"])
    assert "Đăng ký khai sinh" in page.locator(".note").inner_text().replace("đăng ký", "Đăng ký")
    page.fill("#gop-y-subject", "Chậm trả kết quả")
    page.locator("#gop-y-text").press_sequentially(TEXT, delay=DELAY)
    page.fill("#gop-y-name", "Nguyễn Văn Bình")
    page.fill("#gop-y-phone", "0912 345 678")
    page.set_input_files("#gop-y-files", {"name": "don.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})
    page.check("#gop-y-consent")
    page.get_by_role("button", name="Gửi góp ý, phản ánh").click()
    page.wait_for_url("**/gop-y/da-nhan/**")
    number = re.search(r"PA-\d{4}-\d{6}", page.locator("main").inner_text())[0]
    key = page.locator(".answer dd").nth(1).inner_text()
    page.get_by_role("link", name="Tra cứu tình trạng").click()
    page.fill("#tra-cuu-number", number)
    page.fill("#tra-cuu-key", key)
    page.get_by_role("button", name="Tra cứu").click()
    page.wait_for_selector(".answer")
    assert "Mới nhận" in page.locator(".answer").inner_text()
    assert key not in page.url
    assert page.context.cookies() == []


def test_the_board_approves_with_one_click_and_readers_see_it(open_page, signed_in):
    words = "Số liệu năm 2024 đã có chưa"
    board = signed_in("ban-bien-tap")
    board.goto("/quan-tri/binh-luan/?status=cho-duyet")
    row = board.locator("tr", has_text=words)
    with board.expect_navigation():
        row.get_by_role("button", name="Duyệt", exact=True).click()
    assert row.count() == 0  # the list is of those that wait
    reader = open_page()
    reader.goto(PAGES["Bài viết"])
    assert words in reader.locator(".comments").inner_text()
