"""The evidence pack: a ZIP of the covering report, the Excel list, and every article as a page that needs no site.

Articles are read, written and forgotten a few at a time, and the ZIP is sent as it grows: a year of all units takes no
more memory than one unit. Names and times inside are those of the evidence, so equal evidence makes equal files.
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
from news.quotas.evidence import gather
from news.quotas.models import ClosedAccount, ClosedArticle, ClosedMonth
from news.quotas.offline import offline_article
from news.quotas.periods import Period
from news.quotas.rules import Account
from news.quotas.spreadsheets import account_cells, account_headings, article_cells, article_headings
from news.quotas.wording import amount, notes, standing_words

File = tuple[str, bytes]
BLOCK = 64 * 1024  # bytes sent at a time


@dataclass(frozen=True)
class Subject:
    """What a pack is about: one unit in one period, with the accounts of all that ends in it."""

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


def unit_files(subject: Subject) -> Iterator[File]:
    """The files of one unit's pack, made one by one; last their checksums."""
    sums, rows = [], []

    def counted(file: File) -> File:
        sums.append(f"{hashlib.sha256(file[1]).hexdigest()}  {file[0]}\n")
        return file

    for number, (row, content) in enumerate(evidence_of(subject.accounts), start=1):
        rows.append(row)
        name = f"bai-viet/{number:03}-{content['slug'][:80]}"
        page = offline_article(row, content)
        yield counted((f"{name}.html", page.encode()))
        if pdf := as_pdf(page):
            yield counted((f"{name}.pdf", pdf))
    yield counted(("danh-sach.xlsx", _list(subject, rows)))
    report = covering_report(subject, rows)
    yield counted(("bao-cao.html", report.encode()))
    if pdf := as_pdf(report):
        yield counted(("bao-cao.pdf", pdf))
    yield "SHA256SUMS.txt", "".join(sums).encode()


def year_files(ledger: Ledger, period: Period, progress: Callable[[int, int, str], None]) -> Iterator[File]:
    """The packs of all units with accounts, each in its own folder; `progress` is told of each unit begun."""
    units = [key for key in ledger.units if any(account.unit == key for account in ledger.accounts)]
    for number, unit in enumerate(units, start=1):
        subject = Subject(ledger, unit, period)
        progress(number, len(units), ledger.units[unit].name)
        for name, content in unit_files(subject):
            yield f"{subject.folder}/{name}", content


def evidence_of(accounts: list[Account]) -> Iterator[tuple[dict, dict]]:
    """Row and content of each article that counts, once, closed accounts first; closed ones as they were closed."""
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
    for evidence in gather(open_keys):
        yield evidence.row, evidence.content


def _list(subject: Subject, rows: list[dict]) -> bytes:
    accounts = (account_cells(subject.ledger, account) for account in subject.accounts)
    articles = (article_cells(number, row) for number, row in enumerate(rows, start=1))
    return build_workbook(
        [(_("Kết quả"), account_headings(), accounts), (_("Danh mục tin, bài"), article_headings(), articles)]
    )


def covering_report(subject: Subject, rows: list[dict]) -> str:
    """The report that the unit signs and hands in, as a page to print."""
    ledger = subject.ledger
    lines = [
        {
            "account": account,
            "rule": ledger.rules[account.rule],
            "amount": amount(ledger.rules[account.rule].rule),
            "standing": standing_words(account, ledger.today),
            "notes": notes(account),
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
        "articles": [article_cells(number, row) for number, row in enumerate(rows, start=1)],
        "closings": months,
        "made_at": timezone.now(),
        "site": settings.WAGTAIL_SITE_NAME,
    }
    return drop_forbidden(render_to_string("quotas/covering_report.html", context))


def as_pdf(page: str) -> bytes | None:
    """The page as PDF where weasyprint is installed, else None. Raises NoPdfNow when it is too much for weasyprint."""
    return make_with_weasyprint(page) if can_make_pdf() else None


class _Pipe:
    """What a ZIP is written to: bytes wait here until they are taken."""

    def __init__(self):
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        self._waiting += data
        return len(data)

    def flush(self) -> None:
        """Nothing to do: what is written waits to be taken."""

    def take(self, at_least: int = 0) -> bytes:
        """All that waits, or nothing while it is less than `at_least`."""
        if len(self._waiting) < max(at_least, 1):
            return b""
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken


def zipped(files: Iterable[File]) -> Iterator[bytes]:
    """The ZIP of the files, in pieces as it grows."""
    pipe = _Pipe()
    moment = timezone.localtime().timetuple()[:6]
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, moment), content, zipfile.ZIP_DEFLATED)
            if piece := pipe.take(BLOCK):
                yield piece
    if piece := pipe.take():
        yield piece
