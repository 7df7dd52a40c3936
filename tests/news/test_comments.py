"""Comments of readers: written, kept for the board, shown once approved."""

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundations.delivery.freshness import content_version
from foundations.personal_data.models import ConsentText, Purpose
from foundations.public_forms.forms import make_stamp
from news.comments import moderation
from news.comments.models import CommentSettings, SentComment
from news.comments.moderation import set_status, store_reply
from tests.builders import a_board_member, a_unit, an_article

pytestmark = pytest.mark.django_db
HERE = {"Sec-Fetch-Site": "same-origin"}
THEN = "2026-11-23 08:00 +0700"
TEXT = "Bộ phận một cửa của phường nên mở thêm buổi chiều thứ Sáu."
Status = SentComment.Status


@pytest.fixture
def article(home):
    return an_article()


def filled(**changed) -> dict:
    fields = {"name": "Nguyễn Thị Mai", "email": "Mai@example.vn", "text": TEXT, "consent": "on"}
    fields["consent_version"] = ConsentText.get_current(Purpose.COMMENT).pk
    return {**fields, **changed}


def send(client, article, after=60, headers=HERE, follow=False, **changed):
    """Posts the form as a reader does who opened it some seconds before."""
    with time_machine.travel(THEN, tick=False) as clock:
        data = {"stamp": make_stamp("comment"), **filled(**changed)}
        clock.shift(after)
        return client.post(f"/binh-luan/{article.pk}/", data, headers=headers, follow=follow)


def a_comment(article, status=Status.APPROVED, **fields) -> SentComment:
    number = SentComment.objects.count()
    fields = {"name": "Nguyễn Thị Mai", "email": "mai@example.vn", "text": TEXT, "seal": f"seal{number}", **fields}
    sent = SentComment(article=article, consent=ConsentText.get_current(Purpose.COMMENT), **fields)
    sent.full_clean()
    sent.save()
    if status != Status.WAITING:
        set_status([sent], status, None)
    return sent


def shown(client, address) -> str:
    answered = client.get(address)
    assert answered.status_code == 200
    return answered.content.decode()


def test_a_comment_waits_for_the_board_and_its_writer_is_thanked(client, article):
    answered = send(client, article, follow=True)
    assert answered.redirect_chain == [(f"/binh-luan/{article.pk}/cam-on/", 303)]
    assert "sau khi Ban biên tập duyệt" in answered.content.decode()
    sent = SentComment.objects.get()
    assert (sent.status, sent.email, sent.text) == (Status.WAITING, "mai@example.vn", TEXT)
    assert sent.consent == ConsentText.get_current(Purpose.COMMENT)
    assert TEXT not in shown(client, article.url)
    assert not client.cookies


def test_an_approved_comment_is_shown_without_the_address_of_its_writer(client, article):
    a_comment(article)
    text = shown(client, article.url)
    assert TEXT in text
    assert "mai@example.vn" not in text
    assert "csrf" not in text.lower()


@pytest.mark.parametrize("status", [Status.REJECTED, Status.SPAM])
def test_what_is_no_longer_approved_disappears(client, article, status):
    sent = a_comment(article)
    set_status([sent], status, None)
    assert TEXT not in shown(client, article.url)


def test_links_and_markup_in_a_comment_are_plain_words(client, article):
    a_comment(article, text="Xem https://example.vn và <a href='https://example.vn'>đây</a> <script>alert(1)</script>")
    text = shown(client, article.url)
    assert 'href="https://example.vn' not in text
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_waiting_comments_leave_the_stored_pages_and_an_approved_one_renews_them(client, article):
    before = content_version.read()
    send(client, article)
    assert content_version.read() == before
    set_status(SentComment.objects.all(), Status.APPROVED, None)
    assert content_version.read() != before


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Họ tên"),
        ("email", "mai@", "Thư điện tử"),
        ("text", "", "Nội dung bình luận"),
        ("consent", "", "Hãy đánh dấu nếu bạn đồng ý"),
        ("consent_version", "0", "phiên bản mới"),
    ],
)
def test_errors_name_the_field_and_keep_what_was_written(client, article, field, value, words):
    answered = send(client, article, **{field: value})
    text = answered.content.decode()
    assert answered.status_code == 422
    assert words in text
    assert field == "text" or TEXT in text
    named = "consent" if field == "consent_version" else field
    assert f'href="#binh-luan-{named}"' in text
    assert f'id="binh-luan-{named}_error"' in text
    assert not SentComment.objects.exists()


@pytest.mark.parametrize(("after", "headers"), [(1, HERE), (60, {"Sec-Fetch-Site": "cross-site"}), (90_000, HERE)])
def test_a_trap_gives_the_filled_form_back(client, article, after, headers):
    answered = send(client, article, after=after, headers=headers)
    assert answered.status_code == 422
    assert TEXT in answered.content.decode()
    assert "vẫn còn nguyên" in answered.content.decode()


def test_what_looks_like_a_robot_is_kept_apart_for_the_moderators(client, article):
    assert send(client, article, trang_web="https://example.com").status_code == 303
    sent = SentComment.objects.get()
    assert sent.status == Status.SUSPECTED
    assert "ô ẩn" in sent.suspicion
    assert mail.outbox == []


