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
from news.entries import Entry, entries, permanent_id
from news.models import ArticlePage, Keyword, NewsIndexPage
from news.querysets import ArticleQuerySet, Month

ENTRIES = 20
FORMS = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}
WHOLE = "tat-ca"


@dataclass(frozen=True)
class Scope:
    """What a feed is of: its name in addresses, its title, the page that it belongs to, its articles."""

    name: str
    title: str
    page: str
    articles: ArticleQuerySet

    @property
    def newest(self) -> list[Entry]:
        return entries(self.articles.newest_first().for_listing()[:ENTRIES])

    def address(self, form: str) -> str:
        return make_absolute(reverse("feed", args=[self.name, form]))


class MovedError(Exception):
    """The column of a feed has a new address."""


def scope_of(request, name: str) -> Scope:
    """The scope of that name. Raises Http404, or MovedError with the name that it has now."""
    kind, _slash, rest = name.partition("/")
    readable, site = ArticlePage.objects.readable(), Site.find_for_request(request)
    site_name = site.site_name or settings.WAGTAIL_SITE_NAME
    match kind:
        case "chuyen-muc":
            column = column_at(site, rest)
            return Scope(name, f"{column.title} | {site_name}", column.url, column.articles)
        case "don-vi":
            unit = get_object_or_404(Unit, slug=rest)
            return Scope(name, f"{unit.name} | {site_name}", unit.get_absolute_url(), readable.filter(unit=unit))
        case "tu-khoa":
            tag = get_object_or_404(Keyword, slug=rest)
            tagged = readable.filter(tagged_items__tag=tag)
            return Scope(name, f"{tag.name} | {site_name}", tag.get_absolute_url(), tagged)
        case "thang":
            month = Month.parse(rest)
            if month is None:
                raise Http404
            title = _("Tin, bài tháng %(month)s") % {"month": f"{month.first_day:%m/%Y}"}
            page = reverse("archive_month", args=rest.split("-"))
            return Scope(name, f"{title} | {site_name}", page, readable.published_in(month))
    return Scope(WHOLE, site_name, "/", readable)


def column_at(site: Site, path: str) -> NewsIndexPage:
    """The readable column at a path below the home page."""
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
        raise MovedError(name_of_column(page))
    return column


def name_of_column(column: Page) -> str:
    """The scope of a column's feed, the same in each language of the interface."""
    return f"chuyen-muc/{column.url.removeprefix(get_script_prefix()).strip('/')}"


class CleanTextsMixin:
    """A feed without what XML forbids, though it be stored: one such character and no reader takes any of it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **drop_forbidden_in(kwargs))

    def add_item(self, *args, **kwargs):
        super().add_item(*args, **drop_forbidden_in(kwargs))


class RssFeed(CleanTextsMixin, Rss201rev2Feed):
    """RSS 2.0."""


class AtomXmlFeed(CleanTextsMixin, Atom1Feed):
    """Atom 1.0."""


class ArticleFeed(Feed):
    """RSS; django.contrib.syndication asks these methods for what it writes."""

    feed_type = RssFeed
    form = "rss"
    language = "vi"

    def get_object(self, request, scope):
        return scope_of(request, scope)

    def title(self, scope):
        return scope.title

    def description(self, scope):
        return _("Tin, bài mới: %(title)s") % {"title": scope.title}

    subtitle = description

    def link(self, scope):
        return make_absolute(scope.page)

    def feed_url(self, scope):
        return scope.address(self.form)

    def feed_guid(self, scope):
        return scope.address(self.form)

    def items(self, scope):
        return scope.newest

    def item_title(self, item):
        return item.article.title

    def item_description(self, item):
        return item.article.lead or item.article.search_description

    def item_link(self, item):
        return item.address

    def item_guid(self, item):
        return permanent_id(item.article)

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
    feed_type = AtomXmlFeed
    form = "atom"


def json_feed(request, scope: Scope) -> JsonResponse:
    """https://jsonfeed.org/version/1.1"""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": scope.title,
        "home_page_url": make_absolute(scope.page),
        "feed_url": scope.address("json"),
        "language": "vi",
        "items": [json_item(each) for each in scope.newest],
    }
    options = {"ensure_ascii": False, "indent": 1}
    return JsonResponse(drop_forbidden_in(data), json_dumps_params=options, content_type="application/feed+json")


def json_item(entry: Entry) -> dict:
    article = entry.article
    item = {
        "id": permanent_id(article),
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


def feed(request, scope, form):
    """One feed in one form; a column that has moved takes its readers along."""
    try:
        if form == "json":
            response = json_feed(request, scope_of(request, scope))
        else:
            response = (ArticleFeed() if form == "rss" else AtomFeed())(request, scope=scope)
    except MovedError as moved:
        return HttpResponsePermanentRedirect(reverse("feed", args=[str(moved), form]))
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def feed_list(request):
    """All feeds, for people: which there are and what to do with them."""
    readable = ArticlePage.objects.readable()
    columns = NewsIndexPage.objects.live().public().order_by("path")
    units = Unit.objects.filter(pk__in=readable.order_by().values("unit")).alphabetical()
    tags = Keyword.objects.counted(readable)
    groups = [
        (_("Toàn trang"), [(WHOLE, _("Mọi tin, bài"))]),
        (_("Chuyên mục và trang của đơn vị"), [(name_of_column(each), each.title) for each in columns]),
        (_("Đơn vị"), [(f"don-vi/{each.slug}", each.name) for each in units]),
        (_("Từ khóa"), [(f"tu-khoa/{each.slug}", each.name) for each in tags.order_by("name")]),
    ]
    context = {"title": _("Nguồn tin RSS"), "groups": groups, "forms": FORMS}
    return render(request, "news/feeds.html", context)
