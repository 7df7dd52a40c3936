"""Comments in the editors' interface, and what is done when a person asks for his data."""

import json
import re
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from foundations.personal_data.holders import make_contact_key, mask_contact
from foundations.personal_data.models import ConsentText, DataRequest, Purpose
from news.comments.models import Comment, SentComment
from news.comments.moderation import store_reply
from tests.builders import a_board_member, a_desk, a_unit, an_article, an_editor
from tests.news.test_comments import TEXT, a_comment

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/binh-luan/"
PERSON = "/quan-tri/du-lieu-ca-nhan/"
Status = SentComment.Status


@pytest.fixture
def board(client, home):
    client.force_login(a_board_member())
    return client


@pytest.fixture
def article(home):
    return an_article()


@pytest.mark.parametrize("status", [Status.APPROVED, Status.REJECTED, Status.SPAM])
def test_one_click_decides_and_says_who(board, article, status):
    sent = a_comment(article, status=Status.WAITING)
    text = board.get(LIST).content.decode()
    assert TEXT in text
    assert 'name="csrfmiddlewaretoken"' in text.partition("comment-decisions")[2].partition("</form>")[0]
    answered = board.post(f"/quan-tri/duyet-binh-luan/{sent.pk}/", {"status": status, "next": f"{LIST}?p=1"})
    assert answered["Location"] == f"{LIST}?p=1"
    sent.refresh_from_db()
    assert (sent.status, sent.decided_by.groups.get().name) == (status, "Ban biên tập")
    assert Comment.objects.filter(sent=sent).exists() == (status == Status.APPROVED)


def test_a_link_decides_nothing_and_leads_nowhere_else(board, article):
    sent = a_comment(article, status=Status.WAITING)
    address = f"/quan-tri/duyet-binh-luan/{sent.pk}/"
    assert board.get(address).status_code == 405
    assert board.post(address, {"status": "rac", "next": "https://example.com/"})["Location"] == LIST
    board.post(address, {"status": "made-up"})
    sent.refresh_from_db()
    assert sent.status == Status.SPAM


@pytest.mark.parametrize(
    ("action", "status"), [("duyet", Status.APPROVED), ("khong-duyet", Status.REJECTED), ("thu-rac", Status.SPAM)]
)
def test_many_are_decided_at_once(board, article, action, status):
    sent = [a_comment(article, status=Status.WAITING) for _number in range(3)]
    address = f"/quan-tri/bulk/comments/sentcomment/{action}/?" + "&".join(f"id={each.pk}" for each in sent)
    assert board.get(address).status_code == 200
    board.post(address)
    assert set(SentComment.objects.values_list("status", flat=True)) == {status}


def test_the_listing_is_filtered_and_searched_without_accents(board, article):
    a_comment(article, status=Status.WAITING, name="Đặng Văn Ơn")
    a_comment(article, status=Status.SUSPECTED, name="Robot Mười", suspicion="điền ô ẩn")
    text = board.get(f"{LIST}?status=nghi-rac").content.decode()
    assert "Robot Mười" in text
    assert "điền ô ẩn" in text
    assert "Đặng Văn Ơn" not in text
    assert "Đặng Văn Ơn" in board.get(f"{LIST}?q=dang+van+on").content.decode()
    assert "Đặng Văn Ơn" not in board.get(f"{LIST}?q=khong+co").content.decode()
    assert board.get(f"{LIST}edit/{SentComment.objects.first().pk}/").status_code == 200


def test_the_agency_answers_and_the_comment_is_approved_with_it(board, article):
    sent, unit = a_comment(article, status=Status.WAITING), a_unit("Sở Nội vụ")
    address = f"/quan-tri/duyet-binh-luan/{sent.pk}/tra-loi/"
    assert TEXT in board.get(address).content.decode()
    board.post(address, {"unit": unit.pk, "text": "Sở đã tiếp thu."})
    reply = Comment.objects.get(is_official=True)
    assert (reply.parent.sent, reply.name) == (sent, "Sở Nội vụ")


def test_a_unit_editor_moderates_nothing(client, article):
    sent = a_comment(article, status=Status.WAITING)
    client.force_login(an_editor(a_desk()))
    client.post(f"/quan-tri/duyet-binh-luan/{sent.pk}/", {"status": "da-duyet"})
    assert client.get(LIST).status_code == 302
    assert client.get(PERSON).status_code == 302
    sent.refresh_from_db()
    assert sent.status == Status.WAITING
    assert "bình luận chờ duyệt" not in client.get("/quan-tri/").content.decode()


