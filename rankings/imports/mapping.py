"""Which part of a sheet is the table, and what each of its columns holds, as the clerk decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundations.spreadsheets.sheets import Sheet, fill_merged, is_row_of_numbers, make_column_letter

MAX_HEADER_ROWS = 5
ROLES = {
    "name": gettext_lazy("Tên đơn vị"),
    "score": gettext_lazy("Điểm (do cơ quan công bố chấm)"),
    "self_score": gettext_lazy("Điểm tự chấm"),
    "maximum": gettext_lazy("Điểm tối đa của đơn vị"),
    "percent": gettext_lazy("Tỷ lệ %"),
    "rank": gettext_lazy("Thứ hạng"),
    "grade": gettext_lazy("Nhóm, xếp loại"),
    "previous": gettext_lazy("Điểm kỳ trước, so sánh được"),
    "previous_rank": gettext_lazy("Hạng kỳ trước, so sánh được"),
    "note": gettext_lazy("Ghi chú"),
    "criterion": gettext_lazy("Tiêu chí mới"),
    "part": gettext_lazy("Tiêu chí thành phần của tiêu chí bên trái"),
}
TEMPLATE = "template:"  # before the code of a criterion of the index


@dataclass
class Choices:
    """What the clerk decided. Rows count from 1, as spreadsheets show them; `last_row` 0: to the end.

    `names`: by folded name what to do with one that is unknown: `unit:<pk>`, `keep`, `skip`.
    `filters`: column (from 0) and the value its cells must have, for lists of several years or indices.
    `take_hidden`: whether rows and columns that are hidden in the sheet count too.
    `adds_up`: whether each total is the sum of its criteria, if the clerk decided otherwise than was proposed.
    """

    sheet: int = 0
    header_row: int = 1
    header_rows: int = 1
    last_row: int = 0
    roles: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    filters: list[tuple[int, str]] = field(default_factory=list)
    take_hidden: bool = False
    adds_up: bool | None = None

    @property
    def first_row(self) -> int:
        return self.header_row + self.header_rows

    def as_json(self) -> dict:
        return asdict(self)


def spread_merged(sheet: Sheet, choices: Choices) -> Sheet:
    """The sheet with the value of a merged range in each of its cells, among the headings and among the rows.

    A title over the whole table, and a group's name over the cells of a row, are neither: they stay in one cell.
    """
    top, first = choices.header_row - 1, choices.first_row - 1
    titles = [each for each in sheet.merged if each[3] - each[1] + 1 >= sheet.width > 2]
    if titles:
        sheet = replace(sheet, merged=[each for each in sheet.merged if each not in titles])
    headed = fill_merged(sheet, range(top, first))
    names = [column for column, role in enumerate(choices.roles) if role == "name"]
    return fill_merged(headed, range(first, max(first, len(sheet.rows))), names)


def get_rows(sheet: Sheet, choices: Choices) -> Iterator[int]:
    """The rows of the table below its headings, from 0, to the end of the sheet; hidden ones only if they count."""
    hidden = set() if choices.take_hidden else set(sheet.hidden_rows)
    return (row for row in range(choices.first_row - 1, len(sheet.rows)) if row not in hidden)


def get_headings(sheet: Sheet, choices: Choices) -> list[str]:
    """For each column what stands above it; of several header rows the different texts, upper first."""
    sheet = spread_merged(sheet, choices)
    rows = range(choices.header_row - 1, min(choices.first_row - 1, len(sheet.rows)))
    rows = [row for row in rows if not is_row_of_numbers(sheet.rows[row])]
    found = []
    for column in range(sheet.width):
        texts = dict.fromkeys(text for row in rows if (text := sheet.cell(row, column)))
        found.append(" · ".join(texts))
    return found


def get_full_headings(sheet: Sheet, choices: Choices) -> list[str]:
    """The headings; if there is none, one made of a neighbour's: of the figures that a column of names belongs to,
    or of the column on the left."""
    found = get_headings(sheet, choices)
    full = list(found)
    for column, heading in enumerate(found):
        if heading:
            continue
        is_name = column < len(choices.roles) and choices.roles[column] == "name"
        right = next((text for text in found[column + 1 :] if text), "")
        left = next((text for text in reversed(found[:column]) if text), "")
        if is_name and right:
            full[column] = _("Tên đơn vị của cột “%(heading)s”") % {"heading": right}
        elif left:
            full[column] = _("%(heading)s (cột %(letter)s)") % {"heading": left, "letter": make_column_letter(column)}
        else:
            full[column] = _("Cột %(letter)s") % {"letter": make_column_letter(column)}
    return full


def get_column_name(sheet_headings: list[str], column: int) -> str:
    """`D “Điểm”`, as the clerk finds it."""
    heading = sheet_headings[column] if column < len(sheet_headings) else ""
    return f"{make_column_letter(column)} “{heading[:60]}”" if heading else make_column_letter(column)
