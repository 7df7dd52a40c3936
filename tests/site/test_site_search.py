"""The search of the whole site: every kind in one list, tabs, filters, suggestions, promoted results."""

import datetime

import pytest
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from foundations.legal_documents.models import LegalDocument
from foundations.searching.models import MissedSearch, Synonym
from news.models import ArticlePage
from procedures import catalogue
from procedures.models import LifeEvent
from site_project.models import HomePage, StandardPage
from site_search.search import SearchAnswer, SearchResult
from tests.builders import a_decision, a_procedure, a_unit, an_article, many_procedures
from tests.builders import column as column_page

pytestmark = pytest.mark.django_db
SUGGESTION_QUERIES = 3  # version of the list, then the procedures and articles themselves
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


def suggest(client, words):
    return [
        (each["title"], each["what"]) for each in client.get("/tim-kiem/goi-y/", {"q": words}).json()["suggestions"]
    ]


def test_suggestions_are_of_every_kind_and_say_which(client, column):
    a_procedure(code="1.000001", name="Trạm y tế lưu động", levels=["xa"])
    LifeEvent.objects.create(title="Đến trạm y tế", slug="tram-y-te", description="Khám, chữa bệnh")
    a_unit("Trạm y tế Kon Rẫy", valid_to=datetime.date(2025, 6, 30))
    document = LegalDocument(number="37/QĐ-UBND", kind="quyet-dinh", agency="UBND tỉnh", abstract="Về trạm y tế xã")
    document.issued_on = datetime.date(2022, 1, 24)
    document.save()
    HomePage.objects.get().add_child(instance=StandardPage(title="Trạm y tế ở đâu"))
    an_article(column, title="Trạm y tế mới")
    shown = dict(suggest(client, "tram y"))
    assert shown["Trạm y tế lưu động"] == "Thủ tục · 1.000001 · Cấp xã"
    assert shown["Đến trạm y tế"] == "Sự kiện trong đời · Khám, chữa bệnh"
    assert shown["Trạm y tế Kon Rẫy"] == "Sở, ngành · Đơn vị không còn hoạt động."
    assert shown["37/QĐ-UBND (24/01/2022)"] == "Quyết định · Về trạm y tế xã"
    assert shown["Trạm y tế mới"].startswith("Tin, bài · ")
    assert "Trạm y tế ở đâu" in shown


def test_one_kind_leaves_places_to_the_others_and_what_begins_as_typed_comes_first(client, column):
    for number in range(12):
        a_procedure(code=f"1.00000{number}", name=f"Cấp phép trạm y tế số {number}")
    an_article(column, title="Khai trương trạm y tế")
    LifeEvent.objects.create(title="Trạm y tế", slug="tram-y-te")
    shown = suggest(client, "tram y te")
    assert len(shown) == 8
    assert shown[0] == ("Trạm y tế", "Sự kiện trong đời")
    assert "Khai trương trạm y tế" in dict(shown)


def test_suggestions_forgive_a_slip_know_the_words_of_the_people_and_read_codes(client):
    a_procedure(code="1.000123", name="Cấp lại giấy phép lái xe")
    Synonym.objects.get_or_create(typed="bằng cầm tay", meant="giấy phép lái xe")
    scanned = "http://cchc.example/thu-tuc-hanh-chinh/1.000123/"
    codes = ["1.000123", "1.0001", "1.000123.000.00.00.H34", scanned]
    for typed in ["giay phep lai x", "giấy phép láy xe", "bang cam tay", *codes]:
        assert [title for title, _what in suggest(client, typed)] == ["Cấp lại giấy phép lái xe"], typed


@pytest.mark.parametrize(
    "scanned",
    [
        "http://cchc.example/thu-tuc-hanh-chinh/1.000123/",
        "URL:https://cchc.example/thu-tuc-hanh-chinh/1.000123/?truong-hop=2#ho-so",
        "https://cchc.example/en/thu-tuc-hanh-chinh/1.000123/niem-yet/",
        "https://cong-quoc-gia.example/chi-tiet.html?ma_thu_tuc=1.000123",
        "http://cchc.example/thu-tuc-hanh-chinh/tam-nhan-nuoi-meo/",
        "tam-nhan-nuoi-meo",
    ],
)
def test_what_a_telephone_reads_from_the_code_of_a_procedure_finds_it(client, scanned):
    for code, name in (("1.000123", "Cấp lại giấy phép lái xe"), ("tam-nhan-nuoi-meo", "Đăng ký nuôi mèo")):
        a_procedure(code=code, name=name)
    name = "Đăng ký nuôi mèo" if "tam-" in scanned else "Cấp lại giấy phép lái xe"
    assert [title for title, _what in suggest(client, scanned)] == [name]
    assert titles(found(client, q=scanned)) == [name]
    page = client.get("/thu-tuc-hanh-chinh/", {"q": scanned}).context["page_of_list"]
    assert [each.name for each in page.object_list] == [name]


