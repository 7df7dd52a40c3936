"""Pictures: Wagtail's image with a credit line. A model of our own from the start, as a later change is costly."""

import secrets

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image, get_upload_to
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from foundations.uploads.fields import PictureFileField
from foundations.vietnamese.normalisation import NormalisedTextMixin

# Scaled copies by where they stand, widths in pixels; the browser takes the one its screen needs. WebP with JPEG
# behind it: AVIF took seven times as long to make (5.7 against 0.8 s for one photograph of 1600 x 1000).
SPECS = {
    "listing": "fill-{320x200,640x400}|format-{webp,jpeg}",
    "article": "width-{480,800,1200}|format-{webp,jpeg}",
    "banner": "width-{300,600}|format-{webp,jpeg}",
    "share": "fill-1200x630|format-jpeg",  # the shape of cards for shared links
    "logo": "max-160x160|format-png",
}
RENDITIONS = {place: Filter.expand_spec(spec) for place, spec in SPECS.items()}


class Picture(NormalisedTextMixin, AbstractImage):
    """An uploaded picture with its description for those who do not see it, and its credit."""

    file = PictureFileField(_("tệp ảnh"), upload_to=get_upload_to, width_field="width", height_field="height")
    credit = models.CharField(
        _("nguồn ảnh"), max_length=255, blank=True, help_text=_("Ví dụ: Ảnh: Văn phòng UBND tỉnh.")
    )

    admin_form_fields = (
        *("file", "description", "credit", "title", "collection", "tags"),
        *("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("ảnh")
        verbose_name_plural = _("ảnh")

    @property
    def default_alt_text(self):
        """What an article's own description of the picture starts from; never the name of a file."""
        return self.description

    def get_upload_to(self, filename):
        """As Wagtail's, with a mark of its own: the name of a deleted picture is never used again, so that browsers
        may keep scaled copies for good."""
        return super().get_upload_to(f"{secrets.token_hex(4)}-{filename}")

    def _set_image_file_metadata(self):
        """As Wagtail's, which leaves the stored file of a described upload open."""
        super()._set_image_file_metadata()
        if self.file._committed:
            self.file.close()

    def generate_rendition_file(self, filter, *, source=None):
        """As Wagtail's, which leaves its temporary file open; the copy, some 100 KB, is handed on from memory."""
        with super().generate_rendition_file(filter, source=source) as file:
            file.seek(0)
            return ContentFile(file.read(), name=file.name)


# Wagtail's own, which lies elsewhere from release to release: rights are given for its model of pictures.
picture_policy = CollectionOwnershipPermissionPolicy(Picture, auth_model=Image, owner_field_name="uploaded_by_user")


def may_choose(user, named: dict) -> bool:
    """Whether a user may choose the picture that an address of the chooser names."""
    return picture_policy.instances_user_has_permission_for(user, "choose").filter(pk=named["image_id"]).exists()


class PictureRendition(AbstractRendition):
    """A scaled copy of a picture."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        verbose_name = _("bản thu nhỏ")
        verbose_name_plural = _("bản thu nhỏ")


def get_scaled_copies(image: Picture, *places: str) -> dict[str, PictureRendition]:
    """The scaled copies of `image` for these places, made where they are missing; by filter spec."""
    return image.get_renditions(*(spec for place in places for spec in RENDITIONS[place]))
