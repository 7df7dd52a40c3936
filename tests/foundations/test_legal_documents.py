"""Documents: numbers in any writing, their state of force, the public list and the page of one."""

import csv
import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from foundations.legal_documents.choices import DocumentKind, Effect, Status
from foundations.legal_documents.listing import DocumentListing
from foundations.legal_documents.models import LegalDocument, Relation
from foundations.legal_documents.numbers import make_number_key
from tests.builders import a_board_member, a_document, a_unit

LIST = "/van-ban/"


@pytest.mark.parametrize("written", ["37/QĐ-UBND", "37/QD-UBND", "số 37/qđ-ubnd", "037 / QĐ – UBND", "37qđubnd"])
def test_a_number_is_one_number_however_it_is_written(written):
    assert make_number_key(written) == "37 qdubnd"


def test_numbers_that_differ_stay_apart():
    keys = [
        make_number_key(text) for text in ("37/QĐ-UBND", "137/QĐ-UBND", "3/7/QĐ-UBND", "37/NQ-HĐND", "66.7/2025/NQ-CP")
    ]
    assert len(set(keys)) == 5
    assert make_number_key("!!!") == ""


@pytest.mark.django_db
def test_a_document_is_stored_once_by_number_agency_and_day():
    a_document("37/QĐ-UBND", issued_on=date(2022, 1, 24))
    with pytest.raises(ValidationError, match="đã có"):
        a_document("37/QD-UBND", issued_on=date(2022, 1, 24))
    a_document("37/QĐ-UBND", issued_on=date(2023, 1, 24))
    a_document("37/QĐ-UBND", issued_on=date(2022, 1, 24), agency="UBND tỉnh Gia Lai")
    slugs = sorted(LegalDocument.objects.values_list("slug", flat=True))
    assert slugs == ["37-qd-ubnd-2022", "37-qd-ubnd-2022-2", "37-qd-ubnd-2023"]


@pytest.mark.django_db
def test_an_agency_is_a_unit_or_words_but_not_nothing():
    unit = a_unit("UBND tỉnh Kon Tum")
    assert a_document(agency="", unit=unit).agency == "UBND tỉnh Kon Tum"
    with pytest.raises(ValidationError, match="cơ quan ban hành"):
        a_document(agency="")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, Status.UNKNOWN),
        ({"effective_on": date(2020, 1, 1)}, Status.IN_FORCE),
        ({"effective_on": date(2999, 1, 1)}, Status.NOT_YET),
        ({"effective_on": date(2020, 1, 1), "expires_on": date(2021, 1, 1)}, Status.OVER),
        ({"stated_status": Status.PARTLY}, Status.PARTLY),
        ({"stated_status": Status.NOT_YET, "effective_on": date(2020, 1, 1)}, Status.IN_FORCE),
    ],
)
def test_the_state_of_force_follows_from_dates_and_from_what_was_stated(fields, status):
    assert a_document(**fields).status == status


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("effect", "status"),
    [
        (Effect.REPLACES, Status.OVER),
        (Effect.ABOLISHES_PART, Status.PARTLY),
        (Effect.AMENDS, Status.IN_FORCE),
    ],
)
def test_a_later_document_in_force_ends_an_earlier_one(effect, status):
    old = a_document(effective_on=date(2010, 1, 1))
    new = a_document(effective_on=date(2020, 1, 1))
    Relation.objects.create(source=new, effect=effect, target=old)
    found = LegalDocument.objects.with_status().get(pk=old.pk)
    assert found.status == status
    before = LegalDocument.objects.with_status(date(2015, 1, 1)).get(pk=old.pk)
    assert before.status == Status.IN_FORCE


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    ["37/QĐ-UBND", "37 qd ubnd", "37qdubnd", "quyết định 37 kon tum", "chi so cai cach", "24/01/2022", "CẢI CÁCH"],
)
def test_search_finds_by_any_writing_with_or_without_accents(client, home, words):
    wanted = a_document(
        "37/QĐ-UBND", issued_on=date(2022, 1, 24), agency="UBND tỉnh Kon Tum", abstract="Chỉ số cải cách hành chính"
    )
    other = a_document(
        "1377/NQ-HĐND", kind=DocumentKind.RESOLUTION, issued_on=date(2021, 3, 4), abstract="Phân bổ ngân sách"
    )
    text = client.get(LIST, {"q": words}).content.decode()
    assert wanted.get_absolute_url() in text
    assert other.get_absolute_url() not in text


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["", '"', "%", "\u0301", "x" * 5000, "a " * 300, "'; DROP", "中文", "___"])
def test_no_words_break_the_search(client, home, words):
    a_document()
    assert client.get(LIST, {"q": words}).status_code == 200


