"""Small files at fixed addresses for robots, browsers and security researchers."""

from __future__ import annotations

import json
from datetime import timedelta

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from wagtail.models import Page, Site

from foundations.delivery.addresses import make_absolute
from news.open_data import api
from site_project.models import SiteSettings
from site_project.sitemaps import get_readable_pages

THEME_COLOUR = "#7d1a1d"
SECURITY_LIFETIME = timedelta(days=180)  # RFC 9116 advises less than a year
# Closed to robots: the editors' interface, searches (which are endless), targets of forms.
CLOSED_URL_NAMES = ("wagtailadmin_home", "search", "display", "procedure_missed")


def show_robots(_request):
    """`/robots.txt`: everything is open except endless and private addresses."""
    closed = [f"Disallow: {reverse(name)}" for name in CLOSED_URL_NAMES]
    lines = ["User-agent: *", *closed, "", f"Sitemap: {make_absolute(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def show_security(request):
    """`/.well-known/security.txt` (RFC 9116): the contact for vulnerabilities. 404 if there is none.

    It expires half a year after the day on which it is read, so that it never stands there expired.
    """
    found = SiteSettings.for_request(request)
    if not found.security_contact:
        raise Http404
    contact = found.security_contact
    expires = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + SECURITY_LIFETIME
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: vi, en",
        f"Canonical: {make_absolute(reverse('security'))}",
        *([f"Policy: {found.security_policy}"] if found.security_policy else []),
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def show_manifest(request):
    """`/manifest.webmanifest`: name, colours and icons for a phone's home screen."""
    found = SiteSettings.for_request(request)
    sizes = [("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any")]
    sizes += [("icon-maskable-512.png", "512x512", "maskable")]
    icons = [
        {"src": static(f"site_project/{name}"), "sizes": size, "type": "image/png", "purpose": purpose}
        for name, size, purpose in sizes
    ]
    data = {
        "name": found.name,
        "short_name": found.name[:20],
        "description": found.tagline,
        "lang": "vi",
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": THEME_COLOUR,
        "icons": icons,
    }
    options = {"ensure_ascii": False, "indent": 1}
    return JsonResponse(data, json_dumps_params=options, content_type="application/manifest+json")


@cache_control(public=True, max_age=86_400)
def show_favicon(_request):
    """`/favicon.ico`, which some programs request without reading the page."""
    return HttpResponseRedirect(static("site_project/favicon.ico"))


def show_site_map(request):
    """`/so-do-trang/`: the site map for people: all columns, pages and lists, without articles."""
    site = Site.find_for_request(request)
    pages = get_readable_pages(site).exclude(pk=site.root_page.pk).order_by("path")
    shown = pages.exclude(content_type__model="articlepage").only("title", "url_path", "path", "depth", "locale_id")
    sections = [
        (reverse("procedure_list"), _("Thủ tục hành chính")),
        (reverse("decision_list"), _("Quyết định công bố")),
        (reverse("legal_document_list"), _("Văn bản")),
        (reverse("unit_list"), _("Cơ quan, đơn vị")),
        (reverse("search"), _("Tìm kiếm")),
        (reverse("feed_list"), _("Nguồn tin RSS")),
        (reverse("api_guide"), _("Dữ liệu mở")),
        (reverse("counting_method"), _("Cách đếm")),
        (reverse("statement"), _("Tuyên bố về khả năng tiếp cận")),
    ]
    context = {"title": _("Sơ đồ trang"), "tree": nest_pages(list(shown)), "sections": sections}
    return render(request, "site_project/site_map.html", context)


def show_api_guide(request):
    """`/api/`: documentation of the API, generated from its OpenAPI description."""
    described = json.loads(api.DESCRIPTION.read_text(encoding="utf-8"))
    parameters = described["paths"]["/api/v1/tin-bai/"]["get"]["parameters"]
    fields = described["components"]["schemas"]["Article"]["properties"]
    words = {"column": _("Chuyên mục: title, url."), "unit": _("Đơn vị đăng: name, url; null nếu không ghi.")}
    words["image"] = _("Ảnh đại diện: url, width, height; null nếu không có.")
    context = {
        "title": _("Dữ liệu mở"),
        "parameters": [(each["name"], each["description"]) for each in parameters],
        "fields": [(name, words.get(name) or field["description"]) for name, field in fields.items()],
        "procedure_forms": [("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"), ("schema-org", "schema.org")],
    }
    return render(request, "site_project/api_guide.html", context)


def nest_pages(pages: list[Page]) -> list[tuple[Page, list]]:
    """Pages in tree order as (page, children); children of a page that is left out take its place."""
    roots: list[tuple[Page, list]] = []
    line: list[tuple[Page, list]] = []
    for page in pages:
        while line and not page.path.startswith(line[-1][0].path):
            line.pop()
        node = (page, [])
        (line[-1][1] if line else roots).append(node)
        line.append(node)
    return roots
