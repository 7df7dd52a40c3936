"""The public list with its filters as an Excel or CSV file."""

from __future__ import annotations

import csv
import io

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from foundations.legal_documents.listing import DocumentListing
from foundations.legal_documents.models import LegalDocument
from foundations.spreadsheets.exports import BYTE_ORDER_MARK, disarm_formula
from foundations.vietnamese.characters import drop_forbidden

COLUMNS = {
    "number": (_("Số, ký hiệu"), 22),
    "kind": (_("Loại văn bản"), 16),
    "agency": (_("Cơ quan ban hành"), 30),
    "issued_on": (_("Ngày ban hành"), 14),
    "effective_on": (_("Ngày có hiệu lực"), 14),
    "expires_on": (_("Hiệu lực đến hết ngày"), 14),
    "status": (_("Tình trạng hiệu lực"), 24),
    "abstract": (_("Trích yếu"), 80),
    "url": (_("Địa chỉ toàn văn"), 40),
}
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download_documents(request, form):
    """`/van-ban/tai-ve/csv/`, `/van-ban/tai-ve/xlsx/`, with the filters of the list."""
    if form not in CONTENT_TYPES:
        raise Http404
    documents = DocumentListing(request.GET).find_documents().newest_first()
    content = write_csv(documents) if form == "csv" else write_excel(documents)
    response = HttpResponse(content, content_type=CONTENT_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="van-ban.{form}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def get_cells(document: LegalDocument) -> list[str]:
    """The cells of a row; days as 2022-01-24, empty if unknown."""
    shown = {"kind": document.get_kind_display(), "status": document.status_label}
    return [str(shown.get(name) or getattr(document, name) or "") for name in COLUMNS]


def write_csv(documents) -> str:
    """The CSV file, with a byte-order mark for Excel."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow([str(heading) for heading, _width in COLUMNS.values()])
    writer.writerows([disarm_formula(text) for text in get_cells(document)] for document in documents.iterator(500))
    return out.getvalue()


def write_excel(documents) -> bytes:
    """A workbook of text cells only, so that no number becomes a date and no text a formula."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(str(_("Văn bản")))
    sheet.freeze_panes = "B2"
    for place, (_heading, width) in enumerate(COLUMNS.values()):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
    sheet.append([make_text_cell(sheet, str(heading), bold=True) for heading, _width in COLUMNS.values()])
    for document in documents.iterator(500):
        sheet.append([make_text_cell(sheet, text[:32_000]) for text in get_cells(document)])
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def make_text_cell(sheet, value: str, *, bold: bool = False) -> WriteOnlyCell:
    made = WriteOnlyCell(sheet, drop_forbidden(value))
    made.data_type = "s"
    if bold:
        made.font = Font(bold=True)
    return made
