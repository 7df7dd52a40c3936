"""Finds the page of an address with as few queries as possible.

Wagtail queries the site, the home page, each level of the tree twice, the ancestors and their restrictions. The first
two and the last only change with the content, so each process caches them.
"""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, PageQuerySet, PageViewRestriction, Site

from foundations.delivery.freshness import cache_until_change
from foundations.units.models import Unit
from foundations.uploads.models import Picture
from news.article_rows import load_rows
from news.models import ArticlePage, NewsIndexPage
from news.querysets import get_restricted_paths

# Plain SQL: Django takes a millisecond to build the query of ninety columns, a tenth of the page's time.
SELECT_ARTICLE = """
    SELECT a.*, p.* FROM wagtailcore_page p JOIN news_articlepage a ON a.page_ptr_id = p.id
    WHERE p.slug = %s AND p.depth = %s AND p.url_path = %s
"""


class SiteMiddleware:
    """Sets each request's site where `Site.find_for_request` looks for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request._wagtail_site = find_site(request.get_host(), request.get_port())
        return self.get_response(request)


get_known_restricted_paths = cache_until_change(get_restricted_paths)


@cache_until_change
def find_site(host: str, port: str) -> Site | None:
    """The site of a host, with its specific root page."""
    request = HostOnlyRequest(host, port)
    site = Site._find_for_request(request)
    if site is not None:
        site.root_page = site.root_page.specific
    return site


class HostOnlyRequest:
    """The part of a request that Wagtail needs to find the site."""

    def __init__(self, host: str, port: str):
        self.host, self.port = host, port

    def _get_raw_host(self) -> str:
        return self.host

    def get_port(self) -> str:
        return self.port


@cache_until_change
def get_live_columns() -> dict[str, NewsIndexPage]:
    """Columns and desks by tree path: some hundreds, one for each unit."""
    return {column.path: column for column in NewsIndexPage.objects.live()}


def get_pages_with_relations(model: type[Page]) -> PageQuerySet:
    """The pages of a model with the relations that its `shown_with` declares."""
    relations = getattr(model, "shown_with", ())
    pages = model._default_manager.all()
    return pages.select_related(*relations) if relations else pages


@cache_until_change
def get_units_by_key() -> dict[int, Unit]:
    """All units, some hundreds; every article has one."""
    return Unit.objects.in_bulk()


def find_page(root: Page, path_components: list[str]) -> Page | None:
    """The specific page below `root` at an address; None if there is none at exactly this address."""
    address = f"{root.url_path}{'/'.join(path_components)}/"
    here = {"slug": path_components[-1], "depth": root.depth + len(path_components), "url_path": address}
    page = next(iter(ArticlePage.objects.raw(SELECT_ARTICLE, list(here.values()))), None)
    if page is not None:
        if page.unit_id:
            page.unit = get_units_by_key()[page.unit_id]
        if page.cover_id:
            page.cover = next(iter(Picture.objects.raw("SELECT * FROM uploads_picture WHERE id = %s", [page.cover_id])))
        load_rows(page)
        columns, ends = get_live_columns(), range(Page.steplen, len(page.path), Page.steplen)
        page.columns_above = [columns[page.path[:end]] for end in ends if page.path[:end] in columns]
    else:
        found = Page.objects.filter(**here).values_list("content_type_id", "pk").first()
        model = found and ContentType.objects.get_for_id(found[0]).model_class()
        page = get_pages_with_relations(model).get(pk=found[1]) if model else None
    if (
        page is not None
        and not any(page.path.startswith(path) for path in get_known_restricted_paths())
        and not page.alias_of_id
    ):
        page.get_view_restrictions = PageViewRestriction.objects.none
    return page
