"""A scaled picture for machine-readable output: feeds, JSON API, shared links."""

from __future__ import annotations

from dataclasses import dataclass

from foundations.delivery.addresses import make_absolute
from foundations.uploads.models import Picture


@dataclass(frozen=True)
class LinkedPicture:
    """Absolute address, MIME type, length in bytes, size in pixels."""

    url: str
    type: str
    length: int
    width: int
    height: int


def make_linked_picture(picture: Picture | None, spec: str) -> LinkedPicture | None:
    """The JPEG rendition with that filter spec; None without a picture or if its file is missing."""
    if picture is None:
        return None
    try:
        made = picture.get_rendition(spec)
        length = made.file.size
    except OSError:
        return None
    return LinkedPicture(make_absolute(made.url), "image/jpeg", length, made.width, made.height)
