"""What the page of a run shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext as _

from procedures.content_lines import get_lines
from procedures.history import get_field_name
from procedures.import_report import count_kinds, count_unplaced
from procedures.import_runs.choices import RowKind, RowState, RunState
from procedures.import_runs.models import ImportRow, ImportRun
from procedures.import_runs.reporting import load_problems, load_remarks
from procedures.import_runs.word_differences import FieldDifference, compare_field

PER_PAGE = 50
MAX_SHOWN = 200
MAX_WARNINGS = 50
IN_HEAD = {"code", "name", "agency_roles"}  # the last says which agencies the file speaks of
KIND, STATE, PAGE = "loai", "tinh-trang", "trang"


@dataclass(frozen=True)
class FieldContent:
    """One field of a new procedure, as lines for reading."""

    name: str
    lines: list[str]


@dataclass(frozen=True)
class ShownRow:
    """A row with its differences, word by word, or, if it is new, all that it says."""

    row: ImportRow
    can_be_chosen: bool
    fields: list[FieldDifference]
    contents: list[FieldContent]


@dataclass(frozen=True)
class Filter:
    """A value to filter by: its name, how many rows have it, and whether it is chosen."""

    value: str
    label: str
    total: int
    chosen: bool


def build_context(request: HttpRequest, run: ImportRun) -> dict:
    chosen = {name: request.GET.get(name, "") for name in (KIND, STATE)}
    remarks = load_remarks(run)
    context = {
        "run": run,
        "page_title": get_title(run),
        "header_icon": "undo" if run.undoes_id else "download",
        "reviewed": run.state == RunState.READ,
        "problems": load_problems(run.problems),
        "warnings": load_problems(run.warnings[:MAX_WARNINGS]),
        "totals": count_kinds(remarks),
        "unplaced": count_unplaced(remarks),
        "remarks": remarks[:MAX_SHOWN],
    }
    if not run.is_working:
        rows = filter_rows(run, chosen)
        context |= {
            "kinds": build_filters(run, "kind", RowKind, chosen[KIND]),
            "states": build_filters(run, "state", RowState, chosen[STATE]),
            "chosen": chosen,
            "rows": get_page(request, run, rows),
            "sentences": list(describe_plan(run)) if run.state == RunState.READ else [],
            "undoings": run.undoings.all(),
        }
    return context


def get_title(run: ImportRun) -> str:
    if run.undoes_id:
        return _("Gỡ lần nhập số %(number)s: %(name)s") % {"number": run.undoes_id, "name": run.name}
    return _("Lần nhập số %(number)s: %(name)s") % {"number": run.pk, "name": run.name}


def filter_rows(run: ImportRun, chosen: dict[str, str]):
    rows = run.rows.all()
    if chosen[KIND] in RowKind.values:
        rows = rows.filter(kind=chosen[KIND])
    if chosen[STATE] in RowState.values:
        rows = rows.filter(state=chosen[STATE])
    return rows


def build_filters(run: ImportRun, name: str, choices, chosen: str) -> list[Filter]:
    counted = dict(run.rows.order_by().values_list(name).annotate(Count("pk")))
    return [Filter(each.value, each.label, counted[each], each.value == chosen) for each in choices if each in counted]


def get_page(request: HttpRequest, run: ImportRun, rows) -> Page:
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get(PAGE))
    page.object_list = [show_row(run, row) for row in page.object_list]
    return page


def show_row(run: ImportRun, row: ImportRow) -> ShownRow:
    can_be_chosen = run.state == RunState.READ and row.state == RowState.WAITING and row.kind != RowKind.GONE
    differences = [compare_field(*change) for change in row.changes]
    return ShownRow(row, can_be_chosen, differences, list(describe_content(row.content or {})))


def describe_content(content: dict) -> Iterator[FieldContent]:
    """What a new procedure will say, but its code and name, which head the row."""
    for name, value in content.items():
        if name not in IN_HEAD and (lines := get_lines(name, value)):
            yield FieldContent(get_field_name(name), lines)


def describe_plan(run: ImportRun):
    """What the button will do, in words."""
    taken = run.rows.filter(taken=True, state=RowState.WAITING)
    totals = dict(taken.order_by().values_list("kind").annotate(Count("pk")))
    sentences = {
        RowKind.NEW: _("Thêm %s thủ tục mới dạng bản nháp.")
        if run.get_options().draft
        else _("Thêm %s thủ tục mới vào danh mục công khai."),
        RowKind.CHANGED: _("Cập nhật %s thủ tục; nội dung trước vẫn còn trong lịch sử."),
        RowKind.REMOVE: _("Gỡ %s thủ tục do lần nhập ấy thêm vào."),
        RowKind.RESTORE: _("Trả %s thủ tục về nội dung trước lần nhập ấy."),
    }
    for kind, sentence in sentences.items():
        if kind in totals:
            yield sentence % totals[kind]
    if left := run.rows.filter(taken=False, state=RowState.WAITING).exclude(kind=RowKind.GONE).count():
        yield _("Để lại %s thủ tục không lấy.") % left
    if gone := run.count(kind=RowKind.GONE):
        yield _("%s thủ tục không còn trong nguồn chỉ được nêu ra, không bị gỡ.") % gone
