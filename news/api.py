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
from news.entries import Entry, entries, permanent_id
from news.models import ArticlePage, Keyword, NewsIndexPage
from news.querysets import ArticleQuerySet

USUAL, MOST = 20, 100  # articles of one answer
LAST_PAGE = 100_000
MAX_DIGITS = 19  # what the database can hold
PARAMETERS = ("page", "so-luong", "chuyen-muc", "don-vi", "tu-khoa", "tu-ngay", "den-ngay")
DESCRIPTION = Path(__file__).parent / "openapi.json"


class Refusal(Exception):
    """What is wrong with a request: (parameter, reason) each."""

    def __init__(self, faults: list[tuple[str, str]]):
        super().__init__(faults)
        self.faults = faults


def answer(data: dict, status: int = 200) -> JsonResponse:
    """JSON that any page may read. An error is told to no cache."""
    response = JsonResponse(
        drop_forbidden_in(data), status=status, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def refused(faults: list[tuple[str, str]], status: int = 400) -> JsonResponse:
    return answer({"errors": [{"parameter": name, "reason": reason} for name, reason in faults]}, status)


class Asked:
    """The parameters of a request, read strictly: what is not understood is told, not passed over."""

    def __init__(self, parameters, site: Site):
        self.parameters, self.site, self.faults = parameters, site, []
        for name in parameters:
            if name not in PARAMETERS:
                self.faults.append((name[:60], _("Không có tham số này. Xem mô tả tại /api/.")))
        self.page = self.number("page", 1, LAST_PAGE)
        self.size = self.number("so-luong", USUAL, MOST)
        self.articles = self.narrowed(ArticlePage.objects.readable())
        if self.faults:
            raise Refusal(self.faults)

    def number(self, name: str, usual: int, most: int) -> int:
        text = self.parameters.get(name, "")
        if not text:
            return usual
        if text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= most:
            return int(text)
        self.faults.append((name, _("Phải là số nguyên từ 1 đến %(most)s.") % {"most": most}))
        return usual

    def day(self, name: str) -> datetime.date | None:
        text = self.parameters.get(name, "")
        try:
            found = parse_date(text) if len(text) == 10 else None
        except ValueError:  # 2026-02-31
            found = None
        if text and found is None:
            self.faults.append((name, _("Phải là ngày dạng 2024-04-30.")))
        return found

    def one_of(self, name: str, objects):
        """The object that the parameter names, or None; a name that nothing has is a fault."""
        text = self.parameters.get(name, "")[:255]
        found = objects(text).first() if text else None
        if text and found is None:
            self.faults.append((name, _("Không có mục nào mang tên rút gọn “%(text)s”.") % {"text": text[:60]}))
        return found

    def narrowed(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        home = self.site.root_page.url_path
        columns = NewsIndexPage.objects.live().public()
        column = self.one_of("chuyen-muc", lambda text: columns.filter(url_path=f"{home}{text.strip('/')}/"))
        unit = self.one_of("don-vi", lambda text: Unit.objects.filter(slug=text))
        tag = self.one_of("tu-khoa", lambda text: Keyword.objects.filter(Q(name__iexact=text) | Q(slug=text)))
        first, last = self.day("tu-ngay"), self.day("den-ngay")
        if first and last and last < first:
            self.faults.append(("den-ngay", _("Ngày cuối không được trước ngày đầu.")))
        articles = articles.below(column) if column else articles
        articles = articles.filter(unit=unit) if unit else articles
        articles = articles.filter(tagged_items__tag=tag) if tag else articles
        articles = articles.filter(first_published_at__gte=midnight(first)) if first else articles
        return articles.filter(first_published_at__lt=midnight(last, days=1)) if last else articles

    def address(self, page: int) -> str:
        """The same question for another page of answers."""
        kept = [(name, self.parameters[name]) for name in PARAMETERS if name != "page" and self.parameters.get(name)]
        return make_absolute(f"{reverse('api_articles')}?{urlencode([*kept, ('page', page)])}")


def midnight(day: datetime.date, days: int = 0) -> datetime.datetime:
    """The first moment of the day, local time, or of a later one."""
    last = datetime.date.max - datetime.timedelta(days=1)
    moved = min(day, last) + datetime.timedelta(days=days)
    return timezone.make_aware(datetime.datetime.combine(moved, datetime.time()))


@require_safe
def articles(request) -> HttpResponse:
    """Articles, newest first, narrowed by the parameters; 400 with every fault where one is not understood."""
    try:
        asked = Asked(request.GET, Site.find_for_request(request))
    except Refusal as refusal:
        return refused(refusal.faults)
    pages = Paginator(asked.articles.newest_first().for_listing(), asked.size)
    if asked.page > pages.num_pages:
        return refused([("page", _("Chỉ có %(total)s trang.") % {"total": pages.num_pages})], 404)
    page = pages.page(asked.page)
    data = {
        "total": pages.count,
        "page": asked.page,
        "pages": pages.num_pages,
        "next": asked.address(asked.page + 1) if page.has_next() else None,
        "previous": asked.address(asked.page - 1) if page.has_previous() else None,
        "items": [item_of(each) for each in entries(page.object_list)],
    }
    return answer(data)


@require_safe
def article(request, number: str) -> HttpResponse:
    """One article with its text; 404 in JSON where readers have none of that number."""
    known = ArticlePage.objects.readable().select_related("unit", "cover")
    is_number = number.isascii() and number.isdigit() and len(number) < MAX_DIGITS
    found = entries(known.filter(pk=int(number))) if is_number else []
    if not found:
        return refused([("id", _("Không có tin, bài này."))], 404)
    paragraphs = [block.value for block in found[0].article.body if block.block_type == "paragraph"]
    text = "\n".join(render_safe_rich_text(value.source) for value in paragraphs)
    return answer({**item_of(found[0]), "content_html": text})


def item_of(entry: Entry) -> dict:
    article, image, unit = entry.article, entry.image, entry.article.unit
    return {
        "id": article.pk,
        "permanent_id": permanent_id(article),
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
def description(_request) -> HttpResponse:
    """The OpenAPI 3.1 description, with the address of this site."""
    data = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    return answer({**data, "servers": [{"url": settings.SITE_URL}]})
