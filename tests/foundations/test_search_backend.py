"""Search in Vietnamese, over Wagtail's own models, on whichever database the settings name."""

import pytest
from django.core.management import call_command
from django.core.paginator import Paginator
from django.db import connection
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from modelsearch.backends import get_search_backend
from modelsearch.backends.base import SearchFieldError
from modelsearch.query import MATCH_ALL, MATCH_NONE, Boost, Fuzzy, Phrase, PlainText
from modelsearch.utils import parse_query_string
from wagtail.documents import get_document_model
from wagtail.models import Page

from foundations.searching.text import (
    MAX_QUERY_WORDS,
    get_accented_words,
    get_plain_text,
    get_query_words,
    make_indexed_text,
)

REFORM = "Cải cách hành chính ở tỉnh"
FALSE_FRIEND = "Cái cách nói hành chinh"
UNACCENTED = "Day manh cai cach hanh chinh"
DECISION = "Quyết định số 37/QĐ-UBND"
LETTER = "Công văn 2969/UBND-KTTH về CO2"
COMMUNE = "Đoàn kiểm tra xã Đăk Tơ Lung, huyện Kon Rẫy"
STREET = "Đường Nguye\u0302\u0303n Hue\u0323\u0302"  # as a Mac stores it
OLD_TONE, NEW_TONE = "Hoà bình", "Hòa giải ở cơ sở"
PRAISE = "Tóm tắt thành tích xuất sắc, đẩy mạnh dịch vụ công trực tuyến Việt Nam"
ONE_LETTER = "Cò và ý kiến"
TITLES = [REFORM, FALSE_FRIEND, UNACCENTED, DECISION, LETTER, COMMUNE, STREET, OLD_TONE, NEW_TONE, PRAISE, ONE_LETTER]


@pytest.fixture(autouse=True)
def our_backend(settings):
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "foundations.searching.backend"}}


@pytest.fixture
def pages(db):
    parent = Page.get_first_root_node().add_child(instance=Page(title="x", slug="search-tests"))
    for number, title in enumerate(TITLES):
        parent.add_child(instance=Page(title=title, slug=f"page-{number}"))
    return Page.objects.child_of(parent)


def titles(results):
    return [page.title for page in results]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cai cach hanh chinh", {REFORM, FALSE_FRIEND, UNACCENTED}),
        ("CẢI CÁCH", {REFORM, FALSE_FRIEND, UNACCENTED}),
        ("doan", {COMMUNE}),
        ("dak to lung", {COMMUNE}),
        ("kon ray", {COMMUNE}),
        ("tom tat xuat sac", {PRAISE}),
        ("dich vu cong truc tuyen", {PRAISE}),
        ("viet nam", {PRAISE}),
        ("Nguyễn Huệ", {STREET}),
        ("nguye\u0302\u0303n hue\u0323\u0302", {STREET}),
        ("hóa", {OLD_TONE, NEW_TONE}),
        ("hoà", {OLD_TONE, NEW_TONE}),
        ("hòa", {OLD_TONE, NEW_TONE}),
        ("37/QĐ-UBND", {DECISION}),
        ("2969", {LETTER}),
        ("KTTH", {LETTER}),
        ("so", {DECISION, NEW_TONE}),  # a stop word of English
        ("co2", {LETTER}),  # and not "cò", whose spelling with a tone is co2
        ("y1", set()),
        ("cải OR cách", set()),
    ],
)
def test_a_query_finds_text_with_and_without_accents(pages, query, found):
    results = pages.search(query)
    assert set(titles(results)) == found
    assert pages.search(query).count() == len(found)


@pytest.mark.parametrize("query", ["cải cách", "cải cách hành chính", '"cải" cách', "hành cải"])
def test_what_has_the_accents_as_typed_comes_first(pages, query):
    assert titles(pages.search(query))[0] == REFORM
    assert titles(pages.search("cái cách"))[0] == FALSE_FRIEND


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("vie", {PRAISE}),
        ("đăk t", {COMMUNE}),
        ("DOA", {COMMUNE}),
        ("37/qđ-u", {DECISION}),
        ("29", {LETTER}),
        ("hoa g", {NEW_TONE}),
        ("cải c", {REFORM, FALSE_FRIEND, UNACCENTED}),
    ],
)
def test_autocomplete_takes_a_word_that_is_not_finished(pages, query, found):
    assert set(titles(pages.autocomplete(query))) == found
    assert not found & {REFORM} or titles(pages.autocomplete(query))[0] == REFORM


NOTHING = ["", " ", '"', '""', "\x00", "\u00a0\t\n", "'", "\\", "*", "-", "()", "…", "中文", "\u0301"]
STRANGE = [
    "x" * 10_000,
    "a " * 5_000,
    "cải cách " * 1_000,
    '"cải',
    "cải AND (",
    "NEAR(cải cách)",
    "title:cải",
    "cai*",
    "a:b|c&!d",
    "%s %(x)s",
]


@pytest.mark.parametrize("query", NOTHING)
def test_a_query_without_letters_or_digits_finds_nothing(pages, query):
    for results in (pages.search(query), pages.autocomplete(query), pages.search(query, operator="or")):
        assert list(results) == []
        assert results.count() == 0


@pytest.mark.parametrize("query", STRANGE)
def test_a_strange_or_endless_query_has_an_answer(pages, query):
    for results in (pages.search(query), pages.autocomplete(query), pages.search(query, operator="or")):
        assert results.count() == len(list(results))
    assert len(get_query_words(query)) <= MAX_QUERY_WORDS


