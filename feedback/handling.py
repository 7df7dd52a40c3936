"""Handling a case: changes of state, each recorded as an event."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.models import OPEN_STATES, CaseEvent, CaseState, FeedbackCase
from feedback.receiving import send_receipt_and_notice
from foundations.delivery.addresses import make_absolute
from foundations.public_forms.notices import send_later

NEXT_STATES = {
    CaseState.NEW: [CaseState.REVIEWING, CaseState.FORWARDED, CaseState.ANSWERED, CaseState.OUTSIDE, CaseState.SPAM],
    CaseState.REVIEWING: [CaseState.FORWARDED, CaseState.ANSWERED, CaseState.OUTSIDE],
    CaseState.FORWARDED: [CaseState.ANSWERED, CaseState.FORWARDED, CaseState.OUTSIDE, CaseState.REVIEWING],
    CaseState.ANSWERED: [CaseState.ANSWERED, CaseState.REVIEWING],
    CaseState.OUTSIDE: [CaseState.REVIEWING, CaseState.FORWARDED],
    CaseState.SUSPECTED: [CaseState.NEW, CaseState.SPAM],
    CaseState.SPAM: [CaseState.NEW],
}


@transaction.atomic
def change_state(case: FeedbackCase, state: str, user, **changed) -> CaseEvent:
    """Changes the state of the case and records the event.

    `changed`: `forwarded_unit`, `forwarded_to`, `answer`, `reason` of the case and `note` of the event. `handled_at`
    is set by the first step that settles the case and never changes.
    """
    before, now = case.state, timezone.now()
    case.state = state
    for name in FIELDS_OF_STATE.get(state, ()):
        setattr(case, name, changed.get(name) or (None if name == "forwarded_unit" else ""))
    if case.handled_at is None and state in {CaseState.FORWARDED, CaseState.ANSWERED, CaseState.OUTSIDE}:
        case.handled_at = now
    case.full_clean(exclude=["consent", "unit"])
    case.save()
    event = CaseEvent(
        case=case,
        state=state,
        receiver=case.receiver if state == CaseState.FORWARDED else "",
        note=changed.get("note", ""),
        at=now,
        by=user,
        by_name=(user.get_full_name() or user.get_username()) if user else "",
    )
    event.full_clean(exclude=["by"])
    event.save()
    if before in {CaseState.SUSPECTED, CaseState.SPAM} and state in OPEN_STATES:
        send_receipt_and_notice(case)  # it was not spam: the receipt is sent now
    elif state in {CaseState.ANSWERED, CaseState.FORWARDED, CaseState.OUTSIDE}:
        notify_sender(case)
    return event


FIELDS_OF_STATE = {
    CaseState.FORWARDED: ("forwarded_unit", "forwarded_to"),
    CaseState.ANSWERED: ("answer",),
    CaseState.OUTSIDE: ("reason",),
}


def notify_sender(case: FeedbackCase) -> None:
    """Mails the new state to the sender, without details; those need the key."""
    if not case.email:
        return
    words = {
        "number": case.number,
        "state": case.get_state_display(),
        "address": make_absolute(reverse("feedback_look_up")),
    }
    text = _("Góp ý, phản ánh %(number)s: %(state)s.\nXem chi tiết bằng mã tra cứu tại: %(address)s") % words
    send_later(_("%(number)s: %(state)s") % words, text, [case.email])
