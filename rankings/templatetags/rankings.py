"""Addresses of a table as the reader would next like to have it, and small parts of charts."""

from __future__ import annotations

from django import template
from django.utils.http import urlencode

from rankings.addresses import build_query
from rankings.embeds import build_embed_code
from rankings.figures import format_figure, format_number

register = template.Library()


@register.simple_tag(takes_context=True)
def sort_address(context, name):
    """The address that sorts by a column; a second time the other way round."""
    parameters = context["request"].GET.copy()
    choice = context["choice"]
    parameters["sap-xep"] = f"-{name}" if choice.sort == name and not choice.reverse else name
    return build_query(parameters)


@register.simple_tag(takes_context=True)
def open_address(context, slug):
    """The address that opens a row, or closes it when it is open."""
    parameters = context["request"].GET.copy()
    if context["choice"].opened == slug:
        parameters.pop("mo", None)
        return build_query(parameters) or "?"
    parameters["mo"] = slug
    return f"{build_query(parameters, without=())}#tieu-chi"


@register.simple_tag(takes_context=True)
def embed_code(context):
    """The code another site pastes to show the table as the reader sees it."""
    return build_embed_code(context["page"], context["request"], context["query"])


@register.simple_tag
def compare_address(address, slugs, index=None):
    """The comparison of some units, in one index or in all."""
    pairs = [*([("chi-so", index.slug)] if index else []), *(("don-vi", slug) for slug in slugs)]
    return f"{address}so-sanh/?{urlencode(pairs)}"


@register.filter
def figure(value, decimals=None):
    """A number or published text in the reader's language."""
    return format_figure(value if isinstance(value, str) else format_number(value), decimals)


@register.filter
def svg(value):
    """A number for an attribute of SVG: a decimal point whatever the language."""
    return format_number(float(value), 2)
