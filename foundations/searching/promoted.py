"""What editors put before the answers to a question: Wagtail's promoted results, the question in any spelling."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.contrib.search_promotions.models import SearchPromotion

from foundations.delivery.freshness import cache_until_change
from foundations.vietnamese.folding import fold


@dataclass(frozen=True)
class Promoted:
    title: str
    url: str
    text: str


@cache_until_change
def by_question() -> dict[str, list[Promoted]]:
    found: dict[str, list[Promoted]] = {}
    for each in SearchPromotion.objects.select_related("query", "page").order_by("sort_order"):
        page = each.page
        if page and not (page.live and not page.get_view_restrictions()):
            continue
        title, url = (page.title, page.url) if page else (each.external_link_text, each.external_link_url)
        found.setdefault(fold(each.query.query_string), []).append(Promoted(title, url, each.description))
    return found


def promoted(words: str) -> list[Promoted]:
    """The promoted results of a question."""
    return by_question().get(fold(words), []) if words else []
