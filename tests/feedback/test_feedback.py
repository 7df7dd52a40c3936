"""Feedback: sent, received with a number and a key, looked up, answered in public."""

from datetime import date, datetime

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback import receiving
from feedback.handling import change_state
from feedback.models import CaseState, FeedbackCase, PublishedAnswer
from feedback.receiving import format_key
from foundations.delivery.freshness import content_version
from foundations.personal_data.models import ConsentText, Purpose
from foundations.public_forms.forms import make_stamp
from tests.builders import a_merger, a_procedure, a_unit

pytestmark = pytest.mark.django_db
HERE = {"Sec-Fetch-Site": "same-origin"}
THEN = "2026-11-20 10:00 +0700"  # a Friday
ADDRESS, LOOK_UP = "/gop-y/", "/gop-y/tra-cuu/"
TEXT = "Tôi nộp hồ sơ ngày 02/11 tại bộ phận một cửa nhưng đến nay chưa nhận được kết quả."


def a_file(content=b"%PDF-1.7 ...", name="don.pdf"):
    return SimpleUploadedFile(name, content)


def send(client, after=60, headers=HERE, follow=False, **changed):
    with time_machine.travel(THEN, tick=False) as clock:
        fields = {"name": "Nguyễn Văn Bình", "email": "Binh@example.vn", "subject": "Chậm trả kết quả", "text": TEXT}
        fields |= {"consent": "on", "consent_version": ConsentText.get_current(Purpose.FEEDBACK).pk}
        data = {"stamp": make_stamp("feedback"), **fields, **changed}
        clock.shift(after)
        return client.post(ADDRESS, data, headers=headers, follow=follow)


def a_case(sent=datetime(2026, 11, 20, 10), state=CaseState.NEW, **fields) -> FeedbackCase:
    """A stored case; `sent` is local time without a zone."""
    number = FeedbackCase.objects.count() + 1
    defaults = {"name": "Nguyễn Văn Bình", "email": "binh@example.vn", "subject": "Chậm trả kết quả", "text": TEXT}
    fields = {**defaults, "due_on": date(2026, 11, 27), "key": "ABCDEFGHJKLM", **fields}
    return FeedbackCase.objects.create(
        number=f"PA-2026-{number:06}",
        seal=f"seal{number}",
        state=state,
        sent_at=timezone.make_aware(sent),
        consent=ConsentText.get_current(Purpose.FEEDBACK),
        **fields,
    )


def test_a_case_gets_a_number_a_key_and_five_working_days(client, home):
    unit = a_unit("Sở Tư pháp")
    answered = send(client, follow=True, unit=unit.pk)
    case = FeedbackCase.objects.get()
    assert (case.number, case.unit, case.state) == ("PA-2026-000001", unit, CaseState.NEW)
    assert case.due_on == date(2026, 11, 27)
    assert len(case.key) == 12
    assert answered.redirect_chain[0][1] == 303
    assert not client.cookies


def test_the_receipt_shows_number_and_key_for_an_hour(client, home):
    with time_machine.travel(THEN, tick=False) as clock:
        address = send(client)["Location"]
        clock.shift(120)
        text = client.get(address).content.decode()
        assert format_key(FeedbackCase.objects.get().key) in text
        clock.shift(3700)
        assert client.get(address).status_code == 404
        assert client.get("/gop-y/da-nhan/made-up/").status_code == 404


def test_numbers_have_no_gaps_and_begin_anew_each_year(client, home):
    for number in range(3):
        send(client, subject=f"Phản ánh {number}")
    assert sorted(FeedbackCase.objects.values_list("number", flat=True))[-1] == "PA-2026-000003"
    assert receiving.make_next_number(2027) == "PA-2027-000001"


def test_the_same_form_sent_twice_is_one_case(client, home):
    with time_machine.travel(THEN, tick=False):
        stamped = make_stamp("feedback")
    addresses = [send(client, stamp=stamped).status_code for _time in range(2)]
    assert addresses == [303, 303]
    assert FeedbackCase.objects.count() == 1


