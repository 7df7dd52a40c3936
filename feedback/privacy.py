"""One person's cases: exported and erased on request."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from feedback.models import CaseEvent, FeedbackCase
from foundations.spreadsheets.exports import format_local


def find_cases(key: str):
    """Cases sent with that e-mail address or telephone number."""
    return FeedbackCase.objects.filter(Q(email=key) | Q(phone=key)).exclude(email="", phone="")


def build_rows(key: str) -> list[dict]:
    """The person's cases as rows of the export, by column heading."""
    found = find_cases(key).select_related("unit", "consent").prefetch_related("files")
    return [
        {
            _("Mã số"): case.number,
            _("Họ tên"): case.name,
            _("Thư điện tử"): case.email,
            _("Điện thoại"): case.phone,
            _("Gửi đến đơn vị"): case.unit.name if case.unit else "",
            _("Tiêu đề"): case.subject,
            _("Nội dung"): case.text,
            _("Tệp gửi kèm"): ", ".join(file.name for file in case.files.all()),
            _("Gửi lúc"): format_local(case.sent_at),
            _("Tình trạng"): case.get_state_display(),
            _("Trả lời"): case.answer,
            _("Văn bản đồng ý"): case.consent.text,
        }
        for case in found
    ]


@transaction.atomic
def erase_cases(key: str) -> int:
    """Erases personal data from the cases; number, unit, dates and states stay for the half-yearly report.

    Returns the number of cases.
    """
    cases = list(find_cases(key).prefetch_related("files"))
    for case in cases:
        erased = _("(đã xóa theo yêu cầu của người gửi)")
        case.name = case.subject = case.text = erased
        case.answer = erased if case.answer else ""
        case.email = case.phone = ""
        case.may_publish = False
        case.save()
        CaseEvent.objects.filter(case=case).update(note="")
        for file in case.files.all():
            stored = file.file
            file.delete()
            transaction.on_commit(lambda stored=stored: stored.storage.delete(stored.name))
    return len(cases)
