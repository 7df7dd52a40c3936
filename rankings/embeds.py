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
from rankings import charts, models
from rankings.pages import addresses, kept, source_of
from rankings.profiles import MOST_COMPARED, series_of
from rankings.tables import MOST_ROWS_IN_EMBED, Choice, Table

# As the site's own policy for readers, without forms, and with every site as a frame around it.
EMBED_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors *"
)
ROWS = 10  # where the address does not say
WIDTH, HEIGHT = 640, 520  # of a frame that cannot resize itself
SMALLEST = 200


def framed(request, template: str, context: dict) -> HttpResponse:
    response = render(request, template, context)
    response.headers["Content-Security-Policy"] = EMBED_POLICY
    response.xframe_options_exempt = True
    return response


def rows_asked(parameters) -> int:
    """How many rows to show: `?so-dong=`, within bounds; the usual number for anything else."""
    text = parameters.get("so-dong", "")
    asked = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else ROWS
    return max(1, min(asked, MOST_ROWS_IN_EMBED))


def edition(page, request) -> HttpResponse:
    """The first rows of an edition, with source and link."""
    return framed(request, "rankings/embed_edition.html", edition_context(page, request.GET, request))


def edition_context(page, parameters, request=None) -> dict:
    """What the embed of an edition and the block in an article show."""
    choice = Choice.of(parameters)
    table = Table(page, choice)
    lines = table.lines[: rows_asked(parameters)]
    if not choice.narrows:  # units in focus are shown wherever they stand
        lines += [line for line in table.lines[len(lines) :] if line.in_focus]
    return {
        "page": page,
        "table": table,
        "lines": lines,
        "chart": charts.bars_of(lines),
        "address": page.get_full_url(request) + kept(parameters, without=("mo", "so-dong")),
        "source": source_of(page),
        **addresses(page, request),
    }


def series(page, request) -> HttpResponse:
    """Units through the editions of an index: `?don-vi=` once for each. 404 where none of them stands in one."""
    units = list(Unit.objects.filter(slug__in=request.GET.getlist("don-vi")[:MOST_COMPARED]))
    context = series_context(page, units, request)
    if not context["blocks"]:
        raise Http404
    return framed(request, "rankings/embed_series.html", context)


def series_context(page, units: list[Unit], request=None) -> dict:
    found = series_of(units, page) if units else []
    blocks = [{"series": each, "entries": each.entries(units), "chart": each.chart(units)} for each in found]
    return {"page": page, "units": units, "blocks": blocks, "address": page.get_full_url(request)}


def frame_code(address: str, title: str, script: str) -> str:
    """The HTML another site pastes: a frame that works alone, and a script that gives it its height."""
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" frameborder="0"></iframe>\n'
        '<script src="{}" async></script>',
        address,
        title,
        HEIGHT,
        script,
    )


def embed_code(page, request, query: str) -> str:
    """The code for an edition as the reader sees it."""
    address = f"{page.get_full_url(request)}nhung/{query}"
    return frame_code(address, page.title, request.build_absolute_uri(static("rankings/nhung.js")))


def oembed(request) -> HttpResponse:
    """https://oembed.com: `?url=` of an edition, `maxwidth`, `maxheight`, `format=json`. 404 for any other address."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(status=501)
    asked = urlsplit_or_404(request.GET.get("url", ""))
    page = page_at(request, asked.path)
    parameters = QueryDict(asked.query)
    width, height = (
        bounded(request.GET.get(name, ""), usual) for name, usual in (("maxwidth", WIDTH), ("maxheight", HEIGHT))
    )
    address = f"{page.get_full_url(request)}nhung/{kept(parameters)}"
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


def urlsplit_or_404(address: str):
    try:
        return urlsplit(address)
    except ValueError as fault:
        raise Http404 from fault


def bounded(text: str, usual: int) -> int:
    """A number of pixels of the address, at most the usual one."""
    return max(SMALLEST, min(int(text), usual)) if text.isascii() and text.isdigit() and len(text) < 6 else usual


def page_at(request, path: str) -> models.RankingPage:
    """The readable edition whose address has this path. Raises Http404."""
    site = Site.find_for_request(request)
    path = "/" + path.removeprefix(get_script_prefix())
    parts = [part for part in path.split("/") if part]
    if site is None or not parts or len(parts) > 10 or "\x00" in path:
        raise Http404
    if parts[-1] == "nhung":
        parts.pop()
    found = site.root_page.localized.specific.route(request, parts).page.specific
    if not isinstance(found, models.RankingPage) or found.get_view_restrictions().exists():
        raise Http404
    return found
