"""Tin nổi bật: what editors put first, until the day they say."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from news.highlights import find_highlighted
from news.models import ArticlePage, Highlight
from tests.builders import a_board_member, a_desk, a_picture, a_unit, an_article, an_editor, column

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

Place = Highlight.Place


def highlight(
    article, place=Place.BOTH, starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 30), **fields
) -> Highlight:
    return Highlight.objects.create(article=article, place=place, starts_on=starts_on, ends_on=ends_on, **fields)


def featured(client) -> list[int]:
    return [article.pk for article in client.get("/").context["featured"]]


def first_in_column(client, parameters=None) -> list[int]:
    return [article.pk for article in client.get(column().url, parameters).context["highlighted"]]


@pytest.mark.parametrize(
    ("moment", "is_first"),
    [
        ("2026-10-31 23:59+07:00", False),
        ("2026-11-01 00:00+07:00", True),
        ("2026-11-30 23:59+07:00", True),
        ("2026-12-01 00:00+07:00", False),
    ],
)
def test_a_highlight_begins_and_ends_by_the_clock_without_a_write(client, moment, is_first):
    old, _newer = an_article(published=datetime(2019, 1, 1)), an_article()
    highlight(old)
    with time_machine.travel(moment, tick=False):
        assert (featured(client)[0] == old.pk) is is_first
        assert first_in_column(client) == ([old.pk] if is_first else [])


@time_machine.travel("2026-11-23 09:00+07:00", tick=False)
def test_editors_say_where_and_in_which_order(client):
    at_home, in_column, both = an_article(), an_article(a_desk()), an_article()
    highlight(at_home, Place.HOME, order=2)
    highlight(in_column, Place.COLUMN)
    highlight(both, order=3)
    assert featured(client)[:2] == [at_home.pk, both.pk]
    assert first_in_column(client) == [in_column.pk, both.pk]


@time_machine.travel("2026-11-23 09:00+07:00", tick=False)
def test_an_article_highlighted_twice_stands_once(client):
    article = an_article()
    highlight(article)
    highlight(article, order=2)
    assert featured(client) == [article.pk]


@time_machine.travel("2026-11-23 09:00+07:00", tick=False)
def test_what_is_not_readable_is_not_highlighted(client):
    article, other = an_article(), an_article()
    highlight(article)
    article.unpublish()
    assert featured(client) == [other.pk]


@time_machine.travel("2026-11-23 09:00+07:00", tick=False)
def test_a_narrowed_column_shows_no_highlights(client):
    highlight(an_article())
    assert first_in_column(client, {"thang": "2021-09"}) == []


def test_a_highlight_ends_after_it_begins():
    wrong = Highlight(article=an_article(), starts_on=date(2026, 11, 2), ends_on=date(2026, 11, 1))
    with pytest.raises(ValidationError, match="Ngày kết thúc phải từ ngày bắt đầu trở đi"):
        wrong.full_clean()


@time_machine.travel("2026-11-23 09:00+07:00", tick=False)
@pytest.mark.parametrize("number", [1, 30])
def test_highlights_cost_a_column_and_the_home_page_the_same_queries(client, number, django_assert_num_queries):
    cover = a_picture()
    for _each in range(number):
        highlight(an_article(cover=cover))
    articles = ArticlePage.objects.readable()
    client.get("/")
    with django_assert_num_queries(3):  # articles, covers, renditions
        assert len(find_highlighted(articles, Place.HOME, 5)) == min(number, 5)


@time_machine.travel("2026-11-23 09:00+07:00", tick=False)
def test_the_board_sees_highlights_with_their_state(client):
    highlight(an_article(title="Bài đang nổi bật"))
    client.force_login(a_board_member())
    page = client.get(reverse(Highlight.snippet_viewset.get_url_name("list"))).content.decode()
    for words in ("Bài đang nổi bật", "Đang hiển thị", "Trang chủ và chuyên mục", "30/11/2026"):
        assert words in page


@time_machine.travel("2026-11-23 09:00+07:00", tick=False)
def test_the_board_adds_a_highlight(client):
    article = an_article()
    client.force_login(a_board_member())
    sent = {"article": article.pk, "place": "both", "order": 1, "starts_on": "23/11/2026", "ends_on": "30/11/2026"}
    answer = client.post(reverse(Highlight.snippet_viewset.get_url_name("add")), sent)
    assert answer.status_code == 302
    assert Highlight.objects.get().ends_on == date(2026, 11, 30)


def test_a_unit_editor_highlights_nothing(client):
    client.force_login(an_editor(a_desk(a_unit("Sở Y tế"))))
    assert client.get(reverse(Highlight.snippet_viewset.get_url_name("add"))).status_code == 302
