"""Stores pictures that come with a text (pasted, or in a Word file), checked by the picture form."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _
from wagtail.images.forms import get_image_form

from foundations.uploads.collections import get_collection
from foundations.uploads.models import Picture, picture_policy


def make_upload(content: bytes) -> UploadedFile:
    """The bytes of a picture as an uploaded file; the form gives it its suffix."""
    return SimpleUploadedFile("anh-trong-bai", content)


def store_picture(user, unit, file: UploadedFile, title: str) -> Picture:
    """Stores a picture in the unit's collection, or in the first collection that the user may add to.

    Raises ValidationError with the errors of the picture form, or if there is no such collection.
    """
    allowed = picture_policy.collections_user_has_permission_for(user, "add")
    if not allowed:
        raise ValidationError(_("Tài khoản này chưa được quyền thêm ảnh."))
    own = get_collection(unit) if unit else None
    collection = own if own in allowed else allowed.first()
    form_class = get_image_form(Picture)
    data = {"title": title[:255] or _("Ảnh trong bài"), "collection": collection.pk, "tags": "", "credit": ""}
    form = form_class(data, {"file": file}, instance=Picture(uploaded_by_user=user), user=user)
    form.fields["description"].required = False  # editors add it in the text; the list of pictures marks missing ones
    if not form.is_valid():
        raise ValidationError([message for messages in form.errors.values() for message in messages])
    return form.save()
