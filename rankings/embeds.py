"""Rankings on other sites: pages that may be framed, and oEmbed. No other page of the site may be framed."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils.html import format_html
from wagtail.models import Site

from foundations.units.models import Unit
from rankings import charts
from rankings.addresses import build_query, get_addresses
from rankings.editions import Edition
from rankings.profiles import MAX_COMPARED, build_blocks, find_series
from rankings.sources import get_source
from rankings.tables import MAX_EMBEDDED_ROWS, Choice, Table

# As the site's own policy for readers, without forms, and with every site as a frame around it.
EMBED_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors *"
)
DEFAULT_ROWS = 10  # if the address does not say
WIDTH, HEIGHT = 640, 520  # of a frame that cannot resize itself
MIN_SIZE = 200


def render_framed(request, template: str, context: dict) -> HttpResponse:
    response = render(request, template, context)
    response.headers["Content-Security-Policy"] = EMBED_POLICY
    response.xframe_options_exempt = True
    return response


def parse_row_limit(parameters) -> int:
    """How many rows to show: `?so-dong=`, within bounds; the usual number for anything else."""
    text = parameters.get("so-dong", "")
    asked = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else DEFAULT_ROWS
    return max(1, min(asked, MAX_EMBEDDED_ROWS))


def render_edition(page, request) -> HttpResponse:
    """The first rows of an edition, with source and link."""
    return render_framed(request, "rankings/embed_edition.html", build_edition_embed(page, request.GET, request))


def build_edition_embed(page, parameters, request=None) -> dict:
    """What the embed of an edition and the block in an article show."""
    choice = Choice.parse(parameters)
    table = Table(page, choice)
    lines = table.lines[: parse_row_limit(parameters)]
    if not choice.narrows:  # units in focus are shown wherever they stand
        lines += [line for line in table.lines[len(lines) :] if line.in_focus]
    return {
        "page": page,
        "table": table,
        "lines": lines,
        "chart": charts.build_bars(lines),
        "address": page.get_full_url(request) + build_query(parameters, without=("mo", "so-dong")),
        "source": get_source(page),
        **get_addresses(page, request),
    }


def render_series(page, request) -> HttpResponse:
    """Units through the editions of an index: `?don-vi=` once for each. 404 if none of them stands in one."""
    units = list(Unit.objects.filter(slug__in=request.GET.getlist("don-vi")[:MAX_COMPARED]))
    context = build_series_embed(page, units, request)
    if not context["blocks"]:
        raise Http404
    return render_framed(request, "rankings/embed_series.html", context)


def build_series_embed(page, units: list[Unit], request=None) -> dict:
    found = find_series(units, page.editions.readable().latest_first()) if units else []
    blocks = build_blocks(found, units)
    return {"page": page, "units": units, "blocks": blocks, "address": page.get_full_url(request)}


def build_frame(address: str, title: str, script: str) -> str:
    """The HTML another site pastes: a frame that works alone, and a script that gives it its height."""
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" frameborder="0"></iframe>\n'
        '<script src="{}" async></script>',
        address,
        title,
        HEIGHT,
        script,
    )


def build_embed_code(page, request, query: str) -> str:
    """The code for an edition as the reader sees it."""
    address = f"{page.get_full_url(request)}nhung/{query}"
    return build_frame(address, page.title, request.build_absolute_uri(static("rankings/nhung.js")))


def render_oembed(request) -> HttpResponse:
    """https://oembed.com: `?url=` of an edition, `maxwidth`, `maxheight`, `format=json`. 404 for any other address."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(status=501)
    asked = split_address(request.GET.get("url", ""))
    page = find_edition(request, asked.path)
    parameters = QueryDict(asked.query)
    width, height = (
        parse_size(request.GET.get(name, ""), usual) for name, usual in (("maxwidth", WIDTH), ("maxheight", HEIGHT))
    )
    address = f"{page.get_full_url(request)}nhung/{build_query(parameters)}"
    frame = format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
        address,
        page.title,
        width,
        height,
    )
    site = Site.find_for_request(request)
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": page.title,
        "provider_name": site.site_name,
        "provider_url": site.root_url,
        "html": frame,
        "width": width,
        "height": height,
        "cache_age": 86400,
    }
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def split_address(address: str):
    try:
        return urlsplit(address)
    except ValueError as fault:
        raise Http404 from fault


def parse_size(text: str, usual: int) -> int:
    """A number of pixels of the address, at most the usual one."""
    return max(MIN_SIZE, min(int(text), usual)) if text.isascii() and text.isdigit() and len(text) < 6 else usual


def find_edition(request, path: str) -> Edition:
    """The readable edition whose address has this path. Raises Http404."""
    site = Site.find_for_request(request)
    path = "/" + path.removeprefix(get_script_prefix())
    parts = [part for part in path.split("/") if part]
    if site is None or not parts or len(parts) > 10 or "\x00" in path:
        raise Http404
    if parts[-1] == "nhung":
        parts.pop()
    found = site.root_page.localized.specific.route(request, parts).page.specific
    if not isinstance(found, Edition) or found.get_view_restrictions().exists():
        raise Http404
    return found
