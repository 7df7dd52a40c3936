"""Scaled pictures are made when a page is published, not on the first reader's time (a photograph takes 1 to 2 s)."""

from __future__ import annotations

from collections.abc import Iterator

from news.models import ArticlePage
from news.pictures import Picture, scaled


def make_renditions(sender, instance, **_kwargs):
    """Receiver of Wagtail's `page_published`: makes what the article's own page and its list entries show."""
    if instance.cover:
        scaled(instance.cover, "listing", "article", "share")
    for image in pictures_in(instance.body):
        scaled(image, "article")


def pictures_in(body) -> Iterator[Picture]:
    """The pictures of an article's body."""
    return (block.value["image"] for block in body if block.block_type == "picture" and block.value["image"])


def connect():
    from wagtail.signals import page_published

    page_published.connect(make_renditions, sender=ArticlePage, dispatch_uid="news.make_renditions")