def test_the_dashboard_says_how_many_wait(board, article):
    a_comment(article, status=Status.WAITING)
    a_comment(article, status=Status.SUSPECTED)
    text = board.get("/quan-tri/").content.decode()
    assert "1 bình luận chờ duyệt" in text
    assert "1 bình luận nghi là thư rác" in text


def test_one_persons_data_are_found_and_handed_out_with_a_record(board, article):
    a_comment(article)
    a_comment(article, email="other@example.vn", text="Của người khác.")
    asked = {"contact": " MAI@example.vn "}
    page = board.post(PERSON, asked).content.decode()
    assert TEXT in page
    assert "Của người khác" not in page
    assert not DataRequest.objects.exists()
    refused = board.post(PERSON, {**asked, "action": "json"}).content.decode()
    assert "Hãy ghi căn cứ" in refused
    answered = board.post(PERSON, {**asked, "action": "json", "reason": "Thư ngày 20/11/2026"})
    assert json.loads(answered.content)["Bình luận"][0]["Nội dung"] == TEXT
    assert "attachment" in answered["Content-Disposition"]
    assert "no-store" in answered["Cache-Control"]
    answered = board.post(PERSON, {**asked, "action": "xlsx", "reason": "Thư ngày 20/11/2026"})
    sheet = load_workbook(BytesIO(answered.content)).worksheets[0]
    assert sheet["D2"].value == TEXT
    done = DataRequest.objects.first()
    assert (done.kind, done.count, done.person) == ("xuat", 1, "m…@example.vn")


def test_one_persons_comments_are_erased_and_others_answers_stay(board, client, article):
    first = a_comment(article)
    a_comment(article, text="Chỉ của tôi.")
    a_comment(article, name="Lê Hùng", email="other@example.vn", text="Tôi trả lời bạn.", answers=first.shown)
    store_reply(first, "Cơ quan trả lời.", None, None)
    board.post(PERSON, {"contact": "mai@example.vn", "action": "erase", "reason": "Đơn ngày 20/11/2026"})
    client.logout()
    text = client.get(article.url).content.decode()
    assert TEXT not in text
    assert "Nguyễn Thị Mai" not in text
    assert "Chỉ của tôi." not in text
    assert "đã được xóa theo yêu cầu" in text
    assert "Tôi trả lời bạn." in text
    assert "Cơ quan trả lời." in text
    assert not SentComment.objects.filter(email="mai@example.vn").exists()
    done = DataRequest.objects.get()
    assert (done.kind, done.count, done.reason) == ("xoa", 2, "Đơn ngày 20/11/2026")
    assert "mai@" not in f"{done.person} {done.by_name}"


@pytest.mark.parametrize(
    ("written", "key"),
    [("A@B.vn ", "a@b.vn"), ("+84 912 345 678", "0912345678"), ("0912.345.678", "0912345678"), ("abc", ""), ("12", "")],
)
def test_a_contact_is_known_however_it_is_written(written, key):
    assert make_contact_key(written) == key


def test_a_mask_tells_nobody_who_it_was():
    assert mask_contact("mai@example.vn") == "m…@example.vn"
    assert mask_contact("0912345678") == "09…78"


def test_words_that_somebody_agreed_to_cannot_be_changed_but_replaced(board, article):
    text = ConsentText.get_current(Purpose.COMMENT)
    text.text = "Nội dung chỉnh sửa khi chưa ai đồng ý."
    text.full_clean()
    text.save()
    a_comment(article)
    text.text = "Nội dung khác."
    with pytest.raises(ValidationError, match="phiên bản mới"):
        text.full_clean()
    board.post(
        "/quan-tri/van-ban-dong-y/add/", {"purpose": "binh-luan", "text": "Bản mới.", "valid_from": "2026-01-01"}
    )
    assert ConsentText.objects.filter(purpose=Purpose.COMMENT, number=2).exists()


@pytest.mark.parametrize(
    ("status", "main"),
    [(Status.WAITING, "Duyệt"), (Status.SUSPECTED, "Duyệt"), (Status.APPROVED, "Trả lời"), (Status.REJECTED, "Duyệt")],
)
def test_the_button_that_stands_out_is_what_one_does_next(board, article, status, main):
    a_comment(article, status=status)
    cell = board.get(LIST).content.decode().partition("comment-decisions")[2].partition("</td>")[0]
    standing_out = re.findall(r'class="button button-small"[^>]*>([^<]+)<', cell)
    assert standing_out == [main]
