"""Feeds of articles: RSS 2.0, Atom 1.0 and JSON Feed 1.1, of the whole site, a column, a unit, a tag or a month."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import get_script_prefix, reverse
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from foundations.delivery.addresses import make_absolute
from foundations.units.models import Unit
from foundations.vietnamese.characters import drop_forbidden_in
from news.models import ArticlePage, Keyword, NewsIndexPage
from news.open_data.entries import Entry, build_entries, make_permanent_id
from news.querysets import ArticleQuerySet, Month

MAX_ENTRIES = 20
FORMATS = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}
WHOLE_SITE = "tat-ca"


@dataclass(frozen=True)
class FeedScope:
    """What a feed covers: name in its address, title, address of its HTML page, articles."""

    name: str
    title: str
    page: str
    articles: ArticleQuerySet

    @property
    def newest(self) -> list[Entry]:
        return build_entries(self.articles.newest_first().for_listing()[:MAX_ENTRIES])

    def get_address(self, form: str) -> str:
        return make_absolute(reverse("feed", args=[self.name, form]))


class MovedError(Exception):
    """The column of a feed has moved. The message is the new scope name."""


def find_scope(request, name: str) -> FeedScope:
    """The scope of that name. Raises Http404, or MovedError if the column has moved."""
    kind, _slash, rest = name.partition("/")
    readable, site = ArticlePage.objects.readable(), Site.find_for_request(request)
    site_name = site.site_name or settings.WAGTAIL_SITE_NAME
    match kind:
        case "chuyen-muc":
            column = find_column(site, rest)
            return FeedScope(name, f"{column.title} | {site_name}", column.url, column.articles)
        case "don-vi":
            unit = get_object_or_404(Unit, slug=rest)
            return FeedScope(name, f"{unit.name} | {site_name}", unit.get_absolute_url(), readable.filter(unit=unit))
        case "tu-khoa":
            tag = get_object_or_404(Keyword, slug=rest)
            tagged = readable.filter(tagged_items__tag=tag)
            return FeedScope(name, f"{tag.name} | {site_name}", tag.get_absolute_url(), tagged)
        case "thang":
            month = Month.parse(rest)
            if month is None:
                raise Http404
            title = _("Tin, bài tháng %(month)s") % {"month": f"{month.first_day:%m/%Y}"}
            page = reverse("archive_month", args=rest.split("-"))
            return FeedScope(name, f"{title} | {site_name}", page, readable.published_in(month))
    return FeedScope(WHOLE_SITE, site_name, "/", readable)


def find_column(site: Site, path: str) -> NewsIndexPage:
    """The readable column at a path below the home page. Raises Http404, or MovedError after a redirect."""
    columns = NewsIndexPage.objects.live().public()
    column = columns.filter(url_path=f"{site.root_page.url_path}{path}/").first()
    if column is None:
        moved = (
            Redirect.get_for_site(site)
            .filter(old_path=Redirect.normalise_path(path), redirect_page__isnull=False)
            .first()
        )
        page = moved and columns.filter(pk=moved.redirect_page_id).first()
        if page is None:
            raise Http404
        raise MovedError(get_column_scope(page))
    return column


def get_column_scope(column: Page) -> str:
    """The scope name of a column's feed."""
    return f"chuyen-muc/{column.url.removeprefix(get_script_prefix()).strip('/')}"


class CleanTextsMixin:
    """Drops characters that XML forbids: a single one makes the whole feed unreadable."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **drop_forbidden_in(kwargs))

    def add_item(self, *args, **kwargs):
        super().add_item(*args, **drop_forbidden_in(kwargs))


class RssFeed(CleanTextsMixin, Rss201rev2Feed):
    """RSS 2.0."""


class AtomXmlFeed(CleanTextsMixin, Atom1Feed):
    """Atom 1.0."""


class ArticleFeed(Feed):
    """The RSS feed of a scope (django.contrib.syndication)."""

    feed_type = RssFeed
    form = "rss"
    language = "vi"

    def get_object(self, request, scope):
        return find_scope(request, scope)

    def title(self, scope):
        return scope.title

    def description(self, scope):
        return _("Tin, bài mới: %(title)s") % {"title": scope.title}

    subtitle = description

    def link(self, scope):
        return make_absolute(scope.page)

    def feed_url(self, scope):
        return scope.get_address(self.form)

    def feed_guid(self, scope):
        return scope.get_address(self.form)

    def items(self, scope):
        return scope.newest

    def item_title(self, item):
        return item.article.title

    def item_description(self, item):
        return item.article.lead or item.article.search_description

    def item_link(self, item):
        return item.address

    def item_guid(self, item):
        return make_permanent_id(item.article)

    item_guid_is_permalink = False

    def item_pubdate(self, item):
        return item.published

    def item_updateddate(self, item):
        return item.updated

    def item_author_name(self, item):
        return ", ".join(item.authors) or (item.article.unit.name if item.article.unit else None)

    def item_categories(self, item):
        return [*([item.column.title] if item.column else []), *item.tags]

    def item_enclosures(self, item):
        image = item.image
        return [Enclosure(image.url, str(image.length), image.type)] if image else []


class AtomFeed(ArticleFeed):
    """The Atom feed of a scope."""

    feed_type = AtomXmlFeed
    form = "atom"


def make_json_feed(request, scope: FeedScope) -> JsonResponse:
    """https://jsonfeed.org/version/1.1"""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": scope.title,
        "home_page_url": make_absolute(scope.page),
        "feed_url": scope.get_address("json"),
        "language": "vi",
        "items": [build_json_item(each) for each in scope.newest],
    }
    options = {"ensure_ascii": False, "indent": 1}
    return JsonResponse(drop_forbidden_in(data), json_dumps_params=options, content_type="application/feed+json")


def build_json_item(entry: Entry) -> dict:
    """An article as an item of JSON Feed; empty values are left out."""
    article = entry.article
    item = {
        "id": make_permanent_id(article),
        "url": entry.address,
        "title": article.title,
        "content_text": article.lead or article.title,
        "summary": article.lead,
        "image": entry.image.url if entry.image else "",
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": name} for name in entry.authors],
        "tags": [*([entry.column.title] if entry.column else []), *entry.tags],
        "language": "vi",
    }
    return {name: value for name, value in item.items() if value}


def show_feed(request, scope, form):
    """A feed as RSS, Atom or JSON; redirects if its column has moved."""
    try:
        if form == "json":
            response = make_json_feed(request, find_scope(request, scope))
        else:
            response = (ArticleFeed() if form == "rss" else AtomFeed())(request, scope=scope)
    except MovedError as moved:
        return HttpResponsePermanentRedirect(reverse("feed", args=[str(moved), form]))
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def show_feed_list(request):
    """The HTML page that lists all feeds."""
    readable = ArticlePage.objects.readable()
    columns = NewsIndexPage.objects.live().public().order_by("path")
    units = Unit.objects.filter(pk__in=readable.order_by().values("unit")).alphabetical()
    tags = Keyword.objects.counted(readable)
    groups = [
        (_("Toàn trang"), [(WHOLE_SITE, _("Mọi tin, bài"))]),
        (_("Chuyên mục và trang của đơn vị"), [(get_column_scope(each), each.title) for each in columns]),
        (_("Đơn vị"), [(f"don-vi/{each.slug}", each.name) for each in units]),
        (_("Từ khóa"), [(f"tu-khoa/{each.slug}", each.name) for each in tags.order_by("name")]),
    ]
    context = {"title": _("Nguồn tin RSS"), "groups": groups, "forms": FORMATS}
    return render(request, "news/feeds.html", context)
