"""The search of the whole site: every kind in one list, tabs, filters, suggestions, promoted results."""

import datetime

import pytest
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from foundations.legal_documents.models import LegalDocument
from foundations.searching.models import MissedSearch
from news.models import ArticlePage
from procedures import catalogue
from site_project.models import HomePage, StandardPage
from tests.builders import a_procedure, a_unit, an_article
from tests.builders import column as column_page

pytestmark = pytest.mark.django_db
SUGGESTION_QUERIES = 4  # versions of the list and of the articles, then the procedures and articles themselves
HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture(autouse=True)
def forget_the_lists(monkeypatch):
    catalogue.forget()  # of the test before: its version may be the same number
    monkeypatch.setattr("news.title_search._titles", None)


@pytest.fixture
def column():
    return column_page()


def found(client, **parameters):
    response = client.get("/tim-kiem/", parameters)
    assert response.status_code == 200
    return response.context


def titles(context):
    return [getattr(each, "title", None) or str(each) for _kind, each in context["answers"]]


def test_units_pages_articles_and_procedures_stand_in_one_list_with_tabs(client, column):
    an_article(column, title="Sở Tư pháp tổ chức hội nghị hộ tịch")
    a_unit("Sở Tư pháp")
    a_procedure(code="1.000001", name="Thủ tục của Sở Tư pháp về hộ tịch")
    HomePage.objects.get().add_child(instance=StandardPage(title="Giới thiệu Sở Tư pháp"))
    context = found(client, q="so tu phap")
    assert titles(context)[0] == "Sở Tư pháp"
    assert {kind for kind, _each in context["answers"]} == {"don-vi", "tin-bai", "thu-tuc", "trang"}
    assert [(word, total) for word, _name, total in context["tabs"]] == [
        ("", 4),
        ("thu-tuc", 1),
        ("tin-bai", 1),
        ("don-vi", 1),
        ("trang", 1),
    ]
    only = found(client, q="so tu phap", loai="don-vi")
    assert titles(only) == ["Sở Tư pháp"]
    assert only["tabs"][0][2] == 4


def test_a_document_is_found_by_its_number_in_any_writing_and_by_its_abstract(client):
    document = LegalDocument(number="37/QĐ-UBND", kind="quyet-dinh", issued_on=datetime.date(2022, 1, 24))
    document.agency, document.abstract = "UBND tỉnh Kon Tum", "Ban hành Kế hoạch cải cách hành chính năm 2022"
    document.save()
    for words in ["37/QĐ-UBND", "37/qd-ubnd", "ban hành kế hoạch cải cách hành chính năm 2022"]:
        answers = found(client, q=words, loai="van-ban")["answers"]
        assert [each.url for _kind, each in answers] == [document.get_absolute_url()], words
    assert "37/QĐ-UBND" in titles(found(client, q="37/QĐ-UBND"))[0]


def test_filters_leave_articles_of_the_days_the_unit_and_the_column(client, column):
    unit = a_unit("Sở Nội vụ", slug="so-noi-vu")
    old = an_article(column, title="Trạm y tế xã năm cũ")
    earlier = old.first_published_at - datetime.timedelta(days=400)
    ArticlePage.objects.filter(pk=old.pk).update(first_published_at=earlier)
    other = column_page("thong-bao")
    an_article(other, title="Trạm y tế xã ở mục khác", unit=unit)
    an_article(column, title="Trạm y tế xã hôm nay")
    assert len(titles(found(client, q="trạm y tế xã"))) == 3
    assert sorted(titles(found(client, q="trạm y tế xã", tu="2021-09-16"))) == [
        "Trạm y tế xã hôm nay",
        "Trạm y tế xã ở mục khác",
    ]
    assert titles(found(client, **{"q": "trạm y tế xã", "don-vi": "so-noi-vu"})) == ["Trạm y tế xã ở mục khác"]
    of_column = titles(found(client, **{"q": "trạm y tế xã", "chuyen-muc": column.slug}))
    assert sorted(of_column) == ["Trạm y tế xã hôm nay", "Trạm y tế xã năm cũ"]


