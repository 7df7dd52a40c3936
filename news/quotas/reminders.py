"""Reminders by mail: a unit's editors some days before the end, the board when a period has ended short.

A reminder's mark is stored before its mail is sent, so that two runs at once never send it twice; where sending fails
the mark is taken back and the next run tries again.
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
from news.quotas.counting import Ledger, open_ledger
from news.quotas.models import SentReminder
from news.quotas.periods import Cycle, Period
from news.quotas.rules import DAY, Account, Standing, days_left
from news.quotas.wording import amount, day_words, standing_words

REPORTED_FOR = 31  # days after a deadline in which the board is still told of it


class UnsentError(Exception):
    """Mails that could not be sent; the next run tries again."""


@dataclass(frozen=True)
class Reminder:
    """One mail: to whom, about what, and the mark by which it is known."""

    mark: str
    recipients: tuple[str, ...]
    subject: str
    template: str
    context: dict


def reminders_on(today: datetime.date) -> Iterator[Reminder]:
    """All reminders that are due on `today`, sent or not."""
    month = Period.containing(today, Cycle.MONTH)
    ledger = open_ledger(
        Period(Period.containing(today - 3 * REPORTED_FOR * DAY, Cycle.MONTH).first, month.last), today
    )
    yield from _to_units(ledger)
    yield from _to_board(ledger)


def _to_units(ledger: Ledger) -> Iterator[Reminder]:
    people = _editors()
    for account in ledger.accounts:
        rule = ledger.rules[account.rule]
        left = days_left(account, ledger.today)
        is_soon = 0 <= left <= rule.reminder_days and rule.reminder_days
        if not is_soon or ledger.standing(account) is not Standing.DUE or not people[account.unit]:
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
                "amount": amount(rule.rule),
                "standing": standing_words(account, ledger.today),
                "deadline": day_words(account.deadline),
                "address": _writing_address(account.unit),
            },
        )


def _to_board(ledger: Ledger) -> Iterator[Reminder]:
    """One mail for each rule and period that has ended short, with all its units."""
    recipients = tuple(get_board_members().exclude(email="").order_by("email").values_list("email", flat=True))
    short: dict[tuple[int, Period], list[Account]] = defaultdict(list)
    for account in ledger.accounts:
        late = -days_left(account, ledger.today)
        if ledger.standing(account) is Standing.MISSED and 0 < late <= REPORTED_FOR:
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


def _editors() -> dict[int, tuple[str, ...]]:
    """Addresses of the active editors of each unit."""
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    users = get_user_model().objects.filter(is_active=True, groups__unit__isnull=False).exclude(email="")
    for unit, address in users.order_by("email").values_list("groups__unit", "email").distinct():
        found[unit] += (address,)
    return found


def _writing_address(unit: int) -> str:
    """Where the unit's editors write a new article."""
    desk = NewsIndexPage.objects.filter(unit=unit).order_by("depth", "path").first()
    name, arguments = (
        ("wagtailadmin_pages:add", ["news", "articlepage", desk.pk]) if desk else ("wagtailadmin_home", [])
    )
    return settings.WAGTAILADMIN_BASE_URL + reverse(name, args=arguments)


def send_due(today: datetime.date, report: Callable[[str], None], *, dry_run: bool = False) -> int:
    """Sends what is due and not yet sent; returns how many mails. With `dry_run` it only reports.

    One mail that fails does not keep the others back. Raises UnsentError after them.
    """
    sent, unsent = 0, []
    with override("vi"):
        waiting = list(reminders_on(today))
        known = SentReminder.objects.filter(mark__in=[each.mark for each in waiting])
        known_marks = set(known.values_list("mark", flat=True))
        for reminder in waiting:
            if reminder.mark in known_marks or not (dry_run or _claim(reminder)):
                continue
            report(f"{reminder.subject}: {', '.join(reminder.recipients)}")
            try:
                if not dry_run:
                    _send(reminder)
                sent += 1
            except OSError as error:  # smtplib's errors are OSErrors
                unsent.append(f"{reminder.subject}: {error}")
    if unsent:
        raise UnsentError("; ".join(unsent))
    return sent


def _claim(reminder: Reminder) -> bool:
    """Takes the reminder's mark; False where another run has it."""
    try:
        with transaction.atomic():
            SentReminder.objects.create(mark=reminder.mark, recipients=", ".join(reminder.recipients))
    except IntegrityError:
        return False
    return True


def _send(reminder: Reminder) -> None:
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
