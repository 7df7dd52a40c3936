"""Columns and articles, as readers and editors meet them."""

import json
from datetime import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from news.models import ArticlePage, NewsIndexPage
from news.querysets import Month
from tests.builders import a_desk, a_picture, a_unit, an_article, column

pytestmark = pytest.mark.django_db

TITLE = "Đẩy mạnh cải cách hành chính, phường Thống Nhất"
SLUG = "day-manh-cai-cach-hanh-chinh-phuong-thong-nhat"


def test_a_title_gives_its_address(home):
    assert an_article(title=TITLE).slug == SLUG
    assert an_article(title=TITLE).slug == f"{SLUG}-2"


def test_a_draft_gets_the_same_address(home):
    draft = ArticlePage(title=TITLE, live=False)
    column().add_child(instance=draft)
    assert draft.slug == SLUG


def test_an_address_taken_meanwhile_gets_a_number(home):
    an_article(title=TITLE)
    second = ArticlePage(title=TITLE, slug=SLUG)
    column().add_child(instance=second)
    assert second.slug == f"{SLUG}-2"


def test_a_taken_address_of_full_length_is_cut_for_its_number(home):
    longest = "a" * 255
    slugs = [an_article(title=f"Bài {number}", slug=longest).slug for number in range(3)]
    assert slugs == [longest, "a" * 253 + "-2", "a" * 253 + "-3"]


def test_text_of_a_mac_and_of_word_is_stored_uniform(home):
    article = an_article(title="Đẩy ma\u0323nh  cải\u00a0cách", lead="Một dòng\u200b.")
    assert article.title == "Đẩy mạnh cải cách"
    assert article.lead == "Một dòng."


@pytest.mark.parametrize(
    ("text", "month"),
    [("2021-09", Month(2021, 9)), ("2021-13", None), ("2021-9", None), ("x", None), ("", None), ("٢٠٢١-٠٩", None)],
)
def test_a_month_is_read_from_an_address(text, month):
    assert Month.parse(text) == month


@pytest.mark.parametrize(
    ("published", "month"),
    [
        (datetime(2021, 9, 1, 0, 0), Month(2021, 9)),
        (datetime(2021, 9, 30, 23, 59), Month(2021, 9)),
        (datetime(2021, 10, 1, 0, 0), Month(2021, 10)),
        (datetime(2021, 12, 31, 23, 59), Month(2021, 12)),
    ],
)
def test_a_month_is_counted_by_the_local_clock(home, published, month):
    article = an_article(published=published)
    assert list(ArticlePage.objects.published_in(month)) == [article]


def test_a_column_shows_its_articles_and_those_of_its_desks_newest_first(client, home):
    older = an_article(title="Tin cũ hơn", published=datetime(2020, 1, 1))
    newer = an_article(a_desk(), title="Tin mới hơn", published=datetime(2021, 1, 1))
    articles = client.get(column().url).context["articles"]
    assert [article.pk for article in articles] == [newer.pk, older.pk]


def test_a_column_is_narrowed_by_month_and_unit(client, home):
    unit = a_unit("Sở Nội vụ")
    mine = an_article(unit=unit, published=datetime(2021, 9, 16))
    an_article(unit=unit, published=datetime(2021, 10, 16))
    an_article(published=datetime(2021, 9, 20))
    answer = client.get(column().url, {"thang": "2021-09", "don-vi": unit.slug})
    assert [article.pk for article in answer.context["articles"]] == [mine.pk]
    assert ("2021-09", 2) in [(str(month), total) for month, total in answer.context["months"]]


def test_pages_of_a_column_do_not_overlap(client, home):
    same_moment = datetime(2021, 9, 16, 8, 30)
    for _number in range(25):
        an_article(published=same_moment)
    first = {article.pk for article in client.get(column().url).context["articles"]}
    second = {article.pk for article in client.get(column().url, {"page": 2}).context["articles"]}
    assert len(first) == 20
    assert len(second) == 5
    assert not first & second


def test_readers_do_not_see_drafts_nor_restricted_articles(client, home):
    shown, draft, private = an_article(), an_article(), an_article()
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    for address in (column().url, "/"):
        page = client.get(address).content.decode()
        assert shown.title in page
        assert draft.title not in page
        assert private.title not in page
    assert client.get(draft.url).status_code == 404


