"""Which part of a sheet is the table, and what each of its columns holds: guessed, then decided by the clerk."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext_lazy as _

from rankings import models
from rankings.figures import NotAFigure, read_figure
from rankings.names import NameMatcher
from rankings.spreadsheets import Sheet, column_letter
from vietnamese.folding import fold

MOST_HEADER_ROWS = 5
LOOKED_AT = 60  # rows from the top in which the table must begin
ROLES = {
    "name": _("Tên đơn vị"),
    "score": _("Điểm (do cơ quan công bố chấm)"),
    "self_score": _("Điểm tự chấm"),
    "maximum": _("Điểm tối đa của đơn vị"),
    "percent": _("Tỷ lệ %"),
    "rank": _("Thứ hạng"),
    "grade": _("Nhóm, xếp loại"),
    "previous": _("Điểm kỳ trước, so sánh được"),
    "previous_rank": _("Hạng kỳ trước, so sánh được"),
    "note": _("Ghi chú"),
    "criterion": _("Tiêu chí mới"),
    "part": _("Tiêu chí thành phần của tiêu chí bên trái"),
}
TEMPLATE = "template:"  # before the code of a criterion of the index
USUAL_HEADINGS = {
    "name": "don vi,ten don vi,tinh,tinh thanh pho,tinh thanh,dia phuong,co quan,so ban nganh,ten,unit,province,name",
    "score": "diem,diem so,tong diem,tong,diem tham dinh,diem danh gia,approved score,score,total,chi so,ket qua",
    "self_score": "diem tu cham,diem tu danh gia,tu cham,tu danh gia,self score",
    "maximum": "diem toi da,diem chuan,max score,scale max",
    "percent": "ty le,ti le,ty le diem,percent,chi so dat duoc",
    "rank": "xep hang,thu hang,hang,rank,bang xep hang,vi tri",
    "grade": "nhom,xep loai,nhom xep hang,group,grade,muc,xep loai pci,phan loai",
    "note": "ghi chu,note",
}
BY_HEADING = {heading: role for role, headings in USUAL_HEADINGS.items() for heading in headings.split(",")}


@dataclass
class Choices:
    """What the clerk decided. Rows count from 1, as spreadsheets show them; `last_row` 0: to the end.

    `names`: by folded name what to do with one that is unknown: `unit:<pk>`, `keep`, `skip`.
    `filters`: column (from 0) and the value its cells must have, for lists of several years or indices.
    """

    sheet: int = 0
    header_row: int = 1
    header_rows: int = 1
    last_row: int = 0
    roles: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    filters: list[tuple[int, str]] = field(default_factory=list)

    @property
    def first_row(self) -> int:
        return self.header_row + self.header_rows

    def as_json(self) -> dict:
        return asdict(self)


def width_of(sheet: Sheet) -> int:
    return max(map(len, sheet.rows), default=0)


def cell(sheet: Sheet, row: int, column: int) -> str:
    """The text at row and column, from 0; empty beyond the edge."""
    line = sheet.rows[row] if row < len(sheet.rows) else []
    return line[column] if column < len(line) else ""


def headings(sheet: Sheet, choices: Choices) -> list[str]:
    """For each column what stands above it; of several header rows the different texts, upper first."""
    rows = range(choices.header_row - 1, choices.first_row - 1)
    found = []
    for column in range(width_of(sheet)):
        texts = dict.fromkeys(text for row in rows if (text := cell(sheet, row, column)))
        found.append(" · ".join(texts))
    return found


def column_name(sheet_headings: list[str], column: int) -> str:
    """`cột D (Điểm)`, as the clerk finds it."""
    heading = sheet_headings[column] if column < len(sheet_headings) else ""
    return f"{column_letter(column)} “{heading[:60]}”" if heading else column_letter(column)


def guess(sheet: Sheet, number: int, index: models.IndexPage, matcher: NameMatcher) -> Choices:
    """A first proposal: the table begins at the first row with a known unit and a number."""
    first = first_data_row(sheet, matcher)
    header_rows = rows_of_heading(sheet, first) if first else 1
    choices = Choices(sheet=number, header_row=max(1, first + 1 - header_rows), header_rows=header_rows)
    choices.roles = guess_roles(sheet, choices, index, matcher)
    choices.last_row = last_known_row(sheet, choices, matcher)
    return choices


def first_data_row(sheet: Sheet, matcher: NameMatcher) -> int:
    """From 0: the first row with a known unit and a number, most rows after it having one too; else 1."""
    known = [any(matcher.find(text) for text in row if text) for row in sheet.rows[: LOOKED_AT * 2]]
    for number, row in enumerate(sheet.rows[:LOOKED_AT]):
        after = known[number : number + 12]
        if known[number] and sum(after) > len(after) / 2 and any(map(is_number, row)):
            return number
    return 1


def is_number(text: str) -> bool:
    try:
        return read_figure(text).value is not None
    except NotAFigure:
        return False


def rows_of_heading(sheet: Sheet, first: int) -> int:
    """How many rows right above the data hold words in more than one cell, and no number."""
    count = 0
    while count < min(MOST_HEADER_ROWS, first):
        row = sheet.rows[first - count - 1]
        if sum(map(bool, row)) < 2 or any(map(is_number, row)):
            break
        count += 1
    return max(count, 1)


def guess_roles(sheet: Sheet, choices: Choices, index: models.IndexPage, matcher: NameMatcher) -> list[str]:
    """For each column what it was last time, or what its heading says, or names of units where it holds them."""
    remembered = dict(models.ColumnMemory.objects.filter(index=index).values_list("heading", "role"))
    known = {}
    for template in index.template_criteria.all():
        for text in [template.code, template.name, *template.headings.splitlines()]:
            known[fold(text)] = f"{TEMPLATE}{template.code}"
    own = fold(index.short_name)
    roles: list[str] = []
    for column, heading in enumerate(headings(sheet, choices)):
        role = ""
        for text in [heading, *reversed(heading.split(" · "))]:
            folded = fold(text)
            role = role or remembered.get(folded) or known.get(folded) or BY_HEADING.get(folded) or ""
        words = fold(heading).split()
        if not role and own and set(own.split()) <= set(words) and "chua" not in words:  # "PCI 2012", "Điểm số PCI"
            role = "score"
        if role == "" and holds_units(sheet, choices, column, matcher):
            role = "name"
        repeated = role in roles and role not in ("", "name", "criterion", "part")
        roles.append("" if repeated else role)
    return only_columns_with_units(roles, sheet, choices, matcher)


def only_columns_with_units(roles: list[str], sheet: Sheet, choices: Choices, matcher: NameMatcher) -> list[str]:
    """Of the columns headed as names those that hold units; the first of them where none does."""
    names = [column for column, role in enumerate(roles) if role == "name"]
    right = [column for column in names if holds_units(sheet, choices, column, matcher)] or names[:1]
    return ["" if role == "name" and column not in right else role for column, role in enumerate(roles)]


def holds_units(sheet: Sheet, choices: Choices, column: int, matcher: NameMatcher) -> bool:
    """Whether most cells of the column are names of known units."""
    texts = [text for row in range(choices.first_row - 1, len(sheet.rows)) if (text := cell(sheet, row, column))]
    return bool(texts) and sum(matcher.find(text) is not None for text in texts) > len(texts) / 2


def last_known_row(sheet: Sheet, choices: Choices, matcher: NameMatcher) -> int:
    """The last row, from 1, that begins with a known unit not met before; below it stand notes and summaries.

    0 (to the end) in a list where units come again and again, as one of several years does.
    """
    column = choices.roles.index("name") if "name" in choices.roles else None
    if column is None:
        return 0
    seen, last, again = set(), 0, 0
    for row in range(choices.first_row - 1, len(sheet.rows)):
        unit = matcher.find(cell(sheet, row, column))
        if unit is not None and unit.pk not in seen:
            seen.add(unit.pk)
            last = row + 1
        again += unit is not None and unit.pk in seen and last != row + 1
    return 0 if last == len(sheet.rows) or again > 3 else last
