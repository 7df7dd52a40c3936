"""Numbers of a workbook as its cells show them: percent, days, fractions, and the tails that computing leaves.

A number is stored with its cell's format beside it: 46033 is a day, 0.5714285714285714 is 57.14 %. The codes are those
of ECMA-376, part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from foundations.spreadsheets.sheets import Kind

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
MAX_DIGITS = 15  # significant ones; Excel shows no more
MAX_TYPED = 12  # significant digits that somebody types; more are left by computing
MAX_PERCENT_TAIL = 2  # decimals of a percentage beyond those it shows that somebody may have typed
MAX_EXPONENT = 30

# Parts of a code that show themselves and say nothing of the number: quoted text, escaped letters, colours, blanks.
_literal = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.I)
_token = re.compile(
    r'"(?P<text>[^"]*)"?|\\(?P<letter>.)|_.|\*.|\[\$(?P<currency>[^-\]]*)[^\]]*\]|\[[^\]]*\]|(?P<sign>.)'
)
_section = re.compile(r'((?:"[^"]*"?|\\.|\[[^\]]*\]|[^;])*)(?:;|$)')


class NumberFormat(NamedTuple):
    """How a number is shown: `decimals` None for as many as there are, `hundreds` for each percent sign, `suffix` what
    stands behind its last digit."""

    kind: Kind | None = None
    decimals: int | None = None
    hundreds: int = 0
    suffix: str = ""


class ShownNumber(NamedTuple):
    """The text with a decimal point, what kind of number it is, whether decimals were left out, and what the format
    writes behind it."""

    text: str
    kind: Kind | None = None
    is_rounded: bool = False
    suffix: str = ""


@lru_cache(maxsize=500)
def parse_format(code: str) -> NumberFormat:
    """What one section of a format code, as `0.00%`, does to a number."""
    bare = _literal.sub("", code).lower().replace("general", "")
    if re.search(r"[ymdhs]", bare):
        return NumberFormat(Kind.DAY if re.search(r"[yd]|m{3}", bare) else Kind.TIME)
    if re.search(r"[?#0]\s*/\s*[?#\d]", bare):
        return NumberFormat(Kind.FRACTION)
    if not re.search(r"[0#?]", bare):
        return NumberFormat(hundreds=bare.count("%"), suffix=suffix_of(code))
    decimals = re.search(r"\.([0#?]*)", bare)
    has_exponent = bool(re.search(r"e[+-]", bare))
    places = None if has_exponent else len(decimals[1]) if decimals else 0
    return NumberFormat(None, places, bare.count("%"), suffix_of(code))


def suffix_of(code: str) -> str:
    """What a section writes behind the number: `%` of `0.00%`, ` ngày` of `0" ngày"`."""
    suffix = ""
    for token in _token.finditer(code):
        sign = token["sign"] or ""
        if sign in "0#?.,":
            suffix = suffix if not sign else ""
        else:
            suffix += sign if sign in "% " else ""
        suffix += token["text"] or token["letter"] or token["currency"] or ""
    return suffix.rstrip()


def section_for(code: str, number: Decimal) -> str:
    """The section of the code that counts for the number: of the positive, the negative, or nought."""
    sections = _section.findall(code)
    if len(sections) < 2 or re.search(r"\[[<>=]", code):
        return sections[0] if sections else ""
    if number < 0:
        return sections[1]
    return sections[2] if number == 0 and len(sections) > 2 else sections[0]


def show_number(
    stored: str, code: str, *, is_computed: bool = False, first_day: datetime.date = datetime.date(1899, 12, 30)
) -> ShownNumber:
    """The number stored in a cell as the cell shows it, without its percent sign and closing zeros.

    Decimals beyond the format count as long as somebody may have typed them; `first_day`: the day of number 0.
    """
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return ShownNumber(stored)
    if not number.is_finite() or abs(number.adjusted()) > MAX_EXPONENT:
        return ShownNumber(repr(float(stored)))
    section = section_for(code, number)
    shape = parse_format(section) if section or ";" not in code else NumberFormat(Kind.CONCEALED)
    if shape.kind in (Kind.DAY, Kind.TIME):
        return show_moment(number, shape.kind, first_day)
    if shape.kind == Kind.CONCEALED or (shape.kind == Kind.FRACTION and number % 1):
        return ShownNumber(as_plain(significant(number)), shape.kind)
    number = significant(number * 100**shape.hundreds)
    if shape.decimals is None or not has_tail(Decimal(stored), number, shape, is_computed):
        return ShownNumber(as_plain(number), suffix=shape.suffix)
    rounded = number.quantize(Decimal(1).scaleb(-shape.decimals), ROUND_HALF_UP)
    return ShownNumber(as_plain(rounded), None, is_rounded=rounded != number, suffix=shape.suffix)


def has_tail(stored: Decimal, number: Decimal, shape: NumberFormat, is_computed: bool) -> bool:
    """Whether the number has decimals that its cell does not show and that nobody typed."""
    beyond = -number.normalize().as_tuple().exponent - shape.decimals
    if beyond <= 0:
        return False
    is_long = len(stored.normalize().as_tuple().digits) > MAX_TYPED
    return is_computed or is_long or (shape.hundreds > 0 and beyond > MAX_PERCENT_TAIL)


def significant(number: Decimal) -> Decimal:
    """Rounded to the digits that Excel shows: 88.09999999999999 is 88.1."""
    if not number:
        return Decimal(0)
    return number.quantize(Decimal(1).scaleb(number.adjusted() - MAX_DIGITS + 1), ROUND_HALF_UP)


def as_plain(number: Decimal) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def show_moment(number: Decimal, kind: Kind, first_day: datetime.date) -> ShownNumber:
    """`24/01/2022` or `08:30`; the plain number where it is no day of the calendar."""
    days = int(number // 1)
    if kind == Kind.TIME or (0 <= number < 1):
        minutes = round((number % 1) * 24 * 60) if number < 1 else round(number * 24 * 60)
        return ShownNumber(f"{minutes // 60:02d}:{minutes % 60:02d}", Kind.TIME)
    if first_day.year == 1899 and 0 < days < 60:
        days += 1  # Excel counts a 29/02/1900 that there was not
    try:
        return ShownNumber(f"{first_day + datetime.timedelta(days):%d/%m/%Y}", Kind.DAY)
    except OverflowError:
        return ShownNumber(as_plain(number))
