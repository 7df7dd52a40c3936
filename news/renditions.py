"""Scaled pictures are made when a page is published, not on the first reader's time (a photograph takes 1 to 2 s)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db import transaction

from news.pictures import Picture, scaled


def make_renditions(sender, instance, **_kwargs):
    """Receiver of Wagtail's `page_published`: makes what a page with our body and its list entries show."""
    cover = getattr(instance, "cover", None)
    shown = list(pictures_in(getattr(instance, "body", None) or []))
    if cover or shown:
        after_commit(lambda: scale(cover, shown))


def scale(cover: Picture | None, shown: list[Picture]) -> None:
    if cover:
        scaled(cover, "listing", "article", "share")
    for image in shown:
        scaled(image, "article")


def after_commit(call: Callable[[], None]) -> None:
    """Once the page is stored: on SQLite nobody else can write as long as its transaction lasts. A picture whose file
    is lost ends up in the log and keeps no page from being published. Tests, which roll back, do not wait."""
    transaction.on_commit(call, robust=True)


def pictures_in(body) -> Iterator[Picture]:
    """The pictures of a page's body."""
    return (block.value["image"] for block in body if block.block_type == "picture" and block.value["image"])


def connect():
    from wagtail.signals import page_published

    page_published.connect(make_renditions, dispatch_uid="news.make_renditions")
