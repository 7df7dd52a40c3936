"""Sanitises rich text for readers: only the elements listed here are rendered, whatever was stored."""

import re
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from foundations.imported_html.languages import LANGUAGES
from foundations.vietnamese.characters import drop_forbidden

TAGS = {"p", "h2", "h3", "h4", "b", "strong", "i", "em", "sup", "sub", "ol", "ul", "li", "hr", "br", "a", "span"}
ATTRIBUTES = {"*": set(), "a": {"href"}}  # by default nh3 keeps lang and title everywhere
ATTRIBUTE_VALUES = {"span": {"lang": set(LANGUAGES)}}
MAX_CACHED = 1000  # paragraphs, of up to some thousand letters
SCHEMES = {"http", "https", "mailto", "tel"}

_span = re.compile("(<span[^>]*>|</span>)")


def render_safe_rich_text(stored: str) -> SafeString:
    """The HTML of stored rich text: links to pages and files are resolved, elements not listed are removed."""
    return mark_safe(clean_html(expand_db_html(drop_forbidden(stored))))  # noqa: S308 (just cleaned)


@lru_cache(maxsize=MAX_CACHED)
def clean_html(html: str) -> str:
    """Removes elements and attributes that are not listed. Cached, as most paragraphs do not change."""
    html = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        tag_attribute_values=ATTRIBUTE_VALUES,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return drop_bare_spans(html)


def drop_bare_spans(html: str) -> str:
    """Removes spans without attributes, frequent in texts of old sites; their content stays.

    `html` must be well-formed, as nh3 returns it.
    """
    kept, meaningful = [], []
    for part in _span.split(html):
        if part.startswith("<span"):
            meaningful.append(part != "<span>")
            keep = meaningful[-1]
        else:
            keep = part != "</span>" or meaningful.pop()
        kept.append(part if keep else "")
    return "".join(kept)