def test_what_is_over_is_suggested_by_its_code_only(client):
    over = a_procedure(code="1.000001", name="Cấp sổ hộ khẩu")
    a_decision([(over, "bai-bo", None)])
    assert "Cấp sổ hộ khẩu" not in dict(suggest(client, "cap so ho khau"))
    assert [title for title, _what in suggest(client, "1.000001")] == ["Cấp sổ hộ khẩu"]


@pytest.mark.parametrize("words", ["asdf qwer", "%", '"', "x" * 3000, "đặng " * 400, "😀", "0 0 0 0 0"])
def test_no_suggestion_is_said_in_words(client, words):
    a_procedure(code="1.000123", name="Cấp lại giấy phép lái xe")
    answer = client.get("/tim-kiem/goi-y/", {"q": words})
    assert answer.json() == {"suggestions": [], "said": "Không có gợi ý."}


def test_nothing_found_leads_to_life_events_the_one_stop_office_and_a_way_to_ask(client):
    for number in range(8):
        LifeEvent.objects.create(title=f"Việc {number}", slug=f"viec-{number}", order=number)
    commune = a_unit("Xã An Phú", kind="commune")
    a_unit("Trung tâm Phục vụ hành chính công xã An Phú", kind="centre", parent=commune)
    a_unit("Trung tâm Phục vụ hành chính công cũ", kind="centre", valid_to=datetime.date(2025, 6, 30))
    a_unit("Trung tâm Phục vụ hành chính công tỉnh", kind="centre", slug="trung-tam-tinh")
    for address in ("/tim-kiem/", "/thu-tuc-hanh-chinh/"):
        answer = client.get(address, {"q": "asdf qwer"})
        assert [event.title for event in answer.context["next_events"]] == [f"Việc {number}" for number in range(6)]
        assert [unit.name for unit in answer.context["offices"]] == [
            "Trung tâm Phục vụ hành chính công tỉnh",
            "Trung tâm Phục vụ hành chính công xã An Phú",
        ]
        assert "/gop-y/?don-vi=trung-tam-tinh" in answer.content.decode()


def test_what_was_left_out_and_what_is_meant_are_said_and_twins_stand_below(client, monkeypatch):
    named = a_procedure(code="1.000001", name="Đăng ký kết hôn")
    twin = a_procedure(code="1.000002", name="Đăng ký kết hôn có yếu tố nước ngoài")
    of_twin = SearchAnswer("thu-tuc", twin.pk, 0.5, difference="có yếu tố nước ngoài")
    result = SearchResult([SearchAnswer("thu-tuc", named.pk, 1.0, (of_twin,))], ["giùm", "<b>"], "kết hôn & ly hôn")
    monkeypatch.setattr("site_search.search.find", lambda words: result)
    text = client.get("/tim-kiem/", {"q": "kết hôm giùm", "page": "1"}).content.decode()
    assert "Không tìm thấy: giùm, &lt;b&gt;." in text
    assert '<a href="?q=k%E1%BA%BFt+h%C3%B4n+%26+ly+h%C3%B4n">kết hôn &amp; ly hôn</a>?' in text
    assert '<a href="/thu-tuc-hanh-chinh/1.000002/">có yếu tố nước ngoài</a>' in text
    assert "1 thủ tục gần giống" in text


def test_queries_for_suggestions_do_not_grow(client, column, django_assert_num_queries):
    def ask():
        client.get("/tim-kiem/goi-y/", {"q": "tram y"})

    def make(total):
        for number in range(total):
            an_article(column, title=f"Trạm y tế xã {number}")
        many_procedures(
            *({"code": f"1.{number:06}{total}", "name": f"Trạm y tế số {number}"} for number in range(total))
        )
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


def test_of_words_that_found_something_only_those_left_out_are_kept(client, column, monkeypatch):
    article = an_article(column, title="Trạm y tế xã")
    monkeypatch.setattr(
        "site_search.search.find",
        lambda words: SearchResult([SearchAnswer("tin-bai", article.pk, 1.0)], ["Giùm", "nha"]),
    )
    assert "data-missed hidden" in client.get("/tim-kiem/", {"q": "trạm y tế Giùm nha"}).content.decode()
    client.post("/tim-kiem/khong-thay/", {"q": "trạm y tế Giùm nha"}, **HERE)
    assert list(MissedSearch.objects.values_list("words", flat=True)) == ["giùm nha"]
