"""A scaled picture as machines are told of it: in feeds, in the JSON interface, on cards of shared links."""

from __future__ import annotations

from dataclasses import dataclass

from foundations.delivery.addresses import make_absolute
from foundations.uploads.models import Picture


@dataclass(frozen=True)
class LinkedPicture:
    """Address in full, MIME type, size in bytes and pixels."""

    url: str
    type: str
    length: int
    width: int
    height: int


def make_linked_picture(picture: Picture | None, spec: str) -> LinkedPicture | None:
    """The JPEG copy of the picture by that filter spec; None without a picture, or where its file is lost."""
    if picture is None:
        return None
    try:
        made = picture.get_rendition(spec)
        length = made.file.size
    except OSError:
        return None
    return LinkedPicture(make_absolute(made.url), "image/jpeg", length, made.width, made.height)