@hypothesis_settings(max_examples=60)
@given(query=st.text(max_size=60))
def test_any_text_can_be_asked(pages, query):
    assert len(list(pages.search(query))) <= len(TITLES)
    assert len(list(pages.autocomplete(query))) <= len(TITLES)


@hypothesis_settings(max_examples=25)
@given(words=st.lists(st.text("aàbcđeếo0179/-.", min_size=1, max_size=8), min_size=1, max_size=4))
def test_a_title_is_found_by_each_of_its_words(pages, words):
    page = pages.first()
    page.title = " ".join(["z", *words])
    page.save()
    for word in filter(get_query_words, words):
        assert page.title in titles(pages.search(word))
        assert page.title in titles(pages.autocomplete(word[:2]) if get_query_words(word[:2]) else [page])


def test_queries_can_be_combined(pages):
    assert titles(pages.search(Phrase("cách cải"))) == []
    assert titles(pages.search(Phrase("cải cách")))[0] == REFORM
    assert set(titles(pages.search(PlainText("doan") | PlainText("hoà")))) == {COMMUNE, OLD_TONE, NEW_TONE}
    assert set(titles(pages.search(PlainText("cai") & ~PlainText("day")))) == {REFORM, FALSE_FRIEND}
    assert REFORM not in titles(pages.search(~PlainText("cải")))
    assert set(titles(pages.search(Phrase('"') & PlainText("hoà")))) == {OLD_TONE, NEW_TONE}
    assert titles(pages.search(parse_query_string('"đăk tơ" lung live:true')[1])) == [COMMUNE]
    assert set(titles(pages.search(Boost(PlainText("hoa"), 2)))) == set(titles(pages.search(Fuzzy("hoa"))))
    assert pages.search(MATCH_ALL & PlainText("doan")).count() == 1
    assert pages.search(MATCH_ALL).count() == len(TITLES)
    assert pages.search(MATCH_NONE).count() == pages.search(~PlainText('"') & MATCH_NONE).count() == 0


def test_operator_fields_and_order_are_kept(pages):
    assert pages.search("đoàn hoà").count() == 0
    assert pages.search("đoàn hoà", operator="or").count() == 3
    assert set(titles(pages.search("cải", fields=["title"]))) == {REFORM, FALSE_FRIEND, UNACCENTED}
    assert list(pages.search("cải", fields=[])) == []
    with pytest.raises(SearchFieldError):
        pages.search("cải", fields=["slug"])
    by_title = pages.order_by("title").search("cải", order_by_relevance=False)
    assert titles(by_title) == sorted([REFORM, FALSE_FRIEND, UNACCENTED])
    assert titles(pages.search("cải", order_by="-title")) == sorted([REFORM, FALSE_FRIEND, UNACCENTED], reverse=True)


def test_results_are_filtered_sliced_scored_and_paged(pages):
    pages.filter(title=FALSE_FRIEND).update(live=False)
    results = pages.live().search("cải").annotate_score("score")
    assert titles(results) == [REFORM, UNACCENTED]
    assert titles(results[1:2]) == [UNACCENTED]
    assert results[0].title == REFORM
    assert len(results[:5]) == 2
    assert titles(pages.specific().select_related("owner").search("doan")[:1]) == [COMMUNE]
    assert all(page.score > 0 for page in results)
    assert dict(pages.search("cải").facet("live")) == {True: 2, False: 1}
    second = Paginator(pages.search("cải"), 2).get_page(2)
    assert len(second.object_list) == 1
    assert second.paginator.count == 3
    assert titles(pages.search("cải")[:2]) + titles(second) == titles(pages.search("cải"))


def test_a_page_that_changes_or_goes_is_found_as_it_is_now(pages):
    page = pages.get(title=COMMUNE)
    page.title = "Kế hoạch thi đua"
    page.save()
    assert titles(pages.search("thi đua")) == ["Kế hoạch thi đua"]
    assert titles(pages.search("đoàn")) == []
    page.delete()
    assert titles(pages.search("thi đua")) == []


def test_the_index_can_be_made_again(pages):
    get_search_backend().reset_indexes()
    assert titles(pages.search("đoàn")) == []
    call_command("update_index", verbosity=0)
    assert titles(pages.search("đoàn")) == [COMMUNE]


def test_tags_of_a_document_are_found_too(db):
    document = get_document_model()(title="Phụ lục", file="phu-luc.pdf")
    document.save()
    document.tags.add("Cải cách", "Kon Rẫy")
    document.save()
    assert list(document.__class__.objects.search("kon ray")) == [document]
    assert list(document.__class__.objects.search("cải cách", fields=["title"])) == []


def test_one_search_is_a_fixed_number_of_database_queries(pages, django_assert_max_num_queries):
    pages.search("x").count()  # content types are read once
    with django_assert_max_num_queries(5 if connection.vendor == "sqlite" else 1):
        assert len(pages.search("cải")[:20]) == 3


@pytest.mark.parametrize("query", ['"', "c%C3%A1ch", "%20", "37/Q%C4%90-UBND", "a" * 3000, '""cải'])
def test_the_editors_search_answers(pages, admin_client, query):
    parent = pages.first().get_parent()
    for url in (f"/quan-tri/pages/{parent.pk}/?q={query}", f"/quan-tri/pages/search/?q={query}"):
        assert admin_client.get(url).status_code == 200


def test_what_is_indexed_is_ascii_and_says_nothing_twice():
    text = make_indexed_text("Cải cách, cải cách")
    assert text == "cai cach cai cach zzcai3 zzcach1"
    assert make_indexed_text(text) == text
    assert get_accented_words("cải cach Cải") == ["zzcai3"]
    assert get_plain_text({"a": ["một", None], "b": 2}) == "một, , 2"
