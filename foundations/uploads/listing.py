"""Wagtail's list of pictures with filters for missing descriptions and unused pictures."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.images.views.images import ImagesFilterSet, IndexView
from wagtail.models import ReferenceIndex

from foundations.uploads.models import Picture

UNDESCRIBED, DESCRIBED = "chua", "co"
UNUSED, USED = "chua-dung", "dang-dung"


class PictureFilterSet(ImagesFilterSet):
    """Wagtail's filters, and those by description and by use."""

    described = django_filters.ChoiceFilter(
        label=_("Mô tả ảnh"),
        choices=[(UNDESCRIBED, _("Chưa có mô tả")), (DESCRIBED, _("Đã có mô tả"))],
        method="filter_by_description",
        empty_label=_("Tất cả"),
    )
    used = django_filters.ChoiceFilter(
        label=_("Nơi dùng"),
        choices=[(UNUSED, _("Chưa dùng ở đâu")), (USED, _("Đang được dùng"))],
        method="filter_by_use",
        empty_label=_("Tất cả"),
    )

    class Meta:
        model = Picture
        fields = []

    def filter_by_description(self, queryset, _name, value):
        return queryset.filter(description="") if value == UNDESCRIBED else queryset.exclude(description="")

    def filter_by_use(self, queryset, _name, value):
        counted = queryset.annotate(uses=ReferenceIndex.usage_count_subquery(Picture))
        return counted.filter(uses=0) if value == UNUSED else counted.filter(uses__gt=0)


class PictureIndexView(IndexView):
    """Wagtail's list with our filters."""

    filterset_class = PictureFilterSet