@pytest.mark.django_db
def test_filters_are_links_that_narrow_by_kind_agency_year_and_force(client, home):
    law = a_document("60/2014/QH13", kind=DocumentKind.LAW, agency="Quốc hội", issued_on=date(2014, 11, 20))
    decision = a_document(agency="UBND tỉnh Kon Tum", issued_on=date(2022, 1, 24), stated_status=Status.OVER)
    listed = client.get(LIST).content.decode()
    for query, shown, hidden in [
        ("loai=luat", law, decision),
        ("co-quan=quoc-hoi", law, decision),
        ("nam=2022", decision, law),
        ("hieu-luc=het-hieu-luc", decision, law),
    ]:
        assert f'href="?{query}"' in listed
        text = client.get(f"{LIST}?{query}").content.decode()
        assert shown.get_absolute_url() in text
        assert hidden.get_absolute_url() not in text
    labels = {
        name: [choice.label for choice in choices]
        for name, _heading, choices in DocumentListing(QueryDict()).build_filters()
    }
    assert labels["nam"] == ["2022", "2014"]
    assert sorted(labels["co-quan"]) == ["Quốc hội", "UBND tỉnh Kon Tum"]
    assert labels["loai"] == ["Luật", "Quyết định"]
    for query in ("nam=abc", "nam=0000", "loai=khong-co", "page=abc"):
        assert client.get(f"{LIST}?{query}").status_code == 200


@pytest.mark.django_db
def test_a_page_tells_what_is_not_known_and_what_documents_do_to_each_other(client, home):
    old, new = a_document("10/QĐ-UBND"), a_document("11/QĐ-UBND", effective_on=date(2020, 1, 1))
    Relation.objects.create(source=new, effect=Effect.REPLACES, target=old, note="Điều 3")
    text = client.get(new.get_absolute_url()).content.decode()
    assert "Thay thế" in text and old.get_absolute_url() in text and "Điều 3" in text
    text = client.get(old.get_absolute_url()).content.decode()
    assert "Được thay thế bằng" in text and "không còn hiệu lực" in text
    assert "Chưa có thông tin" in text
    assert client.get("/van-ban/khong-co/").status_code == 404


@pytest.mark.django_db
def test_the_list_downloads_as_csv_and_excel_with_its_filters(client, home):
    a_document("60/2014/QH13", kind=DocumentKind.LAW, abstract="=HYPERLINK(1)")
    a_document("37/QĐ-UBND")
    answer = client.get("/van-ban/tai-ve/csv/?loai=luat")
    rows = list(csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))
    assert [row[0] for row in rows] == ["Số, ký hiệu", "60/2014/QH13"]
    assert "'=HYPERLINK(1)" in rows[1]
    sheet = load_workbook(io.BytesIO(client.get("/van-ban/tai-ve/xlsx/").content)).active
    assert {row[0].value for row in sheet.rows} == {"Số, ký hiệu", "60/2014/QH13", "37/QĐ-UBND"}
    assert client.get("/van-ban/tai-ve/pdf/").status_code == 404


def queries(client, address) -> int:
    client.get(address)  # what is kept for this version of the content is not part of the count
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


@pytest.mark.django_db
def test_queries_do_not_grow_with_the_documents(client, home):
    first, counts = a_document(), {}
    for total in (2, 30):
        while LegalDocument.objects.count() < total:
            Relation.objects.create(source=a_document(), effect=Effect.DETAILS, target=first)
        counts[total] = queries(client, LIST), queries(client, first.get_absolute_url())
    assert counts[2] == counts[30]
    assert max(counts[30]) <= 12


@pytest.mark.django_db
def test_the_board_lists_filters_adds_and_exports_documents(client, home):
    a_document("60/2014/QH13", kind=DocumentKind.LAW)
    a_document("37/QĐ-UBND")
    client.force_login(a_board_member())
    listed = client.get("/quan-tri/van-ban/?kind=luat").content.decode()
    assert "60/2014/QH13" in listed and "37/QĐ-UBND" not in listed
    assert "37/QĐ-UBND" in client.get("/quan-tri/van-ban/?q=37+qd+ubnd").content.decode()
    assert client.get("/quan-tri/van-ban/?export=csv").status_code == 200
    empty = {f"effects-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    facts = {"number": "95/QĐ-UBND", "kind": "quyet-dinh", "agency": "UBND tỉnh Kon Tum", "issued_on": "28/02/2022"}
    sent = {**empty, **facts, "abstract": "Thí điểm", "stated_status": "chua-ro", "slug": "", "url": "", "source": ""}
    answer = client.post("/quan-tri/van-ban/add/", sent)
    assert answer.status_code == 302, answer.context["form"].errors
    assert LegalDocument.objects.get(number="95/QĐ-UBND").slug == "95-qd-ubnd-2022"
