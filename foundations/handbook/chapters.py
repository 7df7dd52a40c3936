"""The chapters of the handbook: the files of docs/so-tay, read once by each process."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from foundations.handbook.rendering import Section, render_chapter

FOLDER = Path(settings.BASE_DIR) / "docs" / "so-tay"


class Chapter(NamedTuple):
    """One file: slug of its address, title, text and sections (the first one is the chapter itself)."""

    slug: str
    title: str
    html: SafeString
    sections: list[Section]

    @property
    def contents(self) -> list[Section]:
        """The sections for the table of contents."""
        return [section for section in self.sections if section.level == 2]

    def find_section(self, anchor: str) -> Section | None:
        return next((section for section in self.sections if section.anchor == anchor), None)


@cache
def get_chapters() -> list[Chapter]:
    """All chapters in the order of their numbers."""
    return [read_chapter(path) for path in sorted(FOLDER.glob("[0-9][0-9]-*.md"))]


def read_chapter(path: Path) -> Chapter:
    """Reads `NN-ten-chuong.md`. Raises ValueError with the file's name if it has no title."""
    try:
        title, html, sections = render_chapter(path.read_text(encoding="utf-8"), FOLDER)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error
    return Chapter(path.stem[3:], title, mark_safe(html), sections)  # noqa: S308 (our own files, raw HTML switched off)


def find_chapter(slug: str) -> Chapter | None:
    """The chapter with this slug; None if there is none."""
    return next((chapter for chapter in get_chapters() if chapter.slug == slug), None)
