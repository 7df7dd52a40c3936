"""Which part of the handbook explains which screen of the editors' interface."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from django.apps import apps
from django.urls import reverse

from foundations.handbook.chapters import find_chapter


class ScreenHelp(NamedTuple):
    """The address and title of the chapter or section that explains a screen."""

    url: str
    title: str


# Wagtail's own screens; apps declare theirs as `help_screens` in their AppConfig, which come first. The first pattern
# that matches the address below /quan-tri/ decides; for pages of a kind `<kind>:` is put before the address.
SCREENS = [
    (r"^tro-giup/", "", ""),
    (r"^$", "bang-dieu-khien", ""),
    (r"^account/", "dang-nhap", "tài-khoản-của-bạn"),
    (r"^pages/\d+/(unpublish|move|copy|delete)/", "sau-khi-dang", "gỡ-bài-xuống"),
    (r"^pages/", "bang-dieu-khien", "mở-trang-của-đơn-vị"),
    (r"^settings/", "cai-dat", ""),
    (r"^(users|groups|workflows|sites|collections)/", "cai-dat", "tài-khoản-quy-trình-duyệt"),
    (r"^reports/workflow", "duyet-bai", ""),
    (r"^(reports|bao-cao)/", "tim-kiem-thong-ke", "xem-thống-kê"),
]


@cache
def get_screens() -> list[tuple[re.Pattern, str, str]]:
    """(pattern of the address, chapter, section) of all apps, then Wagtail's."""
    declared = [screen for config in apps.get_app_configs() for screen in getattr(config, "help_screens", [])]
    return [(re.compile(pattern), slug, anchor) for pattern, slug, anchor in [*declared, *SCREENS]]


def find_help(path: str, kind: str = "") -> ScreenHelp | None:
    """Help for the screen at `path` (`/quan-tri/images/`), about a page of `kind` (`news.articlepage`).

    None if the handbook does not explain it.
    """
    address = path.removeprefix(reverse("wagtailadmin_home"))
    named = f"{kind}:{address}" if kind else address
    fits = next(((slug, anchor) for pattern, slug, anchor in get_screens() if pattern.search(named)), None)
    if fits is None and kind:
        return find_help(path)
    chapter = find_chapter(fits[0]) if fits else None
    if chapter is None:
        return None
    url = reverse("handbook:chapter", args=[chapter.slug])
    section = chapter.find_section(fits[1])
    return ScreenHelp(f"{url}#{section.anchor}", section.title) if section else ScreenHelp(url, chapter.title)