def test_unit_and_procedure_of_the_page_one_comes_from_are_filled_in(client, home):
    unit = a_unit("Sở Tư pháp", slug="so-tu-phap")
    procedure = a_procedure(name="Đăng ký khai sinh")
    text = client.get(f"{ADDRESS}?don-vi=so-tu-phap&thu-tuc={procedure.code}").content.decode()
    assert f'<option value="{unit.pk}" selected>' in text
    assert "Đăng ký khai sinh" in text
    assert f'value="{procedure.code}"' in text
    send(client, procedure_code=procedure.code)
    assert FeedbackCase.objects.get().procedure_code == procedure.code
    assert f"thu-tuc={procedure.code}" in client.get(procedure.get_absolute_url()).content.decode()
    assert "don-vi=so-tu-phap" in client.get(unit.get_absolute_url()).content.decode()
    assert client.get(f"{ADDRESS}?don-vi=khong-co&thu-tuc=abc").status_code == 200


def test_a_unit_that_is_no_more_leads_to_todays(client, home):
    old, new = a_unit("Sở Nội vụ cũ", slug="cu", valid_to=date(2025, 6, 30)), a_unit("Sở Nội vụ mới")
    a_merger([old], new)
    assert f'<option value="{new.pk}" selected>' in client.get(f"{ADDRESS}?don-vi=cu").content.decode()


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"email": "", "phone": ""}, "email", "thư điện tử hoặc số điện thoại"),
        ({"email": "", "phone": "12"}, "phone", "số điện thoại đầy đủ"),
        ({"subject": ""}, "subject", "Tiêu đề"),
        ({"consent": ""}, "consent", "Hãy đánh dấu"),
        ({"files": a_file(b"MZ...", "anh.jpg")}, "files", "không phải ảnh"),
    ],
)
def test_errors_name_the_field_and_keep_what_was_written(client, home, changed, field, words):
    answered = send(client, **changed)
    text = answered.content.decode()
    assert answered.status_code == 422
    assert TEXT in text
    assert words in text
    assert f'href="#gop-y-{field}"' in text
    assert not FeedbackCase.objects.exists()


def test_a_telephone_number_is_enough(client, home):
    assert send(client, email="", phone="+84 912 345 678").status_code == 303
    assert FeedbackCase.objects.get().phone == "0912345678"


