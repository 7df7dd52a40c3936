"""One edition of an index as a page; its rows are in `rows.py`."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.models import Orderable, Page, PageManager, PageQuerySet, PageViewRestriction
from wagtail.search.index import SearchField

from foundations.legal_documents.numbers import NumberKeyField
from foundations.page_copies.pages import CopiesMixin
from foundations.units.editing import OptimisticLockingMixin, OptimisticLockingPageForm
from foundations.vietnamese.normalisation import NormalisedTextMixin
from foundations.vietnamese.slugs import VietnameseSlugMixin
from foundations.vietnamese.titles import TitlePanel
from rankings.indices import IndexPage, refuse_own_address
from rankings.panels import RowsPanel


class EditionQuerySet(PageQuerySet):
    def readable(self) -> EditionQuerySet:
        """What every reader may see: live and not behind a view restriction (`public`, in the same query)."""
        restricted = PageViewRestriction.objects.alias(here=ExpressionWrapper(OuterRef("path"), models.CharField()))
        return self.live().exclude(Exists(restricted.filter(here__startswith=F("page__path"))))

    def latest_first(self) -> EditionQuerySet:
        """By period; the scope decides within one."""
        return self.order_by("-position", "scope", "pk")


class RankingPage(OptimisticLockingMixin, VietnameseSlugMixin, NormalisedTextMixin, CopiesMixin, Page):
    """One edition of an index: a year or a part of it, for one kind of units."""

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

    index = models.ForeignKey(IndexPage, models.RESTRICT, related_name="editions", editable=False)
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

    objects = PageManager.from_queryset(EditionQuerySet)()

    base_form_class = OptimisticLockingPageForm
    content_panels = [
        TitlePanel("title", placeholder=_("Ví dụ: PAPI năm 2024")),
        FieldRowPanel([FieldPanel("year"), FieldPanel("period"), FieldPanel("scope")]),
        RowsPanel(heading=_("Bảng số liệu")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("decision_number"), FieldPanel("decision_date")]),
                FieldPanel("source"),
                FieldPanel("source_url"),
                FieldPanel("source_file"),
            ],
            heading=_("Nguồn"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number_ranked"), FieldPanel("scale_max")]),
                FieldPanel("criteria_add_up"),
                InlinePanel("grades", label=_("mức xếp loại"), heading=_("Mức xếp loại của kỳ này, theo tỷ lệ %")),
            ],
            heading=_("Cách tính"),
        ),
        MultiFieldPanel([FieldPanel("series_break"), FieldPanel("break_note")], heading=_("So sánh với kỳ trước")),
        FieldPanel("notes"),
    ]
    search_fields = [
        *Page.search_fields,
        SearchField("decision_number"),
        SearchField("source"),
        SearchField("notes"),
    ]
    parent_page_types = ["rankings.IndexPage"]
    subpage_types = []
    shown_with = ("index",)
    copy_template = "rankings/edition_copy.html"
    page_description = _("Một kỳ công bố của chỉ số, với bảng xếp hạng.")

    class Meta:
        verbose_name = _("kỳ xếp hạng")
        verbose_name_plural = _("kỳ xếp hạng")

    def full_clean(self, *args, **kwargs):
        self.take_its_place()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self.take_its_place()
        super().minimal_clean()

    def take_its_place(self) -> None:
        """The index the page stands under, and the order of its period."""
        if self.path and (above := IndexPage.objects.parent_of(self).first()):
            self.index = above
        self.position = (self.year or 0) * 10 + self.Period.values.index(self.period)

    def clean(self):
        super().clean()
        refuse_own_address(self)
        if self.year is not None and not 1990 <= self.year <= 2100:
            raise ValidationError({"year": _("Năm phải từ 1990 đến 2100.")})

    def get_context(self, request, *args, **kwargs):
        from rankings import pages  # which need the models

        return {**super().get_context(request, *args, **kwargs), **pages.edition(self, request)}

    @path("nhung/", name="embed")
    def embed(self, request):
        from rankings import embeds  # which need the models

        return embeds.edition(self, request)

    @property
    def short_title(self) -> str:
        """`2023`, `Quý I/2024`."""
        return str(self.year) if self.period == self.Period.YEAR else f"{self.get_period_display()}/{self.year}"

    @property
    def highest(self) -> float | None:
        """The maximum of the scale."""
        return self.index.scale_max if self.scale_max is None else self.scale_max

    @cached_property
    def other_editions(self) -> list[RankingPage]:
        """The other readable editions of the index for the same kind of units, latest first."""
        same = RankingPage.objects.readable().filter(index=self.index_id, scope=self.scope)
        return list(same.exclude(pk=self.pk).latest_first())

    @property
    def previous_edition(self) -> RankingPage | None:
        """The edition that changes are computed against; None across a break."""
        if self.series_break:
            return None
        earlier = (
            other
            for other in self.other_editions
            if other.position < self.position and other.period[0] == self.period[0]
        )
        return next(earlier, None)


class GradeThreshold(NormalisedTextMixin, Orderable):
    """A grade of one edition and the percent from which it is given."""

    edition = ParentalKey(RankingPage, on_delete=models.CASCADE, related_name="grades")
    name = models.CharField(_("xếp loại"), max_length=120)
    minimum = models.FloatField(_("từ tỷ lệ % trở lên"))

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("minimum")])]

    class Meta(Orderable.Meta):
        verbose_name = _("mức xếp loại")
        verbose_name_plural = _("mức xếp loại")

    def __str__(self):
        return self.name
