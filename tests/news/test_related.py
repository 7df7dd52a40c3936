"""What stands around an article: related ones, the newer and the older, those of the column."""

import json
from datetime import date, datetime

import pytest

from news.citations import make_document_key
from news.keywords import match_known_keywords
from news.models import ArticleCitation, ArticlePage, Keyword
from tests.builders import PARAGRAPH, a_desk, a_unit, an_article, column

pytestmark = pytest.mark.django_db


def citing(*documents) -> str:
    blocks = [{"type": "citation", "value": {"number": number, "date": day}} for number, day in documents]
    return json.dumps([{"type": "paragraph", "value": PARAGRAPH}, *blocks])


def tagged(*keywords, **fields) -> ArticlePage:
    article = an_article(**fields)
    article.tags.add(*keywords)
    article.save()
    return article


def shown(client, article, name) -> list:
    return [other.pk for other in client.get(article.url).context[name]]


def test_points_decide_on_the_order_of_related_articles(client, home):
    unit = a_unit("Sở Nội vụ")
    article = tagged("một cửa", "PAPI", unit=unit, body=citing(("35/QĐ-UBND", "2023-01-19")))
    notice = column("thong-bao")
    one_keyword_elsewhere = tagged("PAPI", parent=notice)
    one_keyword = tagged("PAPI")
    one_document = an_article(notice, body=citing(("35/QĐ-UBND", "2023-01-19")))
    keyword_and_unit = tagged("PAPI", parent=notice, unit=unit)
    two_keywords = tagged("một cửa", "PAPI", parent=notice)
    an_article(unit=unit)
    # 6, 5, 4 and newer, 4, 3 points
    expected = [two_keywords, keyword_and_unit, one_document, one_keyword, one_keyword_elsewhere]
    assert shown(client, article, "related") == [each.pk for each in expected]


def test_of_equally_related_articles_the_newer_comes_first(client, home):
    article = tagged("PAPI")
    older = tagged("PAPI", published=datetime(2020, 5, 1))
    newer = tagged("PAPI", published=datetime(2022, 5, 1))
    assert shown(client, article, "related") == [newer.pk, older.pk]


def test_the_same_unit_or_column_alone_makes_nothing_related(client, home):
    unit = a_unit()
    article = tagged("PAPI", unit=unit)
    an_article(unit=unit)
    assert shown(client, article, "related") == []
    assert "Tin liên quan" not in client.get(article.url).content.decode()


def test_an_unpublished_article_is_not_related(client, home):
    article, gone = tagged("PAPI"), tagged("PAPI")
    gone.unpublish()
    assert shown(client, article, "related") == []


@pytest.mark.parametrize(
    ("number", "day", "key"),
    [
        ("118/2025/NĐ-CP", date(2025, 6, 9), "118 2025 ndcp"),
        ("118/2025/nđ-cp", None, "118 2025 ndcp"),
        ("37/QĐ-UBND", date(2022, 1, 24), "37 qdubnd 2022-01-24"),
        ("37/QĐ-UBND", None, "37 qdubnd"),
    ],
)
def test_a_number_that_begins_again_each_year_needs_its_day(number, day, key):
    assert make_document_key(number, day) == key


def test_the_documents_cited_follow_what_is_published(home):
    article = an_article(body=citing(("35/QĐ-UBND", "2023-01-19"), ("118/2025/NĐ-CP", None)))
    article.body = citing(("118/2025/NĐ-CP", None), ("29/2026/QĐ-TTg", None))
    revision = article.save_revision()
    assert cited(article) == {"35 qdubnd 2023-01-19", "118 2025 ndcp"}
    revision.publish()
    assert cited(article) == {"118 2025 ndcp", "29 2026 qdttg"}


def cited(article) -> set[str]:
    return set(ArticleCitation.objects.filter(article=article).values_list("key", flat=True))


def test_no_article_is_linked_twice_around_another(client, home):
    day = datetime(2021, 9, 1)
    articles = [tagged("PAPI", published=day.replace(day=number)) for number in range(1, 20)]
    context = client.get(articles[10].url).context
    lists = [*context["related"], context["newer"], context["older"]]
    assert len(context["others"]) == 5
    assert not {other.pk for other in context["others"]} & {other.pk for other in [*lists, articles[10]]}


def test_the_newer_and_the_older_are_those_of_the_column_next_to_it(client, home):
    desk, moment = a_desk(), datetime(2021, 9, 16, 8, 30)
    older = an_article(desk, published=moment)
    article = an_article(published=moment)
    newer = an_article(desk, published=moment)
    an_article(column("thong-bao"), published=moment)
    an_article(published=datetime(2019, 1, 1))
    context = client.get(article.url).context
    assert (context["newer"].pk, context["older"].pk) == (newer.pk, older.pk)
    assert client.get(newer.url).context["newer"] is None


@pytest.mark.parametrize("number", [1, 30])
def test_an_article_page_asks_as_often_with_many_related_articles(client, home, number, django_assert_num_queries):
    article = tagged("PAPI", body=citing(("35/QĐ-UBND", "2023-01-19")))
    for each in range(number):
        tagged("PAPI", published=datetime(2022, 1, 1 + each % 28), body=citing(("35/QĐ-UBND", "2023-01-19")))
    client.get(article.url)
    with django_assert_num_queries(ARTICLE_QUERIES):
        client.get(article.url)


# The page, documents, keywords, what is around it, authors, views.
ARTICLE_QUERIES = 5


def test_a_keyword_has_a_vietnamese_address(home):
    tagged("Đẩy mạnh cải cách", "Cổng Dịch vụ công quốc gia")
    assert set(Keyword.objects.values_list("slug", flat=True)) == {"day-manh-cai-cach", "cong-dich-vu-cong-quoc-gia"}


def test_two_keywords_that_fold_to_one_have_addresses_of_their_own(home):
    tagged("bán", "bàn")
    assert sorted(Keyword.objects.values_list("slug", flat=True)) == ["ban", "ban-1"]


def test_a_keyword_is_the_known_one_whatever_its_case_and_form(home):
    tagged("Đào tạo")
    assert match_known_keywords(["đào tạo", "đào tạo", "  mới   tinh "]) == ["Đào tạo", "mới tinh"]


def test_a_keyword_without_letters_still_has_an_address(home):
    tagged("!!!")
    assert Keyword.objects.get().slug == "tu-khoa"
