"""The articles as open data: `/api/v1/tin-bai/`, read-only JSON. `openapi.json` beside this file describes it."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from foundations.delivery.addresses import make_absolute
from foundations.imported_html.rich_text import render_safe_rich_text
from foundations.units.models import Unit
from foundations.vietnamese.characters import drop_forbidden_in
from news.models import ArticlePage, Keyword, NewsIndexPage
from news.open_data.entries import Entry, build_entries, make_permanent_id
from news.querysets import ArticleQuerySet

DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE = 20, 100  # articles of one answer
MAX_PAGE = 100_000
MAX_DIGITS = 19  # what the database can hold
PARAMETERS = ("page", "so-luong", "chuyen-muc", "don-vi", "tu-khoa", "tu-ngay", "den-ngay")
DESCRIPTION = Path(__file__).parent / "openapi.json"


class BadRequestError(Exception):
    """A request with wrong parameters. `faults` is a list of (parameter, reason)."""

    def __init__(self, faults: list[tuple[str, str]]):
        super().__init__(faults)
        self.faults = faults


def make_response(data: dict, status: int = 200) -> JsonResponse:
    """JSON that scripts of any site may read (CORS) and search engines do not index."""
    response = JsonResponse(
        drop_forbidden_in(data), status=status, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def make_error_response(faults: list[tuple[str, str]], status: int = 400) -> JsonResponse:
    """The faults as JSON; see `components/schemas` in openapi.json."""
    return make_response({"errors": [{"parameter": name, "reason": reason} for name, reason in faults]}, status)


class ArticleQuery:
    """The parsed parameters of a request and the articles they select.

    Raises BadRequestError listing every unknown or invalid parameter.
    """

    def __init__(self, parameters, site: Site):
        self.parameters, self.site, self.faults = parameters, site, []
        for name in parameters:
            if name not in PARAMETERS:
                self.faults.append((name[:60], _("Không có tham số này. Xem mô tả tại /api/.")))
        self.page = self.read_number("page", 1, MAX_PAGE)
        self.size = self.read_number("so-luong", DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE)
        self.articles = self.filter_articles(ArticlePage.objects.readable())
        if self.faults:
            raise BadRequestError(self.faults)

    def read_number(self, name: str, usual: int, most: int) -> int:
        """A whole number from 1 to `most`; `usual` if the parameter is missing."""
        text = self.parameters.get(name, "")
        if not text:
            return usual
        if text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= most:
            return int(text)
        self.faults.append((name, _("Phải là số nguyên từ 1 đến %(most)s.") % {"most": most}))
        return usual

    def read_day(self, name: str) -> datetime.date | None:
        """A date written YYYY-MM-DD; None if the parameter is missing."""
        text = self.parameters.get(name, "")
        try:
            found = parse_date(text) if len(text) == 10 else None
        except ValueError:  # 2026-02-31
            found = None
        if text and found is None:
            self.faults.append((name, _("Phải là ngày dạng 2024-04-30.")))
        return found

    def find_object(self, name: str, objects):
        """The object named by the parameter; None if it is empty. A name that does not exist is a fault."""
        text = self.parameters.get(name, "")[:255]
        found = objects(text).first() if text else None
        if text and found is None:
            self.faults.append((name, _("Không có mục nào mang tên rút gọn “%(text)s”.") % {"text": text[:60]}))
        return found

    def filter_articles(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Filters by column, unit, keyword and dates of publication."""
        home = self.site.root_page.url_path
        columns = NewsIndexPage.objects.live().public()
        column = self.find_object("chuyen-muc", lambda text: columns.filter(url_path=f"{home}{text.strip('/')}/"))
        unit = self.find_object("don-vi", lambda text: Unit.objects.filter(slug=text))
        tag = self.find_object("tu-khoa", lambda text: Keyword.objects.filter(Q(name__iexact=text) | Q(slug=text)))
        first, last = self.read_day("tu-ngay"), self.read_day("den-ngay")
        if first and last and last < first:
            self.faults.append(("den-ngay", _("Ngày cuối không được trước ngày đầu.")))
        articles = articles.below(column) if column else articles
        articles = articles.filter(unit=unit) if unit else articles
        articles = articles.filter(tagged_items__tag=tag) if tag else articles
        articles = articles.filter(first_published_at__gte=get_midnight(first)) if first else articles
        return articles.filter(first_published_at__lt=get_midnight(last, days=1)) if last else articles

    def get_page_address(self, page: int) -> str:
        """The address of another page of the same query."""
        kept = [(name, self.parameters[name]) for name in PARAMETERS if name != "page" and self.parameters.get(name)]
        return make_absolute(f"{reverse('api_articles')}?{urlencode([*kept, ('page', page)])}")


