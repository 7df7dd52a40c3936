"""Procedures: their three states, what decisions make of them, the public list and the page of one."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundations.searching.models import MissedSearch
from foundations.working_days.holidays import get_holidays
from foundations.working_days.models import PublicHoliday, WorkingDays
from procedures.choices import Action, Answer, Status
from procedures.models import LifeEvent, LifeEventProcedure, Procedure, Usefulness
from procedures.reading.choices import FeeState, Part
from procedures.time_limits import find_due_day
from tests.builders import a_decision, a_procedure, a_unit, many_procedures

pytestmark = pytest.mark.django_db
LIST = "/thu-tuc-hanh-chinh/"


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_fee_is_not_free(client, home):
    unknown = a_procedure(channels=[{"fee_state": "chua-ro", "fees": []}])
    text = shown(client, unknown.get_absolute_url())
    assert "Chưa có thông tin" in text
    assert "Miễn phí" not in text
    assert unknown.get_answer(Part.FEES) == Answer.UNKNOWN
    free = a_procedure(channels=[{"fee_state": "mien-phi", "fees": []}])
    assert "Miễn phí" in shown(client, free.get_absolute_url())
    assert (
        "Miễn phí"
        not in shown(client, f"{LIST}?phi=chua-ro&q={unknown.code}")
        .split("data-procedure-list")[1]
        .split("facets")[-1]
        .split("procedure-entry")[1]
    )


def test_each_optional_part_has_three_states(client, home):
    procedure = a_procedure(conditions="")
    assert procedure.get_answer(Part.CONDITIONS) == Answer.UNKNOWN
    procedure.confirmed_none = ["conditions"]
    assert procedure.get_answer(Part.CONDITIONS) == Answer.NONE
    procedure.conditions = "Đủ 18 tuổi."
    assert procedure.get_answer(Part.CONDITIONS) == Answer.STATED


def test_status_follows_from_the_decisions_in_force():
    old, new = a_procedure(), a_procedure()
    assert old.status == Status.IN_FORCE
    a_decision([(old, Action.AMENDED)], day=date(2024, 1, 1))
    a_decision([(old, Action.ABOLISHED, new)], day=date(2025, 7, 1))
    a_decision([(new, Action.ABOLISHED)], day=date(2999, 1, 1))
    assert Procedure.objects.statuses(day=date(2024, 6, 1)) == {old.pk: Status.AMENDED}
    assert Procedure.objects.statuses() == {old.pk: Status.ABOLISHED}
    assert list(Procedure.objects.last_of(Action.ABOLISHED)) == [old]


def test_an_abolished_procedure_keeps_its_address_and_names_its_successor(client, home):
    old, new = a_procedure(name="Đăng ký kiểu cũ"), a_procedure(name="Đăng ký kiểu mới")
    decision = a_decision([(old, Action.REPLACED, new)], day=date(2025, 7, 1))
    text = shown(client, old.get_absolute_url())
    assert decision.number in text
    assert new.get_absolute_url() in text
    assert 'content="noindex"' in text
    listed = shown(client, LIST)
    assert old.get_absolute_url() not in listed
    assert new.get_absolute_url() in listed
    assert old.get_absolute_url() in shown(client, f"{LIST}?tinh-trang=thay-the")
    assert old.get_absolute_url() in shown(client, f"{LIST}?q={old.code}")
    assert old.name in shown(client, f"{LIST}quyet-dinh/{decision.pk}/")


def test_a_draft_is_not_public(client, home):
    draft = a_procedure(live=False)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert draft.name not in shown(client, LIST)


def test_filters_count_and_combine(client, home):
    a_procedure(field="Hộ tịch", levels=["xa"])
    a_procedure(field="Hộ tịch", levels=["tinh"])
    a_procedure(field="Đất đai", levels=["xa"])
    text = shown(client, LIST)
    assert 'href="?linh-vuc=ho-tich" rel="nofollow">Hộ tịch <span class="count">2</span>' in text
    both = shown(client, f"{LIST}?linh-vuc=ho-tich&cap=xa")
    assert "1 thủ tục" in both
    assert 'href="?linh-vuc=ho-tich&amp;cap=tinh"' in both
    assert "0 thủ tục" in shown(client, f"{LIST}?linh-vuc=khong-co")


def test_a_life_event_lists_its_procedures(client, home):
    birth, other = a_procedure(), a_procedure()
    event = LifeEvent(title="Sinh con", slug="sinh-con")
    event.entries = [LifeEventProcedure(procedure=birth)]
    event.save()
    text = shown(client, f"{LIST}?su-kien=sinh-con")
    assert birth.get_absolute_url() in text
    assert other.get_absolute_url() not in text


@pytest.mark.parametrize("typed", ["2.00072", "2000720", "2.000.720", " 2.000720 "])
def test_a_code_is_found_with_lost_zeros_and_misplaced_dots(client, home, typed):
    procedure = a_procedure(code="2.000720")
    a_procedure(code="2.000721")
    text = shown(client, f"{LIST}?q={typed}")
    assert "1 thủ tục" in text
    assert procedure.get_absolute_url() in text


def test_a_page_of_a_code_with_lost_zeros_leads_to_the_whole_one(client, home):
    procedure = a_procedure(code="2.000720")
    assert client.get(f"{LIST}2.00072/").headers["Location"] == procedure.get_absolute_url()
    local = a_procedure(code="1.004194.000.00.00.H34")
    assert client.get(f"{LIST}1.004194/").headers["Location"] == local.get_absolute_url()
    assert client.get(f"{LIST}9.999999/").status_code == 404


def test_the_case_leaves_only_its_own_papers_and_the_common_ones(client, home):
    procedure = a_procedure(
        cases=[
            {"name": "Trường hợp cá nhân", "items": ["Đơn của cá nhân"]},
            {"name": "Trường hợp tổ chức", "items": ["Đơn của tổ chức"]},
            {"name": "Giấy tờ phải xuất trình", "items": ["Thẻ căn cước"]},
        ]
    )
    page = client.get(f"{procedure.get_absolute_url()}?truong-hop=2")
    assert page.context["shown_parts"] == {2, 3}
    assert client.get(f"{procedure.get_absolute_url()}?truong-hop=0").context["shown_parts"] == {3}
    assert client.get(f"{procedure.get_absolute_url()}?truong-hop=abc").context["shown_parts"] == {1, 2, 3}
    text = shown(client, f"{procedure.get_absolute_url()}ho-so.txt?truong-hop=1")
    assert "[ ] Đơn của cá nhân" in text
    assert "[ ] Thẻ căn cước" in text
    assert "tổ chức" not in text


def test_working_days_leave_out_weekends_and_holidays_and_count_days_worked_instead():
    days = WorkingDays({date(2026, 4, 30): False, date(2026, 5, 1): False, date(2026, 5, 9): True})
    assert find_due_day(days, date(2026, 4, 29), 1, "ngay-lam-viec") == date(2026, 5, 4)
    assert find_due_day(days, date(2026, 5, 8), 1, "ngay-lam-viec") == date(2026, 5, 9)
    assert find_due_day(days, date(2026, 4, 28), 2, "ngay") == date(2026, 5, 4)
    assert find_due_day(days, date(2026, 1, 31), 1, "thang") == date(2026, 3, 2)
    assert find_due_day(days, date(2026, 5, 4), 4, "gio") == date(2026, 5, 4)
    assert find_due_day(days, date(2026, 5, 4), 0.5, "ngay-lam-viec") == date(2026, 5, 5)
    assert find_due_day(days, date(2026, 5, 4), None, "") is None
    assert find_due_day(days, date(2026, 5, 4), 10**6, "nam") is None


def test_the_holidays_of_the_law_come_with_the_software(home):
    tet = [day for day, name in get_holidays(2026).items() if name.startswith("Tết Nguyên")]
    assert tet == [date(2026, 2, day) for day in range(16, 21)]
    assert PublicHoliday.objects.filter(day=date(2026, 9, 2)).exists()


def test_the_due_date_is_of_the_day_asked_for(client, home):
    procedure = a_procedure(channels=[{"time_amount": 5, "time_unit": "ngay-lam-viec"}])
    assert "24/04/2026" not in shown(client, procedure.get_absolute_url())
    assert client.get(f"{procedure.get_absolute_url()}?nop=2026-02-31").status_code == 200
    assert client.get(f"{procedure.get_absolute_url()}?nop=9999-12-31").status_code == 200


def test_a_change_shows_field_by_field_with_its_decision(client, home):
    from procedures.history import publish_change

    procedure = a_procedure(steps="Nộp tại huyện.", decision_number="1/QĐ-UBND")

    def amend(changed):
        changed.steps, changed.decision_number = "Nộp tại xã.", "2/QĐ-UBND"

    publish_change(Procedure.objects.get(pk=procedure.pk), amend)
    text = shown(client, f"{procedure.get_absolute_url()}thay-doi/")
    assert "Nộp tại huyện." in text
    assert "Nộp tại xã." in text
    assert "theo 2/QĐ-UBND" in text
    assert "Nộp tại xã." in shown(client, procedure.get_absolute_url())


def test_useful_is_counted_from_this_site_only_and_not_without_end(client, home):
    procedure = a_procedure()
    address = f"{procedure.get_absolute_url()}co-ich/"
    for _time in range(8):
        answer = client.post(address, {"tra-loi": "co"}, headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.status_code == 303
    assert client.post(address, {"tra-loi": "co"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post(address, {"tra-loi": "co"}).status_code == 403
    assert Usefulness.objects.get().yes == 5
    assert not client.cookies
    assert "csrf" not in shown(client, procedure.get_absolute_url()).lower()


def test_readers_behind_the_proxy_each_have_their_own_limit(client, home):
    procedure = a_procedure()
    address = f"{procedure.get_absolute_url()}co-ich/"
    # The first of each is what a reader may claim; the proxy adds the second.
    for chain in [*["1.1.1.1, 10.0.0.7"] * 9, *["2.2.2.2, 10.0.0.7"] * 9, *["1.1.1.1, 2001:db8::7"] * 9]:
        client.post(address, {"tra-loi": "co"}, headers={"Sec-Fetch-Site": "same-origin", "X-Forwarded-For": chain})
    assert Usefulness.objects.get().yes == 10
    for number in range(9):
        headers = {"Sec-Fetch-Site": "same-origin", "X-Forwarded-For": f"10.0.0.{number}"}
        client.post(address, {"tra-loi": "co"}, headers=headers, REMOTE_ADDR="192.0.2.1")
    assert Usefulness.objects.get().yes == 15


def test_words_that_find_nothing_are_kept_and_nothing_personal(client, home):
    a_procedure(name="Đăng ký khai sinh")
    for words in ("xyzxyz qqq", "xyzxyz qqq", "khai sinh", "0912 345 678", "a@b.vn", '"'):
        client.post(f"{LIST}tim-khong-thay/", {"q": words}, headers={"Sec-Fetch-Site": "same-origin"})
    assert list(MissedSearch.objects.values_list("words", "count")) == [("xyzxyz qqq", 2)]


def test_reading_writes_nothing(client, home):
    procedure = a_procedure()
    with CaptureQueriesContext(connection) as captured:
        for address in (
            LIST,
            f"{LIST}?q=xyzxyz",
            procedure.get_absolute_url(),
            f"{procedure.get_absolute_url()}niem-yet/",
        ):
            client.get(address)
    assert not [query["sql"] for query in captured if not query["sql"].startswith("SELECT")]


def test_agencies_that_are_units_are_linked(client, home):
    unit = a_unit("Sở Tư pháp", slug="so-tu-phap")
    procedure = a_procedure(agencies=[{"role": "thuc-hien", "name": "Sở Tư pháp"}])
    assert unit.get_absolute_url() in shown(client, procedure.get_absolute_url())


@pytest.mark.parametrize("form", ["xlsx", "csv", "json", "schema-org", "cpsv-ap"])
def test_every_download_answers_for_the_list_and_for_one(client, home, form):
    procedure = a_procedure(name="=HYPERLINK(1)", field="Hộ tịch")
    for address in (f"{LIST}tai-ve/{form}/?linh-vuc=ho-tich", f"{procedure.get_absolute_url()}tai-ve/{form}/"):
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code == 200
        if form == "csv":
            assert "'=HYPERLINK" in content.decode("utf-8-sig")
        if form not in {"csv", "xlsx"}:
            assert procedure.code in json.dumps(json.loads(content))
    assert client.get(f"{LIST}tai-ve/exe/").status_code == 404


def test_linked_data_says_free_only_where_it_is_known(client, home):
    unknown = a_procedure(channels=[{"fee_state": FeeState.UNKNOWN.value}])
    free = a_procedure(channels=[{"fee_state": FeeState.FREE.value}])
    read = lambda one: json.loads(b"".join(client.get(f"{one.get_absolute_url()}tai-ve/schema-org/").streaming_content))  # noqa: E731
    assert "isAccessibleForFree" not in read(unknown)["@graph"][0]
    assert read(free)["@graph"][0]["isAccessibleForFree"] is True


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_queries_do_not_grow_with_the_procedures(client, home):
    first = a_procedure(field="Hộ tịch")
    many_procedures(*({"field": "Hộ tịch"} for _number in range(25)))
    addresses = [
        LIST,
        f"{LIST}?q=khai+sinh",
        f"{LIST}?linh-vuc=ho-tich",
        first.get_absolute_url(),
        f"{LIST}tai-ve/json/",
    ]
    before = [queries(client, address) for address in addresses]
    papers = [{"name": "", "items": ["Đơn"] * 30}]
    many_procedures(*({"field": "Hộ tịch", "cases": papers} for _number in range(60)))
    assert [queries(client, address) for address in addresses] == before
    assert max(before) <= 26
