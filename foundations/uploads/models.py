"""Pictures: Wagtail's image with a credit line. A custom model from the start, as changing it later is costly."""

import secrets

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image, get_upload_to
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from foundations.uploads.fields import PictureFileField
from foundations.vietnamese.normalisation import NormalisedTextMixin

# Scaled copies by place, widths in pixels; the browser chooses one. WebP with JPEG as a fallback: AVIF takes seven
# times as long to encode (5.7 instead of 0.8 s for a photograph of 1600 x 1000).
SPECS = {
    "listing": "fill-{320x200,640x400}|format-{webp,jpeg}",
    "article": "width-{480,800,1200}|format-{webp,jpeg}",
    "banner": "width-{300,600}|format-{webp,jpeg}",
    "share": "fill-1200x630|format-jpeg",  # the shape of cards for shared links
    "logo": "max-160x160|format-png",
}
RENDITIONS = {place: Filter.expand_spec(spec) for place, spec in SPECS.items()}


class Picture(NormalisedTextMixin, AbstractImage):
    """An uploaded picture with a description (alternative text) and its credit."""

    file = PictureFileField(_("tệp ảnh"), upload_to=get_upload_to, width_field="width", height_field="height")
    credit = models.CharField(
        _("nguồn ảnh"), max_length=255, blank=True, help_text=_("Ví dụ: Ảnh: Văn phòng UBND tỉnh.")
    )

    admin_form_fields = (
        "file",
        "description",
        "credit",
        "title",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("ảnh")
        verbose_name_plural = _("ảnh")

    @property
    def default_alt_text(self):
        """The default of a picture's description in an article; never a file name."""
        return self.description

    def get_upload_to(self, filename):
        """Wagtail's path with a random prefix: names are never reused, so browsers may cache copies for ever."""
        return super().get_upload_to(f"{secrets.token_hex(4)}-{filename}")

    def _set_image_file_metadata(self):
        """Closes the stored file, which Wagtail leaves open."""
        super()._set_image_file_metadata()
        if self.file._committed:
            self.file.close()

    def generate_rendition_file(self, filter, *, source=None):
        """Closes the temporary file, which Wagtail leaves open; the copy, about 100 KB, is passed on in memory."""
        with super().generate_rendition_file(filter, source=source) as file:
            file.seek(0)
            return ContentFile(file.read(), name=file.name)


# The same as Wagtail's own, whose module differs between releases; permissions belong to Wagtail's Image model.
picture_policy = CollectionOwnershipPermissionPolicy(Picture, auth_model=Image, owner_field_name="uploaded_by_user")


def may_choose(user, named: dict) -> bool:
    """Whether a user may choose the picture `image_id` of an address of the chooser."""
    return picture_policy.instances_user_has_permission_for(user, "choose").filter(pk=named["image_id"]).exists()


class PictureRendition(AbstractRendition):
    """A scaled copy of a picture."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        verbose_name = _("bản thu nhỏ")
        verbose_name_plural = _("bản thu nhỏ")


def get_scaled_copies(image: Picture, *places: str) -> dict[str, PictureRendition]:
    """The scaled copies of `image` for these places, by filter spec; missing ones are created."""
    return image.get_renditions(*(spec for place in places for spec in RENDITIONS[place]))
