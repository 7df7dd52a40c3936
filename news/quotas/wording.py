"""Accounts in words: standing, days left, reasons for reductions."""

from __future__ import annotations

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from news.quotas.counting import Ledger
from news.quotas.periods import Cycle
from news.quotas.rules import Account, Rule, Standing, count_days_left, find_standing

STANDINGS = {
    Standing.MET: pgettext_lazy("chỉ tiêu", "Đạt"),
    Standing.EXCEEDED: pgettext_lazy("chỉ tiêu", "Vượt"),
    Standing.MISSED: pgettext_lazy("chỉ tiêu", "Chưa đạt"),
    Standing.DUE: pgettext_lazy("chỉ tiêu", "Còn hạn"),
    Standing.EXEMPT: pgettext_lazy("chỉ tiêu", "Được miễn"),
    Standing.FUTURE: pgettext_lazy("chỉ tiêu", "Chưa đến kỳ"),
}
AMOUNTS = {
    Cycle.MONTH: gettext_lazy("ít nhất %(minimum)s tin, bài mỗi tháng"),
    Cycle.QUARTER: gettext_lazy("ít nhất %(minimum)s tin, bài mỗi quý"),
    Cycle.HALF: gettext_lazy("ít nhất %(minimum)s tin, bài mỗi 6 tháng"),
    Cycle.YEAR: gettext_lazy("ít nhất %(minimum)s tin, bài mỗi năm"),
}


def describe_standing(account: Account, today: datetime.date) -> str:
    """`Đạt`, `Còn 9 ngày`, `Hạn cuối hôm nay` …"""
    found = find_standing(account, today)
    if found is not Standing.DUE:
        return str(STANDINGS[found])
    left = count_days_left(account, today)
    if left == 0:
        return _("Hạn cuối hôm nay")
    return ngettext("Còn %(days)s ngày", "Còn %(days)s ngày", left) % {"days": left}


def describe_amount(rule: Rule) -> str:
    """`ít nhất 01 tin, bài mỗi tháng`, as in official documents."""
    return str(AMOUNTS[rule.cycle]) % {"minimum": f"{rule.minimum:02}"}


def describe_reduction(account: Account) -> str:
    """Why less than the minimum is owed: exemptions or a part of the period; empty if nothing is reduced."""
    if account.reasons:
        return "; ".join(account.reasons)
    if account.bound_days < account.period.days:
        words = {"bound": account.bound_days, "days": account.period.days}
        return _("Tính %(bound)s/%(days)s ngày của kỳ") % words
    return ""


def get_notes(account: Account) -> list[str]:
    """Remarks: reductions, scheduled articles, days of grace used, changes after closing."""
    found = [describe_reduction(account)] if describe_reduction(account) else []
    if account.coming:
        found.append(
            ngettext("%(count)s bài đã hẹn giờ", "%(count)s bài đã hẹn giờ", account.coming) % {"count": account.coming}
        )
    if late := len(account.borrowed):
        found.append(
            ngettext("%(count)s bài trong thời gian gia hạn", "%(count)s bài trong thời gian gia hạn", late)
            % {"count": late}
        )
    if account.changes:
        found.append(
            ngettext("%(count)s thay đổi sau khi khóa sổ", "%(count)s thay đổi sau khi khóa sổ", account.changes)
            % {"count": account.changes}
        )
    return found


def write_sentence(ledger: Ledger, account: Account) -> str:
    """`Sở Nội vụ: 0/1 tin, bài tháng 11/2026, còn 9 ngày`."""
    words = describe_standing(account, ledger.today)
    return _("%(unit)s: %(done)s/%(owed)s tin, bài %(period)s, %(standing)s") % {
        "unit": ledger.units[account.unit].name,
        "done": account.done,
        "owed": account.owed,
        "period": account.period,
        "standing": words[:1].lower() + words[1:],
    }


def format_day(day: datetime.date) -> str:
    return date_format(day, "d/m/Y")
