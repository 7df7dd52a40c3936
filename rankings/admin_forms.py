"""Forms of the editors' interface about an edition's rows and criteria."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from foundations.units.models import Unit
from rankings.editions import KINDS
from rankings.figures import NotAFigure, parse_figure, parse_rank
from rankings.models import Criterion, CriterionScore, Row
from rankings.rows import FIGURES, RANKS

CRITERION = "tieu-chi-"  # before the primary key, in the choice of a figure


class RowForm(forms.ModelForm):
    """What an editor may change of a row: its unit and the note. Figures change by an erratum."""

    class Meta:
        model = Row
        fields = ["unit", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(kind__in=KINDS[self.instance.edition.scope]).alphabetical()
        self.fields["unit"].queryset = units
        self.fields["unit"].empty_label = _("Không nối với đơn vị nào")
        self.fields["note"].widget.attrs["rows"] = 3

    def clean(self):
        cleaned = super().clean()
        unit = cleaned.get("unit")
        if unit and self.instance.edition.rows.filter(unit=unit).exclude(pk=self.instance.pk).exists():
            self.add_error("unit", _("Đơn vị này đã có một dòng trong kỳ."))
        return cleaned


class ErratumForm(forms.Form):
    """A figure that was published wrong: the right value and the reason."""

    figure = forms.ChoiceField(label=_("Số liệu"))
    new = forms.CharField(label=_("Giá trị đúng"), max_length=120)
    reason = forms.CharField(label=_("Lý do, căn cứ"), widget=forms.Textarea(attrs={"rows": 3}))
    date = forms.DateField(label=_("Ngày đính chính"), initial=timezone.localdate, widget=AdminDateInput)

    def __init__(self, *args, row: Row, **kwargs):
        super().__init__(*args, **kwargs)
        self.row = row
        labels = {name: row._meta.get_field(f"{name}_text").verbose_name for name in FIGURES}
        criteria = [(f"{CRITERION}{each.pk}", each.name) for each in row.edition.criteria.all()]
        self.fields["figure"].choices = [
            *labels.items(),
            ("grade", row._meta.get_field("grade").verbose_name),
            *criteria,
        ]

    def clean(self):
        cleaned = super().clean()
        figure, new = cleaned.get("figure", ""), cleaned.get("new", "")
        if new and figure and figure != "grade":
            try:
                cleaned["read"] = (parse_rank if figure in RANKS else parse_figure)(new)
            except NotAFigure as fault:
                self.add_error("new", str(fault).capitalize())
        return cleaned

    def store(self) -> None:
        """Records the erratum and puts the right value in force. Call it in a transaction."""
        name, new = self.cleaned_data["figure"], self.cleaned_data["new"]
        label = dict(self.fields["figure"].choices)[name]
        if name == "grade":
            old, self.row.grade = self.row.grade, new
        elif name.startswith(CRITERION):
            criterion = Criterion.objects.get(pk=name.removeprefix(CRITERION), edition=self.row.edition)
            read = self.cleaned_data["read"]
            score = CriterionScore.objects.filter(row=self.row, criterion=criterion).first()
            old, new = (score.text if score else ""), read.text
            values = {"text": read.text, "value": read.value}
            CriterionScore.objects.update_or_create(row=self.row, criterion=criterion, defaults=values)
        else:
            old, new = getattr(self.row, f"{name}_text"), self.cleaned_data["read"].text
            setattr(self.row, f"{name}_text", new)
        self.row.save()
        values = {key: self.cleaned_data[key] for key in ("reason", "date")}
        self.row.errata.create(figure=str(label)[:60], old=old, new=new, **values)


CriterionFormSet = forms.modelformset_factory(Criterion, fields=["name", "maximum", "weight"], extra=0)
