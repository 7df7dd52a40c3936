"""The file of an import, chosen once."""

from __future__ import annotations

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from foundations.spreadsheets.reading import DelimiterField
from procedures.import_runs.models import Options

MAX_BYTES = 50 * 1024 * 1024  # bytes


class ImportForm(forms.Form):
    """The file, and how to read it."""

    file = forms.FileField(
        label=_("Tệp"),
        help_text=_("Excel (.xlsx) hoặc CSV: danh mục. JSON, .jsonl, .jsonl.gz: bản ghi đầy đủ. Tối đa 50 MB."),
        validators=[FileExtensionValidator(["xlsx", "csv", "json", "jsonl", "gz"])],
    )
    draft = forms.BooleanField(label=_("Thủ tục mới lưu thành bản nháp"), required=False)
    complete = forms.BooleanField(
        label=_("Tệp là toàn bộ danh mục: chỉ ra những thủ tục không còn trong tệp"), required=False
    )
    hidden = forms.BooleanField(
        label=_("Lấy cả dòng, cột và trang tính ẩn"),
        required=False,
        help_text=_("Không đánh dấu: phần bị ẩn trong tệp Excel không được lấy, và được nêu ở mục Lưu ý."),
    )
    delimiter = DelimiterField()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn 50 MB; hãy dùng lệnh import_procedures trên máy chủ."))
        return file

    def get_options(self) -> Options:
        return Options(**{name: value for name, value in self.cleaned_data.items() if name != "file"})
