"""Other content of the site search: units, rankings, pages, documents; found by name, all in memory.

Each kind has an index of names, rebuilt when content changes, and a function that loads the found objects.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from foundations.delivery.freshness import cache_until_change
from foundations.legal_documents.models import LegalDocument
from foundations.searching.titles import IndexedTitle, TitleIndex
from foundations.units.models import Unit
from news.models import NewsIndexPage
from procedures.models import LifeEvent
from procedures.next_steps import get_event_names
from rankings.models import IndexPage, RankingPage, RankingsPage

DOCUMENT, RANKING, PROFILE, UNIT, PAGE, LIFE_EVENT = "van-ban", "xep-hang", "ho-so", "don-vi", "trang", "su-kien"
YEARLY_LOSS = 0.02  # so that of editions named alike the latest comes first


@dataclass(frozen=True)
class FoundThing:
    """What is shown of a found object: name, address, kind, and a line about it."""

    title: str
    url: str
    what: str
    text: str = ""


@dataclass(frozen=True)
class NamedKind:
    """A kind of content that is found by name. `word`: in addresses; `label`: of its tab; `load`: objects by key."""

    word: str
    label: str | Promise
    get_titles: Callable[[], TitleIndex]
    load: Callable[[list[int]], dict[int, FoundThing]]


@cache_until_change
def get_unit_names() -> TitleIndex:
    """Units, today's first, by name, short name and aliases."""
    units = sorted(Unit.objects.prefetch_related("aliases").alphabetical(), key=lambda unit: not unit.is_current)
    others = {each.pk: " ".join([each.short_name, *(alias.name for alias in each.aliases.all())]) for each in units}
    return TitleIndex(IndexedTitle(each.pk, each.name, others[each.pk]) for each in units)


def load_units(keys: list[int]) -> dict[int, FoundThing]:
    """Units by key."""
    return {
        unit.pk: FoundThing(unit.name, reverse("unit", args=[unit.slug]), unit.get_kind_display(), _describe_past(unit))
        for unit in Unit.objects.filter(pk__in=keys)
    }


def _describe_past(unit: Unit) -> str:
    return "" if unit.is_current else str(_("Đơn vị không còn hoạt động."))


@cache_until_change
def get_ranking_names() -> TitleIndex:
    """Indices and editions of rankings."""
    indices = {page.pk: page.title for page in IndexPage.objects.live().public()}
    ranked = RankingPage.objects.live().public().order_by("-year", "-pk")
    editions = list(ranked.values_list("pk", "title", "index_id", "year"))
    latest = max((year for *_row, year in editions), default=0)
    newest_first = [
        IndexedTitle(key, title, indices.get(index, ""), prior=YEARLY_LOSS * (year - latest))
        for key, title, index, year in editions
    ]
    return TitleIndex([*(IndexedTitle(key, title) for key, title in indices.items()), *newest_first])


def get_profile_names() -> TitleIndex:
    """None: profiles have the names of their units; they are found where a query names an index too."""
    return TitleIndex([])


def load_profiles(keys: list[int]) -> dict[int, FoundThing]:
    """The pages of units through all rankings, by the unit's key."""
    hub = RankingsPage.objects.live().public().first()
    if hub is None:
        return {}
    return {
        unit.pk: FoundThing(
            _("Kết quả xếp hạng của %(unit)s") % {"unit": unit.name},
            f"{hub.url}don-vi/{unit.slug}/",
            str(_("Hồ sơ xếp hạng")),
            _describe_past(unit),
        )
        for unit in Unit.objects.filter(pk__in=keys)
    }


@cache_until_change
def get_page_names() -> TitleIndex:
    """Columns, and the pages that other apps declare."""
    columns = NewsIndexPage.objects.live().public().filter(unit=None).values_list("pk", "title", "introduction")
    searched = [config for config in apps.get_app_configs() if hasattr(config, "get_searched_pages")]
    pages = [row for config in searched for row in config.get_searched_pages()]
    return TitleIndex(IndexedTitle(*row) for row in [*columns, *pages])


def load_pages(keys: list[int]) -> dict[int, FoundThing]:
    """Public pages by key."""
    return {
        page.pk: FoundThing(page.title, page.url, str(page.specific_class._meta.verbose_name).capitalize())
        for page in Page.objects.live().public().filter(pk__in=keys)
    }


@cache_until_change
def get_document_names() -> TitleIndex:
    """Legal documents by number and abstract, newest first."""
    newest_first = LegalDocument.objects.newest_first().values_list("pk", "number", "abstract")
    return TitleIndex(IndexedTitle(key, f"{number} {abstract}") for key, number, abstract in newest_first)


def load_documents(keys: list[int]) -> dict[int, FoundThing]:
    """Legal documents by key."""
    return {
        each.pk: FoundThing(str(each), each.get_absolute_url(), each.get_kind_display(), each.abstract)
        for each in LegalDocument.objects.filter(pk__in=keys)
    }


def load_events(keys: list[int]) -> dict[int, FoundThing]:
    """Life events by key."""
    return {
        event.pk: FoundThing(event.title, event.get_absolute_url(), str(_("Sự kiện trong đời")), event.description)
        for event in LifeEvent.objects.filter(pk__in=keys)
    }


NAMED_KINDS = [
    NamedKind(LIFE_EVENT, _("Sự kiện trong đời"), get_event_names, load_events),
    NamedKind(DOCUMENT, _("Văn bản"), get_document_names, load_documents),
    NamedKind(RANKING, _("Xếp hạng"), get_ranking_names, load_pages),
    NamedKind(PROFILE, _("Hồ sơ xếp hạng"), get_profile_names, load_profiles),
    NamedKind(UNIT, _("Đơn vị"), get_unit_names, load_units),
    NamedKind(PAGE, _("Trang thông tin"), get_page_names, load_pages),
]
