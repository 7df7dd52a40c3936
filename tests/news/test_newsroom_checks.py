"""What an article still lacks, and titles that another bears already: said while one writes, never in the way."""

import json
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from news.checks.article_faults import DOCUMENT_NUMBER, find_article_faults, find_uncited_documents
from news.checks.before_submission import check_points
from news.checks.title_keys import is_nearly_same
from news.models import ArticlePage
from tests.builders import a_board_member, a_desk, a_document, a_picture, a_unit, an_article, an_editor
from tests.news.test_content_checks import paragraph, picture
from tests.news.test_editing import add_address, article_form, edit_address, write

pytestmark = pytest.mark.django_db
LEAD = "Từ ngày 1/7, bộ phận một cửa nhận hồ sơ cả sáng thứ Bảy; tháng đầu đã giải quyết 320 hồ sơ đúng hẹn."
TITLE = "Phường Thống Nhất trả kết quả hộ tịch tại nhà"


@pytest.fixture
def desk(home):
    return a_desk(a_unit("Sở Nội vụ"))


def kinds(article):
    return [fault.kind for fault in find_article_faults(article)]


def recent(parent, title, **fields):
    return an_article(parent, title=title, published=datetime.now() - timedelta(days=30), **fields)  # noqa: DTZ005


@pytest.mark.parametrize(
    "text", ["37/QĐ-UBND", "118/2025/NĐ-CP", "202/2025/QH15", "76/NQ-CP", "57-NQ/TW", "12/CTr-UBND"]
)
def test_a_number_of_a_document_is_recognised(text):
    assert [found[0] for found in DOCUMENT_NUMBER.finditer(f"Theo văn bản số {text}, các đơn vị rà soát.")] == [text]


@pytest.mark.parametrize(
    "text", ["ngày 24/01/2022", "trực 24/7", "80 km/h", "http://a.vn/12/QD-UBND", "3/4 hồ sơ", "Q.1/TP"]
)
def test_what_only_looks_like_a_number_is_not(text):
    assert DOCUMENT_NUMBER.search(text) is None


def test_a_lead_is_neither_missing_nor_too_short_nor_too_long(home):
    assert kinds(an_article(lead=LEAD, body=json.dumps([paragraph("<p>Một.</p>")]))) == []
    for lead in ("", "Quá ngắn.", "dài " * 61):
        assert kinds(an_article(lead=lead, body=json.dumps([paragraph("<p>Một.</p>")]))) == ["lead-length"]


def test_a_picture_needs_a_caption_and_a_credit_wherever_it_is_named(home):
    image = a_picture()
    blocks = [picture(image, "Hội nghị"), picture(image, "Hội nghị", "Quang cảnh. Ảnh: Lê Thu")]
    article = an_article(
        lead=LEAD, body=json.dumps(blocks), cover=image, cover_alt="Phòng họp", cover_caption="Phòng họp"
    )
    assert kinds(article) == ["picture-without-credit", "picture-without-caption", "picture-without-credit"]
    image.credit = "Ảnh: Văn phòng"
    image.save()
    article.refresh_from_db()
    assert kinds(article) == ["picture-without-caption"]


def test_a_repost_needs_its_source(home):
    body = json.dumps([paragraph("<p>Một.</p>")])
    assert kinds(an_article(lead=LEAD, body=body, origin="repost")) == ["repost-without-source"]
    assert kinds(an_article(lead=LEAD, body=body, origin="repost", source="Báo Kon Tum")) == []


def test_documents_of_the_text_are_offered_unless_cited_or_linked(home):
    listed = a_document("37/QĐ-UBND")
    text = "<p>Theo 37/QĐ-UBND, Nghị định 118/2025/NĐ-CP và <a href='/x/'>76/NQ-CP</a>; xem 37/QĐ-UBND.</p>"
    cited = {"type": "citation", "value": {"document": None, "number": "118/2025/ND-CP"}}
    article = an_article(lead=LEAD, body=json.dumps([paragraph(text), cited]))
    assert find_uncited_documents(article) == [("37/QĐ-UBND", listed)]


def test_documents_cost_one_query_however_many(home, django_assert_num_queries):
    a_document("37/QĐ-UBND")
    numbers = " ".join(f"{number}/QĐ-UBND" for number in range(30, 60))
    article = an_article(lead=LEAD, body=json.dumps([paragraph(f"<p>{numbers}</p>")]))
    with django_assert_num_queries(1):
        assert len(find_uncited_documents(article)) == 30


