"""The page of all rankings and, below it, a page for each index."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Orderable, Page
from wagtail.search.index import SearchField

from foundations.units.editing import OptimisticLockingMixin, OptimisticLockingPageForm
from foundations.units.models import Unit
from foundations.vietnamese.normalisation import NormalisedTextMixin
from foundations.vietnamese.slugs import VietnameseSlugMixin
from foundations.vietnamese.titles import TitlePanel

OWN_ADDRESSES = {"don-vi", "so-sanh", "oembed", "nhung"}  # of routes; a page below may not take them


def refuse_own_address(page) -> None:
    if page.slug in OWN_ADDRESSES:
        raise ValidationError({"slug": _("Địa chỉ này dành cho trang có sẵn. Hãy chọn địa chỉ khác.")})


class RankingsPage(OptimisticLockingMixin, VietnameseSlugMixin, NormalisedTextMixin, RoutablePageMixin, Page):
    """ "Xếp hạng": all indices; below it the profile of a unit and the comparison of several."""

    introduction = models.TextField(_("giới thiệu"), blank=True)
    focus_units = ParentalManyToManyField(
        Unit,
        blank=True,
        related_name="+",
        verbose_name=_("đơn vị được làm nổi"),
        help_text=_("Dòng của các đơn vị này được đánh dấu trong mọi bảng và nêu ở đầu trang Xếp hạng."),
    )

    base_form_class = OptimisticLockingPageForm
    content_panels = [TitlePanel("title"), FieldPanel("introduction"), FieldPanel("focus_units")]
    search_fields = [*Page.search_fields, SearchField("introduction")]
    parent_page_types = ["site_project.HomePage"]
    subpage_types = ["rankings.IndexPage"]
    max_count = 1
    page_description = _("Trang Xếp hạng: danh sách các chỉ số.")

    class Meta:
        verbose_name = _("trang xếp hạng")
        verbose_name_plural = _("trang xếp hạng")

    def get_context(self, request, *args, **kwargs):
        from rankings import pages  # which need the models

        return {**super().get_context(request, *args, **kwargs), **pages.hub(self)}

    @path("don-vi/<slug:slug>/", name="profile")
    def profile(self, request, slug):
        from rankings import profiles  # which need the models

        return profiles.profile(self, request, slug)

    @path("so-sanh/", name="comparison")
    def comparison(self, request):
        from rankings import profiles  # which need the models

        return profiles.comparison(self, request)

    @path("oembed/", name="oembed")
    def oembed(self, request):
        from rankings import embeds  # which need the models

        return embeds.oembed(request)


class IndexPage(OptimisticLockingMixin, VietnameseSlugMixin, NormalisedTextMixin, RoutablePageMixin, Page):
    """An index: who publishes it, how often, on what scale; below it its editions."""

    class Cadence(models.TextChoices):
        YEARLY = "yearly", _("Hằng năm")
        HALF_YEARLY = "half_yearly", _("Sáu tháng một lần")
        QUARTERLY = "quarterly", _("Hằng quý")
        OTHER = "other", _("Không định kỳ")

    short_name = models.CharField(_("tên ngắn"), max_length=60, help_text=_("Ví dụ: PAR INDEX, PAPI."))
    publisher = models.CharField(_("cơ quan công bố"), max_length=255)
    cadence = models.CharField(_("định kỳ"), max_length=20, choices=Cadence.choices, default=Cadence.YEARLY)
    scale_max = models.FloatField(
        _("điểm tối đa của thang"), null=True, blank=True, help_text=_("Kỳ có thang khác ghi riêng ở kỳ đó.")
    )
    decimals = models.PositiveSmallIntegerField(
        _("số chữ số thập phân hiển thị"), null=True, blank=True, help_text=_("Để trống thì hiển thị đúng như công bố.")
    )
    higher_is_better = models.BooleanField(_("điểm cao là tốt"), default=True)
    meaning = models.TextField(_("điểm cao nghĩa là gì"), blank=True)
    introduction = models.TextField(_("giới thiệu chỉ số"), blank=True)
    website = models.URLField(_("trang của chỉ số"), blank=True)
    licence = models.TextField(
        _("lưu ý sử dụng số liệu"),
        blank=True,
        default=_(
            "Số liệu do cơ quan nêu tại mục Nguồn công bố. Được dùng lại khi ghi rõ nguồn công bố và địa chỉ trang này."
        ),
    )

    base_form_class = OptimisticLockingPageForm
    content_panels = [
        TitlePanel("title"),
        FieldRowPanel([FieldPanel("short_name"), FieldPanel("publisher"), FieldPanel("cadence")]),
        FieldRowPanel([FieldPanel("scale_max"), FieldPanel("decimals"), FieldPanel("higher_is_better")]),
        FieldPanel("meaning"),
        FieldPanel("introduction"),
        FieldPanel("website"),
        FieldPanel("licence"),
        InlinePanel("template_criteria", heading=_("Tiêu chí"), label=_("tiêu chí")),
    ]
    search_fields = [*Page.search_fields, SearchField("short_name"), SearchField("introduction")]
    parent_page_types = ["rankings.RankingsPage"]
    subpage_types = ["rankings.RankingPage"]
    page_description = _("Một chỉ số xếp hạng; bên dưới là các kỳ công bố.")

    class Meta:
        verbose_name = _("chỉ số")
        verbose_name_plural = _("chỉ số")

    def clean(self):
        super().clean()
        refuse_own_address(self)

    def get_context(self, request, *args, **kwargs):
        from rankings import pages  # which need the models

        return {**super().get_context(request, *args, **kwargs), **pages.index(self, request)}

    @path("nhung/", name="embed")
    def embed(self, request):
        from rankings import embeds  # which need the models

        return embeds.series(self, request)


class TemplateCriterion(NormalisedTextMixin, Orderable):
    """A criterion as editions of the index have it, so that an importer knows its columns."""

    index = ParentalKey(IndexPage, on_delete=models.CASCADE, related_name="template_criteria")
    code = models.CharField(_("mã"), max_length=40)
    parent_code = models.CharField(_("mã tiêu chí cấp trên"), max_length=40, blank=True)
    name = models.CharField(_("tên tiêu chí"), max_length=500)
    maximum = models.FloatField(_("điểm tối đa"), null=True, blank=True)
    headings = models.TextField(
        _("tiêu đề cột thường gặp"), blank=True, help_text=_("Mỗi dòng một cách viết; không phân biệt dấu, hoa thường.")
    )

    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("parent_code"), FieldPanel("maximum")]),
        FieldPanel("name"),
        FieldPanel("headings"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("tiêu chí của chỉ số")
        verbose_name_plural = _("tiêu chí của chỉ số")

    def __str__(self):
        return self.name
