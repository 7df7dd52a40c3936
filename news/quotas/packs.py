"""The evidence pack: a ZIP with the covering report, the Excel list and every article as an HTML file.

Articles are read a few at a time and the ZIP is streamed, so a year of all units needs no more memory than one unit.
Names inside depend only on the evidence, so equal evidence gives equal files.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from foundations.page_copies.pdf_files import can_make_pdf, make_with_weasyprint
from foundations.spreadsheets.writing import build_workbook
from foundations.vietnamese.characters import drop_forbidden
from news.quotas.counting import Ledger
from news.quotas.evidence import find_evidence
from news.quotas.models import ClosedAccount, ClosedArticle, ClosedMonth
from news.quotas.offline import render_offline_article
from news.quotas.periods import Period
from news.quotas.rules import Account
from news.quotas.spreadsheets import (
    build_account_cells,
    build_article_cells,
    get_account_headings,
    get_article_headings,
)
from news.quotas.wording import describe_amount, describe_standing, get_notes

PackFile = tuple[str, bytes]
BLOCK_SIZE = 64 * 1024  # bytes, of the stream


@dataclass(frozen=True)
class PackSubject:
    """One unit in one period; `accounts` are those whose period ends in it."""

    ledger: Ledger
    unit: int
    period: Period

    @property
    def accounts(self) -> list[Account]:
        accounts = [account for account in self.ledger.accounts if account.unit == self.unit]
        ending = [account for account in accounts if self.period.first <= account.period.last <= self.period.last]
        return sorted(ending, key=lambda account: (account.period.first, account.rule))

    @property
    def folder(self) -> str:
        return f"{self.ledger.units[self.unit].slug}-{self.period.code}"


def make_unit_files(subject: PackSubject) -> Iterator[PackFile]:
    """The files of one unit's pack, one by one; checksums last."""
    sums, rows = [], []

    def counted(file: PackFile) -> PackFile:
        sums.append(f"{hashlib.sha256(file[1]).hexdigest()}  {file[0]}\n")
        return file

    for number, (row, content) in enumerate(find_evidence_of(subject.accounts), start=1):
        rows.append(row)
        name = f"bai-viet/{number:03}-{content['slug'][:80]}"
        page = render_offline_article(row, content)
        yield counted((f"{name}.html", page.encode()))
        if pdf := make_pdf(page):
            yield counted((f"{name}.pdf", pdf))
    yield counted(("danh-sach.xlsx", _make_workbook(subject, rows)))
    report = render_covering_report(subject, rows)
    yield counted(("bao-cao.html", report.encode()))
    if pdf := make_pdf(report):
        yield counted(("bao-cao.pdf", pdf))
    yield "SHA256SUMS.txt", "".join(sums).encode()


def make_year_files(ledger: Ledger, period: Period, progress: Callable[[int, int, str], None]) -> Iterator[PackFile]:
    """The packs of all units with accounts, each in a folder.

    `progress(number, total, name)` is called for each unit.
    """
    units = [key for key in ledger.units if any(account.unit == key for account in ledger.accounts)]
    for number, unit in enumerate(units, start=1):
        subject = PackSubject(ledger, unit, period)
        progress(number, len(units), ledger.units[unit].name)
        for name, content in make_unit_files(subject):
            yield f"{subject.folder}/{name}", content


def find_evidence_of(accounts: list[Account]) -> Iterator[tuple[dict, dict]]:
    """(row, content) of each counted article, once; those of closed accounts first, as frozen."""
    seen: set[int] = set()
    closed = [account for account in accounts if account.closed]
    for account in closed:
        stored = ClosedArticle.objects.filter(
            accounts__in=ClosedAccount.objects.filter(
                rule=account.rule, unit=account.unit, last_day=account.period.last, closing__reopened_at=None
            )
        )
        for article in stored.order_by("pk").iterator(chunk_size=20):
            if article.page_key not in seen:
                seen.add(article.page_key)
                yield article.row, article.content
    open_keys = {key for account in accounts if not account.closed for key in account.counted} - seen
    for evidence in find_evidence(open_keys):
        yield evidence.row, evidence.content


def _make_workbook(subject: PackSubject, rows: list[dict]) -> bytes:
    accounts = (build_account_cells(subject.ledger, account) for account in subject.accounts)
    articles = (build_article_cells(number, row) for number, row in enumerate(rows, start=1))
    return build_workbook(
        [(_("Kết quả"), get_account_headings(), accounts), (_("Danh mục tin, bài"), get_article_headings(), articles)]
    )


def render_covering_report(subject: PackSubject, rows: list[dict]) -> str:
    """The report that the unit prints and signs, as HTML."""
    ledger = subject.ledger
    lines = [
        {
            "account": account,
            "rule": ledger.rules[account.rule],
            "amount": describe_amount(ledger.rules[account.rule].rule),
            "standing": describe_standing(account, ledger.today),
            "notes": get_notes(account),
        }
        for account in subject.accounts
    ]
    months = ClosedMonth.objects.filter(
        reopened_at=None, first_day__gte=subject.period.first, first_day__lte=subject.period.last
    ).order_by("first_day")
    context = {
        "unit": ledger.units[subject.unit],
        "period": subject.period,
        "lines": lines,
        "articles": [build_article_cells(number, row) for number, row in enumerate(rows, start=1)],
        "closings": months,
        "made_at": timezone.now(),
        "site": settings.WAGTAIL_SITE_NAME,
    }
    return drop_forbidden(render_to_string("quotas/covering_report.html", context))


def make_pdf(page: str) -> bytes | None:
    """The page as PDF; None without weasyprint. Raises NoPdfNow if weasyprint cannot take it now."""
    return make_with_weasyprint(page) if can_make_pdf() else None


class _ZipBuffer:
    """A write-only file for `zipfile`; written bytes wait until they are taken."""

    def __init__(self):
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        self._waiting += data
        return len(data)

    def flush(self) -> None:
        """Required by `zipfile`; does nothing."""

    def take(self, at_least: int = 0) -> bytes:
        """All waiting bytes; empty while there are fewer than `at_least`."""
        if len(self._waiting) < max(at_least, 1):
            return b""
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken


def make_zip(files: Iterable[PackFile]) -> Iterator[bytes]:
    """The ZIP of the files, in pieces."""
    pipe = _ZipBuffer()
    moment = timezone.localtime().timetuple()[:6]
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, moment), content, zipfile.ZIP_DEFLATED)
            if piece := pipe.take(BLOCK_SIZE):
                yield piece
    if piece := pipe.take():
        yield piece
