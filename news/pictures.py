"""Pictures: Wagtail's image with a credit line. A model of our own from the start, as a later change is costly."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

# Scaled copies by where they stand, widths in pixels; the browser takes the one its screen needs. WebP with JPEG
# behind it: AVIF took seven times as long to make (5.7 against 0.8 s for one photograph of 1600 x 1000).
SPECS = {
    "listing": "fill-{320x200,640x400}|format-{webp,jpeg}|webpquality-75|jpegquality-80",
    "article": "width-{480,800,1200}|format-{webp,jpeg}|webpquality-78|jpegquality-82",
    "banner": "width-{300,600}|format-{webp,jpeg}|webpquality-78|jpegquality-82",
    "logo": "max-160x160|format-png",
}
RENDITIONS = {place: Filter.expand_spec(spec) for place, spec in SPECS.items()}


class Picture(AbstractImage):
    """An uploaded picture with its description for those who do not see it, and its credit."""

    credit = models.CharField(
        _("nguồn ảnh"), max_length=255, blank=True, help_text=_("Ví dụ: Ảnh: Văn phòng UBND tỉnh.")
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("ảnh")
        verbose_name_plural = _("ảnh")


class PictureRendition(AbstractRendition):
    """A scaled copy of a picture."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        verbose_name = _("bản thu nhỏ")
        verbose_name_plural = _("bản thu nhỏ")
