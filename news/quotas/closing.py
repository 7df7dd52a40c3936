"""Closing a month freezes its numbers with a fingerprint; later changes are shown separately."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from news.models import ArticlePage
from news.quotas.counting import Ledger, build_ledger
from news.quotas.evidence import Evidence, find_evidence, get_content
from news.quotas.frozen import build_row, make_digest, make_fingerprint
from news.quotas.models import ClosedAccount, ClosedArticle, ClosedMonth, FirstPublication
from news.quotas.periods import Period
from news.quotas.recording import get_local_day
from news.quotas.rules import DAY, Account


class ClosingRefusedError(Exception):
    """The month cannot be closed or reopened; the message tells the user why."""


@dataclass(frozen=True)
class ArticleChange:
    """A change to an article of a closed month after the closing."""

    title: str
    what: str
    url: str = ""


def get_first_closing_day(ledger: Ledger) -> datetime.date:
    """The first day on which the ledger's month can be closed: after its end and all days of grace."""
    month = ledger.window
    ending = [account.deadline for account in ledger.accounts if account.period.last == month.last]
    return max([month.last, *ending]) + DAY


def close_month(month: Period, user, today: datetime.date | None = None) -> ClosedMonth:
    """Freezes all accounts whose period ends with the month. Raises ClosingRefusedError."""
    ledger = build_ledger(month, today)
    opens = get_first_closing_day(ledger)
    if ledger.today < opens:
        words = {"month": month, "day": date_format(opens, "d/m/Y")}
        raise ClosingRefusedError(_("Chưa khóa được sổ %(month)s; khóa được từ ngày %(day)s.") % words)
    accounts = [account for account in ledger.accounts if account.period.last == month.last and not account.closed]
    try:
        with transaction.atomic():
            return _store_month(month, user, ledger, accounts)
    except IntegrityError:
        raise ClosingRefusedError(_("Sổ %(month)s đã được khóa trước đó.") % {"month": month}) from None


def _store_month(month: Period, user, ledger: Ledger, accounts: list[Account]) -> ClosedMonth:
    closing = ClosedMonth.objects.create(
        first_day=month.first, closed_at=timezone.now(), closed_by=user, closed_by_name=get_person_name(user)
    )
    articles = _store_articles(closing, {key for account in accounts for key in account.counted})
    rows = [_build_account_row(account, ledger) for account in accounts]
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
    closing.fingerprint = make_fingerprint([*rows, *(article.row for article in articles.values())])
    closing.save(update_fields=["fingerprint"])
    log(closing, "news.quota.close", user=user, data={"month": month.code, "fingerprint": closing.fingerprint})
    return closing


def _build_account_row(account: Account, ledger: Ledger) -> dict:
    """The account with the names of rule and unit on that day, which may be renamed later."""
    rule = ledger.rules[account.rule]
    names = {"rule_name": rule.name, "document": rule.document, "unit_name": ledger.units[account.unit].name}
    return {**build_row(account), **names, "standing": ledger.get_standing(account).value}


def _store_articles(closing: ClosedMonth, keys: set[int]) -> dict[int, ClosedArticle]:
    stored = (_make_closed_article(closing, evidence) for evidence in find_evidence(keys))
    return {article.page_key: article for article in ClosedArticle.objects.bulk_create(stored, batch_size=100)}


def _make_closed_article(closing: ClosedMonth, evidence: Evidence) -> ClosedArticle:
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


def get_person_name(user) -> str:
    """The user's name as stored in closings, which outlive user accounts."""
    return (user.get_full_name() or user.get_username()) if user else _("Hệ thống")


def reopen_month(closing: ClosedMonth, user, reason: str) -> None:
    """Reopens the month; its frozen numbers are kept. Raises ClosingRefusedError."""
    values = {"reopened_at": timezone.now(), "reopened_by_name": get_person_name(user), "reopening_reason": reason}
    with transaction.atomic():
        if not ClosedMonth.objects.filter(pk=closing.pk, reopened_at=None).update(**values):
            raise ClosingRefusedError(_("Sổ %(month)s đã được mở lại trước đó.") % {"month": closing.period})
        log(closing, "news.quota.reopen", user=user, data={"month": closing.period.code, "reason": reason})
    closing.refresh_from_db()


def is_intact(closing: ClosedMonth) -> bool:
    """Whether the stored rows and contents still match the fingerprint."""
    rows = []
    for article in closing.articles.iterator(chunk_size=50):
        if make_digest(article.content) != article.row["digest"]:
            return False
        rows.append(article.row)
    for account in closing.accounts.all():
        if (account.row["owed"], account.row["done"]) != (account.owed, account.done):
            return False
        rows.append(account.row)
    return make_fingerprint(rows) == closing.fingerprint


def find_changes(closing: ClosedMonth) -> list[ArticleChange]:
    """Changes after the closing to its articles, and articles added to the month."""
    changes = []
    for closed in closing.articles.select_related("page").order_by("pk").iterator(chunk_size=50):
        if what := _describe_change(closed):
            changes.append(ArticleChange(closed.row["title"], what, closed.row["url"]))
    known = closing.articles.values("page_key")
    month = closing.period
    added = FirstPublication.objects.filter(day__gte=month.first, day__lte=month.last).exclude(page_key__in=known)
    added = added.filter(recorded_at__gt=closing.closed_at).exclude(unit=None).order_by("moment")
    return changes + [ArticleChange(first.title, _("Ghi nhận thêm sau khi khóa sổ")) for first in added]


def _describe_change(closed: ClosedArticle) -> str:
    """The change in words; empty if there is none."""
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
        same = make_digest(get_content(article)) == closed.row["digest"]
        words = _("Đăng lại ngày %(day)s, nội dung không đổi") if same else _("Nội dung sửa ngày %(day)s")
        changes.append(words % {"day": date_format(get_local_day(page.last_published_at), "d/m/Y")})
    return "; ".join(changes)
