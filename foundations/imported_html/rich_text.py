"""Rich text as readers get it: whatever was stored, by editors or importers, only these elements leave the site."""

import re
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from foundations.imported_html.languages import LANGUAGES
from foundations.vietnamese.characters import drop_forbidden

TAGS = {"p", "h2", "h3", "h4", "b", "strong", "i", "em", "sup", "sub", "ol", "ul", "li", "hr", "br", "a", "span"}
ATTRIBUTES = {"*": set(), "a": {"href"}}  # nh3 alone would keep lang and title everywhere
ATTRIBUTE_VALUES = {"span": {"lang": set(LANGUAGES)}}
MAX_CACHED = 1000  # paragraphs, of some thousand letters each
SCHEMES = {"http", "https", "mailto", "tel"}

_span = re.compile("(<span[^>]*>|</span>)")


def render_safe_rich_text(stored: str) -> SafeString:
    """HTML of stored rich text: links to pages and files resolved, everything not listed above removed."""
    return mark_safe(clean_html(expand_db_html(drop_forbidden(stored))))  # noqa: S308 (just cleaned)


@lru_cache(maxsize=MAX_CACHED)
def clean_html(html: str) -> str:
    """`html` with nothing but what is listed above. Remembered: a paragraph stays the same while all around changes."""
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
    """`html` without the spans that say nothing, of which old sites' texts are full; their content stays.

    Takes well-formed HTML, as nh3 returns it.
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
