"""The public pages of keywords."""

from __future__ import annotations

from itertools import groupby

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from foundations.vietnamese.collation import make_collation_key
from foundations.vietnamese.folding import fold
from news.keywords import Keyword
from news.models import ARTICLES_PER_PAGE, ArticlePage


def show_keyword_list(request):
    """All keywords of readable articles, in dictionary order, grouped by first letter."""
    keywords = Keyword.objects.counted(ArticlePage.objects.readable())
    ordered = sorted(keywords, key=lambda keyword: (make_collation_key(keyword.name), keyword.pk))
    groups = [(letter, list(members)) for letter, members in groupby(ordered, get_first_letter)]
    context = {"title": _("Từ khóa"), "groups": groups}
    return render(request, "news/keyword_list.html", context)


def get_first_letter(keyword: Keyword) -> str:
    """The letter under which a keyword is listed: a capital without tone mark, `0–9` or `#`."""
    name = keyword.name.strip()
    if not fold(name[:1]):
        return "#"
    if name[0].isdigit():
        return "0–9"
    return next((letter for letter in "ĂÂĐÊÔƠƯ" if is_same_letter(letter, name[0])), fold(name[0]).upper())


def is_same_letter(one: str, other: str) -> bool:
    """Whether two letters are the same in the dictionary: `Ấ` and `Â` are, `A` and `Â` are not."""
    return make_collation_key(one)[:2] == make_collation_key(other)[:2]


def show_keyword(request, slug):
    """The articles of one keyword. Raises Http404 if it has no readable article."""
    shown = get_object_or_404(Keyword, slug=slug)
    articles = ArticlePage.objects.readable().filter(tagged_items__tag=shown).newest_first().for_listing()
    page = Paginator(articles, ARTICLES_PER_PAGE).get_page(request.GET.get("page"))
    if not page.paginator.count:
        raise Http404
    context = {
        "title": _("Từ khóa: %(keyword)s") % {"keyword": shown.name},
        "crumbs": [(reverse("keyword_list"), _("Từ khóa"))],
        "keyword": shown,
        "articles": page,
    }
    return render(request, "news/keyword.html", context)
