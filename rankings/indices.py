"""One index: who publishes it, on what scale, and the criteria that its editions have.

Its page is `pages.IndexPage`.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from foundations.vietnamese.normalisation import NormalisedTextMixin


class Index(models.Model):
    """An index: who publishes it, how often, on what scale. `pages.IndexPage` adds the page."""

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
    is_weighted = models.BooleanField(
        _("điểm có trọng số"),
        default=False,
        help_text=_("Chọn khi tổng điểm không phải là tổng các tiêu chí, như PCI. Kỳ mới sẽ theo lựa chọn này."),
    )
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

    class Meta:
        abstract = True


class TemplateCriterion(NormalisedTextMixin, Orderable):
    """A criterion as editions of the index have it, so that an importer knows its columns."""

    index = ParentalKey("rankings.IndexPage", on_delete=models.CASCADE, related_name="template_criteria")
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
