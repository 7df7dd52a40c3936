"""Inviting people: the account, its membership and the mail; sending again, revoking, taking up.

The mail leaves after the transaction. Where it cannot be sent the invitation stays, says so, and is sent again.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.models import Site

from foundations.delivery.addresses import make_absolute
from foundations.members.invitations import VALID_FOR, Invitation, invitation_of
from foundations.members.joining import make_room
from foundations.members.models import Membership
from foundations.public_forms.notices import is_mail_set_up
from foundations.units.models import Unit

PAUSE = timedelta(minutes=2)  # between two mails of one invitation: a button pressed twice is one wish
NOT_SET_UP, NOT_SENT = "not-set-up", "not-sent"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Invited:
    """Who is invited, checked already."""

    name: str
    email: str
    role: str
    unit: Unit | None = None
    valid_to: date | None = None


def invite_all(people: Sequence[Invited], by, key: str) -> list[Invitation]:
    """Accounts and memberships of all of them or of none; one mail to each once they are stored.

    `key` is of the form that asks: the same one again gives the invitations that are there, and no second mail.
    Raises IntegrityError where an account of that e-mail address was made in the same instant.
    """
    with transaction.atomic():
        if known := invited_by_form(key):
            return known
        made = [_invite(person, by, f"{key}.{number}") for number, person in enumerate(people)]
        transaction.on_commit(lambda: deliver(made))
    for invitation in made:
        invitation.refresh_from_db()
    return made


def invited_by_form(key: str) -> list[Invitation]:
    """The invitations that this form has made already."""
    return list(Invitation.objects.filter(form_key__startswith=f"{key}.").select_related("user")) if key else []


def _invite(person: Invited, by, key: str) -> Invitation:
    *first, last = person.name.split()
    user = get_user_model()(username=person.email, email=person.email, first_name=" ".join(first), last_name=last)
    user.set_unusable_password()
    user.full_clean(exclude=["password"], validate_unique=False)  # the database says that
    user.save()
    if person.unit:
        make_room(person.unit)
    Membership.objects.create(user=user, role=person.role, unit=person.unit, valid_to=person.valid_to)
    now = timezone.now()
    invitation = Invitation.objects.create(
        user=user, invited_by=by, form_key=key, sent_at=now, expires_at=now + VALID_FOR, sendings=1
    )
    log(instance=invitation, action="members.invite", user=by)
    return invitation


def send_again(invitation: Invitation, by) -> bool:
    """A new mail with a new link, valid for the whole time again; False where the last one has only just left."""
    now = timezone.now()
    waiting = Invitation.objects.pending().filter(pk=invitation.pk).exclude(sent_at__gt=now - PAUSE)
    with transaction.atomic():
        if not waiting.update(sent_at=now, expires_at=now + VALID_FOR, sendings=F("sendings") + 1, failure=""):
            return False
        invitation.refresh_from_db()
        log(instance=invitation, action="members.invitation.send_again", user=by)
        transaction.on_commit(lambda: deliver([invitation]))
    invitation.refresh_from_db()
    return True


def revoke(invitation: Invitation, by) -> bool:
    """The account that nobody has used goes, with all that hangs on it; False where it was taken up in between."""
    with transaction.atomic():
        if not Invitation.objects.pending().select_for_update().filter(pk=invitation.pk).exists():
            return False
        log(instance=invitation, action="members.invitation.revoke", user=by)
        invitation.user.delete()
    return True


def accept(token: str, form) -> bool:
    """Stores the chosen password; False where the link was used in the same instant."""
    with transaction.atomic():
        invitation = invitation_of(token, lock=True)
        if invitation is None:
            return False
        form.save()
        Invitation.objects.filter(pk=invitation.pk).update(accepted_at=timezone.now(), failure="")
        log(instance=invitation, action="members.invitation.accept", user=invitation.user)
    return True


def deliver(invitations: Sequence[Invitation]) -> None:
    """Sends the mails over one connection; what could not be sent is marked. After a refused connection no more try."""
    if not is_mail_set_up():
        _mark_unsent(invitations, NOT_SET_UP)
        return
    connection, left = get_connection(), list(invitations)
    try:
        connection.open()
        for invitation in invitations:
            with suppress(SMTPRecipientsRefused):  # the others' addresses may be right
                _mail(invitation, connection).send()
                left.remove(invitation)
    except OSError:  # smtplib's errors are OSErrors
        logger.warning("%s invitations could not be sent", len(left), exc_info=True)
    finally:
        connection.close()
        _mark_unsent(left, NOT_SENT)


def _mark_unsent(invitations: Sequence[Invitation], failure: str) -> None:
    keys = [invitation.pk for invitation in invitations]
    Invitation.objects.filter(pk__in=keys).update(sent_at=None, failure=failure)


def _mail(invitation: Invitation, connection) -> EmailMessage:
    """In Vietnamese, whatever the language of whoever invites."""
    inviter = invitation.invited_by
    with override("vi"):
        site = Site.objects.get(is_default_site=True).site_name
        context = {
            "invitation": invitation,
            "memberships": invitation.user.memberships.select_related("unit"),
            "site": site,
            "inviter": inviter.get_full_name() or inviter.get_username() if inviter else site,
            "inviter_email": inviter.email if inviter else "",
            "sign_in": make_absolute(reverse("wagtailadmin_login")),
        }
        text = render_to_string("members/invitation.txt", context)
        subject = _("Lời mời tham gia biên tập %(site)s") % {"site": site}
    reply_to = [inviter.email] if inviter and inviter.email else None
    headers = {"Auto-Submitted": "auto-generated"}
    to = [invitation.user.email]
    return EmailMessage(subject, text, to=to, reply_to=reply_to, headers=headers, connection=connection)
