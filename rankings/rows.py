"""What an edition's table holds: criteria, rows, scores per criterion, errata; and what an import remembers."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundations.units.models import Unit
from foundations.vietnamese.collation import make_collation_key
from foundations.vietnamese.folding import fold
from foundations.vietnamese.normalisation import NormalisedTextMixin
from foundations.vietnamese.slugs import slugify
from rankings.figures import NotAFigure, parse_figure, parse_rank
from rankings.querysets import RowQuerySet


class Criterion(NormalisedTextMixin, models.Model):
    """A criterion of one edition. The same `code` in two editions of an index means the same criterion."""

    edition = models.ForeignKey("rankings.RankingPage", models.CASCADE, related_name="criteria")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")
    code = models.CharField(_("mã"), max_length=40)
    name = models.CharField(_("tên tiêu chí"), max_length=500)
    maximum = models.FloatField(_("điểm tối đa"), null=True, blank=True)
    weight = models.FloatField(_("trọng số"), null=True, blank=True)
    order = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("tiêu chí")
        verbose_name_plural = _("tiêu chí")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="criterion_once_per_edition")]

    def __str__(self):
        return self.name


FIGURES = ("score", "self_score", "maximum", "percent", "rank", "previous", "previous_rank")
RANKS = ("rank", "previous_rank")


def make_figure_field(label, **options):
    return models.CharField(label, max_length=40, blank=True, **options)


class Row(NormalisedTextMixin, models.Model):
    """One unit in one edition, as published. Each figure is a text with a decimal point and its number.

    An empty text: nothing is known. "N/A": the publisher gave none, on purpose.
    """

    edition = models.ForeignKey("rankings.RankingPage", models.CASCADE, related_name="rows")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="ranked", verbose_name=_("đơn vị")
    )
    name = models.CharField(_("tên như công bố"), max_length=255)
    score_text = make_figure_field(_("điểm"))
    self_score_text = make_figure_field(_("điểm tự chấm"))
    maximum_text = make_figure_field(_("điểm tối đa của đơn vị"))
    percent_text = make_figure_field(_("tỷ lệ %"))
    rank_text = make_figure_field(_("thứ hạng"))
    previous_text = make_figure_field(
        _("điểm kỳ trước, so sánh được"),
        help_text=_("Chỉ ghi khi cơ quan công bố cho biết giá trị kỳ trước để so sánh."),
    )
    previous_rank_text = make_figure_field(_("hạng kỳ trước, so sánh được"))
    score = models.FloatField(null=True, editable=False)
    self_score = models.FloatField(null=True, editable=False)
    maximum = models.FloatField(null=True, editable=False)
    percent = models.FloatField(null=True, editable=False)
    rank = models.IntegerField(null=True, editable=False)
    previous = models.FloatField(null=True, editable=False)
    previous_rank = models.IntegerField(null=True, editable=False)
    grade = models.CharField(_("nhóm, xếp loại"), max_length=120, blank=True)
    note = models.TextField(_("ghi chú"), blank=True)
    order = models.PositiveIntegerField(default=0, editable=False)
    key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=1000, editable=False)

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = _("dòng xếp hạng")
        verbose_name_plural = _("dòng xếp hạng")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "key"],
                name="unit_once_per_edition",
                violation_error_message=_("Đơn vị này đã có một dòng trong kỳ."),
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.derive()
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        self.derive()

    def derive(self) -> None:
        """Numbers of the texts, and the keys to find and to order the row by. Raises ValidationError."""
        for name in FIGURES:
            try:
                figure = (parse_rank if name in RANKS else parse_figure)(getattr(self, f"{name}_text"))
            except NotAFigure as fault:
                raise ValidationError({f"{name}_text": str(fault).capitalize()}) from fault
            setattr(self, f"{name}_text", figure.text)
            setattr(self, name, figure.value)
        self.key = f"don-vi-{self.unit_id}" if self.unit_id else fold(self.name)[:300]
        self.sort_key = make_collation_key(self.name)[:1000]

    @property
    def slug(self) -> str:
        """The row's name in addresses: that of its unit, or made of the published name."""
        return self.unit.slug if self.unit else slugify(self.name)

    @property
    def is_withheld(self) -> bool:
        """Whether it was published that there is no score."""
        return self.score is None and self.score_text != ""


class CriterionScore(models.Model):
    """What a row got for a criterion, as published."""

    row = models.ForeignKey(Row, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="scores")
    text = models.CharField(_("điểm"), max_length=40)
    value = models.FloatField(null=True, editable=False)

    class Meta:
        verbose_name = _("điểm tiêu chí")
        verbose_name_plural = _("điểm tiêu chí")
        constraints = [models.UniqueConstraint(fields=["row", "criterion"], name="criterion_scored_once")]

    def __str__(self):
        return f"{self.criterion}: {self.text}"


class Erratum(NormalisedTextMixin, models.Model):
    """A published figure found wrong and what is right, with the reason. Both values stay to be seen."""

    row = models.ForeignKey(Row, models.CASCADE, related_name="errata")
    figure = models.CharField(_("số liệu được đính chính"), max_length=60, help_text=_("Cột của bảng."))
    old = models.CharField(_("giá trị đã công bố"), max_length=120, blank=True)
    new = models.CharField(_("giá trị đúng"), max_length=120)
    reason = models.TextField(_("lý do, căn cứ"))
    date = models.DateField(_("ngày đính chính"))

    class Meta:
        verbose_name = _("đính chính")
        verbose_name_plural = _("đính chính")
        ordering = ["date", "pk"]

    def __str__(self):
        return f"{self.figure}: {self.old} → {self.new}"


class ColumnMemory(models.Model):
    """What a column with this heading was taken for, the last time a table of the index was imported."""

    index = models.ForeignKey("rankings.IndexPage", models.CASCADE, related_name="columns_remembered")
    heading = models.CharField(max_length=500)
    role = models.CharField(max_length=120)

    class Meta:
        verbose_name = _("cột đã nhớ")
        verbose_name_plural = _("cột đã nhớ")
        constraints = [models.UniqueConstraint(fields=["index", "heading"], name="heading_remembered_once")]

    def __str__(self):
        return self.heading


class TableUpload(models.Model):
    """A table on its way in: what was read of the file, until it is confirmed or a day has passed."""

    edition = models.ForeignKey("rankings.RankingPage", models.CASCADE, related_name="uploads")
    user = models.ForeignKey("auth.User", models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=255)
    sheets = models.JSONField()
    choices = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("bảng đang nhập")
        verbose_name_plural = _("bảng đang nhập")

    def __str__(self):
        return self.file_name
