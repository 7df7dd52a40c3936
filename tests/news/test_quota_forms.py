"""The board's forms of rules and exemptions: what is wrong is said at the field."""

from datetime import date, datetime

import pytest
import time_machine

from news.quotas.closing import close_month
from news.quotas.models import QuotaExemption, QuotaRule
from news.quotas.periods import Period
from tests.builders import a_board_member, a_rule, a_unit, an_article, column

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
def closing(unit):
    a_rule()
    an_article(published=datetime(2026, 10, 8, 8, 30), unit=unit, title="Tin tháng mười")
    return close_month(OCTOBER, None)


@pytest.fixture
def board(client):
    client.force_login(a_board_member())
    return client


def rule_data(**fields):
    return {
        "name": "Tin, bài hằng tháng",
        "document": "Công văn số 2815/VP-HCQT",
        "unit": "",
        "unit_kind": "department",
        "minimum": "1",
        "cycle": "month",
        "valid_from": "01/11/2026",
        "valid_to": "",
        "columns": [column().pk],
        "kinds": ["tin", "bai"],
        "minimum_words": "0",
        "grace_days": "0",
        "reminder_days": "7",
        **fields,
    }


def errors_of(response) -> dict:
    return {name: list(sentences) for name, sentences in response.context["form"].errors.items()}


def test_the_board_makes_a_rule(board):
    board.post("/quan-tri/chi-tieu/add/", rule_data())
    rule = QuotaRule.objects.get()
    assert (rule.kinds, list(rule.columns.all()), rule.valid_from) == (["tin", "bai"], [column()], date(2026, 11, 1))


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"valid_to": "31/10/2026"}, "valid_to", "Ngày hết áp dụng không được trước ngày bắt đầu áp dụng."),
        ({"minimum": "0"}, "minimum", "Số tin, bài tối thiểu phải từ 1 trở lên."),
        ({"minimum": "-1"}, "minimum", "Số tin, bài tối thiểu phải từ 1 trở lên."),
        ({"minimum": "1001"}, "minimum", "Số tin, bài tối thiểu không quá 1000."),
        ({"kinds": []}, "kinds", "Hãy chọn ít nhất một thể loại."),
        ({"grace_days": "32"}, "grace_days", "Số ngày gia hạn không quá 31."),
    ],
)
def test_a_wrong_rule_is_refused_at_its_field(board, fields, field, sentence):
    response = board.post("/quan-tri/chi-tieu/add/", rule_data(**fields))
    assert errors_of(response) == {field: [sentence]}
    assert sentence in response.content.decode()
    assert not QuotaRule.objects.exists()


def test_one_unit_or_one_kind_not_both(board, unit):
    response = board.post("/quan-tri/chi-tieu/add/", rule_data(unit=unit.pk))
    assert errors_of(response) == {"unit_kind": ["Chỉ giao cho một đơn vị hoặc cho một loại đơn vị, không cả hai."]}


@pytest.mark.parametrize(
    ("fields", "is_refused"),
    [
        ({}, True),
        ({"minimum": "2", "name": "Tên khác"}, True),
        ({"kinds": ["bai"]}, False),
        ({"columns": []}, False),
        ({"cycle": "quarter"}, False),
        ({"unit_kind": "ward"}, False),
        ({"valid_from": "01/01/2027"}, False),
    ],
)
def test_the_same_rule_for_the_same_days_is_refused(board, fields, is_refused):
    board.post("/quan-tri/chi-tieu/add/", rule_data(valid_to="31/12/2026"))
    response = board.post("/quan-tri/chi-tieu/add/", rule_data(**fields))
    if not is_refused:
        assert QuotaRule.objects.count() == 2
        return
    sentence = "Trùng với chỉ tiêu “Tin, bài hằng tháng”, áp dụng từ ngày 01/11/2026 đến hết ngày 31/12/2026."
    assert errors_of(response) == {"valid_from": [sentence]}


def test_a_rule_does_not_reach_into_closed_months(board, closing):
    response = board.post("/quan-tri/chi-tieu/add/", rule_data(valid_from="15/10/2026"))
    assert errors_of(response)["valid_from"][0].startswith("Sổ tháng 10/2026 đã khóa.")


def test_a_rule_that_closed_months_rest_on_keeps_its_criteria(board, closing):
    rule = QuotaRule.objects.get()
    data = rule_data(minimum="2", columns=[], kinds=rule.kinds, unit_kind="", valid_from="01/01/2020")
    response = board.post(f"/quan-tri/chi-tieu/edit/{rule.pk}/", data)
    assert list(errors_of(response)) == ["minimum"]
    response = board.post(f"/quan-tri/chi-tieu/edit/{rule.pk}/", {**data, "minimum": "1", "valid_to": "30/09/2026"})
    assert errors_of(response) == {"valid_to": ["Sổ đã khóa đến hết ngày 31/10/2026. Hãy chọn ngày đó hoặc sau đó."]}
    board.post(f"/quan-tri/chi-tieu/edit/{rule.pk}/", {**data, "minimum": "1", "valid_to": "31/12/2026"})
    assert QuotaRule.objects.get().valid_to == date(2026, 12, 31)


def test_an_exemption_ends_after_it_begins_and_spares_closed_months(board, closing, unit):
    data = {"unit": unit.pk, "rule": "", "reason": "Trang nâng cấp", "document": ""}
    response = board.post(
        "/quan-tri/mien-chi-tieu/add/", {**data, "valid_from": "05/11/2026", "valid_to": "04/11/2026"}
    )
    assert errors_of(response) == {"valid_to": ["Ngày cuối được miễn không được trước ngày đầu."]}
    response = board.post(
        "/quan-tri/mien-chi-tieu/add/", {**data, "valid_from": "05/10/2026", "valid_to": "04/11/2026"}
    )
    assert list(errors_of(response)) == ["valid_from"]
    board.post("/quan-tri/mien-chi-tieu/add/", {**data, "valid_from": "05/11/2026", "valid_to": "05/11/2026"})
    assert str(QuotaExemption.objects.get()) == "Sở Nội vụ: 05/11/2026 – 05/11/2026"


def test_a_rule_with_closed_months_is_not_deleted(board, closing):
    rule = QuotaRule.objects.get()
    page = board.post(f"/quan-tri/chi-tieu/delete/{rule.pk}/", follow=True).content.decode()
    assert "Chỉ tiêu này đã có sổ khóa nên không xóa được." in page
    assert QuotaRule.objects.exists()
