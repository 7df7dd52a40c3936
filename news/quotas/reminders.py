"""Reminders by mail: to a unit's editors before a deadline, to the board when units have missed it.

A reminder's mark is stored before sending, so that two simultaneous runs never send it twice. If sending fails, the
mark is deleted and the next run tries again.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from foundations.members.roles import get_board_members
from news.models import NewsIndexPage
from news.quotas.counting import Ledger, build_ledger
from news.quotas.models import SentReminder
from news.quotas.periods import Cycle, Period
from news.quotas.rules import DAY, Account, Standing, count_days_left
from news.quotas.wording import describe_amount, describe_standing, format_day

MAX_REPORT_DAYS = 31  # days after a deadline in which the board is still notified


class UnsentMailError(Exception):
    """Some mails could not be sent; the next run tries again."""


@dataclass(frozen=True)
class Reminder:
    """One mail; `mark` identifies it across runs."""

    mark: str
    recipients: tuple[str, ...]
    subject: str
    template: str
    context: dict


def build_reminders(today: datetime.date) -> Iterator[Reminder]:
    """All reminders due on `today`, sent or not."""
    month = Period.from_day(today, Cycle.MONTH)
    ledger = build_ledger(
        Period(Period.from_day(today - 3 * MAX_REPORT_DAYS * DAY, Cycle.MONTH).first, month.last), today
    )
    yield from _build_unit_reminders(ledger)
    yield from _build_board_reminders(ledger)


def _build_unit_reminders(ledger: Ledger) -> Iterator[Reminder]:
    people = _find_editors()
    for account in ledger.accounts:
        rule = ledger.rules[account.rule]
        left = count_days_left(account, ledger.today)
        is_soon = 0 <= left <= rule.reminder_days and rule.reminder_days
        if not is_soon or ledger.get_standing(account) is not Standing.DUE or not people[account.unit]:
            continue
        unit = ledger.units[account.unit]
        words = {"unit": unit.name, "missing": account.owed - account.done, "period": account.period}
        yield Reminder(
            mark=f"before:{account.rule}:{account.unit}:{account.period.code}",
            recipients=people[account.unit],
            subject=_("%(unit)s còn thiếu %(missing)s tin, bài %(period)s") % words,
            template="before",
            context={
                **words,
                "account": account,
                "rule": rule.name,
                "document": rule.document,
                "amount": describe_amount(rule.rule),
                "standing": describe_standing(account, ledger.today),
                "deadline": format_day(account.deadline),
                "address": _get_writing_address(account.unit),
            },
        )


def _build_board_reminders(ledger: Ledger) -> Iterator[Reminder]:
    """One mail for each rule and period with units that missed it."""
    recipients = tuple(get_board_members().exclude(email="").order_by("email").values_list("email", flat=True))
    short: dict[tuple[int, Period], list[Account]] = defaultdict(list)
    for account in ledger.accounts:
        late = -count_days_left(account, ledger.today)
        if ledger.get_standing(account) is Standing.MISSED and 0 < late <= MAX_REPORT_DAYS:
            short[account.rule, account.period].append(account)
    for (key, period), accounts in short.items():
        if not recipients:
            return
        yield Reminder(
            mark=f"after:{key}:{period.code}",
            recipients=recipients,
            subject=_("%(count)s đơn vị chưa đạt chỉ tiêu tin, bài %(period)s")
            % {"count": len(accounts), "period": period},
            template="after",
            context={
                "period": period,
                "rule": ledger.rules[key].name,
                "document": ledger.rules[key].document,
                "lines": [(ledger.units[account.unit].name, account.done, account.owed) for account in accounts],
                "address": settings.WAGTAILADMIN_BASE_URL + reverse("quotas:report") + f"?nam={period.first.year}",
            },
        )


def _find_editors() -> dict[int, tuple[str, ...]]:
    """E-mail addresses of active editors by unit."""
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    users = get_user_model().objects.filter(is_active=True, groups__unit__isnull=False).exclude(email="")
    for unit, address in users.order_by("email").values_list("groups__unit", "email").distinct():
        found[unit] += (address,)
    return found


def _get_writing_address(unit: int) -> str:
    """The form of a new article at the unit's desk; without a desk, the admin's start page."""
    desk = NewsIndexPage.objects.filter(unit=unit).order_by("depth", "path").first()
    name, arguments = (
        ("wagtailadmin_pages:add", ["news", "articlepage", desk.pk]) if desk else ("wagtailadmin_home", [])
    )
    return settings.WAGTAILADMIN_BASE_URL + reverse(name, args=arguments)


def send_due_reminders(today: datetime.date, report: Callable[[str], None], *, dry_run: bool = False) -> int:
    """Sends the due reminders not sent yet; returns how many. With `dry_run` it only reports them.

    Tries all mails, then raises UnsentMailError if any failed.
    """
    sent, unsent = 0, []
    with override("vi"):
        waiting = list(build_reminders(today))
        known = SentReminder.objects.filter(mark__in=[each.mark for each in waiting])
        known_marks = set(known.values_list("mark", flat=True))
        for reminder in waiting:
            if reminder.mark in known_marks or not (dry_run or _store_mark(reminder)):
                continue
            report(f"{reminder.subject}: {', '.join(reminder.recipients)}")
            try:
                if not dry_run:
                    _send_mail(reminder)
                sent += 1
            except OSError as error:  # smtplib's errors are OSErrors
                unsent.append(f"{reminder.subject}: {error}")
    if unsent:
        raise UnsentMailError("; ".join(unsent))
    return sent


def _store_mark(reminder: Reminder) -> bool:
    """Stores the reminder's mark; False if another run has stored it."""
    try:
        with transaction.atomic():
            SentReminder.objects.create(mark=reminder.mark, recipients=", ".join(reminder.recipients))
    except IntegrityError:
        return False
    return True


def _send_mail(reminder: Reminder) -> None:
    text, html = (
        render_to_string(f"quotas/mail_{reminder.template}.{kind}", reminder.context) for kind in ("txt", "html")
    )
    mail = EmailMultiAlternatives(reminder.subject, text, to=[], bcc=list(reminder.recipients))
    mail.extra_headers["Auto-Submitted"] = "auto-generated"
    mail.attach_alternative(html, "text/html")
    try:
        mail.send()
    except Exception:
        SentReminder.objects.filter(mark=reminder.mark).delete()
        raise
