"""Codes of procedures: `1.004194`, with a local suffix `1.004194.000.00.00.H34`, and as people and Excel write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

NATIONAL = re.compile(r"\d\.\d{6,7}", re.ASCII)  # 7: one code of the national portal, 1.0133611
CODE = re.compile(r"\d\.\d{6,7}(\.\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2,3}(\.\d+)*)?", re.ASCII)
PROVISIONAL = "tam-"
PROVISIONAL_CODE = re.compile(r"tam-[0-9a-z-]{1,50}")
NATIONAL_DIGITS = 7
MAX_TEXT = 400  # letters of a query that are looked at; an address from a QR code is shorter

_SUFFIX_TEXT = r"[\s.,]*000[\s.,]*00[\s.,]*00[\s.,-]*[A-Za-z]\d{2,3}(?:[\s.,]\d+)*"
_SUFFIX = re.compile(rf"{_SUFFIX_TEXT}|[\s.,]*000(?:[\s.,]*00)*[\s.,]*$")
_NO_NUMBER = r"(?!\d|/[\dA-ZĐ])"  # of a document: 1.234567/QĐ-UBND
_IN_TEXT = re.compile(rf"(?<![\d.,])(?P<national>\d[.,]\s?\d{{6,7}})(?P<suffix>{_SUFFIX_TEXT})?{_NO_NUMBER}", re.ASCII)
_PROVISIONAL_IN_TEXT = re.compile(rf"(?:(?<=/)|^){PROVISIONAL_CODE.pattern}(?=/|$)")  # alone, or in an address
_LEADING_WORDS = re.compile(
    r"^\W*(?:(?:tthc|mã|ma|số|so|code|thủ tục|thu tuc|hành chính|hanh chinh|hồ sơ)\W*)+", re.IGNORECASE
)
_LETTER_O = re.compile(r"(?<=[\d.oO])[oO](?=[\doO.])")
_TYPED = re.compile(r"[\s.,;:#-]*\d[\d\s.,-]{2,}", re.ASCII)


def is_code(text: str) -> bool:
    """Whether `text` is a whole code as documents write it, or a provisional one of ours."""
    return bool(CODE.fullmatch(text) or PROVISIONAL_CODE.fullmatch(text))


def get_national_code(text: str) -> str:
    """`1.004194` of `1.004194.000.00.00.H34`, also where dots are misplaced; any other text as it is."""
    code = repair_code(text) or text
    found = NATIONAL.match(code)
    return found[0] if found else code


def get_digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@dataclass(frozen=True)
class TypedCode:
    """A code as it was typed. `digits`: those of its national part, or as many as were typed; `whole`: with the local
    suffix, if there is one; `is_ending`: only its last digits, as notice boards and clerks name it.
    """

    digits: str
    whole: str = ""
    is_ending: bool = False

    def means(self, code: str) -> bool:
        """Whether this is that code. Excel reads 2.000720 as a number and shows 2.00072, so lost zeros are those at the
        end of the national part.
        """
        if not self.digits:
            return code == self.whole
        national = get_digits(code.split(".000.", maxsplit=1)[0])
        if self.digits == national or (self.is_ending and national.endswith(self.digits)):
            return True
        return len(self.digits) < len(national) and self.digits.ljust(len(national), "0") == national


def find_typed_code(text: str) -> TypedCode | None:
    """The code that somebody typed, copied from a notice board or scanned; None if the text is about something else.

    With or without the local suffix, with points, commas, blanks, a leading word, in an address (`…/1.004859.000.…/`);
    O for 0. `4859` may be the end of one.
    """
    text = text[:MAX_TEXT]
    if found := _PROVISIONAL_IN_TEXT.search(text):
        return TypedCode("", found[0])
    plain = _LETTER_O.sub("0", unicodedata.normalize("NFKC", text))
    if found := _IN_TEXT.search(plain):
        return TypedCode(get_digits(found["national"]), re.sub(r"\s", "", found[0]).upper() if found["suffix"] else "")
    rest = _LEADING_WORDS.sub("", plain)
    without_suffix = _SUFFIX.sub("", rest)
    if not _TYPED.fullmatch(without_suffix):
        return None
    digits = get_digits(without_suffix)
    if len(digits) < 4 or len(digits) > 8:
        return None
    return TypedCode(digits, is_ending=4 <= len(digits) <= 6 and without_suffix.strip().isdigit())


def repair_code(text: str) -> str | None:
    """The code that a cell of a list means, with lost zeros and misplaced dots mended; None when it is none.

    A cell that Excel made a number of (`2.00072`) gets its last zeros back; `1.013.978` loses its second dot.
    """
    text = text.strip().strip(".")
    if is_code(text):
        return text
    if re.fullmatch(r"\d\.\d{1,5}", text):
        return text.ljust(8, "0")
    digits = get_digits(text)
    if re.fullmatch(r"[\d. ]+", text) and len(digits) == NATIONAL_DIGITS:
        return f"{digits[0]}.{digits[1:]}"
    return None
