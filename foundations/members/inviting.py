"""Inviting people: the account, its membership and the mail; sending again, revoking, accepting.

The mail is sent after the transaction. If that fails, the invitation stays, marked, and can be sent again.
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
from foundations.members.invitations import VALID_FOR, Invitation, find_invitation
from foundations.members.joining import prepare_unit
from foundations.members.models import Membership
from foundations.public_forms.notices import is_mail_set_up
from foundations.units.models import Unit

MIN_SENDING_INTERVAL = timedelta(minutes=2)  # between two mails of one invitation, for a button pressed twice
NOT_SET_UP, NOT_SENT = "not-set-up", "not-sent"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Invitee:
    """Checked data of a person to invite."""

    name: str
    email: str
    role: str
    unit: Unit | None = None
    valid_to: date | None = None


def invite_all(people: Sequence[Invitee], by, key: str) -> list[Invitation]:
    """Creates accounts, memberships and invitations, all or none; then sends one mail to each.

    `key` is that of the form: sent again, it returns the existing invitations and sends no mail.
    Raises IntegrityError if an account with one of the addresses was created at the same time.
    """
    with transaction.atomic():
        if known := find_invitations_of_form(key):
            return known
        made = [_invite(person, by, f"{key}.{number}") for number, person in enumerate(people)]
        transaction.on_commit(lambda: deliver(made))
    for invitation in made:
        invitation.refresh_from_db()
    return made


def find_invitations_of_form(key: str) -> list[Invitation]:
    """The invitations that this form has already made."""
    return list(Invitation.objects.filter(form_key__startswith=f"{key}.").select_related("user")) if key else []


def _invite(person: Invitee, by, key: str) -> Invitation:
    *first, last = person.name.split()
    user = get_user_model()(username=person.email, email=person.email, first_name=" ".join(first), last_name=last)
    user.set_unusable_password()
    user.full_clean(exclude=["password"], validate_unique=False)  # the database says that
    user.save()
    if person.unit:
        prepare_unit(person.unit)
    Membership.objects.create(user=user, role=person.role, unit=person.unit, valid_to=person.valid_to)
    now = timezone.now()
    invitation = Invitation.objects.create(
        user=user, invited_by=by, form_key=key, sent_at=now, expires_at=now + VALID_FOR, sendings=1
    )
    log(instance=invitation, action="members.invite", user=by)
    return invitation


def send_again(invitation: Invitation, by) -> bool:
    """Sends a new mail with a new link and a new expiry; False if the last one was sent within two minutes."""
    now = timezone.now()
    waiting = Invitation.objects.pending().filter(pk=invitation.pk).exclude(sent_at__gt=now - MIN_SENDING_INTERVAL)
    with transaction.atomic():
        if not waiting.update(sent_at=now, expires_at=now + VALID_FOR, sendings=F("sendings") + 1, failure=""):
            return False
        invitation.refresh_from_db()
        log(instance=invitation, action="members.invitation.send_again", user=by)
        transaction.on_commit(lambda: deliver([invitation]))
    invitation.refresh_from_db()
    return True


def revoke(invitation: Invitation, by) -> bool:
    """Deletes the unused account with its invitation; False if the invitation was accepted meanwhile."""
    with transaction.atomic():
        if not Invitation.objects.pending().select_for_update().filter(pk=invitation.pk).exists():
            return False
        log(instance=invitation, action="members.invitation.revoke", user=by)
        invitation.user.delete()
    return True


def accept(token: str, form) -> bool:
    """Stores the chosen password; False if the link was used meanwhile."""
    with transaction.atomic():
        invitation = find_invitation(token, lock=True)
        if invitation is None:
            return False
        form.save()
        Invitation.objects.filter(pk=invitation.pk).update(accepted_at=timezone.now(), failure="")
        log(instance=invitation, action="members.invitation.accept", user=invitation.user)
    return True


def deliver(invitations: Sequence[Invitation]) -> None:
    """Sends the mails over one connection and marks those that fail. Stops at the first connection error."""
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
    """The mail, in Vietnamese whatever the inviter's language."""
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
