"""Quotas in the editors' interface and before readers: what is shown, what is refused, and to whom."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.urls import reverse
from wagtail.models import Site

from news.quotas.closing import close_month
from news.quotas.models import ClosedMonth, QuotaExemption, QuotaRule
from news.quotas.periods import Period
from site_project.models import SiteSettings
from tests.builders import (
    a_board_member,
    a_desk,
    a_rule,
    a_unit,
    an_administrator,
    an_article,
    an_editor,
)

pytestmark = pytest.mark.django_db

NOW = "2026-11-21 03:00Z"
OCTOBER = Period.parse("2026-10")


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def unit():
    return a_unit("Sở Nội vụ", slug="so-noi-vu")


@pytest.fixture
def other():
    return a_unit("Sở Tài chính")


@pytest.fixture
def closing(unit):
    a_rule()
    an_article(published=datetime(2026, 10, 8, 8, 30), unit=unit, title="Tin tháng mười")
    return close_month(OCTOBER, None)


@pytest.fixture
def board(client):
    client.force_login(a_board_member())
    return client


def signed_in_as(client, role, unit):
    if role != "anonymous":
        makers = {
            "editor": lambda: an_editor(a_desk(unit)),
            "board": a_board_member,
            "administrator": an_administrator,
        }
        client.force_login(makers[role]())
    return client


PAGES_OF_THE_BOARD = ["report", "closings", "closing", "print", "year_pack", "unit_of_another", "pack_of_another"]
PAGES_OF_A_UNIT = ["unit", "unit_pack"]


def address(page, unit, other, closing):
    match page:
        case "closing":
            return reverse("quotas:closing", args=[closing.pk])
        case "print" | "year_pack":
            return reverse(f"quotas:{page}", args=[2026])
        case "unit" | "unit_of_another":
            return reverse("quotas:unit", args=[(unit if page == "unit" else other).pk])
        case "unit_pack" | "pack_of_another":
            return reverse("quotas:unit_pack", args=[(unit if page == "unit_pack" else other).pk, "2026-10"])
    return reverse(f"quotas:{page}")


@pytest.mark.parametrize("page", PAGES_OF_THE_BOARD + PAGES_OF_A_UNIT)
@pytest.mark.parametrize("role", ["anonymous", "editor", "board", "administrator"])
def test_who_may_open_what(client, role, page, unit, other, closing):
    response = signed_in_as(client, role, unit).get(address(page, unit, other, closing))
    allowed = role in {"board", "administrator"} or (role == "editor" and page in PAGES_OF_A_UNIT)
    assert response.status_code == (200 if allowed else 302)
    if role == "anonymous":
        assert response.url.startswith("/quan-tri/login/")


@pytest.mark.parametrize("role", ["anonymous", "editor"])
@pytest.mark.parametrize("action", ["close", "reopen", "add_rule", "add_exemption", "edit_rule", "delete_rule"])
def test_others_change_nothing(client, role, action, unit, closing):
    rule = QuotaRule.objects.get()
    addresses = {
        "close": reverse("quotas:closings"),
        "reopen": reverse("quotas:closing", args=[closing.pk]),
        "add_rule": "/quan-tri/chi-tieu/add/",
        "add_exemption": "/quan-tri/mien-chi-tieu/add/",
        "edit_rule": f"/quan-tri/chi-tieu/edit/{rule.pk}/",
        "delete_rule": f"/quan-tri/chi-tieu/delete/{rule.pk}/",
    }
    data = {"month": "2026-09", "reason": "Vì thế", "name": "Khác", "document": "Khác", "minimum": "1"}
    response = signed_in_as(client, role, unit).post(addresses[action], data)
    assert response.status_code == 302
    assert ClosedMonth.objects.get().reopened_at is None
    assert list(QuotaRule.objects.values_list("name", flat=True)) == [rule.name]
    assert not QuotaExemption.objects.exists()


def test_the_panel_says_what_is_owed_and_leads_to_writing(client, unit, other):
    a_rule()
    desk = a_desk(unit)
    client.force_login(an_editor(desk))
    page = client.get("/quan-tri/").content.decode()
    assert "Sở Nội vụ: 0/1 tin, bài tháng 11/2026, còn 9 ngày" in page
    assert f"/quan-tri/pages/add/news/articlepage/{desk.pk}/" in page
    assert "Sở Tài chính" not in page
    an_article(desk, published=datetime(2026, 11, 20, 8, 30))
    assert "Sở Nội vụ: 1/1 tin, bài tháng 11/2026, đạt" in client.get("/quan-tri/").content.decode()


def test_without_rules_there_is_no_panel(client, unit):
    client.force_login(an_editor(a_desk(unit)))
    assert "Chỉ tiêu tin, bài" not in client.get("/quan-tri/").content.decode()


def test_the_report_is_filtered_by_year_kind_rule_and_result(board, unit, other):
    rule = a_rule(name="Một", valid_from=date(2025, 1, 1))
    a_rule(name="Hai", unit=other)
    for query, names in [
        ("", {"Sở Nội vụ", "Sở Tài chính"}),
        ("nam=2024", {"Sở Tài chính"}),
        (f"chi_tieu={rule.pk}", {"Sở Nội vụ", "Sở Tài chính"}),
        ("kind=ward", set()),
        ("ket_qua=exceeded", set()),
        ("ket_qua=missed", {"Sở Nội vụ", "Sở Tài chính"}),
        ("nam=abc", {"Sở Nội vụ", "Sở Tài chính"}),
    ]:
        response = board.get(reverse("quotas:report") + f"?{query}")
        rows = [row for section in response.context.get("sections", []) for row in section.rows]
        assert {row.unit.name for row in rows} == names, query


def test_the_excel_of_the_report_holds_accounts_and_articles(board, closing, unit):
    response = board.get(reverse("quotas:report") + "?export=xlsx&nam=2026")
    accounts, articles = openpyxl.load_workbook(BytesIO(response.content))
    october = list(accounts.iter_rows(min_row=2, values_only=True))[9]
    assert october[0] == "Sở Nội vụ" and october[3:9] == (
        *("tháng 10/2026", datetime(2026, 10, 1), datetime(2026, 10, 31), 1, 1, "Đạt"),
    )
    assert [row[2] for row in articles.iter_rows(min_row=2, values_only=True)] == ["Tin tháng mười"]


def test_the_board_closes_and_reopens_with_a_reason(board, unit):
    a_rule()
    page = board.post(reverse("quotas:closings"), {"month": "2026-10"}, follow=True).content.decode()
    assert "Đã khóa sổ tháng 10/2026." in page and "Khớp: số liệu và minh chứng đúng như lúc khóa sổ." in page
    closing = ClosedMonth.objects.get()
    page = board.post(reverse("quotas:closing", args=[closing.pk]), {"reason": " "}).content.decode()
    assert "Hãy ghi lý do mở lại sổ." in page
    board.post(reverse("quotas:closing", args=[closing.pk]), {"reason": "Ghi nhầm"})
    assert ClosedMonth.objects.get().reopening_reason == "Ghi nhầm"


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        ("2026-11", "Chưa khóa được sổ tháng 11/2026; khóa được từ ngày 01/12/2026."),
        ("2026", "Hãy chọn một tháng để khóa sổ."),
        ("", "Hãy chọn một tháng để khóa sổ."),
    ],
)
def test_a_month_that_cannot_be_closed_is_refused_in_a_sentence(board, unit, month, sentence):
    a_rule()
    page = board.post(reverse("quotas:closings"), {"month": month}, follow=True).content.decode()
    assert sentence in page and not ClosedMonth.objects.exists()


def publish_matrix():
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.shows_quotas = True
    settings.save()


@pytest.mark.parametrize("path", ["/chi-tieu-tin-bai/", "/chi-tieu-tin-bai/so-noi-vu/"])
def test_the_public_page_is_there_where_the_board_wants_it(client, closing, path):
    assert client.get(path).status_code == 404
    publish_matrix()
    response = client.get(path)
    page = response.content.decode()
    assert response.status_code == 200 and not response.cookies
    assert "Sở Nội vụ" in page and "Đạt" in page
    assert "Chỉ tiêu tin, bài của đơn vị" in client.get("/").content.decode()


@pytest.mark.parametrize("query", ["?nam=2025", "?nam=abc", "?nam=99999", "?nam=٢٠٢٦", "?nam="])
def test_any_year_that_is_asked_for_has_an_answer(client, closing, query):
    publish_matrix()
    assert client.get(f"/chi-tieu-tin-bai/{query}").status_code == 200
    assert client.get(f"/chi-tieu-tin-bai/so-noi-vu/{query}").status_code == 200


def test_the_public_matrix_asks_no_more_for_many_units(client, unit, django_assert_max_num_queries):
    publish_matrix()
    a_rule()
    for number in range(30):
        an_article(published=datetime(2026, 10, 8, 8, 30), unit=a_unit(f"Sở {number}"))
    with django_assert_max_num_queries(14):
        client.get("/chi-tieu-tin-bai/")


def test_a_pack_of_no_period_is_not_found(board, unit):
    for code in ("2026-13", "abc", "2026-Q5"):
        assert board.get(reverse("quotas:unit_pack", args=[unit.pk, code])).status_code == 404
