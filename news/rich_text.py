"""Rich text as readers get it: whatever was stored, by editors or importers, only these elements leave the site."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

TAGS = {"p", "h2", "h3", "h4", "b", "strong", "i", "em", "sup", "sub", "ol", "ul", "li", "hr", "br", "a"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def safe_rich_text(stored: str) -> SafeString:
    """HTML of stored rich text: links to pages and files resolved, everything not listed above removed."""
    html = nh3.clean(expand_db_html(stored), tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    return mark_safe(html)  # noqa: S308 (just cleaned)
