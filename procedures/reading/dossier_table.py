"""The portal's tables of papers: one table a case, its name before the head; name, form files and quantity of a paper.

    text   = (case? HEAD paper*)*
    paper  = name file* quantity
    quantity = number " bản chính" ("," number " bản sao")? | "Bản chính: " number ("Bản sao: " number)?

The portal prints a quantity as a plain number right behind the cell before it. "nộp 01 bản chính" in a sentence has a
zero, a blank or a bracket before it.
"""

from __future__ import annotations

import re
from typing import Any

from procedures.reading import values
from procedures.reading.form_names import split_forms
from procedures.reading.remarks import Remark, RemarkKind

HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
FIELD = "thanh_phan_ho_so"
MAX_FORM_NAMES = 500  # characters, as the column holds

_QUANTITY = re.compile(
    r"(?P<digits>\d+) ?[Bb]ản chính(?:[,;]\s?(?P<copies>\d{1,3}) ?[Bb]ản sao)?|(?P<only>\d+) ?[Bb]ản sao"
)
# As the portal wrote it in 2021; a number of its own stands behind the words.
_WORDS_FIRST = re.compile(
    r"Bản chính ?: ?(?P<digits>\d{1,2})(?:\s?[,;-]?\s?(?:Bản sao ?: ?(?P<copies>\d{1,2})|(?P<more>\d{1,2}) Bản sao))?"
    r"(?!\d)"
)


def read_cases(text: str) -> tuple[list[dict[str, Any]], list[Remark]]:
    """The cases with their papers, and what about them is doubtful.

    The name of a case stands before the head of its table, after the last quantity of the table above.
    """
    parts = text.split(HEAD)
    remarks: list[Remark] = []
    if len(parts) == 1:
        return [{"name": "", "items": [_make_paper(text)]}] if values.parse_text(text) else [], remarks
    name, found = parts[0], []
    for part in parts[1:]:
        papers, rest = _read_papers(part, remarks)
        if not papers and len(parts) == 2 and values.parse_text(rest):
            remarks.append(Remark(RemarkKind.CELLS, FIELD, rest))
        found.append({"name": _get_case_name(name), "items": papers})
        name = rest
    if _get_case_name(name):
        found[-1]["items"].append(_make_paper(name))
    return [case for case in found if case["items"] or case["name"]], remarks


def _get_case_name(text: str) -> str:
    return values.parse_line(text).strip("*- ")


def _read_papers(text: str, remarks: list[Remark]) -> tuple[list[dict], str]:
    """The papers of one table, and the words behind its last quantity."""
    if _WORDS_FIRST.search(text) and not _QUANTITY.search(_WORDS_FIRST.sub("", text)):
        return _read_papers_with_words_first(text, remarks)
    papers, start = [], 0
    for quantity in _QUANTITY.finditer(text):
        begin = _find_start_of_quantity(text, start, quantity)
        if begin is None:
            continue
        cells = values.parse_text(text[start:begin])
        originals, copies = text[begin : quantity.end("digits")], quantity["copies"] or "0"
        if quantity["only"]:
            originals, copies = "0", text[begin : quantity.end("only")]
        if cells:
            papers.append(_make_paper(cells, int(originals), int(copies), remarks))
        start = quantity.end()
    return papers, text[start:]


def _read_papers_with_words_first(text: str, remarks: list[Remark]) -> tuple[list[dict], str]:
    papers, start = [], 0
    for quantity in _WORDS_FIRST.finditer(text):
        if cells := values.parse_text(text[start : quantity.start()]):
            copies = quantity["copies"] or quantity["more"] or "0"
            papers.append(_make_paper(cells, int(quantity["digits"]), int(copies), remarks))
            if re.search(r"Bản chính ?: ?\d", cells):  # "Bản chính: 12. Giấy …": 12, or 1 and "2. Giấy"
                remarks.append(Remark(RemarkKind.CELLS, FIELD, cells))
        start = quantity.end()
    return papers, text[start:]


def _find_start_of_quantity(text: str, start: int, quantity: re.Match) -> int | None:
    """Where the number of a quantity begins; None if the words belong to a sentence.

    "Phụ lục số 101 bản chính" ends with the number 10 and one original: of digits that the cell before may end with,
    only the last is the quantity.
    """
    digits = quantity["digits"] or quantity["only"]
    begin, last = quantity.start(), quantity.start() + len(digits) - 1
    before = text[start:begin]
    ends_cell = _is_end_of_cell(text, quantity.end())
    if not before.strip(" -+*.,;"):  # a row without a name, or a name that begins with "01 bản chính …"
        return begin if ends_cell and digits[0] != "0" else None
    if before[-1] in "/.,-:" and before[-2:-1].isdigit():  # the end of a day or of a number
        return last
    if before[-1] in '(“"' or (digits[0] == "0" and len(digits) == 2):
        return None
    if before[-1].isspace():
        return last if ends_cell else None
    return begin if len(digits) <= 2 else last


def _is_end_of_cell(text: str, place: int) -> bool:
    return place == len(text) or not (text[place].isspace() or text[place] in ".,;:)/")


def _make_paper(
    cells: str, originals: int | None = None, copies: int | None = None, remarks: list[Remark] | None = None
):
    name, forms, is_unclear = split_forms(cells) if remarks is not None else (cells, [], False)
    form_name = "; ".join(forms)
    if is_unclear or len(form_name) > MAX_FORM_NAMES:
        name, form_name = cells, ""
        remarks.append(Remark(RemarkKind.FORM, FIELD, cells))
    name = values.parse_text(name).lstrip("-+*•\uf0b7 ")
    return {
        "name": name or form_name,
        "originals": originals,
        "copies": copies,
        "form_name": form_name,
        "form_url": "",
    }
