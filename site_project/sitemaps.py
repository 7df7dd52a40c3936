"""The sitemap for search engines, in parts, with public pages only.

`lastmod` is only given if it is reliable: search engines stop trusting a site with wrong dates.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap, views
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.models import Page, PageViewRestriction, Site

from foundations.legal_documents.models import LegalDocument
from foundations.units.models import Unit
from news.models import ArticlePage, NewsIndexPage
from procedures.facets import OVER
from procedures.models import ListDecision, Procedure
from rankings.models import IndexPage, RankingPage, RankingsPage

VIEW_NAMES = (
    "procedure_list",
    "decision_list",
    "legal_document_list",
    "unit_list",
    "feed_list",
    "site_map",
    "statement",
    "counting_method",
    "api_guide",
)


def get_readable_pages(site: Site):
    """Live pages of the site without a view restriction and without aliases."""
    pages = Page.objects.descendant_of(site.root_page, inclusive=True).live().filter(alias_of=None)
    hidden = Q()
    for path in PageViewRestriction.objects.values_list("page__path", flat=True):
        hidden |= Q(path__startswith=path)
    return pages.exclude(hidden) if hidden else pages


class SiteSitemap(Sitemap):
    """A part of a site's sitemap."""

    limit = 5_000  # of the 50,000 that the protocol allows

    def __init__(self, site: Site):
        self.site = site


class PageSitemap(SiteSitemap):
    """All pages except those of rankings: columns, articles, standard pages."""

    def items(self):
        return get_readable_pages(self.site).not_type(RankingsPage, IndexPage, RankingPage).order_by("path")

    def location(self, item):
        return item.url

    def lastmod(self, item):
        """A column changes with its articles, also those of its desks; the home page with all articles."""
        return max(filter(None, [item.last_published_at, self.newest_below.get(item.path)]), default=None)

    @cached_property
    def newest_below(self) -> dict[str, datetime]:
        return find_newest_articles(self.site)


def find_newest_articles(site: Site) -> dict[str, datetime]:
    """When the newest article below each column was published, by the column's tree path. Two queries."""
    holders = set(NewsIndexPage.objects.values_list("path", flat=True)) | {site.root_page.path}
    found: dict[str, datetime] = {}
    for path, published in ArticlePage.objects.readable().values_list("path", "last_published_at"):
        for end in range(Page.steplen, len(path), Page.steplen):
            above = path[:end]
            if published and above in holders:
                found[above] = max(published, found.get(above, published))
    return found


class RankingSitemap(SiteSitemap):
    """Pages of rankings; without dates, as tables are corrected without publishing."""

    def items(self):
        pages = get_readable_pages(self.site).type(RankingsPage, IndexPage, RankingPage)
        return pages.order_by("path")

    def location(self, item):
        return item.url


class ProcedureSitemap(SiteSitemap):
    """Live procedures that are not over (those are marked noindex)."""

    def items(self):
        over = [key for key, status in Procedure.objects.statuses().items() if status in OVER]
        shown = Procedure.objects.live().exclude(pk__in=over).only("code", "last_published_at")
        return shown.order_by("code")

    def lastmod(self, item):
        return item.last_published_at


class DocumentSitemap(SiteSitemap):
    """Legal documents."""

    def items(self):
        return LegalDocument.objects.only("slug", "updated_at").order_by("pk")

    def lastmod(self, item):
        return item.updated_at


class UnitSitemap(SiteSitemap):
    """Units of today and of the past."""

    def items(self):
        return Unit.objects.only("slug").order_by("pk")


class ViewSitemap(SiteSitemap):
    """Addresses of Django views, and list decisions."""

    def items(self):
        decisions = ListDecision.objects.order_by("pk").values_list("pk", flat=True)
        return [*map(reverse, VIEW_NAMES), *(reverse("decision", args=[key]) for key in decisions)]

    def location(self, item):
        return item


PARTS = {
    "trang": PageSitemap,
    "xep-hang": RankingSitemap,
    "thu-tuc": ProcedureSitemap,
    "van-ban": DocumentSitemap,
    "don-vi": UnitSitemap,
    "khac": ViewSitemap,
}


def get_parts(request) -> dict[str, Sitemap]:
    """The parts of the request's site, by name. Raises Http404 without a site."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return {name: part(site) for name, part in PARTS.items()}


def show_index(request):
    """`/sitemap.xml`: the index of all parts that are not empty, which the protocol does not allow."""
    filled = {name: part for name, part in get_parts(request).items() if part.paginator.count}
    return views.index(request, filled, sitemap_url_name="sitemap_part")


def show_part(request, section):
    """`/sitemap-<part>.xml`, paginated with `?p=2`."""
    found = get_parts(request)
    if section not in found or not found[section].paginator.count:
        raise Http404
    return views.sitemap(request, found, section)
