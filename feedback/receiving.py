"""Taking a case in: its number and key, its clock, its files, its receipt."""

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

from feedback.files import kind_of, shown_name
from feedback.forms import FeedbackForm
from feedback.models import DAYS_TO_FORWARD, CaseCounter, CaseEvent, CaseFile, FeedbackCase, State
from foundations.delivery.addresses import make_absolute
from foundations.members.roles import get_board_members
from foundations.public_forms.limits import DAY, HOUR, count_event
from foundations.public_forms.notices import notify_staff, send_later
from foundations.working_days.models import WorkingDays

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is taken for another
KEY_LENGTH = 12  # 60 bits
MOST_SUSPECTED = 500
MOST_NEW_AN_HOUR = 60  # of all senders together
RECEIPTS_A_DAY = 5  # to one address, which need not be the sender's own


class FullError(Exception):
    """So much suspected waits for the board that no more is taken."""


def receive(form: FeedbackForm) -> FeedbackCase:
    """Stores a valid form with its files; the same form sent twice is the same case. Raises FullError."""
    known = FeedbackCase.objects.filter(seal=form.seal).first()
    if known:
        return known
    suspicions = list(form.suspicions)
    if not suspicions and count_event("feedback.new", HOUR) > MOST_NEW_AN_HOUR:
        suspicions.append(_("quá nhiều phản ánh trong một giờ trên toàn trang"))
    if suspicions and FeedbackCase.objects.filter(state=State.SUSPECTED).count() >= MOST_SUSPECTED:
        raise FullError
    try:
        case = store(form, suspicions)
    except IntegrityError:  # the same form a second time, in the same moment
        return FeedbackCase.objects.get(seal=form.seal)
    if not suspicions:
        tell(case)
    return case


@transaction.atomic
def store(form: FeedbackForm, suspicions: list[str]) -> FeedbackCase:
    """The case, its first event and its files, or nothing of it."""
    now = timezone.now()
    today = timezone.localdate(now)
    days = WorkingDays()
    names = ("unit", "name", "phone", "subject", "text", "may_publish")
    case = FeedbackCase(
        number=next_number(today.year),
        key="".join(secrets.choice(LETTERS) for _place in range(KEY_LENGTH)),
        email=form.cleaned_data["email"].lower(),
        procedure_code=form.cleaned_data["procedure_code"],
        consent=form.consent_text,
        sent_at=now,
        due_on=days.after(today, DAYS_TO_FORWARD),
        state=State.SUSPECTED if suspicions else State.NEW,
        suspicion="; ".join(suspicions)[:255],
        seal=form.seal,
        **{name: form.cleaned_data[name] for name in names},
    )
    case.normalise_text()
    case.save()
    CaseEvent.objects.create(case=case, state=case.state, at=now)
    for file in form.cleaned_data["files"]:
        kind = kind_of(file)
        kept = CaseFile(case=case, name=shown_name(file.name, kind), size=file.size)
        kept.file.save(f"{secrets.token_hex(16)}.{kind}", file)
    return case


def next_number(year: int) -> str:
    """`PA-2026-000123`, without gaps: the counter's row is held until the case is stored."""
    counter, _created = CaseCounter.objects.select_for_update().get_or_create(year=year)
    counter.last += 1
    counter.save()
    return f"PA-{year}-{counter.last:06}"


def written_key(key: str) -> str:
    """The key in groups of four, as it is read aloud and typed."""
    return "-".join(key[start : start + 4] for start in range(0, len(key), 4))


def tell(case: FeedbackCase) -> None:
    """The receipt to the sender, and a notice without the text to those who handle the case."""
    if case.email and count_event(f"feedback.receipt.{hash_of(case.email)}", DAY) <= RECEIPTS_A_DAY:
        send_later(_("Đã tiếp nhận %s") % case.number, receipt_text(case), [case.email])
    address = settings.WAGTAILADMIN_BASE_URL + reverse("feedback_case", args=[case.pk])
    words = {"number": case.number, "due": date_format(case.due_on, "d/m/Y"), "address": address}
    text = _("Mã số %(number)s, hạn chuyển hoặc xử lý: %(due)s.\n%(address)s") % words
    notify_staff("feedback", _("Có góp ý, phản ánh mới: %s") % case.number, text, staff_addresses(case))


def hash_of(address: str) -> str:
    return salted_hmac("feedback.receipt", address).hexdigest()[:16]


def receipt_text(case: FeedbackCase) -> str:
    words = {
        "number": case.number,
        "key": written_key(case.key),
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


def staff_addresses(case: FeedbackCase) -> list[str]:
    """The board, and the editors of the unit."""
    people = get_user_model().objects.filter(is_active=True).exclude(email="")
    editors = people.filter(groups__unit__in=[case.unit_id, case.forwarded_unit_id])
    found = people.filter(Q(pk__in=get_board_members().values("pk")) | Q(pk__in=editors.values("pk")))
    return sorted(set(found.values_list("email", flat=True)))
