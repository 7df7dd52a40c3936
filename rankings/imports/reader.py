"""A sheet, read by the clerk's choices, into rows of an edition: all errors first, then all or nothing.

A column of figures belongs to the nearest column of names on its left: in some official tables every figure has
names of its own, each pair sorted by itself.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundations.spreadsheets.problems import Problem
from foundations.spreadsheets.sheets import (
    CellKind,
    Sheet,
    explain_kind,
    format_row_numbers,
    is_row_of_numbers,
    make_column_letter,
    make_place,
)
from foundations.vietnamese.folding import fold
from rankings.editions import Edition
from rankings.figures import NotAFigure, parse_figure, parse_rank, parse_score
from rankings.imports.left_out import SUMMARIES, Reason, describe_left_out, get_texts
from rankings.imports.mapping import (
    TEMPLATE,
    Choices,
    get_column_name,
    get_full_headings,
    get_headings,
    get_rows,
    spread_merged,
)
from rankings.imports.names import NameMatcher, strip_kind
from rankings.imports.plans import NewRow, Plan, Unknown
from rankings.rows import FIGURES, RANKS


class Reader:
    """Reads a sheet by the choices and collects everything that is wrong with it."""

    def __init__(self, sheet: Sheet, choices: Choices, edition: Edition, matcher: NameMatcher | None = None):
        self.sheet, self.choices, self.edition = spread_merged(sheet, choices), choices, edition
        self.matcher = matcher or NameMatcher(edition)
        self.headings = get_headings(sheet, choices)
        self.roles = [*choices.roles, *[""] * (self.sheet.width - len(choices.roles))]
        criteria = [
            c for c, role in enumerate(self.roles) if role in ("criterion", "part") or role.startswith(TEMPLATE)
        ]
        names = get_full_headings(sheet, choices)
        self.plan = Plan({column: names[column] for column in criteria})
        self.by_key: dict[str, NewRow] = {}
        self.unknown: dict[str, Unknown] = {}
        self.left_out: dict[int, Reason] = {}  # rows, from 0
        self.taken: set[int] = set()

    def read(self) -> Plan:
        if self.check_columns():
            last = self.choices.last_row or len(self.sheet.rows)
            for number in get_rows(self.sheet, self.choices):
                if number < last:
                    self.read_row(number)
                else:
                    self.left_out[number] = Reason.AFTER
            self.check_result()
        self.note_left_out()
        return self.plan

    def add_problem(self, message: str, row: int | None = None, column: int | None = None) -> None:
        place = "" if row is None or column is None else self.describe_cell(row, column)
        self.plan.errors.append(Problem(place, "", message))

    def describe_cell(self, row: int, column: int) -> str:
        """The cell as a clerk finds it: by its letter and number, its sheet and its heading."""
        heading = self.headings[column][:60]
        values = {"cell": f"{make_column_letter(column)}{row + 1}", "sheet": self.sheet.name, "heading": heading}
        if heading:
            return _("Ô %(cell)s của trang tính “%(sheet)s”, cột “%(heading)s”") % values
        return _("Ô %(cell)s của trang tính “%(sheet)s”") % values

    def check_columns(self) -> bool:
        """Whether there is a column of names and one of figures, and nothing chosen twice."""
        if "name" not in self.roles:
            self.add_problem(_("Chưa chọn cột nào là tên đơn vị."))
        if not any(role not in ("", "name", "note") for role in self.roles):
            self.add_problem(
                _("Chưa chọn cột nào là số liệu. Bảng không có điểm, thứ hạng hay tiêu chí thì không nhập được.")
            )
        for role in {role for role in self.roles if role not in ("", "name", "criterion", "part")}:
            columns = [column for column, each in enumerate(self.roles) if each == role]
            if len(columns) > 1:
                names = ", ".join(get_column_name(self.headings, column) for column in columns)
                self.add_problem(
                    _("Các cột %(columns)s được chọn là cùng một loại số liệu. Hãy giữ lại một cột.")
                    % {"columns": names}
                )
        self.blocks = self.find_blocks()
        return not self.plan.errors

    def find_blocks(self) -> list[tuple[int, list[int]]]:
        """Each column of names with the columns that belong to it; those left of the first one belong to that."""
        names = [column for column, role in enumerate(self.roles) if role == "name"]
        blocks: dict[int, list[int]] = {name: [] for name in names}
        for column, role in enumerate(self.roles):
            if role and role != "name" and names:
                blocks[max((name for name in names if name < column), default=names[0])].append(column)
        return [(name, columns) for name, columns in blocks.items() if columns]

    def read_row(self, number: int) -> None:
        if any(fold(self.sheet.cell(number, column)) != fold(value) for column, value in self.choices.filters):
            self.left_out[number] = Reason.FILTER
            return
        if self.is_heading_again(number):
            self.left_out[number] = Reason.HEADING
            return
        if not any(self.sheet.cell(number, column) for column, _columns in self.blocks):
            self.left_out[number] = Reason.NAMELESS
        for name_column, columns in self.blocks:
            name = self.sheet.cell(number, name_column)
            filled = [column for column in columns if self.sheet.cell(number, column)]
            if self.sheet.kinds.get(make_place(number, name_column)) == CellKind.ERROR:
                self.add_problem(explain_kind(CellKind.ERROR, name), number, name_column)
            elif not name and filled:
                self.add_problem(_("có số liệu nhưng không có tên đơn vị."), number, name_column)
            elif name and (row := self.find_row(name, number, name_column, bool(filled))):
                self.taken.add(number)
                for column in columns:
                    self.read_cell(row, number, column)

    def is_heading_again(self, number: int) -> bool:
        if is_row_of_numbers(self.sheet.rows[number]):
            return True
        texts = [fold(text) for text in self.sheet.rows[number] if text]
        heading = {fold(part) for text in self.headings for part in text.split(" · ")}
        return len(texts) > 1 and all(text in heading for text in texts)

    def find_row(self, name: str, number: int, column: int, has_figures: bool) -> NewRow | None:
        """The row of the unit, begun here or by another pair of columns; None if the name is to be left out."""
        unit, answer = self.matcher.find(name), self.choices.names.get(fold(name), "")
        if unit is None and answer.startswith("unit:"):
            unit = next((each for each in self.matcher.units if f"unit:{each.pk}" == answer), None)
        if unit is None and fold(name) in SUMMARIES:
            self.left_out[number] = Reason.SUMMARY
            return None
        if unit is None and not has_figures and answer != "keep":
            self.left_out[number] = Reason.GROUP
            return None
        if unit is None or answer:
            known = self.unknown.setdefault(fold(name), Unknown(name, number + 1, [], answer))
            if unit is None and answer not in ("keep", "skip"):
                known.answer, known.suggestions = "", known.suggestions or self.matcher.suggest(name)
            if answer == "skip" or (unit is None and answer != "keep"):
                if answer:
                    self.left_out[number] = Reason.SKIPPED
                return None
        key = f"don-vi-{unit.pk}" if unit else strip_kind(name)
        row = self.by_key.get(key)
        if row is None:
            row = self.by_key[key] = NewRow(name, unit, number + 1)
            row.seen = {column: number + 1}
        elif column in row.seen:
            self.add_problem(
                _(
                    "“%(name)s” đã có ở dòng %(first)s; mỗi đơn vị chỉ một dòng. Nếu bảng gồm nhiều năm hoặc nhiều "
                    "chỉ số, hãy lọc theo cột; nếu là dòng tổng hợp ở cuối, hãy sửa “dòng cuối”."
                )
                % {"name": name, "first": row.seen[column]},
                number,
                column,
            )
            return None
        row.seen[column] = number + 1
        return row

    def read_cell(self, row: NewRow, number: int, column: int) -> None:
        text, role = self.sheet.cell(number, column), self.roles[column]
        kind = self.sheet.kinds.get(make_place(number, column))
        if make_place(number, column) in self.sheet.broken:
            self.add_problem(
                _("ô có công thức nhưng chưa có kết quả. Hãy mở tệp bằng Excel, lưu lại, hoặc dán giá trị."),
                number,
                column,
            )
            return
        if kind and (kind == CellKind.ERROR or role not in ("grade", "note")):
            self.add_problem(explain_kind(kind, text), number, column)
            return
        if role in ("grade", "note"):
            row.texts[role] = text
            return
        try:
            if role in RANKS:
                row.figures[role] = parse_rank(text)
            elif role in ("score", "self_score"):
                row.figures[role], maximum = parse_score(text)
                if maximum.text:
                    row.figures.setdefault("maximum", maximum)
            elif role in FIGURES:
                row.figures[role] = parse_figure(text)
            else:
                row.scores[column] = parse_figure(text)
        except NotAFigure as fault:
            self.add_problem(_("“%(text)s” %(reason)s.") % {"text": text[:60], "reason": fault}, number, column)

    def check_result(self) -> None:
        plan = self.plan
        plan.rows, plan.unknown = list(self.by_key.values()), list(self.unknown.values())
        if not plan.rows and not plan.errors and not plan.unknown:
            self.add_problem(_("Không có dòng số liệu nào. Hãy xem lại dòng tiêu đề, dòng cuối và cột lọc."))
        for places, sentence in (
            (self.sheet.formulas, _("%(number)s ô có công thức; lấy kết quả đã lưu trong tệp.")),
            (self.sheet.rounded, _("%(number)s ô có nhiều chữ số thập phân hơn trang tính hiện; lấy như đang hiện.")),
        ):
            used = [place for place in places if self.roles[int(place.split(",")[1])]]
            if used:
                plan.notes.append(sentence % {"number": len(used)})

    def note_left_out(self) -> None:
        """Says which rows and columns are not taken and why, and which hidden ones are."""
        sheet, choices, plan = self.sheet, self.choices, self.plan
        hidden = [row for row in sheet.hidden_rows if row >= choices.first_row - 1]
        if choices.take_hidden and hidden:
            values = {"rows": format_row_numbers(hidden), "texts": get_texts(sheet, hidden)}
            plan.notes.append(_("Dòng ẩn cũng được lấy: %(rows)s (%(texts)s).") % values)
        elif hidden:
            self.left_out |= dict.fromkeys(hidden, Reason.HIDDEN)
        self.left_out |= dict.fromkeys(range(choices.header_row - 1), Reason.ABOVE)
        filled = {row: why for row, why in self.left_out.items() if row not in self.taken and any(sheet.rows[row])}
        plan.notes += describe_left_out(filled, sheet, choices)
        for columns, sentence in (
            ([c for c in sheet.hidden_columns if not self.roles[c]], _("Cột ẩn không được lấy: %(columns)s.")),
            ([c for c in sheet.hidden_columns if self.roles[c]], _("Cột ẩn cũng được lấy: %(columns)s.")),
        ):
            if columns:
                names = ", ".join(get_column_name(self.headings, column) for column in columns)
                plan.notes.append(sentence % {"columns": names})
