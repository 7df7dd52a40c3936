"""Wagtail's promoted search results, found with or without accents."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.contrib.search_promotions.models import SearchPromotion

from foundations.delivery.freshness import cache_until_change
from foundations.vietnamese.folding import fold


@dataclass(frozen=True)
class PromotedResult:
    """A page or another address that editors put before the results of a query."""

    title: str
    url: str
    text: str


@cache_until_change
def get_results_by_question() -> dict[str, list[PromotedResult]]:
    """All promoted results that everybody may see, by folded query."""
    found: dict[str, list[PromotedResult]] = {}
    for each in SearchPromotion.objects.select_related("query", "page").order_by("sort_order"):
        page = each.page
        if page and not (page.live and not page.get_view_restrictions()):
            continue
        title, url = (page.title, page.url) if page else (each.external_link_text, each.external_link_url)
        found.setdefault(fold(each.query.query_string), []).append(PromotedResult(title, url, each.description))
    return found


def find_promoted(words: str) -> list[PromotedResult]:
    """The promoted results of a query."""
    return get_results_by_question().get(fold(words), []) if words else []
