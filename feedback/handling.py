"""What the staff do with a case: from state to state, each step on record."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.models import OPEN, CaseEvent, FeedbackCase, State
from feedback.receiving import tell
from foundations.delivery.addresses import make_absolute
from foundations.public_forms.notices import send_later

NEXT = {
    State.NEW: [State.REVIEWING, State.FORWARDED, State.ANSWERED, State.OUTSIDE, State.SPAM],
    State.REVIEWING: [State.FORWARDED, State.ANSWERED, State.OUTSIDE],
    State.FORWARDED: [State.ANSWERED, State.FORWARDED, State.OUTSIDE, State.REVIEWING],
    State.ANSWERED: [State.ANSWERED, State.REVIEWING],
    State.OUTSIDE: [State.REVIEWING, State.FORWARDED],
    State.SUSPECTED: [State.NEW, State.SPAM],
    State.SPAM: [State.NEW],
}


@transaction.atomic
def handle(case: FeedbackCase, state: str, user, **changed) -> CaseEvent:
    """Puts the case into the next state with what belongs to it, and writes down who did it and when.

    `changed`: `forwarded_unit`, `forwarded_to`, `answer`, `reason` of the case and `note` of the event. The clock stops
    with the first step that settles the case, and does not start again.
    """
    before, now = case.state, timezone.now()
    case.state = state
    for name in BELONGING.get(state, ()):
        setattr(case, name, changed.get(name) or (None if name == "forwarded_unit" else ""))
    if case.handled_at is None and state in {State.FORWARDED, State.ANSWERED, State.OUTSIDE}:
        case.handled_at = now
    case.full_clean(exclude=["consent", "unit"])
    case.save()
    event = CaseEvent(
        case=case,
        state=state,
        receiver=case.receiver if state == State.FORWARDED else "",
        note=changed.get("note", ""),
        at=now,
        by=user,
        by_name=(user.get_full_name() or user.get_username()) if user else "",
    )
    event.full_clean(exclude=["by"])
    event.save()
    if before in {State.SUSPECTED, State.SPAM} and state in OPEN:
        tell(case)  # who was suspected wrongly gets the receipt now
    elif state in {State.ANSWERED, State.FORWARDED, State.OUTSIDE}:
        tell_sender(case)
    return event


BELONGING = {
    State.FORWARDED: ("forwarded_unit", "forwarded_to"),
    State.ANSWERED: ("answer",),
    State.OUTSIDE: ("reason",),
}


def tell_sender(case: FeedbackCase) -> None:
    """That something happened; what it is stands behind the key."""
    if not case.email:
        return
    words = {
        "number": case.number,
        "state": case.get_state_display(),
        "address": make_absolute(reverse("feedback_look_up")),
    }
    text = _("Góp ý, phản ánh %(number)s: %(state)s.\nXem chi tiết bằng mã tra cứu tại: %(address)s") % words
    send_later(_("%(number)s: %(state)s") % words, text, [case.email])