def get_midnight(day: datetime.date, days: int = 0) -> datetime.datetime:
    """00:00 local time of the day that is `days` after `day`."""
    last = datetime.date.max - datetime.timedelta(days=1)
    moved = min(day, last) + datetime.timedelta(days=days)
    return timezone.make_aware(datetime.datetime.combine(moved, datetime.time()))


@require_safe
def list_articles(request) -> HttpResponse:
    """Articles matching the parameters, newest first. 400 with all faults if a parameter is wrong."""
    try:
        query = ArticleQuery(request.GET, Site.find_for_request(request))
    except BadRequestError as refusal:
        return make_error_response(refusal.faults)
    pages = Paginator(query.articles.newest_first().for_listing(), query.size)
    if query.page > pages.num_pages:
        return make_error_response([("page", _("Chỉ có %(total)s trang.") % {"total": pages.num_pages})], 404)
    page = pages.page(query.page)
    data = {
        "total": pages.count,
        "page": query.page,
        "pages": pages.num_pages,
        "next": query.get_page_address(query.page + 1) if page.has_next() else None,
        "previous": query.get_page_address(query.page - 1) if page.has_previous() else None,
        "items": [build_item(each) for each in build_entries(page.object_list)],
    }
    return make_response(data)


@require_safe
def show_article(request, number: str) -> HttpResponse:
    """One article with its text. 404 (as JSON) if there is no readable article with that id."""
    known = ArticlePage.objects.readable().select_related("unit", "cover")
    is_number = number.isascii() and number.isdigit() and len(number) < MAX_DIGITS
    found = build_entries(known.filter(pk=int(number))) if is_number else []
    if not found:
        return make_error_response([("id", _("Không có tin, bài này."))], 404)
    paragraphs = [block.value for block in found[0].article.body if block.block_type == "paragraph"]
    text = "\n".join(render_safe_rich_text(value.source) for value in paragraphs)
    return make_response({**build_item(found[0]), "content_html": text})


def build_item(entry: Entry) -> dict:
    """An article as the API returns it, without the text."""
    article, image, unit = entry.article, entry.image, entry.article.unit
    return {
        "id": article.pk,
        "permanent_id": make_permanent_id(article),
        "url": entry.address,
        "api_url": make_absolute(reverse("api_article", args=[article.pk])),
        "title": article.title,
        "lead": article.lead,
        "kind": article.kind,
        "date_published": timezone.localtime(entry.published).isoformat(),
        "date_modified": timezone.localtime(entry.updated).isoformat(),
        "column": {"title": entry.column.title, "url": make_absolute(entry.column.url)} if entry.column else None,
        "unit": {"name": unit.name, "url": make_absolute(unit.get_absolute_url())} if unit else None,
        "authors": entry.authors,
        "source": article.source,
        "source_url": article.source_url,
        "tags": entry.tags,
        "image": {"url": image.url, "width": image.width, "height": image.height} if image else None,
    }


@require_safe
def show_description(_request) -> HttpResponse:
    """The OpenAPI 3.1 description, with the address of this site."""
    data = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    return make_response({**data, "servers": [{"url": settings.SITE_URL}]})
