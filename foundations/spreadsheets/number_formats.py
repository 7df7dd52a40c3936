"""Numbers of a workbook as its cells show them: percentages, days, fractions, without rounding errors.

A number means something only with its cell's format: 46033 is a day, 0.5714285714285714 is 57.14 %. The codes are those
of ECMA-376, part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from foundations.spreadsheets.sheets import CellKind

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    37: "#,##0;(#,##0)",
    38: "#,##0;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)",
    44: "#,##0.00",
    48: "##0.0E+0",
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 32), 34, 35, 36, *range(50, 59)), "d/m/yyyy"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 45, 46, 47), "h:mm"),
}
MAX_DIGITS = 15  # significant digits that Excel shows
MAX_TYPED_DIGITS = 12  # significant digits that a person types; more come from computing
MAX_PERCENT_TAIL = 2  # decimals that a person may have typed beyond those that a percentage shows
MAX_EXPONENT = 30

# Parts of a code that do not depend on the number: quoted text, escaped letters, colours, blanks.
_literal = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.I)
_token = re.compile(
    r'"(?P<text>[^"]*)"?|\\(?P<letter>.)|_.|\*.|\[\$(?P<currency>[^-\]]*)[^\]]*\]|\[[^\]]*\]|(?P<sign>.)'
)
_condition = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
_section = re.compile(r'((?:"[^"]*"?|\\.|\[[^\]]*\]|[^;])*)(?:;|$)')


class NumberFormat(NamedTuple):
    """How a number is shown. `decimals`: None for all; `hundreds`: number of percent signs; `suffix`: text after it;
    `thousands`: how often it is divided by 1,000; `digits`: filled up with zeros to so many."""

    kind: CellKind | None = None
    decimals: int | None = None
    hundreds: int = 0
    suffix: str = ""
    thousands: int = 0
    digits: int = 0


class ShownNumber(NamedTuple):
    """`text` with a decimal point; `is_rounded`: decimals were left out; `suffix`: what the format writes after it."""

    text: str
    kind: CellKind | None = None
    is_rounded: bool = False
    suffix: str = ""


@lru_cache(maxsize=500)
def parse_format(code: str) -> NumberFormat:
    """Parses one section of a format code such as `0.00%`."""
    bare = _literal.sub("", code).lower().replace("general", "")
    if re.search(r"[ymdhs]", bare):
        return NumberFormat(CellKind.DAY if re.search(r"[yd]|m{3}", bare) else CellKind.TIME)
    if re.search(r"[?#0]\s*/\s*[?#\d]", bare):
        return NumberFormat(CellKind.FRACTION)
    if not re.search(r"[0#?]", bare):
        return NumberFormat(hundreds=bare.count("%"), suffix=find_suffix(code))
    decimals = re.search(r"\.([0#?]*)", bare)
    has_exponent = bool(re.search(r"e[+-]", bare))
    places = None if has_exponent else len(decimals[1]) if decimals else 0
    thousands = re.search(r"[0#?](,+)(?![0#?,])", bare)
    zeros = re.fullmatch(r"\s*(0{2,})\s*", bare)
    return NumberFormat(
        None,
        places,
        bare.count("%"),
        find_suffix(code),
        len(thousands[1]) if thousands else 0,
        len(zeros[1]) if zeros else 0,
    )


def find_suffix(code: str) -> str:
    """What a section writes after the number: `%` of `0.00%`, ` ngày` of `0" ngày"`."""
    suffix = ""
    for token in _token.finditer(code):
        sign = token["sign"] or ""
        if sign in "0#?.,":
            suffix = suffix if not sign else ""
        else:
            suffix += sign if sign in "% " else ""
        suffix += token["text"] or token["letter"] or token["currency"] or ""
    return suffix.rstrip()


def find_section(code: str, number: Decimal) -> str:
    """The section of the code for this number: positive, negative or zero, or the first whose condition holds."""
    sections = _section.findall(code)
    if len(sections) < 2:
        return sections[0] if sections else ""
    if _condition.search(code):
        found = (each for each in sections if (test := _condition.search(each)) is None or is_met(test, number))
        return next(found, sections[0])
    if number < 0:
        return sections[1]
    return sections[2] if number == 0 and len(sections) > 2 else sections[0]


def is_met(condition: re.Match, number: Decimal) -> bool:
    limit, sign = Decimal(condition[2]), condition[1]
    return {
        "<": number < limit,
        "<=": number <= limit,
        ">": number > limit,
        ">=": number >= limit,
        "=": number == limit,
        "<>": number != limit,
    }[sign]


def show_number(
    stored: str, code: str, *, is_computed: bool = False, first_day: datetime.date = datetime.date(1899, 12, 30)
) -> ShownNumber:
    """A stored number as its cell shows it, without percent sign and trailing zeros.

    Decimals beyond the format are kept if a person may have typed them. `first_day`: the day with the number 0.
    """
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return ShownNumber(stored)
    if not number.is_finite() or abs(number.adjusted()) > MAX_EXPONENT:
        return ShownNumber(repr(float(stored)))
    section = find_section(code, number)
    shape = parse_format(section) if section or ";" not in code else NumberFormat(CellKind.CONCEALED)
    if shape.kind in (CellKind.DAY, CellKind.TIME):
        return show_moment(number, shape.kind, first_day)
    if shape.kind == CellKind.CONCEALED or (shape.kind == CellKind.FRACTION and number % 1):
        return ShownNumber(format_plain(round_to_significant(number)), shape.kind)
    number = round_to_significant(number * 100**shape.hundreds / 1000**shape.thousands)
    if shape.decimals is None or not has_tail(Decimal(stored), number, shape, is_computed):
        text = format_plain(number)
        return ShownNumber(text.zfill(shape.digits) if text.isdecimal() else text, suffix=shape.suffix)
    rounded = number.quantize(Decimal(1).scaleb(-shape.decimals), ROUND_HALF_UP)
    return ShownNumber(format_plain(rounded), None, is_rounded=rounded != number, suffix=shape.suffix)


def has_tail(stored: Decimal, number: Decimal, shape: NumberFormat, is_computed: bool) -> bool:
    """Whether the number has decimals that its cell does not show and that no person typed."""
    beyond = -number.normalize().as_tuple().exponent - shape.decimals
    if beyond <= 0:
        return False
    is_long = len(stored.normalize().as_tuple().digits) > MAX_TYPED_DIGITS
    return is_computed or is_long or shape.thousands > 0 or (shape.hundreds > 0 and beyond > MAX_PERCENT_TAIL)


def round_to_significant(number: Decimal) -> Decimal:
    """Rounds to the digits that Excel shows: 88.09999999999999 is 88.1."""
    if not number:
        return Decimal(0)
    return number.quantize(Decimal(1).scaleb(number.adjusted() - MAX_DIGITS + 1), ROUND_HALF_UP)


def format_plain(number: Decimal) -> str:
    """Without exponent and trailing zeros."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def show_moment(number: Decimal, kind: CellKind, first_day: datetime.date) -> ShownNumber:
    """`24/01/2022` or `08:30`; the plain number if it lies outside the calendar."""
    days = int(number // 1)
    if kind == CellKind.TIME or (0 <= number < 1):
        minutes = round((number % 1) * 24 * 60) if number < 1 else round(number * 24 * 60)
        return ShownNumber(f"{minutes // 60:02d}:{minutes % 60:02d}", CellKind.TIME)
    if first_day.year == 1899 and 0 < days < 60:
        days += 1  # Excel counts 29/02/1900, which did not exist
    try:
        return ShownNumber(f"{first_day + datetime.timedelta(days):%d/%m/%Y}", CellKind.DAY)
    except OverflowError:
        return ShownNumber(format_plain(number))
