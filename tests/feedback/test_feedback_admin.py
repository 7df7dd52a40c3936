"""Feedback before the staff: who sees which case, each step on record, what is overdue, the half-yearly report."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.core.files.base import ContentFile
from openpyxl import load_workbook

from feedback.handling import change_state
from feedback.models import CaseFile, CaseState, FeedbackCase, PublishedAnswer
from feedback.report import HalfYear, build_rows
from foundations.personal_data.requests import erase, find_held_data
from tests.builders import a_board_member, a_desk, a_unit, an_administrator, an_editor
from tests.feedback.test_feedback import TEXT, a_case

pytestmark = pytest.mark.django_db
LIST, CASES, REPORT = "/quan-tri/gop-y/", "/quan-tri/xu-ly-gop-y/", "/quan-tri/bao-cao/gop-y/"
FRIDAY = datetime(2026, 11, 20, 10)


@pytest.fixture
def board(client, home):
    client.force_login(a_board_member())
    return client


@pytest.fixture
def unit(home):
    return a_unit("Sở Tư pháp")


@pytest.fixture
def editor(client, unit):
    user = an_editor(a_desk(unit))
    client.force_login(user)
    return client


def attached(case, content=b"%PDF-1.7") -> CaseFile:
    kept = CaseFile(case=case, name="đơn.pdf", size=len(content))
    kept.file.save("0123.pdf", ContentFile(content))
    return kept


def step(client, case, **fields):
    return client.post(f"{CASES}{case.pk}/", fields)


def test_each_step_is_on_record_with_who_and_when(board, unit):
    case = a_case()
    step(board, case, state=CaseState.REVIEWING, note="Đã gọi điện.")
    step(board, case, state=CaseState.FORWARDED, forwarded_unit=unit.pk)
    step(board, case, state=CaseState.ANSWERED, answer="Kết quả đã có.")
    case.refresh_from_db()
    assert (case.state, case.forwarded_unit, case.answer) == (CaseState.ANSWERED, unit, "Kết quả đã có.")
    events = list(case.events.values_list("state", "receiver", "note", "by__groups__name"))
    board_name = "Ban biên tập"
    assert events == [
        (CaseState.REVIEWING, "", "Đã gọi điện.", board_name),
        (CaseState.FORWARDED, "Sở Tư pháp", "", board_name),
        (CaseState.ANSWERED, "", "", board_name),
    ]
    text = board.get(f"{CASES}{case.pk}/").content.decode()
    assert "Đã gọi điện." in text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (CaseState.FORWARDED, "Hãy chọn đơn vị"),
        (CaseState.ANSWERED, "Hãy ghi nội dung trả lời"),
        (CaseState.OUTSIDE, "Hãy ghi lý do"),
    ],
)
def test_a_step_without_what_belongs_to_it_is_refused(board, state, words):
    case = a_case()
    assert words in step(board, case, state=state).content.decode()
    case.refresh_from_db()
    assert case.state == CaseState.NEW
    assert not case.events.exists()


def test_the_clock_stops_with_the_first_step_that_settles_the_case(home):
    case = a_case()
    change_state(case, CaseState.REVIEWING, None)
    assert case.handled_at is None
    with time_machine.travel("2026-11-24 09:00 +0700"):
        change_state(case, CaseState.FORWARDED, None, forwarded_to="UBND tỉnh")
    first = case.handled_at
    with time_machine.travel("2026-12-24 09:00 +0700"):
        change_state(case, CaseState.ANSWERED, None, answer="Đã xong.")
    assert case.handled_at == first


def test_the_sender_is_told_that_something_happened_but_not_what(home, django_capture_on_commit_callbacks):
    case = a_case()
    with django_capture_on_commit_callbacks(execute=True):
        change_state(case, CaseState.ANSWERED, None, answer="Kết quả đã có từ ngày 18/11.")
    (message,) = mail.outbox
    assert message.bcc == ["binh@example.vn"]
    assert "Kết quả đã có" not in message.body
    assert "/gop-y/tra-cuu/" in message.body


def test_a_units_editors_see_its_cases_and_no_others(editor, unit):
    own, handed_on = a_case(unit=unit), a_case(forwarded_unit=unit, state=CaseState.FORWARDED, subject="Chuyển đến")
    other, suspected = (
        a_case(unit=a_unit("Sở khác"), subject="Của sở khác"),
        a_case(unit=unit, state=CaseState.SUSPECTED),
    )
    text = editor.get(LIST).content.decode()
    assert own.number in text
    assert handed_on.number in text
    assert other.number not in text
    assert suspected.number not in text
    for case, status in [(own, 200), (handed_on, 200), (other, 404), (suspected, 404)]:
        assert editor.get(f"{CASES}{case.pk}/").status_code == status
    step(editor, own, state=CaseState.SPAM)
    own.refresh_from_db()
    assert own.state == CaseState.NEW
    assert editor.get(REPORT).status_code == 302


def test_who_edits_for_no_unit_sees_nothing(client, home):
    from django.contrib.auth.models import Group, Permission

    from tests.builders import user_in

    group = Group.objects.create(name="Khách")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user_in(group, "khach"))
    kept = attached(a_case())
    for address in (LIST, f"{CASES}{kept.case_id}/", f"{CASES}tep/{kept.pk}/", REPORT):
        assert client.get(address).status_code == 302
    assert "phản ánh chờ xử lý" not in client.get("/quan-tri/").content.decode()


def test_files_are_downloads_for_those_who_may_read_the_case(client, editor, unit):
    own, other = attached(a_case(unit=unit)), attached(a_case())
    answered = editor.get(f"{CASES}tep/{own.pk}/")
    assert b"".join(answered.streaming_content) == b"%PDF-1.7"
    assert answered["Content-Disposition"].startswith("attachment")
    assert answered["X-Content-Type-Options"] == "nosniff"
    assert answered["Content-Type"] == "application/octet-stream"
    assert "no-store" in answered["Cache-Control"]
    assert editor.get(f"{CASES}tep/{other.pk}/").status_code == 404
    client.logout()
    assert client.get(f"{CASES}tep/{own.pk}/").status_code == 302


def test_what_is_overdue_is_marked_in_the_listing_and_on_the_dashboard(board):
    late, early = a_case(due_on=date(2026, 11, 25)), a_case(due_on=date(2026, 12, 2))
    a_case(due_on=date(2026, 11, 25), state=CaseState.FORWARDED)
    with time_machine.travel("2026-11-26 09:00 +0700", tick=False):
        board.force_login(a_board_member())
        assert board.get(LIST).content.decode().count("Quá hạn</strong>") == 1
        text = board.get(f"{LIST}?overdue=1").content.decode()
        assert late.number in text
        assert early.number not in text
        assert "1 phản ánh quá hạn" in board.get("/quan-tri/").content.decode()
        assert "Quá hạn" in board.get(f"{CASES}{late.pk}/").content.decode()


def test_the_listing_is_searched_without_accents_and_exported(board):
    case, other = a_case(subject="Đường vào xã ngập"), a_case(subject="Chậm trả kết quả")
    text = board.get(f"{LIST}?q=duong+vao+xa").content.decode()
    assert case.number in text
    assert other.number not in text
    assert board.get(f"{LIST}?export=xlsx").status_code == 200


def test_nobody_edits_a_case_past_its_record(client, home):
    client.force_login(an_administrator())
    case = a_case()
    assert client.get(f"{LIST}edit/{case.pk}/").status_code == 302
    assert client.get(f"{CASES}{case.pk}/").status_code == 200


def test_an_answer_is_published_by_the_board(board, unit):
    case = a_case(state=CaseState.ANSWERED, may_publish=True)
    fields = {"case": case.pk, "subject": "Chậm trả", "question": "Hồ sơ trễ.", "answer": "Đã trả.", "unit": unit.pk}
    board.post("/quan-tri/tra-loi-gop-y/add/", {**fields, "published_on": "2026-11-23"})
    assert PublishedAnswer.objects.get().case == case


def test_the_half_yearly_report_counts_in_time_and_late(board, unit):
    def settled(day, **fields):
        case = a_case(sent=FRIDAY, unit=unit, **fields)
        with time_machine.travel(f"{day} 16:00 +0700"):
            change_state(case, CaseState.FORWARDED, None, forwarded_to="UBND tỉnh")
        return case

    settled("2026-11-27")
    late = settled("2026-11-28")
    change_state(late, CaseState.ANSWERED, None, answer="Xong.")
    a_case(sent=FRIDAY)  # to no unit, not settled
    a_case(sent=FRIDAY, due_on=date(2026, 12, 31), unit=unit)
    a_case(sent=FRIDAY, state=CaseState.SPAM, unit=unit)
    a_case(sent=datetime(2026, 6, 30, 23, 30), unit=unit)
    with time_machine.travel("2026-12-01 09:00 +0700"):
        rows = {row.name: row.counts for row in build_rows(HalfYear(2026, 2))}
        assert rows["Sở Tư pháp"] == [3, 1, 1, 1, 0, 1, 1, 0]
        assert rows["Chưa rõ đơn vị"] == [1, 0, 0, 0, 1, 0, 0, 0]
        assert rows["Tổng cộng"] == [4, 1, 1, 1, 1, 1, 1, 0]
        assert build_rows(HalfYear(2026, 1))[-1].counts[0] == 1


def test_the_report_is_read_on_screen_and_in_excel(board, unit, django_assert_max_num_queries):
    a_case(sent=FRIDAY, unit=unit)
    assert "Sở Tư pháp" in board.get(f"{REPORT}?ky=2026-2").content.decode()
    book = load_workbook(BytesIO(board.get(f"{REPORT}?ky=2026-2&tai=xlsx").content))
    assert [cell.value for cell in book.worksheets[0][2]][:2] == ["Sở Tư pháp", 1]
    for odd in ("abc", "2026-3", "0000-1"):
        assert board.get(f"{REPORT}?ky={odd}").status_code == 200
    for _number in range(20):
        a_case(sent=FRIDAY, unit=a_unit())
    with django_assert_max_num_queries(1):
        assert len(build_rows(HalfYear(2026, 2))) == 22


def test_one_persons_cases_are_handed_out_and_emptied_but_still_counted(board, django_capture_on_commit_callbacks):
    kept = attached(a_case(phone="0912345678", state=CaseState.ANSWERED, answer="Kính gửi ông Bình."))
    a_case(email="other@example.vn")
    stored = kept.file.path
    found = {each.label: each.rows for each in find_held_data("0912345678")}
    assert found["Góp ý, phản ánh"][0]["Tệp gửi kèm"] == "đơn.pdf"
    user = a_board_member()
    with django_capture_on_commit_callbacks(execute=True):
        assert erase("binh@example.vn", "Đơn ngày 20/11/2026", user) == 1
    case = FeedbackCase.objects.get(pk=kept.case_id)
    left = f"{case.name} {case.email} {case.phone} {case.subject} {case.text} {case.answer}"
    assert "Bình" not in left
    assert TEXT not in left
    assert not case.files.exists()
    assert not Path(stored).exists()
    assert FeedbackCase.objects.counted().count() == 2
