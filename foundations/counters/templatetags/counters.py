"""`{% load counters %}`: numbers of readers, and what makes a page count."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from foundations.counters import kinds, totals
from foundations.counters.counting import PREFIX
from foundations.counters.tokens import token_for

register = template.Library()


def number(key):
    """A number that is filled in when the page is complete (`foundations.counters.totals.fill`)."""
    return mark_safe(totals.element(key, 0))  # noqa: S308 (the key is ours)


@register.simple_tag
def views_number(thing):
    """How often the thing was opened, as a bare number; nothing when its kind is not counted."""
    thing = specific(thing)
    kind = kinds.kind_of(thing)
    return number(totals.views_key(kind.name, thing.pk)) if kind and thing.pk else ""


@register.simple_tag
def views_of(thing):
    """`Lượt xem: 2.485`; nothing when its kind is not counted."""
    found = views_number(thing)
    return format_html('<span class="views">{} {}</span>', _("Lượt xem:"), found) if found else ""


@register.inclusion_tag("counters/visit_numbers.html")
def visit_numbers(link=True):
    """Visits to the site: online, today, this month, all; with a link to how they are counted."""
    keys = [
        (_("Đang trực tuyến"), totals.ONLINE),
        (_("Hôm nay"), totals.TODAY),
        (_("Tháng này"), totals.MONTH),
        (_("Tổng lượt truy cập"), totals.TOTAL),
    ]
    return {
        "numbers": [(label, number(key)) for label, key in keys],
        "method": reverse("counting_method") if link else "",
    }


@register.inclusion_tag("counters/count_this.html", takes_context=True)
def count_this(context, thing=None):
    """Makes the page count: a view of the thing, or for a page without a counter of its own the visit alone.

    Drafts, previews and error pages are not counted.
    """
    request = context.get("request")
    if request is None or getattr(request, "is_preview", False):
        return {}
    thing = specific(thing)
    kind = kinds.kind_of(thing)
    if kind is None:
        site = Site.find_for_request(request)
        token = token_for(kinds.SITE, site.pk) if site else None
    else:
        token = token_for(kind.name, thing.pk) if thing.pk and getattr(thing, "live", True) else None
    return {"token": token, "prefix": PREFIX}


def specific(thing):
    """The thing itself, where a page was loaded as a plain `Page`."""
    return thing.specific_deferred if isinstance(thing, Page) and type(thing) is Page else thing