def test_an_article_shows_all_that_the_old_sites_show(client, home):
    body = [
        {"type": "paragraph", "value": "<p>Đoạn văn.</p>"},
        {
            "type": "quotation",
            "value": {"text": "Ít nhất 01 tin, bài/tháng.", "attribution": "Công văn số 2815/VP-HCQT"},
        },
        {
            "type": "citation",
            "value": {"number": "37/QĐ-UBND", "date": "2022-01-24", "agency": "UBND tỉnh", "title": "Phê duyệt"},
        },
        {"type": "lost_picture", "value": {"caption": "Quang cảnh Hội nghị"}},
        {
            "type": "table",
            "value": {
                "table": {
                    "columns": [{"type": "text", "heading": "Đơn vị"}, {"type": "number", "heading": "Điểm"}],
                    "rows": [{"values": ["Ban Quản lý Khu kinh tế", "92,44"]}],
                    "caption": "Kết quả năm 2021",
                },
                "source": "Quyết định số 37/QĐ-UBND",
            },
        },
    ]
    article = an_article(
        title="Kết quả cải cách hành chính",
        body=json.dumps(body),
        lead="Lời dẫn của bài.",
        dateline="(kontumtv.vn)",
        byline="BBT",
        source="Văn phòng UBND tỉnh",
        posted_by="SLDTBXH Kontum",
        unit=a_unit("Sở Nội vụ tỉnh Kon Tum"),
        cover=a_picture(),
        cover_alt="Người dân nộp hồ sơ",
    )
    page = client.get(article.url).content.decode()
    shown = [
        *(
            "Lời dẫn của bài.",
            "(kontumtv.vn)",
            "BBT",
            "Văn phòng UBND tỉnh",
            "SLDTBXH Kontum",
            "Sở Nội vụ tỉnh Kon Tum",
        ),
        *("Thứ Năm, ngày 16/09/2021", "08:30", "Người dân nộp hồ sơ", "image/webp", "Quang cảnh Hội nghị"),
        *("37/QĐ-UBND", "ngày 24/01/2022", "<caption>Kết quả năm 2021</caption>", '<th scope="row">', "Quay về"),
    ]
    assert [text for text in shown if text not in page] == []


def test_a_script_in_rich_text_does_not_reach_readers(client, home):
    dirty = '<p onclick="alert(1)">Chữ <script>alert(1)</script><a href="javascript:alert(1)">liên kết</a></p>'
    article = an_article(body=json.dumps([{"type": "paragraph", "value": dirty}]))
    page = client.get(article.url).content.decode()
    assert "<script>alert" not in page
    assert "onclick" not in page
    assert "javascript:" not in page


@time_machine.travel("2026-11-22 10:00+07:00", tick=False)
def test_a_scheduled_article_appears_and_expires_in_its_time(client, home):
    article = ArticlePage(title="Bài hẹn giờ", live=False)
    column().add_child(instance=article)
    article.go_live_at = timezone.make_aware(datetime(2026, 11, 22, 11, 0))
    article.expire_at = timezone.make_aware(datetime(2026, 11, 22, 12, 0))
    article.save_revision().publish()
    assert client.get(article.get_url()).status_code == 404
    with time_machine.travel("2026-11-22 11:01+07:00"):
        call_command("publish_scheduled")
        assert client.get(article.get_url()).status_code == 200
    with time_machine.travel("2026-11-22 12:01+07:00"):
        call_command("publish_scheduled")
        assert client.get(article.get_url()).status_code == 404


def test_pictures_are_scaled_when_an_article_is_published(home, django_assert_num_queries):
    article = an_article(cover=a_picture(), cover_alt="Quang cảnh")
    made = set(article.cover.renditions.values_list("filter_spec", flat=True))
    assert "fill-320x200|format-webp" in made
    assert len(made) == 11


def test_a_column_is_not_opened_below_a_desk(home):
    assert not NewsIndexPage.can_create_at(a_desk())
    assert NewsIndexPage.can_create_at(Page.objects.get(slug="cai-cach-hanh-chinh"))


@pytest.mark.parametrize("path", ["", "cai-cach-hanh-chinh/", "don-vi/", "tim-kiem/", "don-vi/so-noi-vu/"])
@pytest.mark.parametrize(
    "query",
    [
        *("page=abc", "page=99999", "page=-1", "page=0", "thang=2021-13", "thang=9999-99", "don-vi=x", "don-vi=%00"),
        *(
            "q=%22",
            "q=%00",
            "q=%ff%fe",
            "page=%ff",
            "thang=%F0%9F",
            "q=" + "a" * 5000,
            "tinh-trang=x",
            "%00=1",
            "page=9" * 50,
        ),
    ],
)
def test_no_query_breaks_a_page(client, home, path, query):
    a_unit(slug="so-noi-vu")
    an_article()
    assert client.get(f"/{path}?{query}").status_code in {200, 404}


@pytest.mark.parametrize(
    "path", ["/%00", "/%ff%fe/", "/a%00b/", "/don-vi/%00/", "/" + "a" * 3000 + "/", "/..%2f..%2fetc/passwd"]
)
def test_no_path_breaks_the_site(client, home, path):
    assert client.get(path).status_code in {301, 404}


def test_a_lost_reader_can_search(client, home):
    answer = client.get("/khong-co-trang-nay/")
    assert answer.status_code == 404
    assert "Không tìm thấy trang" in answer.content.decode()
    assert 'action="/tim-kiem/"' in answer.content.decode()