def test_the_same_form_sent_twice_is_one_comment(client, article):
    for _time in range(2):
        assert send(client, article, stamp="").status_code == 422
    with time_machine.travel(THEN, tick=False) as clock:
        data = {"stamp": make_stamp("comment"), **filled()}
        clock.shift(30)
        for _time in range(2):
            assert client.post(f"/binh-luan/{article.pk}/", data, headers=HERE).status_code == 303
    assert SentComment.objects.count() == 1


def test_a_flood_fills_no_disk_and_still_gives_the_text_back(client, article, monkeypatch):
    monkeypatch.setattr(moderation, "MAX_SUSPECTED", 3)
    answers = [send(client, article, trang_web="x", text=f"{TEXT} {number}") for number in range(5)]
    assert [each.status_code for each in answers] == [303, 303, 303, 503, 503]
    assert f"{TEXT} 4" in answers[-1].content.decode()
    assert SentComment.objects.count() == 3


def test_many_comments_from_everywhere_are_suspected_rather_than_refused(client, article, monkeypatch):
    monkeypatch.setattr(moderation, "MAX_WAITING_PER_HOUR", 2)
    for number in range(4):
        send(client, article, text=f"{TEXT} {number}", headers={**HERE, "X-Forwarded-For": f"203.0.113.{number}"})
    statuses = list(SentComment.objects.order_by("pk").values_list("status", flat=True))
    assert statuses == [Status.WAITING] * 2 + [Status.SUSPECTED] * 2


def test_the_board_is_told_without_the_text(client, article, django_capture_on_commit_callbacks):
    member = a_board_member()
    member.email = "ban@example.vn"
    member.save()
    with django_capture_on_commit_callbacks(execute=True):
        send(client, article)
    (message,) = mail.outbox
    assert message.bcc == ["ban@example.vn"]
    assert article.title in message.subject
    assert TEXT not in message.body


def test_without_a_mail_server_nothing_is_sent(client, article, settings, django_capture_on_commit_callbacks):
    member = a_board_member()
    member.email = "ban@example.vn"
    member.save()
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    with django_capture_on_commit_callbacks() as callbacks:
        send(client, article)
    assert callbacks == []


def test_an_article_and_the_whole_site_can_stop_taking_comments(client, article, home):
    a_comment(article)
    link = f"/binh-luan/{article.pk}/"
    assert link in shown(client, article.url)
    settings = CommentSettings.objects.create(site=home.get_site(), accepts=False)
    assert link not in shown(client, article.url)
    assert TEXT in shown(client, article.url)
    refused = send(client, article, text="Bài viết dài của tôi")
    assert refused.status_code == 422
    assert "Bài viết dài của tôi" in refused.content.decode()
    settings.delete()
    article.allows_comments = False
    article.save()
    assert link not in shown(client, article.url)


def test_answers_are_one_level_deep_and_the_agencys_are_marked(client, article):
    first = a_comment(article)
    second = a_comment(article, text="Tôi cũng thấy vậy.", answers=first.shown)
    third = a_comment(article, text="Đồng ý.", answers=second.shown)
    assert third.shown.parent == first.shown
    store_reply(first, "Sở Nội vụ đã tiếp thu và điều chỉnh.", a_unit("Sở Nội vụ"), None)
    text = shown(client, article.url)
    assert text.count("comment-official") == 1
    assert "Trả lời chính thức của cơ quan" in text


def test_the_form_says_whom_it_answers_and_forgets_who_is_gone(client, article):
    sent = a_comment(article, name="Lê Văn Hùng")
    key = sent.shown.pk
    address = f"/binh-luan/{article.pk}/?tra-loi={key}"
    assert "Trả lời bình luận của Lê Văn Hùng" in shown(client, address)
    assert send(client, article, answers=key).status_code == 303
    assert SentComment.objects.latest("pk").answers_id == key
    sent.delete()
    assert "Trả lời bình luận" not in shown(client, address)
    for odd in ("abc", "9" * 40, "-1"):
        assert client.get(f"/binh-luan/{article.pk}/?tra-loi={odd}").status_code == 200


def test_the_form_is_kept_by_no_cache_and_the_article_is_the_same_for_all(client, article):
    assert "no-store" in client.get(f"/binh-luan/{article.pk}/")["Cache-Control"]
    first, second = client.get(article.url), client.get(article.url)
    assert first.content == second.content
    assert "public" in first["Cache-Control"]


def test_articles_that_nobody_may_read_take_no_comments(client, article):
    article.unpublish()
    assert client.get(f"/binh-luan/{article.pk}/").status_code == 404
    assert client.get("/binh-luan/999999/").status_code == 404


def queries(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    assert not [each["sql"] for each in captured if not each["sql"].lstrip().startswith("SELECT")]
    return len(captured)


def test_an_article_asks_no_more_for_many_comments_than_for_one(client, article):
    a_comment(article)
    few = queries(client, article.url)
    for number in range(30):
        first = a_comment(article, text=f"Ý kiến {number}")
        store_reply(first, "Đã tiếp thu.", a_unit(f"Đơn vị {number}"), None)
    assert queries(client, article.url) == few
