"""Mail about forms that were sent. Texts are stored first, so a failing mail server loses nothing."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from foundations.public_forms.limits import HOUR, count_event

# These only write mails to the console or nowhere.
NO_MAIL_BACKENDS = {
    "django.core.mail.backends.console.EmailBackend",
    "django.core.mail.backends.dummy.EmailBackend",
}
MAX_AN_HOUR = 20  # of one subject to the staff; the lists in the editors' interface show all

log = logging.getLogger(__name__)


def is_mail_set_up() -> bool:
    """Whether mails reach anybody."""
    return settings.EMAIL_BACKEND not in NO_MAIL_BACKENDS


def send_later(subject: str, text: str, recipients: list[str]) -> None:
    """Sends after the commit; not at all if mail is not set up or there are no recipients."""
    if recipients and is_mail_set_up():
        transaction.on_commit(lambda: send_notice(subject, text, recipients))


def notify_staff(kind: str, subject: str, text: str, recipients: list[str]) -> None:
    """Like `send_later`, but at most MAX_AN_HOUR mails of one kind."""
    if recipients and is_mail_set_up() and count_event(f"notice.{kind}", HOUR) <= MAX_AN_HOUR:
        send_later(subject, text, recipients)


def send_notice(subject: str, text: str, recipients: list[str]) -> None:
    """Sends one mail, with the recipients as blind copies. Logs a failure."""
    mail = EmailMessage(subject, text, to=[], bcc=recipients, headers={"Auto-Submitted": "auto-generated"})
    try:
        mail.send()
    except OSError:  # smtplib's errors are OSErrors
        log.warning("a mail could not be sent: %s", subject, exc_info=True)
