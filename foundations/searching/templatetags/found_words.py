"""`{% load found_words %}`: marks the words of a query in results."""

import re

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from foundations.searching.understanding import make_canonical
from foundations.vietnamese.folding import fold

register = template.Library()
WORD = re.compile(r"[^\W_]+")


@register.simple_tag
def found_in(text, ideas):
    """The text with the words of the ideas in <mark>."""
    ways = {tuple(map(make_canonical, way)) for idea in ideas or () if not idea.is_little for way in idea.ways}
    if not ways:
        return text
    words = list(WORD.finditer(text))
    folded = [make_canonical(fold(word[0])) for word in words]
    marked = set()
    for way in ways:
        for start in range(len(folded) - len(way) + 1):
            if tuple(folded[start : start + len(way)]) == way:
                marked.update(range(start, start + len(way)))
    single = {word for way in ways if way in {(part,) for part in way} or len(way) == 1 for word in way}
    marked |= {place for place, word in enumerate(folded) if word in single}
    return _mark_spans(text, [words[place].span() for place in sorted(marked)])


def _mark_spans(text: str, spans: list[tuple[int, int]]):
    joined: list[list[int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1][1] = end
        else:
            joined.append([start, end])
    parts, at = [], 0
    for start, end in joined:
        parts += [escape(text[at:start]), format_html("<mark>{}</mark>", text[start:end])]
        at = end
    return mark_safe("".join([*parts, escape(text[at:])]))  # noqa: S308 (each part is escaped above)