@pytest.mark.parametrize("written", ["2026-02-31", "31/02/2026", "hôm qua", "9" * 40])
def test_a_day_that_is_none_is_named_and_narrows_nothing(client, column, written):
    an_article(column, title="Trạm y tế xã")
    response = client.get("/tim-kiem/", {"q": "trạm y tế xã", "tu": written})
    assert "không phải là ngày" in response.content.decode()
    assert titles(response.context) == ["Trạm y tế xã"]


def test_a_unit_or_a_column_that_is_not_there_is_named(client):
    problems = found(client, **{"q": "a", "don-vi": "khong-co", "chuyen-muc": "khong-co"})["filters"].problems
    assert set(problems) == {"don-vi", "chuyen-muc"}


def test_a_last_day_before_the_first_is_refused(client):
    assert "den" in found(client, q="a", tu="2026-02-02", den="2026-01-01")["filters"].problems


def test_suggestions_complete_the_last_word_without_accents(client, column):
    an_article(column, title="Đăng ký khai sinh lưu động")
    a_procedure(code="1.000001", name="Đăng ký khai tử")
    a_unit("Đăng kiểm tỉnh")

    def suggested(words):
        return [each["title"] for each in client.get("/tim-kiem/goi-y/", {"q": words}).json()["suggestions"]]

    assert set(suggested("dang k")) == {"Đăng ký khai sinh lưu động", "Đăng ký khai tử", "Đăng kiểm tỉnh"}
    assert suggested("đăng ký khai si") == ["Đăng ký khai sinh lưu động"]
    assert suggested("d") == []
    assert suggested("zzz") == []
    assert "public" in client.get("/tim-kiem/goi-y/", {"q": "dang k"})["Cache-Control"]


def test_queries_for_suggestions_do_not_grow(client, column, django_assert_num_queries):
    def ask():
        client.get("/tim-kiem/goi-y/", {"q": "tram y"})

    def make(total):
        for number in range(total):
            an_article(column, title=f"Trạm y tế xã {number}")
            a_procedure(code=f"1.{number:06}{total}", name=f"Trạm y tế số {number}")
        ask()

    make(1)
    with django_assert_num_queries(SUGGESTION_QUERIES):
        ask()
    make(20)
    with django_assert_num_queries(SUGGESTION_QUERIES):
        ask()


def test_a_promoted_result_stands_before_the_answers_of_its_question_in_any_spelling(client, column):
    page = an_article(column, title="Hướng dẫn nộp hồ sơ trực tuyến")
    query = Query.objects.create(query_string="nộp hồ sơ")
    SearchPromotion.objects.create(query=query, page=page, description="Từng bước", sort_order=0)
    draft = an_article(column, title="Chưa đăng")
    SearchPromotion.objects.create(query=query, page=draft, sort_order=1)
    draft.unpublish()
    assert [each.title for each in found(client, q="NOP HO SO")["promoted"]] == ["Hướng dẫn nộp hồ sơ trực tuyến"]
    assert found(client, q="khác")["promoted"] == []


def test_words_that_found_nothing_are_kept_once_told_and_others_are_not(client, column):
    an_article(column, title="Trạm y tế xã")
    assert "tim-kiem/khong-thay" in client.get("/tim-kiem/", {"q": "xyzzy quux"}).content.decode()
    response = client.post("/tim-kiem/khong-thay/", {"q": "xyzzy quux"}, **HERE)
    assert (response.status_code, response["Location"]) == (303, "/tim-kiem/?da-bao=1")
    client.post("/tim-kiem/khong-thay/", {"q": "trạm y tế xã"}, **HERE)
    client.post("/tim-kiem/khong-thay/", {"q": "0912345678 xyzzy"}, **HERE)
    client.post("/tim-kiem/khong-thay/", {"q": "tu trang khac"}, HTTP_SEC_FETCH_SITE="cross-site")
    assert list(MissedSearch.objects.values_list("words", flat=True)) == ["xyzzy quux"]
    assert client.get("/tim-kiem/khong-thay/").status_code == 405
