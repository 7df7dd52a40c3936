"""Lists of articles that are no columns: keywords, months, days."""

from datetime import datetime

import pytest
from django.core.cache import cache
from django.urls import reverse
from wagtail.models import PageViewRestriction

from news.keyword_pages import get_first_letter
from news.models import Keyword
from tests.builders import a_board_member, a_picture, an_article
from tests.news.test_related import tagged

pytestmark = pytest.mark.django_db


def test_a_keyword_lists_its_readable_articles_newest_first(client, home):
    older = tagged("một cửa", published=datetime(2020, 1, 1))
    newer = tagged("một cửa", published=datetime(2022, 1, 1))
    draft = tagged("một cửa")
    draft.unpublish()
    tagged("PAPI")
    answer = client.get("/tu-khoa/mot-cua/")
    assert [article.pk for article in answer.context["articles"]] == [newer.pk, older.pk]


def test_a_keyword_of_no_readable_article_has_no_page(client, home):
    article = tagged("nội bộ")
    assert client.get("/tu-khoa/noi-bo/").status_code == 200
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    cache.clear()
    assert client.get("/tu-khoa/noi-bo/").status_code == 404
    assert "nội bộ" not in client.get("/tu-khoa/").content.decode()
    assert client.get("/tu-khoa/khong-co/").status_code == 404


def test_keywords_stand_in_dictionary_order_with_their_numbers(client, home):
    tagged("PAPI", "ấp", "an toàn", "đất đai")
    tagged("PAPI", "01 tin")
    groups = client.get("/tu-khoa/").context["groups"]
    found = [(letter, [(keyword.name, keyword.total) for keyword in members]) for letter, members in groups]
    assert found == [
        ("0–9", [("01 tin", 1)]),
        ("A", [("an toàn", 1)]),
        ("Â", [("ấp", 1)]),
        ("Đ", [("đất đai", 1)]),
        ("P", [("PAPI", 2)]),
    ]


@pytest.mark.parametrize(("name", "letter"), [("Ổn định", "Ô"), ("ước", "Ư"), ("è", "E"), ("“x”", "#"), ("dân", "D")])
def test_a_keyword_stands_under_its_letter(name, letter):
    assert get_first_letter(Keyword(name=name)) == letter


def test_an_article_leads_to_its_keywords(client, home):
    article = tagged("một cửa")
    assert '<a href="/tu-khoa/mot-cua/" rel="tag">một cửa</a>' in client.get(article.url).content.decode()


def test_the_archive_counts_months_by_the_local_clock(client, home):
    an_article(published=datetime(2021, 9, 30, 23, 59))
    an_article(published=datetime(2021, 10, 1, 0, 0))
    an_article(published=datetime(2021, 10, 2, 0, 0))
    years = client.get("/luu-tru/").context["years"]
    assert [(year, [(str(month), total) for month, total in months]) for year, months in years] == [
        (2021, [("2021-10", 2), ("2021-09", 1)])
    ]


def test_a_month_has_a_calendar_and_its_articles(client, home):
    article = an_article(published=datetime(2026, 11, 1, 0, 30))
    an_article(published=datetime(2026, 10, 31, 23, 59))
    answer = client.get("/luu-tru/2026/11/")
    assert [found.pk for found in answer.context["articles"]] == [article.pk]
    page = answer.content.decode()
    assert 'href="/luu-tru/2026/11/01/"' in page
    assert 'href="/luu-tru/2026/11/02/"' not in page
    first_week = answer.context["weeks"][0]
    assert [day and day.date.day for day, _total in first_week] == [None, None, None, None, None, None, 1]
    assert first_week[-1][1] == 1


def test_a_day_leads_to_the_days_before_and_after_that_have_articles(client, home):
    for moment in (datetime(2026, 11, 3, 23, 0), datetime(2026, 11, 23, 0, 0), datetime(2026, 12, 1, 6, 0)):
        an_article(published=moment)
    answer = client.get("/luu-tru/2026/11/23/")
    assert [day.address for day in answer.context["neighbours"]] == ["/luu-tru/2026/11/03/", "/luu-tru/2026/12/01/"]
    assert len(answer.context["articles"]) == 1


def test_a_day_without_articles_says_so_to_readers_and_is_kept_from_search_engines(client, home):
    answer = client.get("/luu-tru/2026/11/23/")
    assert answer.status_code == 200
    assert 'content="noindex"' in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["2026/13/", "2026/00/", "1026/11/", "2026/02/30/", "2026/11/00/", "2026/1/", "9999/12/31/"]
)
def test_what_is_no_day_has_no_page(client, home, address):
    assert client.get(f"/luu-tru/{address}").status_code == 404


@pytest.mark.parametrize(
    ("asked", "answer"), [("2026-11-23", 302), ("2026-02-31", 200), ("x", 200), ("", 200), ("99999-01-01", 200)]
)
def test_a_day_that_is_asked_for_is_gone_to(client, home, asked, answer):
    found = client.get("/luu-tru/", {"ngay": asked})
    assert found.status_code == answer
    if answer == 302:
        assert found.url == "/luu-tru/2026/11/23/"


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/tu-khoa/", 2),
        ("/tu-khoa/mot-cua/", 6),
        ("/luu-tru/", 2),
        ("/luu-tru/2021/09/", 8),
        ("/luu-tru/2021/09/16/", 7),
    ],
)
def test_lists_ask_as_often_for_many_articles(client, home, number, address, queries, django_assert_num_queries):
    cover = a_picture()
    for each in range(number):
        tagged("một cửa", f"chủ đề {each}", cover=cover, published=datetime(2021, 9, 16, each % 24))
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)


def test_the_board_renames_a_keyword_and_an_empty_address_is_made_anew(client, home):
    article = tagged("mot cua")
    client.force_login(a_board_member())
    address = reverse(Keyword.snippet_viewset.get_url_name("edit"), args=[Keyword.objects.get().pk])
    assert client.post(address, {"name": "Một  cửa liên thông", "slug": ""}).status_code == 302
    keyword = Keyword.objects.get()
    assert (keyword.name, keyword.slug) == ("Một cửa liên thông", "mot-cua-lien-thong")
    assert 'href="/tu-khoa/mot-cua-lien-thong/"' in client.get(article.url).content.decode()