def test_the_list_ticks_what_is_in_order(home):
    article = an_article(lead=LEAD, body=json.dumps([paragraph("<p>Theo 37/QĐ-UBND.</p>")]))
    assert [str(point.name) for point in check_points(article) if not point.is_in_order] == [
        "Văn bản nêu trong bài đã được dẫn"
    ]


def test_the_list_tells_of_the_saved_draft_with_the_document_to_cite(client, desk):
    a_document("37/QĐ-UBND", abstract="Phê duyệt kết quả")
    editor = an_editor(desk)
    article = write(client, editor, desk, lead="Quá ngắn.")
    client.post(edit_address(article), article_form(slug=article.slug, lead="Theo 37/QĐ-UBND."))
    shown = client.get(reverse("before_submission", args=[article.pk])).content.decode()
    assert 'data-cite="37/QĐ-UBND" data-day="24/01/2022"' in shown
    assert "đang có 2 chữ" in shown
    assert "Trước khi gửi duyệt" in client.get(edit_address(article)).content.decode()


def test_the_list_is_only_for_who_may_edit(client, desk):
    client.force_login(an_editor(a_desk(a_unit("Sở Y tế"))))
    assert client.get(reverse("before_submission", args=[an_article(desk).pk])).status_code == 302


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("PHƯỜNG THỐNG NHẤT TRẢ KẾT QUẢ HỘ TỊCH TẠI NHÀ!", True),
        ("Phuong Thong Nhat: tra ket qua ho tich tai nha", True),
        ("Phường Thống Nhất trả kết quả hộ tịch tận nhà dân", True),
        ("Phường Thống Nhất họp báo cuối năm", False),
        (f"{TITLE} năm 2025", False),
    ],
)
def test_nearly_the_same_title_is_told_from_another(other, same):
    assert is_nearly_same(TITLE, other) is same


def test_titles_of_two_quarters_are_not_the_same():
    assert not is_nearly_same("Kết quả khảo sát hài lòng quý I", "Kết quả khảo sát hài lòng quý II")


def test_live_articles_and_drafts_of_a_year_are_compared_in_one_query(client, desk, django_assert_num_queries):
    live = recent(desk, TITLE.upper())
    draft = write(client, an_editor(desk), desk, title=f"{TITLE}.")
    an_article(desk, title=TITLE, published=datetime(2021, 9, 16), slug="cu")
    for number in range(20):
        recent(desk, f"Phường Thống Nhất trả kết quả cho {number} hộ")
    with django_assert_num_queries(1):
        assert ArticlePage.objects.like_titled(TITLE) == [draft, live]
    with django_assert_num_queries(1):
        assert ArticlePage.objects.like_titled(TITLE, draft.pk) == [live]
    assert live.latest_revision_created_at < timezone.now()


def test_who_types_a_taken_title_is_warned_with_a_link(client, desk):
    live = recent(desk, TITLE, unit=desk.unit)
    client.force_login(an_editor(desk))
    said = client.get(reverse("same_titles"), {"title": TITLE.lower(), "page": "x"}).content.decode()
    assert edit_address(live) in said
    assert client.get(reverse("same_titles"), {"title": TITLE, "page": live.pk}).content == b""


def test_a_draft_of_another_unit_is_told_of_but_not_shown(client, desk):
    other = a_desk(a_unit("Sở Y tế"))
    write(client, an_editor(other), other, title=TITLE)
    client.force_login(an_editor(desk))
    said = client.get(reverse("same_titles"), {"title": TITLE}).content.decode()
    assert "một bản nháp của Sở Y tế" in said
    assert "<a " not in said


def test_saving_a_taken_title_warns_and_stores(client, desk):
    recent(desk, TITLE)
    client.force_login(an_editor(desk))
    assert client.post(add_address(desk), article_form(TITLE, slug="moi")).status_code == 302
    shown = [str(message) for message in client.get(reverse("wagtailadmin_home")).context["messages"]]
    assert sum("gần trùng tiêu đề" in message for message in shown) == 1


def test_whoever_sends_in_is_told_what_the_article_lacks(client, desk):
    client.force_login(an_editor(desk))
    client.post(add_address(desk), article_form(slug="thieu", lead="Ngắn.", action="action-submit"))
    shown = [str(message) for message in client.get(reverse("wagtailadmin_home")).context["messages"]]
    assert any("Lời dẫn chưa vừa độ dài" in message for message in shown)


def test_the_form_of_a_board_member_has_the_list_too(client, desk):
    client.force_login(a_board_member())
    assert "data-newsroom-points" in client.get(edit_address(an_article(desk))).content.decode()
