"""`{% load counters %}`: numbers of readers, and the element that makes a page count."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from foundations.counters import kinds, totals
from foundations.counters.counting import PREFIX
from foundations.counters.tokens import make_token

register = template.Library()


def render_empty_number(key):
    """A number that is filled in when the page is complete (`foundations.counters.totals.fill_numbers`)."""
    return mark_safe(totals.render_number(key, 0))  # noqa: S308 (the key is ours)


@register.simple_tag
def views_number(thing):
    """How often the object was opened, as a bare number; empty if its kind is not counted."""
    thing = get_specific(thing)
    kind = kinds.get_kind_of(thing)
    return render_empty_number(totals.make_views_key(kind.name, thing.pk)) if kind and thing.pk else ""


@register.simple_tag
def views_of(thing):
    """`Lượt xem: 2.485`; empty if its kind is not counted."""
    found = views_number(thing)
    return format_html('<span class="views">{} {}</span>', _("Lượt xem:"), found) if found else ""


@register.inclusion_tag("counters/visit_numbers.html")
def visit_numbers(link=True):
    """Visits to the site: online, today, this month, total; with a link to the page on how they are counted."""
    keys = [
        (_("Đang trực tuyến"), totals.ONLINE),
        (_("Hôm nay"), totals.TODAY),
        (_("Tháng này"), totals.MONTH),
        (_("Tổng lượt truy cập"), totals.TOTAL),
    ]
    return {
        "numbers": [(label, render_empty_number(key)) for label, key in keys],
        "method": reverse("counting_method") if link else "",
    }


@register.inclusion_tag("counters/count_this.html", takes_context=True)
def count_this(context, thing=None):
    """Counts a view of the object, or only the visit if the page has no counter of its own.

    Drafts, previews and error pages are not counted.
    """
    request = context.get("request")
    if request is None or getattr(request, "is_preview", False):
        return {}
    thing = get_specific(thing)
    kind = kinds.get_kind_of(thing)
    if kind is None:
        site = Site.find_for_request(request)
        token = make_token(kinds.SITE, site.pk) if site else None
    else:
        token = make_token(kind.name, thing.pk) if thing.pk and getattr(thing, "live", True) else None
    return {"token": token, "prefix": PREFIX}


def get_specific(thing):
    """The specific page if `thing` is a plain `Page`; else `thing`."""
    return thing.specific_deferred if isinstance(thing, Page) and type(thing) is Page else thing
