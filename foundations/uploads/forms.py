"""The editors' form of a picture; Wagtail uses it for every way of uploading."""

from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from foundations.uploads import renditions
from foundations.uploads.fields import PictureFormField
from foundations.uploads.names import is_machine_name

MAX_TITLE_LENGTH = 255
FIELDS_OF_COPIES = {"file", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"}


class PictureForm(BaseImageForm):
    """Requires a description; the title is taken from it unless the editor gives one."""

    class Meta(BaseImageForm.Meta):
        labels = {"description": _("Mô tả ảnh"), "title": _("Tên ảnh trong thư viện")}
        help_texts = {
            "description": _(
                "Ảnh cho thấy ai, việc gì, ở đâu; viết cho người không nhìn thấy ảnh. "
                "Ví dụ: Công chức Bộ phận Một cửa phường hướng dẫn người dân nộp hồ sơ trên máy tính."
            ),
            "title": _("Để trống thì lấy theo mô tả ảnh."),
        }
        error_messages = {"description": {"required": _("Hãy mô tả ảnh cho người không nhìn thấy ảnh.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.use_our_file_field()
        self.fields["description"].required = True
        self.fields["title"].required = False
        if self.instance.pk is None:
            self.initial["title"] = ""  # instead of the file name

    def use_our_file_field(self):
        wagtails = self.fields["file"]
        self.fields["file"] = PictureFormField(label=wagtails.label, required=wagtails.required, widget=wagtails.widget)

    def clean(self):
        cleaned_data = super().clean()
        if is_machine_name(cleaned_data.get("title") or ""):
            cleaned_data["title"] = cleaned_data.get("description", "")[:MAX_TITLE_LENGTH]
        return cleaned_data

    def save(self, commit=True):
        """Recreates the scaled copies if the file or the focal point has changed, as pages show them."""
        shown = self.instance.renditions.values_list("filter_spec", flat=True) if self.instance.pk else []
        specs = list(shown)
        picture = super().save(commit)
        if commit and specs and not FIELDS_OF_COPIES.isdisjoint(self.changed_data):
            renditions.call_after_commit(lambda: picture.get_renditions(*specs))
        return picture
