"""One edition of an index: what it says of itself, and from which percent it gives which grade.

Its page is `pages.RankingPage`; its table stands in `rows.py`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, PageQuerySet, PageViewRestriction

from foundations.legal_documents.numbers import NumberKeyField
from foundations.units.models import Unit
from foundations.vietnamese.normalisation import NormalisedTextMixin

# Kinds of the units that an edition may rank, by its scope.
KINDS = {
    "provinces": [Unit.Kind.PROVINCE],
    "departments": [Unit.Kind.DEPARTMENT, Unit.Kind.BOARD, Unit.Kind.OFFICE, Unit.Kind.CENTRE, Unit.Kind.OTHER],
    "districts": [Unit.Kind.DISTRICT],
    "communes": [Unit.Kind.COMMUNE, Unit.Kind.WARD, Unit.Kind.TOWN, Unit.Kind.SPECIAL_ZONE],
    "other": list(Unit.Kind),
}


class EditionQuerySet(PageQuerySet):
    def readable(self) -> EditionQuerySet:
        """What every reader may see: live and not behind a view restriction (`public`, in the same query)."""
        restricted = PageViewRestriction.objects.alias(here=ExpressionWrapper(OuterRef("path"), models.CharField()))
        return self.live().exclude(Exists(restricted.filter(here__startswith=F("page__path"))))

    def latest_first(self) -> EditionQuerySet:
        """By period; the scope decides within one."""
        return self.order_by("-position", "scope", "pk")

    def latest_of_each_index(self) -> EditionQuerySet:
        """Of these editions the newest of every index, newest first."""
        latest = self.filter(index=OuterRef("index")).latest_first().values("pk")[:1]
        return self.filter(pk=Subquery(latest)).latest_first()


class Edition(models.Model):
    """One edition of an index: a year or a part of it, for one kind of units. `pages.RankingPage` adds the page."""

    class Scope(models.TextChoices):
        PROVINCES = "provinces", _("Tỉnh, thành phố")
        DEPARTMENTS = "departments", _("Sở, ban, ngành")
        DISTRICTS = "districts", _("Huyện, thị xã, thành phố")
        COMMUNES = "communes", _("Xã, phường, thị trấn")
        OTHER = "other", _("Đơn vị khác")

    class Period(models.TextChoices):
        YEAR = "y", _("Cả năm")
        FIRST_HALF = "h1", _("6 tháng đầu năm")
        SECOND_HALF = "h2", _("6 tháng cuối năm")
        Q1 = "q1", _("Quý I")
        Q2 = "q2", _("Quý II")
        Q3 = "q3", _("Quý III")
        Q4 = "q4", _("Quý IV")

    index = models.ForeignKey("rankings.IndexPage", models.RESTRICT, related_name="editions", editable=False)
    year = models.PositiveSmallIntegerField(_("năm"))
    period = models.CharField(_("kỳ"), max_length=2, choices=Period.choices, default=Period.YEAR)
    position = models.PositiveIntegerField(editable=False)  # orders periods
    scope = models.CharField(_("đối tượng xếp hạng"), max_length=20, choices=Scope.choices, default=Scope.PROVINCES)
    decision_number = models.CharField(_("số quyết định công bố"), max_length=120, blank=True)
    decision_key = NumberKeyField("decision_number")
    decision_date = models.DateField(_("ngày công bố"), null=True, blank=True)
    source = models.TextField(
        _("nguồn"), help_text=_("Văn bản, báo cáo hoặc trang đã công bố số liệu; ghi đủ để tìm lại.")
    )
    source_url = models.URLField(_("địa chỉ nguồn"), max_length=1000, blank=True)
    source_file = models.ForeignKey(
        "wagtaildocs.Document", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("tệp nguồn")
    )
    number_ranked = models.PositiveIntegerField(
        _("số đơn vị được xếp hạng"), null=True, blank=True, help_text=_("Ghi cả khi bảng ở đây chỉ có một phần.")
    )
    scale_max = models.FloatField(_("điểm tối đa của kỳ này"), null=True, blank=True)
    criteria_add_up = models.BooleanField(
        _("tổng điểm là tổng các tiêu chí"), default=True, help_text=_("Bỏ chọn khi tổng điểm được tính cách khác.")
    )
    series_break = models.BooleanField(
        _("không so sánh được với các kỳ trước"),
        default=False,
        help_text=_("Chọn khi đổi phương pháp hoặc đổi đơn vị được xếp hạng, ví dụ từ 63 xuống 34 tỉnh, thành phố."),
    )
    break_note = models.TextField(_("thay đổi về phương pháp"), blank=True)
    notes = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        abstract = True

    @property
    def short_title(self) -> str:
        """`2023`, `Quý I/2024`."""
        return str(self.year) if self.period == self.Period.YEAR else f"{self.get_period_display()}/{self.year}"

    @property
    def highest(self) -> float | None:
        """The maximum of the scale."""
        return self.index.scale_max if self.scale_max is None else self.scale_max


class GradeThreshold(NormalisedTextMixin, Orderable):
    """A grade of one edition and the percent from which it is given."""

    edition = ParentalKey("rankings.RankingPage", on_delete=models.CASCADE, related_name="grades")
    name = models.CharField(_("xếp loại"), max_length=120)
    minimum = models.FloatField(_("từ tỷ lệ % trở lên"))

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("minimum")])]

    class Meta(Orderable.Meta):
        verbose_name = _("mức xếp loại")
        verbose_name_plural = _("mức xếp loại")

    def __str__(self):
        return self.name
