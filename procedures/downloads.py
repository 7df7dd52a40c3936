"""The list and each procedure for machines: Excel, CSV, JSON, schema.org and CPSV-AP."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO

from django.http import Http404, HttpResponse, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from foundations.spreadsheets.exports import BYTE_ORDER_MARK, disarm_formula
from foundations.vietnamese.characters import drop_forbidden, drop_forbidden_in
from procedures.choices import Status
from procedures.content import build_content
from procedures.linked_data import GRAPHS
from procedures.listing import Listing
from procedures.models import Procedure
from procedures.sheet_rows import COLUMNS, build_row
from procedures.views import find_procedure

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "schema-org": "application/ld+json",
    "cpsv-ap": "application/ld+json",
}
ENDINGS = {"schema-org": "schema-org.jsonld", "cpsv-ap": "cpsv-ap.jsonld"}
CHUNK = 200


def download_list(request, form):
    """All that the same filters leave of the list. JSON and CSV are written as they go."""
    if form not in TYPES:
        raise Http404
    listing = Listing(request.GET)
    return build_response(form, split_chunks(listing.get_keys(0, max(listing.total, 1))), "thu-tuc-hanh-chinh")


def download_one(request, code, form):
    """One procedure."""
    if form not in TYPES:
        raise Http404
    return build_response(form, iter([find_procedure(code)]), f"thu-tuc-{code}")


def split_chunks(keys: list[int]) -> Iterator[Procedure]:
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        found, statuses = Procedure.objects.with_parts().in_bulk(chunk), Procedure.objects.statuses(chunk)
        for key in chunk:
            if procedure := found.get(key):
                procedure.status = statuses.get(key, Status.IN_FORCE)
                yield procedure


def build_response(form: str, procedures: Iterator[Procedure], name: str):
    if form == "xlsx":
        response = HttpResponse(render_excel(procedures), content_type=TYPES[form])
    else:
        written = {"csv": render_csv, "json": render_json}.get(form)
        lines = written(procedures) if written else GRAPHS[form](procedures)
        response = StreamingHttpResponse((line.encode() for line in lines), content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{ENDINGS.get(form, form)}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def render_excel(procedures: Iterable[Procedure]) -> bytes:
    """A workbook of text cells: a code never becomes a number, a formula never runs."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Thủ tục hành chính")
    sheet.freeze_panes = "C2"
    for number, (_key, _heading, width) in enumerate(COLUMNS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    sheet.append([make_cell(sheet, str(heading), bold=True) for _key, heading, _width in COLUMNS])
    for procedure in procedures:
        sheet.append([make_cell(sheet, value[:32_000]) for value in build_row(procedure)])
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def make_cell(sheet, value: str, *, bold: bool = False) -> WriteOnlyCell:
    made = WriteOnlyCell(sheet, drop_forbidden(value))
    made.data_type = "s"
    made.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        made.font = Font(bold=True)
    return made


def render_csv(procedures: Iterable[Procedure]) -> Iterator[str]:
    yield BYTE_ORDER_MARK + format_csv_line([str(heading) for _key, heading, _width in COLUMNS])
    for procedure in procedures:
        yield format_csv_line([disarm_formula(value) for value in build_row(procedure)])


def format_csv_line(cells: list[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def render_json(procedures: Iterable[Procedure]) -> Iterator[str]:
    """An array with one record a line, which `manage.py import_procedures` reads back."""
    yield "["
    for number, procedure in enumerate(procedures):
        yield (
            ("," if number else "") + "\n" + json.dumps(drop_forbidden_in(build_content(procedure)), ensure_ascii=False)
        )
    yield "\n]\n"
