"""Import in the editors' interface: a file is checked first, and stored when its report has been read."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.validators import FileExtensionValidator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from foundations.spreadsheets.problems import ImportRefusedError
from foundations.spreadsheets.reading import DelimiterField
from foundations.spreadsheets.writing import XLSX_CONTENT_TYPE
from procedures.history import build_field_change
from procedures.import_report import count_kinds, count_unplaced, make_problem_list, make_report
from procedures.models import Procedure
from procedures.reading.sources import make_source
from procedures.reading.tables import ListOptions
from procedures.storing import Options, run

MAX_BYTES = 50 * 1024 * 1024  # bytes
MAX_SHOWN = 200


class ImportForm(forms.Form):
    """The file, and what to do with it."""

    file = forms.FileField(
        label=_("Tệp"),
        help_text=_("Excel (.xlsx) hoặc CSV: danh mục. JSON, .jsonl, .jsonl.gz: bản ghi đầy đủ. Tối đa 50 MB."),
        validators=[FileExtensionValidator(["xlsx", "csv", "json", "jsonl", "gz"])],
    )
    draft = forms.BooleanField(label=_("Thủ tục mới lưu thành bản nháp"), required=False)
    complete = forms.BooleanField(
        label=_("Tệp là toàn bộ danh mục: chỉ ra những thủ tục không còn trong tệp"), required=False
    )
    report = forms.BooleanField(
        label=_("Tải về danh sách chữ cần xem lại (Excel) thay cho trang kết quả"), required=False
    )
    hidden = forms.BooleanField(
        label=_("Lấy cả dòng, cột và trang tính ẩn"),
        required=False,
        help_text=_("Không đánh dấu: phần bị ẩn trong tệp Excel không được lấy, và được nêu ở mục Lưu ý."),
    )
    delimiter = DelimiterField()
    store = forms.BooleanField(label=_("Lưu (không đánh dấu: chỉ kiểm tra)"), required=False)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn 50 MB; hãy dùng lệnh import_procedures trên máy chủ."))
        return file


def import_view(request: HttpRequest):
    """Shows what a file would change; stores it where that is asked for."""
    if not request.user.has_perms(["procedures.add_procedure", "procedures.publish_procedure"]):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    context = {"form": form, "page_title": _("Nhập thủ tục hành chính"), "header_icon": "download"}
    if request.method == "POST" and form.is_valid():
        context |= run_import(form.cleaned_data)
        if form.cleaned_data["report"]:
            return build_report_response(context)
    return TemplateResponse(request, "procedures/admin/import.html", context)


def run_import(chosen: dict) -> dict:
    options = Options(dry_run=not chosen["store"], draft=chosen["draft"], complete=chosen["complete"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(chosen["file"].name).name
        with path.open("wb") as file:
            for chunk in chosen["file"].chunks():
                file.write(chunk)
        try:
            source = make_source(
                path, Procedure, ListOptions(delimiter=chosen["delimiter"], take_hidden=chosen["hidden"])
            )
            outcome = run(source, options, report=lambda line: None)
        except ImportRefusedError as refusal:
            return {"problems": refusal.problems}
    outcome.warnings = [*source.notes, *outcome.warnings]
    changes = [
        (code, [build_field_change(*change) for change in fields]) for code, fields in outcome.changed[:MAX_SHOWN]
    ]
    return {
        "outcome": outcome,
        "changes": changes,
        "stored": chosen["store"],
        "totals": count_kinds(outcome.remarks),
        "unplaced": count_unplaced(outcome.remarks),
        "remarks": outcome.remarks[:MAX_SHOWN],
    }


def build_report_response(context: dict) -> HttpResponse:
    """The list as a file: what a person should look at, or what kept the import from being stored."""
    if outcome := context.get("outcome"):
        content = make_report(outcome.read, outcome.remarks)
    else:
        content = make_problem_list(context["problems"])
    response = HttpResponse(content, content_type=XLSX_CONTENT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="nhap-thu-tuc-can-xem-lai.xlsx"'
    return response
