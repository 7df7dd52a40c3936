"""Mail about what strangers sent. A text is stored first; a mail server that fails takes nothing from anybody."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from foundations.public_forms.limits import HOUR, count

# These only write the mail down somewhere, where what people wrote should not be.
NO_MAIL = {
    "django.core.mail.backends.console.EmailBackend",
    "django.core.mail.backends.dummy.EmailBackend",
}
MOST_AN_HOUR = 20  # of one subject to the staff; the lists in the editors' interface show all

log = logging.getLogger(__name__)


def is_mail_set_up() -> bool:
    return settings.EMAIL_BACKEND not in NO_MAIL


def send_later(subject: str, text: str, recipients: list[str]) -> None:
    """Sends once the transaction is committed; not at all where no mail is set up or nobody is to get it."""
    if recipients and is_mail_set_up():
        transaction.on_commit(lambda: send(subject, text, recipients))


def tell_staff(kind: str, subject: str, text: str, recipients: list[str]) -> None:
    """As `send_later`, but a flood of texts is no flood of mail."""
    if recipients and is_mail_set_up() and count(f"notice.{kind}", HOUR) <= MOST_AN_HOUR:
        send_later(subject, text, recipients)


def send(subject: str, text: str, recipients: list[str]) -> None:
    """Sends one mail; nobody sees who else gets it."""
    mail = EmailMessage(subject, text, to=[], bcc=recipients, headers={"Auto-Submitted": "auto-generated"})
    try:
        mail.send()
    except OSError:  # smtplib's errors are OSErrors
        log.warning("a mail could not be sent: %s", subject, exc_info=True)
