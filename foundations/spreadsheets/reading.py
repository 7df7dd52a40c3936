"""The site's only reader of tables: from the bytes of a file to sheets of rows of cells."""

from __future__ import annotations

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundations.file_kinds import signatures
from foundations.spreadsheets.delimited import CountHeadings, read_csv
from foundations.spreadsheets.sheets import DEFAULT_LIMITS, RefusedFile, Sheet, SheetLimits
from foundations.spreadsheets.workbooks import read_workbook

DELIMITER_NAMES = {
    "": gettext_lazy("Tự nhận ra"),
    ",": gettext_lazy("Dấu phẩy (,)"),
    ";": gettext_lazy("Dấu chấm phẩy (;)"),
    "tab": gettext_lazy("Dấu tab"),
    "|": gettext_lazy("Dấu gạch đứng (|)"),
}


class DelimiterField(forms.ChoiceField):
    """The delimiter of a CSV file; its value is the character, empty to detect it."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Dấu ngăn cách các ô của tệp CSV"))
        kwargs.setdefault("help_text", gettext_lazy("Chỉ chọn khi các cột của tệp CSV không được nhận đúng."))
        super().__init__(choices=list(DELIMITER_NAMES.items()), required=False, **kwargs)

    def clean(self, value):
        return super().clean(value).replace("tab", "\t")


def read_file(
    name: str,
    content: bytes,
    delimiter: str = "",
    count_headings: CountHeadings | None = None,
    limits: SheetLimits = DEFAULT_LIMITS,
) -> list[Sheet]:
    """The sheets of an .xlsx or .csv file, by content and not by name. Raises RefusedFile.

    `delimiter` and `count_headings` are for CSV: see `read_csv`.
    """
    if len(content) > limits.content:
        raise RefusedFile(
            _("Tệp lớn %(size)s MB, quá mức %(most)s MB. Hãy chỉ giữ lại trang tính cần nhập rồi lưu thành tệp mới.")
            % {
                "size": number_format(round(len(content) / 1024 / 1024, 1)),
                "most": limits.content // 1024 // 1024,
            }
        )
    if content.startswith(signatures.OLE):
        raise RefusedFile(
            _(
                "Đây là tệp Excel đời cũ (.xls) hoặc tệp đặt mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu nếu có, rồi "
                "chọn Lưu thành “Excel Workbook (.xlsx)”."
            )
        )
    if content.startswith(signatures.ZIP):
        return read_workbook(content, limits)
    if name.lower().endswith((".xlsx", ".xlsm", ".xls", ".ods")):
        raise RefusedFile(
            _("Tệp mang đuôi Excel nhưng bên trong không phải bảng tính. Hãy mở bằng Excel và lưu lại thành .xlsx.")
        )
    return [read_csv(content, delimiter, count_headings, limits)]
