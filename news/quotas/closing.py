"""Closing a month: its numbers are frozen with who, when and a fingerprint; what changes later is shown as such."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from news.models import ArticlePage
from news.quotas.counting import Ledger, open_ledger
from news.quotas.evidence import Evidence, content_of, gather
from news.quotas.frozen import digest, fingerprint, freeze
from news.quotas.models import ClosedAccount, ClosedArticle, ClosedMonth, FirstPublication
from news.quotas.periods import Period
from news.quotas.recording import local_day
from news.quotas.rules import DAY, Account


class ClosingRefusedError(Exception):
    """The month cannot be closed or opened again; the message says why, to its reader."""


@dataclass(frozen=True)
class Change:
    """What happened to an article of a closed month after the closing."""

    title: str
    what: str
    url: str = ""


def first_closing_day(ledger: Ledger) -> datetime.date:
    """The first day on which the ledger's month can be closed: when it is over, and all days of grace with it."""
    month = ledger.window
    ending = [account.deadline for account in ledger.accounts if account.period.last == month.last]
    return max([month.last, *ending]) + DAY


def close_month(month: Period, user, today: datetime.date | None = None) -> ClosedMonth:
    """Freezes the accounts of all periods that end with the month. Raises ClosingRefusedError."""
    ledger = open_ledger(month, today)
    opens = first_closing_day(ledger)
    if ledger.today < opens:
        words = {"month": month, "day": date_format(opens, "d/m/Y")}
        raise ClosingRefusedError(_("Chưa khóa được sổ %(month)s; khóa được từ ngày %(day)s.") % words)
    accounts = [account for account in ledger.accounts if account.period.last == month.last and not account.closed]
    try:
        with transaction.atomic():
            return _store(month, user, ledger, accounts)
    except IntegrityError:
        raise ClosingRefusedError(_("Sổ %(month)s đã được khóa trước đó.") % {"month": month}) from None


def _store(month: Period, user, ledger: Ledger, accounts: list[Account]) -> ClosedMonth:
    closing = ClosedMonth.objects.create(
        first_day=month.first, closed_at=timezone.now(), closed_by=user, closed_by_name=name_of(user)
    )
    articles = _store_articles(closing, {key for account in accounts for key in account.counted})
    rows = [_account_row(account, ledger) for account in accounts]
    stored = ClosedAccount.objects.bulk_create(
        ClosedAccount(
            closing=closing,
            rule_id=account.rule,
            unit_id=account.unit,
            first_day=account.period.first,
            last_day=account.period.last,
            owed=account.owed,
            done=account.done,
            row=row,
        )
        for account, row in zip(accounts, rows, strict=True)
    )
    link = ClosedAccount.articles.through
    link.objects.bulk_create(
        link(closedaccount=account, closedarticle=articles[key])
        for account in stored
        for key in account.row["counted"]
        if key in articles
    )
    closing.fingerprint = fingerprint([*rows, *(article.row for article in articles.values())])
    closing.save(update_fields=["fingerprint"])
    log(closing, "news.quota.close", user=user, data={"month": month.code, "fingerprint": closing.fingerprint})
    return closing


def _account_row(account: Account, ledger: Ledger) -> dict:
    """The account with its names: a rule or unit that is renamed later keeps the name of that day here."""
    rule = ledger.rules[account.rule]
    names = {"rule_name": rule.name, "document": rule.document, "unit_name": ledger.units[account.unit].name}
    return {**freeze(account), **names, "standing": ledger.standing(account).value}


def _store_articles(closing: ClosedMonth, keys: set[int]) -> dict[int, ClosedArticle]:
    stored = (_closed_article(closing, evidence) for evidence in gather(keys))
    return {article.page_key: article for article in ClosedArticle.objects.bulk_create(stored, batch_size=100)}


def _closed_article(closing: ClosedMonth, evidence: Evidence) -> ClosedArticle:
    page = evidence.article
    return ClosedArticle(
        closing=closing,
        page_key=page.pk,
        page_id=page.pk,
        url_path=page.url_path,
        last_published_at=page.last_published_at,
        row=evidence.row,
        content=evidence.content,
    )


def name_of(user) -> str:
    """How a person is named in the books, which outlive accounts."""
    return (user.get_full_name() or user.get_username()) if user else _("Hệ thống")


def reopen(closing: ClosedMonth, user, reason: str) -> None:
    """Opens the month again; its frozen numbers stay for the record. Raises ClosingRefusedError."""
    values = {"reopened_at": timezone.now(), "reopened_by_name": name_of(user), "reopening_reason": reason}
    with transaction.atomic():
        if not ClosedMonth.objects.filter(pk=closing.pk, reopened_at=None).update(**values):
            raise ClosingRefusedError(_("Sổ %(month)s đã được mở lại trước đó.") % {"month": closing.period})
        log(closing, "news.quota.reopen", user=user, data={"month": closing.period.code, "reason": reason})
    closing.refresh_from_db()


def is_intact(closing: ClosedMonth) -> bool:
    """Whether the stored rows and contents are those the fingerprint was taken over."""
    rows = []
    for article in closing.articles.iterator(chunk_size=50):
        if digest(article.content) != article.row["digest"]:
            return False
        rows.append(article.row)
    for account in closing.accounts.all():
        if (account.row["owed"], account.row["done"]) != (account.owed, account.done):
            return False
        rows.append(account.row)
    return fingerprint(rows) == closing.fingerprint


def changes_after(closing: ClosedMonth) -> list[Change]:
    """What happened after the closing to the articles it rests on, and what was added to the month."""
    changes = []
    for closed in closing.articles.select_related("page").order_by("pk").iterator(chunk_size=50):
        if what := _change_of(closed):
            changes.append(Change(closed.row["title"], what, closed.row["url"]))
    known = closing.articles.values("page_key")
    month = closing.period
    added = FirstPublication.objects.filter(day__gte=month.first, day__lte=month.last).exclude(page_key__in=known)
    added = added.filter(recorded_at__gt=closing.closed_at).exclude(unit=None).order_by("moment")
    return changes + [Change(first.title, _("Ghi nhận thêm sau khi khóa sổ")) for first in added]


def _change_of(closed: ClosedArticle) -> str:
    """The change in words, or nothing."""
    page = closed.page
    if page is None:
        return _("Đã xóa")
    if not page.live and not page.expired:
        return _("Đã gỡ khỏi trang")
    changes = []
    if page.url_path != closed.url_path:
        changes.append(_("Đã đổi địa chỉ hoặc chuyển chuyên mục"))
    if page.last_published_at != closed.last_published_at:
        article = ArticlePage.objects.prefetch_related("authors").get(pk=page.pk)
        same = digest(content_of(article)) == closed.row["digest"]
        words = _("Đăng lại ngày %(day)s, nội dung không đổi") if same else _("Nội dung sửa ngày %(day)s")
        changes.append(words % {"day": date_format(local_day(page.last_published_at), "d/m/Y")})
    return "; ".join(changes)
