"""Codes of procedures: `1.004194`, with a local suffix `1.004194.000.00.00.H34`, and as people and Excel write them."""

from __future__ import annotations

import re

NATIONAL = re.compile(r"\d\.\d{6,7}", re.ASCII)  # 7: one code of the national portal, 1.0133611
CODE = re.compile(r"\d\.\d{6,7}(\.\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2,3}(\.\d+)*)?", re.ASCII)
PROVISIONAL = "tam-"
PROVISIONAL_CODE = re.compile(r"tam-[0-9a-z-]{1,50}")
TYPED = re.compile(r"\s*\d[\d\s.,]{2,}(?:\.?[A-Za-z]\d{2,3})?\s*")
NATIONAL_DIGITS = 7


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


def find_code_digits(text: str) -> str | None:
    """The digits of what was typed if a code may be meant, else None: `1.013.978` -> `1013978`."""
    if not TYPED.fullmatch(text):
        return None
    digits = get_digits(text)
    return digits if len(digits) >= 4 else None


def is_meant(digits: str, code: str) -> bool:
    """Whether typed digits mean this code: whole, without a local suffix, or with the last zeros lost.

    Excel reads 2.000720 as a number and shows 2.00072; so lost zeros are those at the end of the national part.
    """
    national, whole = get_digits(code.split(".000.", maxsplit=1)[0]), get_digits(code)
    if digits in {national, whole}:
        return True
    return len(digits) < len(national) and digits.ljust(len(national), "0") == national


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
