"""Headings and rows of the Excel sheets: accounts and articles."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from news.models import ArticlePage
from news.quotas.counting import Ledger
from news.quotas.rules import Account
from news.quotas.wording import describe_standing, get_notes


def get_account_headings() -> list[str]:
    return [
        _("Đơn vị"),
        _("Chỉ tiêu"),
        _("Văn bản giao"),
        _("Kỳ"),
        _("Từ ngày"),
        _("Đến ngày"),
        _("Giao"),
        _("Thực hiện"),
        _("Kết quả"),
        _("Hạn cuối"),
        _("Đã khóa sổ"),
        _("Ghi chú"),
    ]


def build_account_cells(ledger: Ledger, account: Account) -> list[Any]:
    rule = ledger.rules[account.rule]
    return [
        ledger.units[account.unit].name,
        rule.name,
        rule.document,
        str(account.period),
        account.period.first,
        account.period.last,
        account.owed,
        account.done,
        describe_standing(account, ledger.today),
        account.deadline,
        _("Có") if account.closed else _("Không"),
        "; ".join(get_notes(account)),
    ]


def get_article_headings() -> list[str]:
    return [
        _("STT"),
        _("Đơn vị"),
        _("Tiêu đề"),
        _("Địa chỉ"),
        _("Đăng lần đầu"),
        _("Tác giả"),
        _("Thể loại"),
        _("Chuyên mục"),
        _("Số chữ"),
        _("Lượt xem"),
        _("Mã băm SHA-256"),
    ]


def build_article_cells(number: int, row: dict) -> list[Any]:
    kinds = dict(ArticlePage.Kind.choices)
    published = datetime.datetime.fromisoformat(row["first_published"])
    return [
        number,
        row["unit"],
        row["title"],
        row["url"],
        published,
        ", ".join(row["authors"]),
        str(kinds.get(row["kind"], row["kind"])),
        row["column"],
        row["words"],
        row["views"],
        row.get("digest", ""),
    ]
