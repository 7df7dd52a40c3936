"""The board's forms: rules, exemptions, reopening a month. Errors name the conflicting rule or month."""

from __future__ import annotations

import datetime

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundations.editing.forms import EditedModelForm
from news.models import ArticlePage
from news.quotas.closed_months import ClosedMonth

SAME_RULE_FIELDS = ("unit", "unit_kind", "cycle", "counts_reposts", "minimum_words", "needs_picture")
# Fixed once a month is closed; to change them, end the rule and add another.
CLOSED_FIELDS = (*SAME_RULE_FIELDS, "minimum", "columns", "kinds", "valid_from", "grace_days")
CLOSED_FIELD_ERROR = _(
    "Chỉ tiêu này đã có sổ khóa nên không sửa được mục này. Hãy ghi ngày hết áp dụng, rồi lập chỉ tiêu mới."
)


class QuotaRuleForm(EditedModelForm):
    """Refuses a rule that begins in a closed month or repeats another rule."""

    kinds = forms.MultipleChoiceField(
        label=_("Thể loại được tính"),
        choices=ArticlePage.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một thể loại.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "columns" in self.fields:
            columns = self.fields["columns"].queryset.filter(unit=None).order_by("path")
            self.fields["columns"].queryset = columns
            self.fields["columns"].widget = forms.CheckboxSelectMultiple(choices=self.fields["columns"].choices)

    def clean(self):
        cleaned_data = super().clean()
        if self.errors:
            return cleaned_data
        if self.instance.pk and self.instance.closed_accounts.filter(closing__reopened_at=None).exists():
            self._check_closed_criteria(cleaned_data)
        elif "valid_from" in self.changed_data:
            refuse_closed_month(self, "valid_from")
        if not self.errors and (same := self._find_same_rule(cleaned_data)):
            self.add_error("valid_from", self._write_overlap_error(same))
        return cleaned_data

    def _check_closed_criteria(self, cleaned_data) -> None:
        """Refuses changes to fields on which closed months depend."""
        for name in CLOSED_FIELDS:
            if name in self.changed_data:
                self.add_error(name, CLOSED_FIELD_ERROR)
        last = self.instance.closed_accounts.filter(closing__reopened_at=None).latest("last_day").last_day
        end = cleaned_data.get("valid_to")
        if "valid_to" in self.changed_data and end and end < last:
            sentence = gettext("Sổ đã khóa đến hết ngày %(day)s. Hãy chọn ngày đó hoặc sau đó.")
            self.add_error("valid_to", sentence % {"day": date_format(last, "d/m/Y")})

    def _find_same_rule(self, cleaned_data):
        """Another rule for the same units, columns and kinds with overlapping dates, or None."""
        found = type(self.instance).objects.exclude(pk=self.instance.pk).prefetch_related("columns")
        found = found.filter(**{name: cleaned_data.get(name) for name in SAME_RULE_FIELDS})
        wanted = (set(cleaned_data["kinds"]), {column.pk for column in cleaned_data.get("columns") or []})
        first, last = cleaned_data["valid_from"], cleaned_data.get("valid_to") or datetime.date.max
        for rule in found:
            overlaps = rule.valid_from <= last and (rule.valid_to or datetime.date.max) >= first
            if overlaps and (set(rule.kinds), {column.pk for column in rule.columns.all()}) == wanted:
                return rule
        return None

    def _write_overlap_error(self, rule) -> str:
        words = {"name": rule.name, "first": date_format(rule.valid_from, "d/m/Y")}
        if rule.valid_to is None:
            return gettext("Trùng với chỉ tiêu “%(name)s”, áp dụng từ ngày %(first)s và chưa kết thúc.") % words
        words["last"] = date_format(rule.valid_to, "d/m/Y")
        return gettext("Trùng với chỉ tiêu “%(name)s”, áp dụng từ ngày %(first)s đến hết ngày %(last)s.") % words


class ExemptionForm(EditedModelForm):
    """Refuses an exemption that begins in a closed month."""

    def clean(self):
        cleaned_data = super().clean()
        if not self.errors and "valid_from" in self.changed_data:
            refuse_closed_month(self, "valid_from")
        return cleaned_data


def refuse_closed_month(form: forms.ModelForm, name: str) -> None:
    """Adds an error to the field if its day is in a closed month or before one."""
    day = form.cleaned_data[name]
    closed = ClosedMonth.objects.filter(reopened_at=None, first_day__gte=day.replace(day=1)).first()
    if closed:
        sentence = gettext("Sổ %(month)s đã khóa. Hãy chọn ngày sau tháng đó, hoặc mở lại sổ trước.")
        form.add_error(name, sentence % {"month": closed.period})


class ReopeningForm(forms.Form):
    """The reason for reopening a month."""

    reason = forms.CharField(
        label=_("Lý do mở lại"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy ghi lý do mở lại sổ.")},
    )