def test_robots_are_kept_apart_and_get_no_mail(client, home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert send(client, trang_web="x").status_code == 303
    case = FeedbackCase.objects.get()
    assert case.state == CaseState.SUSPECTED
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        change_state(case, CaseState.NEW, None)
    assert "Mã tra cứu" in mail.outbox[0].body


@pytest.mark.parametrize(("after", "headers"), [(1, HERE), (60, {"Sec-Fetch-Site": "cross-site"})])
def test_a_trap_gives_the_filled_form_back(client, home, after, headers):
    answered = send(client, after=after, headers=headers)
    assert answered.status_code == 422
    assert TEXT in answered.content.decode()


def test_a_flood_is_bounded_and_gives_the_text_back(client, home, monkeypatch):
    monkeypatch.setattr(receiving, "MAX_SUSPECTED", 1)
    assert send(client, trang_web="x", subject="A").status_code == 303
    refused = send(client, trang_web="x", subject="B")
    assert refused.status_code == 503
    assert TEXT in refused.content.decode()


def test_the_sender_gets_a_receipt_by_mail(client, home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(client)
    (message,) = mail.outbox
    case = FeedbackCase.objects.get()
    assert message.bcc == ["binh@example.vn"]
    assert format_key(case.key) in message.body
    assert "27/11/2026" in message.body
    assert TEXT not in message.body


def look_up(client, number, key):
    return client.post(LOOK_UP, {"number": number, "key": key})


def test_who_knows_the_key_sees_how_the_case_stands(client, home):
    case = a_case()
    change_state(case, CaseState.FORWARDED, None, forwarded_to="UBND phường Kon Tum", note="Gọi điện trước.")
    change_state(case, CaseState.ANSWERED, None, answer="Kết quả đã có từ ngày 18/11.")
    text = look_up(client, " pa-2026-000001 ", "abcd-efgh jklm").content.decode()
    assert "Đã trả lời" in text
    assert "UBND phường Kon Tum" in text
    assert "Kết quả đã có" in text
    assert "Gọi điện trước" not in text
    assert "binh@example.vn" not in text
    assert "no-store" in look_up(client, case.number, case.key)["Cache-Control"]


def test_a_wrong_key_tells_nothing_and_cannot_be_guessed_on(client, home):
    case = a_case()
    wrong = look_up(client, case.number, "AAAA-AAAA-AAAA")
    unknown = look_up(client, "PA-2026-999999", "AAAA-AAAA-AAAA")
    assert wrong.status_code == unknown.status_code == 422
    assert "Không có phản ánh nào" in wrong.content.decode()
    assert "Không có phản ánh nào" in unknown.content.decode()
    answers = [look_up(client, case.number, f"AAAAAAAAAA{number:02}").status_code for number in range(20)]
    assert answers[-1] == 429
    assert look_up(client, case.number, case.key).status_code == 200


def a_published(case=None, **fields) -> PublishedAnswer:
    case = case or a_case(state=CaseState.ANSWERED, may_publish=True)
    fields = {"subject": "Chậm trả kết quả", "question": "Hồ sơ quá hạn.", "answer": "Đã trả kết quả.", **fields}
    shown = PublishedAnswer(case=case, **fields)
    shown.full_clean()
    shown.save()
    return shown


def test_answers_are_public_without_the_sender(client, home):
    shown = a_published(unit=a_unit("Sở Tư pháp"))
    assert shown.subject in client.get("/gop-y/tra-loi/").content.decode()
    answered = client.get(shown.get_absolute_url())
    assert "Đã trả kết quả." in answered.content.decode()
    assert "Nguyễn Văn Bình" not in answered.content.decode()
    assert "public" in answered["Cache-Control"]


@pytest.mark.parametrize(
    "words", ["Ông Nguyễn Văn Bình phản ánh", "Ông NGUYEN VAN BINH", "thư binh@example.vn", "số 0912.345.678"]
)
def test_an_answer_that_names_the_sender_is_refused(home, words):
    case = a_case(state=CaseState.ANSWERED, may_publish=True, phone="0912345678")
    with pytest.raises(ValidationError, match="thông tin của người gửi"):
        a_published(case, question=words)


@pytest.mark.parametrize("fields", [{"may_publish": False}, {"may_publish": True, "state": CaseState.REVIEWING}])
def test_without_consent_or_answer_nothing_is_published(home, fields):
    with pytest.raises(ValidationError, match="chưa đồng ý công khai"):
        a_published(a_case(**{"state": CaseState.ANSWERED, **fields}))


def test_cases_leave_the_stored_pages_and_a_published_answer_renews_them(client, home):
    before = content_version.read()
    send(client)
    assert content_version.read() == before
    a_published()
    assert content_version.read() != before


def test_the_form_is_kept_by_no_cache_and_reading_writes_nothing(client, home):
    assert "no-store" in client.get(ADDRESS)["Cache-Control"]
    a_published()
    client.get("/gop-y/tra-loi/")
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as captured:
            for address in (ADDRESS, LOOK_UP, "/gop-y/tra-loi/"):
                assert client.get(address).status_code == 200
        counts.append(len(captured))
        assert not [each["sql"] for each in captured if not each["sql"].lstrip().startswith(("SELECT", "DECLARE"))]
        for _number in range(15):
            a_published(a_case(state=CaseState.ANSWERED, may_publish=True), unit=a_unit())
        client.get(ADDRESS)
        client.get("/gop-y/tra-loi/")
    assert counts[1] <= counts[0]
