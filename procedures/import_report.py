"""What an import has to say about the words of its source: totals, and a list that a clerk can work through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundations.spreadsheets.problems import Problem
from foundations.spreadsheets.writing import build_workbook
from procedures.reading.remarks import NOT_STORED, Remark, RemarkKind

MAX_WORDS = 5_000  # characters of one cell; Excel holds 32,767


@dataclass(frozen=True)
class RecordRemark:
    """A remark with the record it is about: its place in the file, code and name."""

    place: str
    code: str
    name: str
    remark: Remark


@dataclass(frozen=True)
class KindTotal:
    """How many records and places one kind of remark is about."""

    kind: RemarkKind
    records: int
    places: int


def count_kinds(remarks: Sequence[RecordRemark]) -> list[KindTotal]:
    """The totals of the kinds that there are, in the order of the kinds."""
    found = []
    for kind in RemarkKind:
        codes = [each.code for each in remarks if each.remark.kind == kind]
        if codes:
            found.append(KindTotal(kind, len(set(codes)), len(codes)))
    return found


def count_unplaced(remarks: Iterable[RecordRemark]) -> int:
    """How many records have words that stand in no field."""
    return len({each.code for each in remarks if each.remark.kind in NOT_STORED})


def describe_totals(read: int, remarks: Sequence[RecordRemark]) -> list[str]:
    """The totals as lines for reading: all records, those with words in no field, and each kind."""
    unplaced = count_unplaced(remarks)
    share = f"{100 * unplaced / read:.1f}".replace(".", ",") if read else "0"
    lines = [
        _("Đối chiếu từng chữ: %(unplaced)s/%(read)s bản ghi (%(share)s %%) có chữ không nằm ở trường nào.")
        % {"unplaced": unplaced, "read": read, "share": share}
    ]
    for total in count_kinds(remarks):
        places = ngettext("%(places)s chỗ", "%(places)s chỗ", total.places) % {"places": total.places}
        numbers = {"kind": total.kind.label, "records": total.records, "places": places}
        lines.append(_("  %(kind)s: %(records)s bản ghi, %(places)s") % numbers)
    return lines


def make_report(read: int, remarks: Sequence[RecordRemark]) -> bytes:
    """An Excel file: the totals, and each place with its words and an empty column to tick off."""
    totals = [[str(total.kind.label), total.records, total.places] for total in count_kinds(remarks)]
    rows = (
        [
            each.code,
            each.name,
            str(each.remark.kind.label),
            each.remark.field,
            each.remark.words[:MAX_WORDS],
            each.place,
        ]
        for each in sorted(remarks, key=lambda each: (list(RemarkKind).index(each.remark.kind), each.code))
    )
    headings = [_("Mã thủ tục"), _("Tên thủ tục"), _("Loại"), _("Trường của nguồn"), _("Chữ"), _("Vị trí"), _("Đã xem")]
    summary = [
        [_("Bản ghi đã đọc"), read, None],
        [_("Bản ghi có chữ không nằm ở trường nào"), count_unplaced(remarks), None],
        *totals,
    ]
    return build_workbook(
        [
            (_("Cần xem lại"), headings, rows),
            (_("Tổng hợp"), [_("Loại"), _("Số bản ghi"), _("Số chỗ")], summary),
        ]
    )


def make_problem_list(problems: Iterable[Problem]) -> bytes:
    """An Excel file of what kept an import from being stored."""
    rows = ([each.place, each.field, each.message] for each in problems)
    return build_workbook([(_("Lỗi"), [_("Vị trí"), _("Trường"), _("Lỗi")], rows)])
