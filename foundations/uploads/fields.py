"""The file of a picture: its form field, and its model field."""

from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.forms.fields import FileField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.images import fields as form_fields
from wagtail.images import models as image_models

from foundations.uploads.picture_files import open_picture, redraw
from foundations.vietnamese.templatetags.vietnamese import grouped


def make_name(name: str, suffix: str) -> str:
    """The file name with the suffix of the content."""
    return f"{PurePath(name.replace(chr(92), '/')).stem or 'anh'}.{suffix}"


class PictureFormField(form_fields.WagtailImageField):
    """Wagtail's field, but checking the content and not the name: a PNG named .jpg is a PNG, a PDF is refused.

    The redrawn picture overwrites the upload, so that Wagtail's multiple uploader, which stores it until it has a
    description, never stores a GPS position.
    """

    default_validators = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.help_text = _(
            "Ảnh JPEG, PNG, WebP, HEIC, AVIF hoặc GIF tĩnh; nặng nhất %(size)s, nhiều nhất %(pixels)s triệu điểm ảnh. "
            "Vị trí chụp và thông tin về máy ảnh được gỡ bỏ khi tải lên."
        ) % {
            "size": filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE),
            "pixels": grouped(settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000),
        }

    def to_python(self, data):
        """The redrawn upload. Raises ValidationError saying what to do."""
        file = FileField.to_python(self, data)
        if file is None:
            return None
        drawn = redraw(file)
        file.file.seek(0)
        file.file.truncate()
        file.file.write(drawn.content)
        file.size, file.name = len(drawn.content), make_name(file.name, drawn.suffix)
        file.content_type = f"image/{drawn.suffix.replace('jpg', 'jpeg')}"
        file.is_redrawn = True
        file.seek(0)
        return file


class PictureFile(image_models.WagtailImageFieldFile):
    """A file that is redrawn before it is stored, whether by a form, an import or pasting."""

    def get_image_dimensions(self):
        """Width and height in pixels. Raises ValidationError if it is not a picture."""
        was_closed = self.closed
        self.open()
        try:
            with open_picture(self) as picture:
                return picture.size
        finally:
            if was_closed:
                self.close()

    def save(self, name, content, save=True):
        """Raises ValidationError if it is not a usable picture."""
        if not getattr(content, "is_redrawn", False):
            drawn = redraw(content)
            name, content = make_name(name, drawn.suffix), ContentFile(drawn.content, name=name)
        super().save(name, content, save)


class PictureFileField(image_models.WagtailImageField):
    """The model field whose files are redrawn."""

    attr_class = PictureFile
