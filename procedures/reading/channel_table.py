"""The portal's table of channels: way, time limit, fees and a description, row after row without a separator.

    rows = (way time fee* description?)*
    time = number unit | number | "Không có thông tin" | words
    fee  = ("Miễn phí" | "Không có thông tin" | "Không quy định" | amount currency ("/" per)?) ("(" note ")")?

A row begins wherever a way meets its time without a blank, whatever stands before it: the description of the row above
may end with a full stop and a blank, or with a line break. Words are a time only if a fee follows them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from procedures.reading import values
from procedures.reading.cells import (
    CURRENCY,
    FREE,
    LOWER,
    MONEY,
    MONEY_BY_HAND,
    NOT_SET,
    NOTHING,
    UNIT,
    UPPER,
    WAY,
    split_bracket,
)
from procedures.reading.choices import FeeKind, FeeState
from procedures.reading.remarks import Remark, RemarkKind

HEAD = "Hình thức nộpThời gianPhí, lệ phíMô tả"
FIELD = "cach_thuc_thuc_hien"

# "Không quy định" is the whole cell only where nothing goes on behind it.
_NOT_SET = rf"{NOT_SET}(?=$|[(\n]|[^\s{LOWER}.,;])"
_PER = rf"(?: ?/ ?[{LOWER}]+(?: [{LOWER}]+){{0,3}})?"
_FEE = re.compile(rf"{FREE}|{NOTHING}|{_NOT_SET}|{MONEY}|(?P<by_hand>{MONEY_BY_HAND})(?P<per>{_PER})")
_IN_WORDS = rf"(?=[{UPPER}\d])(?:(?!{WAY}|{FREE}|{NOTHING}).)"
_DAYS = r"(?i:ngày làm việc|giờ làm việc|ngày|giờ|tháng|năm)"
_TIME = "|".join(
    (
        rf"\d{{1,4}}(?:[.,]\d{{1,2}})? ?{_DAYS} ?\([^()]{{1,200}}\)(?=\s*(?:{FREE}|{NOTHING}|{_NOT_SET}|{MONEY}))",
        rf"\d{{1,4}}(?:[.,]\d{{1,2}})? ?{UNIT}",
        rf"\d{{1,4}}(?:[.,]\d{{1,2}})? ?{_DAYS}(?=\s*(?:{FREE}|{NOTHING}|{_NOT_SET}|{MONEY_BY_HAND}))",
        rf"\d{{1,4}}(?={FREE}|{NOTHING}|{_NOT_SET})",
        NOTHING,
        rf"{NOT_SET}(?=\s*(?:{FREE}|{NOTHING}|{_NOT_SET}|{MONEY}))",
        rf"(?={FREE})",
        rf"(?!\d[\d.,]* ?{CURRENCY}){_IN_WORDS}{{1,200}}?(?=(?<=[^\s(]){FREE}|{NOTHING}|(?<=[^\W\d]){MONEY})",
        rf"{_IN_WORDS}{{1,40}}? (?={FREE})",
    )
)
_ROW = re.compile(rf"(?P<way>{WAY})(?P<time>{_TIME})")
# "120 VNĐ" is 1 and 20, or 12 and 0.
_RUN_TOGETHER = re.compile(rf"(?P<way>{WAY})(?=\d[\d.,]* ?{CURRENCY})")
# A way that meets words which no fee ends: nobody can tell whether they are a time or a description.
_NO_FEE = re.compile(rf"(?:^|(?<=\S))(?P<way>{WAY})(?=[{UPPER}])")
_NO_FEE_BEHIND_NUMBER = re.compile(rf"(?P<way>{WAY})(?=\d)")
_STARTS = (
    (_ROW, None),
    (_RUN_TOGETHER, RemarkKind.TIME_AND_FEE),
    (_NO_FEE, RemarkKind.CELLS),
    (_NO_FEE_BEHIND_NUMBER, RemarkKind.CELLS),
)
# What stands where the fee should: a share, or a sum in words.
_SUM_IN_WORDS = re.compile(
    rf"\d+(?:[.,]\d+)? ?%|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười)\b[{LOWER} ,]{{0,60}}?"
    r"(?:trăm|nghìn|ngàn|triệu|tỷ)\b[^.;(\n]{0,40}?\bđồng\b"
)
_TIME_WITH_BRACKET = re.compile(r"(?P<time>[^()]+?)\s*(?P<bracket>\(.*\))")
_FEE_IN_WORDS = re.compile(r"(?:phí|mức thu|mức giá)\W[^.;\n]{0,80}?[1-9][\d.,]* ?(?:đồng|đ\b|vnđ|triệu)", re.I)


def read_channels(text: str) -> tuple[list[dict[str, Any]], list[Remark]]:
    """The rows of the table, and what about them is doubtful."""
    text = text.removeprefix(HEAD)
    starts = _find_starts(text)
    first = starts[0][0].start() if starts else len(text)
    remarks = [Remark(RemarkKind.UNPLACED, FIELD, words)] if (words := values.parse_text(text[:first])) else []
    rows = []
    ends = [*(found.start() for found, _kind in starts[1:]), len(text)]
    for (found, kind), end in zip(starts, ends, strict=False):
        rest = text[found.end() : end]
        rows.append(_make_unclear_row(found["way"], rest, kind) if kind else _make_row(found, rest))
        if kind:
            remarks.append(Remark(kind, FIELD, found["way"] + rest))
    return rows, remarks


def _find_starts(text: str) -> list[tuple[re.Match, RemarkKind | None]]:
    """Where rows begin, in order; the first pattern that knows a place wins."""
    found = {}
    for pattern, kind in _STARTS:
        for match in pattern.finditer(text):
            found.setdefault(match.start(), (match, kind))
    return [found[place] for place in sorted(found)]


def _make_unclear_row(way: str, rest: str, kind: RemarkKind) -> dict[str, Any]:
    """The row with all but the way as it stands. Where a currency is written, it is certain that money is due."""
    state = FeeState.STATED if kind == RemarkKind.TIME_AND_FEE else FeeState.UNKNOWN
    unknown = {"time_amount": None, "time_unit": "", "time_text": ""}
    row = {"fee_state": state.value, "description": values.parse_text(rest), "fees": []}
    return {"way": values.parse_way(way), **unknown, **row}


def _make_row(start: re.Match, rest: str) -> dict[str, Any]:
    fees, said_free, rest = _read_fees(rest)
    if not fees and not said_free and (found := _SUM_IN_WORDS.match(rest)):
        fees, rest = [values.parse_fee("", note=found[0])], rest[found.end() :]
    description = values.parse_text(rest)
    state = values.parse_fee_state(fees, said_free)
    if state == FeeState.FREE and _FEE_IN_WORDS.search(description):
        state, fees = FeeState.STATED.value, fees or [_make_free_fee("")]
    return {
        "way": values.parse_way(start["way"]),
        **_read_time(start["time"]),
        "fee_state": state,
        "description": description,
        "fees": fees,
    }


def _read_time(written: str) -> dict[str, Any]:
    """ "05 ngày làm việc (kể từ ngày nhận đủ hồ sơ)": the limit, and what is said of it."""
    if found := _TIME_WITH_BRACKET.fullmatch(written):
        limit = values.parse_time_limit(found["time"])
        if limit["time_amount"] is not None:
            return limit | {"time_text": values.parse_text(found["bracket"])}
    return values.parse_time_limit(written)


def _read_fees(text: str) -> tuple[list[dict], bool, str]:
    """The fees at the head of the text, whether it says "Miễn phí", and what follows them."""
    fees, said_free = [], False
    while found := _FEE.match(text):
        note, text = split_bracket(text[found.end() :])
        note = values.parse_text(note)
        if found[0] == NOT_SET:
            fees.append(values.parse_fee("", note="\n".join(filter(None, [NOT_SET, note]))))
        elif found[0] == FREE:
            said_free = True
            if note:
                fees.append(_make_free_fee(note))
        elif found[0] != NOTHING:
            per = (found["per"] or "").strip()
            fees.append(_sum(found["by_hand"] or found[0], "\n".join(filter(None, [per, note]))))
        elif note:
            fees.append(values.parse_fee("", note=note))
    return fees, said_free, text


def _make_free_fee(note: str) -> dict:
    return {"kind": FeeKind.ANY.value, "amount": 0, "currency": "đồng", "note": note}


def _sum(written: str, note: str) -> dict:
    currency = "USD" if re.search("USD|Mỹ", written) else "EUR" if re.search("EUR|Euro", written) else "đồng"
    number = re.match(r"[\d., ]*\d", written)[0].replace(" ", "")
    cents = re.fullmatch(r"(.+)\.(\d{1,2})", number)
    fee = values.parse_fee(cents[1] if cents else number, note=note, currency=currency)
    if cents and int(cents[2]):
        fee["amount"] = str(Decimal(f"{fee['amount']}.{cents[2]}").normalize())
    return fee
