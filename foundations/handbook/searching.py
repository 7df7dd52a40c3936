"""Searches sections of the handbook, with or without accents."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from foundations.handbook.chapters import Chapter, get_chapters
from foundations.handbook.rendering import Section
from foundations.vietnamese.folding import fold

BEFORE, AFTER = 8, 30  # words shown around the first hit
MAX_FOUND = 20
TITLE_WEIGHT = 10  # a word of the title counts as much as ten of the text


class FoundSection(NamedTuple):
    """A section with all words of the query, its score, and an excerpt."""

    chapter: Chapter
    section: Section
    score: int
    excerpt: SafeString


def find_sections(query: str) -> list[FoundSection]:
    """The sections with all words of the query, best first; titles weigh more than text."""
    wanted = fold(query).split()
    if not wanted:
        return []
    every = [(chapter, section) for chapter in get_chapters() for section in chapter.sections]
    scored = [(compute_score(section, wanted), chapter, section) for chapter, section in every]
    best = sorted((each for each in scored if each[0]), key=lambda each: -each[0])[:MAX_FOUND]
    return [
        FoundSection(chapter, section, points, render_excerpt(section.text, set(wanted)))
        for points, chapter, section in best
    ]


def compute_score(section: Section, wanted: list[str]) -> int:
    """0 if a word is missing. The whole query as a phrase counts extra."""
    title, text = f" {fold(section.title)} ", f" {fold(section.text)} "
    phrases = [f" {word} " for word in wanted]
    counts = [TITLE_WEIGHT * title.count(phrase) + text.count(phrase) for phrase in phrases]
    if not all(counts):
        return 0
    whole = f" {' '.join(wanted)} "
    return sum(counts) + TITLE_WEIGHT * (TITLE_WEIGHT * title.count(whole) + text.count(whole))


def render_excerpt(text: str, wanted: set[str]) -> SafeString:
    """The words around the first hit, with all hits marked."""
    words = [(word, bool(wanted & set(fold(word).split()))) for word in text.split()]
    first = next((number for number, (_word, hit) in enumerate(words) if hit), 0)
    start, end = max(0, first - BEFORE), first + AFTER
    shown = format_html_join(
        " ", "{}", ((format_html("<mark>{}</mark>", word) if hit else word,) for word, hit in words[start:end])
    )
    return format_html("{}{}{}", "… " if start else "", shown, " …" if end < len(words) else "")
