"""`{% load sharing %}`: canonical addresses, cards for shared links, linked data."""

from __future__ import annotations

import json

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from foundations.delivery.addresses import make_absolute
from foundations.delivery.linked_data import build_organisation, build_web_site, get_canonical_address

register = template.Library()
ESCAPES = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
MAX_DESCRIPTION_LENGTH = 300  # characters of a description


@register.simple_tag
def linked_data_script(data) -> SafeString:
    """Linked data as a data block: no script that a browser would run, so the policy against inline scripts stands."""
    text = json.dumps(data, ensure_ascii=False)
    for character, escape in ESCAPES.items():  # five passes in C are quicker than one of `translate`
        text = text.replace(character, escape)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 (escaped above)


@register.inclusion_tag("delivery/sharing.html", takes_context=True)
def sharing(context, page=None):
    """Of the page being rendered: its own address, its card, its linked data. Nothing of a preview.

    The context may bring `share` (description, type, image, dates) and `linked_data` (one node of schema.org).
    """
    request, frame = context.get("request"), context["frame"]
    if request is None or getattr(request, "is_preview", False) or frame.site is None:
        return {}
    page = page if isinstance(page, Page) else None
    is_home = page is not None and page.pk == frame.site.root_page_id
    share = context.get("share") or {}
    nodes = [build_organisation(frame), *([build_web_site(frame)] if is_home else [])]
    if found := context.get("linked_data"):
        nodes.append({name: value for name, value in found.items() if name != "@context"})
    about = share.get("description") or (page.search_description if page else "") or frame.tagline
    return {
        "canonical": get_canonical_address(request),
        "title": frame.name if is_home else context.get("title") or (page.title if page else ""),
        "site_name": frame.name,
        "about": " ".join(about.split())[:MAX_DESCRIPTION_LENGTH],
        "share": share,
        "fallback": make_absolute(static("site_project/icon-512.png")),
        "graph": {"@context": "https://schema.org", "@graph": nodes},
    }
