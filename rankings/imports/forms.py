"""Forms of an import: the file, and where its table stands."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from foundations.spreadsheets.reading import DelimiterField
from foundations.spreadsheets.sheets import DEFAULT_LIMITS, Sheet
from foundations.vietnamese.folding import fold
from rankings.imports.mapping import MAX_HEADER_ROWS, ROLES, TEMPLATE, Choices

FILTERS = 2


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp bảng xếp hạng"),
        help_text=_("Excel (.xlsx) hoặc CSV, lớn nhất 5 MB. Bảng giữ nguyên như cơ quan công bố, không cần sửa trước."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    delimiter = DelimiterField()


class LayoutForm(forms.Form):
    """Where the table stands and which of its rows count."""

    sheet = forms.TypedChoiceField(label=_("Trang tính"), coerce=int)
    header_row = forms.IntegerField(label=_("Dòng tiêu đề đầu tiên"), min_value=1, max_value=DEFAULT_LIMITS.rows)
    header_rows = forms.IntegerField(label=_("Số dòng tiêu đề"), min_value=1, max_value=MAX_HEADER_ROWS)
    last_row = forms.IntegerField(
        label=_("Dòng cuối"),
        min_value=0,
        max_value=DEFAULT_LIMITS.rows,
        help_text=_("0: đến hết bảng."),
        required=False,
    )

    take_hidden = forms.BooleanField(
        label=_("Lấy cả dòng và cột ẩn"),
        required=False,
        help_text=_("Trang tính có dòng hoặc cột bị ẩn. Thường đó là bản nháp hoặc số chưa công bố."),
    )

    def __init__(self, *args, sheets: list[Sheet], columns: list[tuple[str, str]], has_hidden: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = [(number, get_sheet_name(sheet)) for number, sheet in enumerate(sheets)]
        if not has_hidden:
            del self.fields["take_hidden"]
        for number in range(FILTERS):
            self.fields[f"filter_column_{number}"] = forms.ChoiceField(
                label=_("Chỉ lấy dòng có cột"), choices=[("", "—"), *columns], required=False
            )
            self.fields[f"filter_value_{number}"] = forms.CharField(label=_("bằng"), required=False, max_length=200)

    def get_filters(self) -> list[tuple[int, str]]:
        data = self.cleaned_data
        pairs = [(data[f"filter_column_{number}"], data[f"filter_value_{number}"]) for number in range(FILTERS)]
        return [(int(column), value) for column, value in pairs if column and value]


def get_sheet_name(sheet: Sheet) -> str:
    return _("%(name)s (trang tính ẩn)") % {"name": sheet.name} if sheet.is_hidden else sheet.name


def get_initial_layout(choices: Choices) -> dict:
    names = ("sheet", "header_row", "header_rows", "last_row", "take_hidden")
    initial = {name: getattr(choices, name) for name in names}
    for number, (column, value) in enumerate(choices.filters[:FILTERS]):
        initial |= {f"filter_column_{number}": str(column), f"filter_value_{number}": value}
    return initial


def get_role_choices(index) -> list[tuple]:
    """What a column may be: a figure, a criterion of its own, or one the index knows; by group."""
    templates = [(f"{TEMPLATE}{each.code}", each.name) for each in index.template_criteria.all()]
    groups = [(_("Số liệu"), list(ROLES.items()))]
    return [*groups, (_("Tiêu chí của chỉ số"), templates)] if templates else groups


def parse_roles(data, number_of_columns: int, index) -> list[str]:
    """The roles chosen for the columns; unknown ones count as none."""
    known = {*ROLES, *(f"{TEMPLATE}{each.code}" for each in index.template_criteria.all())}
    posted = [data.get(f"role_{column}", "") for column in range(number_of_columns)]
    return [role if role in known else "" for role in posted]


def parse_names(data) -> dict[str, str]:
    """What to do with unknown names, by folded name."""
    names = {key.removeprefix("name_"): value for key, value in data.items() if key.startswith("name_")}
    return {fold(name): value for name, value in names.items() if re.fullmatch(r"keep|skip|unit:\d{1,18}", value)}
