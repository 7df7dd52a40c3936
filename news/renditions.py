"""Scales pictures when a page is published, not on its first view (a photograph takes 1 to 2 s)."""

from __future__ import annotations

from collections.abc import Iterator

from foundations.uploads import renditions
from foundations.uploads.models import Picture


def make_renditions(sender, instance, **_kwargs):
    """Receiver of Wagtail's `page_published`: makes the renditions of the page and its list entries."""
    cover = getattr(instance, "cover", None)
    shown = list(get_pictures(getattr(instance, "body", None) or []))
    if cover or shown:
        renditions.call_after_commit(lambda: renditions.make_copies(cover, shown))


def get_pictures(body) -> Iterator[Picture]:
    """The pictures of a page's body."""
    return (block.value["image"] for block in body if block.block_type == "picture" and block.value["image"])


def connect():
    from wagtail.signals import page_published

    page_published.connect(make_renditions, dispatch_uid="news.make_renditions")
