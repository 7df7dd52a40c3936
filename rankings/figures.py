"""Figures as documents print them: read into numbers to compute with, kept as text to show and to give back.

The text keeps what a number loses: how many decimals were published, and "N/A". It has a decimal point whatever
the source used; `shown` writes it with the sign of the reader's language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _

from foundations.vietnamese.folding import fold
from foundations.vietnamese.normalisation import make_one_line

MAX_FIGURE = 1_000_000  # no index known has a score beyond 1,000; what is larger is a slip or an attack
MAX_LENGTH = 40  # characters; the longest real figure found has 18
NOT_PUBLISHED = {"n a", "na", "khong cong bo", "chua cong bo", "khong co so lieu", "khong xep hang", "khong danh gia"}
ERRORS = {"#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}  # of spreadsheets
MAX_DIGITS = 15  # significant ones that a spreadsheet shows; what is beyond is the tail of a computed number
DASHES = {"-", "–", "—", "…", "..."}

_number = re.compile(r"([+-]?)(\d+)(?:[.,](\d+))?")
_grouped = re.compile(r"([+-]?)(\d{1,3}(?:\.\d{3})+),(\d+)|([+-]?)(\d{1,3}(?:,\d{3})+)\.(\d+)")


class NotAFigure(ValueError):
    """The text is no figure; the message says why, for whoever sees the cell."""


@dataclass(frozen=True)
class Figure:
    """What a cell says: `text` with a decimal point, and the number. Text without number: "not published"."""

    text: str = ""
    value: float | None = None


EMPTY = Figure()


def parse_figure(cell: str) -> Figure:
    """The figure a cell holds. Empty: nothing is known. "N/A": known not to be published. Raises NotAFigure."""
    text = make_one_line(cell)
    if not text:
        return EMPTY
    if text.upper() in ERRORS:
        raise NotAFigure(_("là lỗi của bảng tính, không phải số liệu"))
    if text in DASHES or fold(text) in NOT_PUBLISHED:
        return Figure("N/A")
    if len(text) > MAX_LENGTH:
        raise NotAFigure(_("dài quá %(number)s ký tự") % {"number": MAX_LENGTH})
    plain = text.replace("−", "-").removesuffix("%").replace(" ", "")
    if match := _grouped.fullmatch(plain):
        sign, whole, decimals = [part for part in match.groups() if part is not None]
        plain = f"{sign}{re.sub('[.,]', '', whole)}.{decimals}"
    match = _number.fullmatch(plain)
    if match is None or not plain.isascii():
        raise NotAFigure(_("không phải là số"))
    sign, whole, decimals = match.groups()
    if len(whole.lstrip("0")) > len(str(MAX_FIGURE)) or float(f"{whole}.{decimals or 0}") > MAX_FIGURE:
        raise NotAFigure(
            _("số lớn bất thường (quá %(number)s)") % {"number": formats.number_format(MAX_FIGURE, force_grouping=True)}
        )
    text = f"{'-' if sign == '-' else ''}{whole.lstrip('0') or '0'}{'.' + decimals if decimals else ''}"
    return Figure(text, float(text))


def parse_score(cell: str) -> tuple[Figure, Figure]:
    """The score and, if the cell writes `88,5/96`, its maximum. Raises NotAFigure."""
    score, slash, maximum = make_one_line(cell).partition("/")
    if slash and fold(cell) not in NOT_PUBLISHED and not cell.startswith("#"):
        return parse_figure(score), parse_figure(maximum)
    return parse_figure(cell), EMPTY


def parse_rank(cell: str) -> Figure:
    """The place a cell states: `37`, `37.0` of a spreadsheet, `37/63`. Raises NotAFigure."""
    text = make_one_line(cell)
    if fold(text) in NOT_PUBLISHED or text.startswith("#"):
        return parse_figure(text)
    place, slash, of = text.partition("/")
    figure = parse_figure(place)
    if slash:
        number = parse_figure(of) if of.strip().isdecimal() else EMPTY
        if figure.value is None or number.value is None or number.value < figure.value:
            raise NotAFigure(_("không phải là thứ hạng; chỉ ghi hạng, hoặc hạng trên số đơn vị như 37/63"))
    if figure.value is None:
        return figure
    if figure.value < 1 or figure.value != int(figure.value):
        raise NotAFigure(_("thứ hạng phải là số nguyên từ 1"))
    return Figure(str(int(figure.value)), int(figure.value))


def count_decimals(text: str) -> int:
    """How many decimals the text prints: `92.44` -> 2."""
    return len(text.partition(".")[2])


def format_figure(text: str, decimals: int | None = None) -> str:
    """The text in the reader's language, rounded only if it has more than `decimals`: `41.855675`, 2 -> `41,86`."""
    if not text or text == "N/A":
        return text
    if sum(map(str.isdigit, text)) > MAX_DIGITS:
        text = strip_tail(text)
    if decimals is not None and count_decimals(text) > decimals:
        text = str(round(Decimal(text), decimals))
    return text.replace(".", formats.get_format("DECIMAL_SEPARATOR"))


def strip_tail(text: str) -> str:
    """Rounded to the digits that a spreadsheet shows: `53.653805500000004` -> `53.6538055`."""
    number = Decimal(text)
    rounded = number.quantize(Decimal(1).scaleb(number.adjusted() - MAX_DIGITS + 1)) if number else number
    return f"{rounded:f}".rstrip("0").rstrip(".") if "." in text else text


def format_number(value: float | None, decimals: int = 6) -> str:
    """A computed number as text with a decimal point, at most `decimals`, without closing zeros."""
    if value is None:
        return ""
    text = f"{value:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
