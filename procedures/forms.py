"""How editors write the lists of a procedure: boxes to tick, and one line for each kind of applicant."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from foundations.editing.forms import EditedModelForm
from foundations.vietnamese.normalisation import make_one_line
from procedures.reading.choices import Level, Part


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = value if isinstance(value, list) else (value or "").split("\n")
        return [line for raw in lines if (line := make_one_line(raw))]

    def has_changed(self, initial, data):
        return self.to_python(initial) != self.to_python(data)


def make_boxes(label, choices, help_text="") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, help_text=help_text, widget=forms.CheckboxSelectMultiple
    )


class ProcedureForm(EditedModelForm):
    """The editors' form of a procedure."""

    levels = make_boxes(_("Cấp thực hiện"), Level.choices)
    confirmed_none = make_boxes(
        _("Đã xác nhận là không có"),
        Part.choices,
        _("Chỉ đánh dấu khi văn bản nói rõ là không có; còn lại trang ghi “Chưa có thông tin”."),
    )
    subjects = LinesField(label=_("Đối tượng thực hiện"), required=False, help_text=_("Mỗi dòng một đối tượng."))
