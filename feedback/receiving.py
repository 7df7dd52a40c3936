"""Receiving a case: number, key, deadline, files and receipt."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from feedback.files import find_kind, make_safe_name
from feedback.forms import FeedbackForm
from feedback.models import DAYS_TO_FORWARD, CaseCounter, CaseEvent, CaseFile, CaseState, FeedbackCase
from foundations.delivery.addresses import make_absolute
from foundations.members.roles import get_board_members
from foundations.public_forms.limits import DAY, HOUR, count_event
from foundations.public_forms.notices import notify_staff, send_later
from foundations.working_days.models import WorkingDays

KEY_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no look-alikes such as O and 0
KEY_LENGTH = 12  # 60 bits
MAX_SUSPECTED = 500
MAX_NEW_PER_HOUR = 60  # of all senders together
MAX_RECEIPTS_PER_DAY = 5  # to one address, which may not be the sender's


class QueueFullError(Exception):
    """Too many suspected cases wait for the board; no more are accepted."""


def receive_form(form: FeedbackForm) -> FeedbackCase:
    """Stores a valid form with its files; a form sent twice is one case. Raises QueueFullError."""
    known = FeedbackCase.objects.filter(seal=form.seal).first()
    if known:
        return known
    suspicions = list(form.suspicions)
    if not suspicions and count_event("feedback.new", HOUR) > MAX_NEW_PER_HOUR:
        suspicions.append(_("quá nhiều phản ánh trong một giờ trên toàn trang"))
    if suspicions and FeedbackCase.objects.filter(state=CaseState.SUSPECTED).count() >= MAX_SUSPECTED:
        raise QueueFullError
    try:
        case = store_case(form, suspicions)
    except IntegrityError:  # the same form sent twice at once
        return FeedbackCase.objects.get(seal=form.seal)
    if not suspicions:
        send_receipt_and_notice(case)
    return case


@transaction.atomic
def store_case(form: FeedbackForm, suspicions: list[str]) -> FeedbackCase:
    """Stores the case, its first event and its files in one transaction."""
    now = timezone.now()
    today = timezone.localdate(now)
    days = WorkingDays()
    names = ("unit", "name", "phone", "subject", "text", "may_publish")
    case = FeedbackCase(
        number=make_next_number(today.year),
        key="".join(secrets.choice(KEY_LETTERS) for _place in range(KEY_LENGTH)),
        email=form.cleaned_data["email"].lower(),
        procedure_code=form.cleaned_data["procedure_code"],
        consent=form.consent_text,
        sent_at=now,
        due_on=days.after(today, DAYS_TO_FORWARD),
        state=CaseState.SUSPECTED if suspicions else CaseState.NEW,
        suspicion="; ".join(suspicions)[:255],
        seal=form.seal,
        **{name: form.cleaned_data[name] for name in names},
    )
    case.normalise_text()
    case.save()
    CaseEvent.objects.create(case=case, state=case.state, at=now)
    for file in form.cleaned_data["files"]:
        kind = find_kind(file)
        kept = CaseFile(case=case, name=make_safe_name(file.name, kind), size=file.size)
        kept.file.save(f"{secrets.token_hex(16)}.{kind}", file)
    return case


def make_next_number(year: int) -> str:
    """The next number, such as `PA-2026-000123`; no gaps, as the counter's row stays locked until commit."""
    counter, _created = CaseCounter.objects.select_for_update().get_or_create(year=year)
    counter.last += 1
    counter.save()
    return f"PA-{year}-{counter.last:06}"


def format_key(key: str) -> str:
    """The key in groups of four: `ABCD-EFGH-JKLM`."""
    return "-".join(key[start : start + 4] for start in range(0, len(key), 4))


def send_receipt_and_notice(case: FeedbackCase) -> None:
    """Mails the receipt to the sender and a notice, without the text, to the staff."""
    if case.email and count_event(f"feedback.receipt.{make_address_hash(case.email)}", DAY) <= MAX_RECEIPTS_PER_DAY:
        send_later(_("Đã tiếp nhận %s") % case.number, write_receipt(case), [case.email])
    address = settings.WAGTAILADMIN_BASE_URL + reverse("feedback_case", args=[case.pk])
    words = {"number": case.number, "due": date_format(case.due_on, "d/m/Y"), "address": address}
    text = _("Mã số %(number)s, hạn chuyển hoặc xử lý: %(due)s.\n%(address)s") % words
    notify_staff("feedback", _("Có góp ý, phản ánh mới: %s") % case.number, text, find_staff_addresses(case))


def make_address_hash(address: str) -> str:
    """A key for counting mails to an address without storing it."""
    return salted_hmac("feedback.receipt", address).hexdigest()[:16]


def write_receipt(case: FeedbackCase) -> str:
    """The text of the receipt mail."""
    words = {
        "number": case.number,
        "key": format_key(case.key),
        "due": date_format(case.due_on, "d/m/Y"),
        "address": make_absolute(reverse("feedback_look_up")),
    }
    return (
        _(
            "Chúng tôi đã tiếp nhận góp ý, phản ánh của bạn.\n\nMã số: %(number)s\nMã tra cứu: %(key)s\n"
            "Hạn xem xét, chuyển cơ quan có thẩm quyền: %(due)s\n\nTra cứu tình trạng tại: %(address)s\n\n"
            "Nếu bạn không gửi phản ánh nào, vui lòng bỏ qua thư này."
        )
        % words
    )


def find_staff_addresses(case: FeedbackCase) -> list[str]:
    """E-mail addresses of the board and of the unit's editors."""
    people = get_user_model().objects.filter(is_active=True).exclude(email="")
    editors = people.filter(groups__unit__in=[case.unit_id, case.forwarded_unit_id])
    found = people.filter(Q(pk__in=get_board_members().values("pk")) | Q(pk__in=editors.values("pk")))
    return sorted(set(found.values_list("email", flat=True)))
