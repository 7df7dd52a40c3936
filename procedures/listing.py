"""One page of the public list: what was asked, what was found, and what the filters would find."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.functional import cached_property

from foundations.searching import synonyms
from foundations.searching.joint_reading import JointReading, read_jointly
from foundations.searching.understanding import Idea
from foundations.vietnamese.collation import make_collation_key
from procedures import catalogue as catalogues
from procedures.facets import FACETS, STATUS, Facet
from procedures.models import LifeEvent, Procedure

PER_PAGE = 20
MAX_VALUES = 8
MAX_QUERY_LENGTH = 200
QUERY, EVENT, PAGE = "q", "su-kien", "page"


@dataclass(frozen=True)
class Choice:
    """A value of a filter as a link: how many it would leave, and whether it is chosen."""

    label: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """A filter with its values, the commonest first or in their own order."""

    facet: Facet
    shown: list[Choice]
    more: list[Choice]

    @property
    def is_used(self) -> bool:
        return any(choice.chosen for choice in [*self.shown, *self.more])


class Ranked:
    """Primary keys in an order of relevance, cut to the pages of a Paginator."""

    def __init__(self, listing: Listing):
        self.listing = listing

    def __len__(self) -> int:
        return self.listing.total

    def __getitem__(self, part: slice) -> list[Procedure]:
        keys = self.listing.get_keys(part.start, part.stop - part.start)
        found = Procedure.objects.select_related("field").prefetch_related("channels__fees").in_bulk(keys)
        return [found[key] for key in keys if key in found]


def read_query(words: str) -> JointReading:
    """The words, mended by those of the names; not read if they are a code."""
    listed = catalogues.get_current()
    if not words or listed.find_by_code(words):
        return JointReading(words)
    return read_jointly(words, synonyms.get_synonyms(), [listed.titles])


def find_left_out(words: str) -> list[str]:
    """The words as typed that say something and that no procedure has in its name or keywords."""
    asked = read_query(words)
    return [*asked.find_written(asked.unknown), *asked.unread]


class Listing:
    """What the parameters of an address ask of the list."""

    def __init__(self, parameters: QueryDict):
        self.catalogue = catalogues.get_current()
        self.words = parameters.get(QUERY, "").strip()[:MAX_QUERY_LENGTH]
        self.chosen = {
            facet.parameter: value for facet in FACETS if (value := parameters.get(facet.parameter, "")[:100])
        }
        self.event = (
            LifeEvent.objects.filter(slug=parameters.get(EVENT, "")[:100]).first() if EVENT in parameters else None
        )
        self.page = Paginator(Ranked(self), PER_PAGE).get_page(parameters.get(PAGE))
        self.statuses = Procedure.objects.statuses([procedure.pk for procedure in self.page.object_list])

    @cached_property
    def asked(self) -> tuple[list[Idea], list]:
        """What the words mean, and the answers by name."""
        return self.catalogue.ask(self.words) if self.words else ([], [])

    @property
    def ideas(self) -> list[Idea]:
        return self.asked[0]

    @cached_property
    def left_out(self) -> list[str]:
        """Words as typed that the procedures found lack; none if nothing is found."""
        return find_left_out(self.words) if self.total else []

    @cached_property
    def corrected(self) -> str:
        """The words as they were read, if they were mended; else empty."""
        return read_query(self.words).corrected

    @cached_property
    def order(self) -> list[int]:
        """Primary keys by relevance; empty without words."""
        ideas, hits = self.asked
        by_name = [hit.key for hit in hits]
        if not self.words or self.catalogue.find_by_code(self.words):
            return by_name
        known = set(by_name)
        return by_name + [key for key in self.catalogue.find_in_text(ideas, ranked=not hits) if key not in known]

    @cached_property
    def base(self) -> int:
        """Those that the words and the life event leave, before any filter."""
        bits = self.catalogue.get_bits(self.order) if self.words else self.catalogue.everything
        if self.event:
            bits &= self.catalogue.get_bits(self.event.entries.values_list("procedure_id", flat=True))
        return bits

    def narrow(self, but: str = "") -> int:
        """Those that all chosen filters leave, or all `but` one. What is over is left out unless asked for."""
        bits = self.base
        for parameter, value in self.chosen.items():
            if parameter != but:
                bits &= self.catalogue.get_bits_of_values(parameter, [value])
        if STATUS not in self.chosen and but != STATUS and not self.catalogue.find_by_code(self.words):
            bits &= ~self.catalogue.over
        return bits

    @cached_property
    def found(self) -> int:
        return self.narrow()

    @property
    def total(self) -> int:
        return self.found.bit_count()

    def get_keys(self, start: int, size: int) -> list[int]:
        if not self.words:
            return self.catalogue.get_page(self.found, start, size)
        places = self.catalogue.place_of
        wanted = [key for key in self.order if key in places and self.found >> places[key] & 1]
        return wanted[start : start + size]

    def build_filters(self) -> list[Filter]:
        """Every filter that has something to choose."""
        made = [self.build_filter(facet) for facet in FACETS]
        return [each for each in made if len(each.shown) > 1 or each.is_used]

    def build_filter(self, facet: Facet) -> Filter:
        bits, chosen = self.narrow(but=facet.parameter), self.chosen.get(facet.parameter)
        choices = [
            (value.label, (value.bits & bits).bit_count(), value.slug)
            for value in self.catalogue.values[facet.parameter].values()
        ]
        choices = [choice for choice in choices if choice[1] or choice[2] == chosen]
        if facet.choices:
            order = [slug for slug, _label in facet.choices]
            choices.sort(key=lambda choice: order.index(choice[2]) if choice[2] in order else 99)
        else:
            choices.sort(key=lambda choice: (choice[2] != chosen, -choice[1], make_collation_key(choice[0])))
        links = [
            Choice(label, count, self.build_address(facet.parameter, slug), slug == chosen)
            for label, count, slug in choices
        ]
        rest = links[MAX_VALUES:] if not facet.choices else []
        return Filter(facet, links[: len(links) - len(rest)], rest)

    def build_address(self, parameter: str, value: str) -> str:
        """The address with the filter set to `value`, or without it if it is set already."""
        chosen = {**self.chosen, parameter: value}
        if self.chosen.get(parameter) == value:
            del chosen[parameter]
        chosen.pop("", None)
        asked = {
            **({QUERY: self.words} if self.words else {}),
            **({EVENT: self.event.slug} if self.event else {}),
            **chosen,
        }
        return f"?{urlencode(asked)}" if asked else "?"

    def get_used_filters(self) -> list[tuple[str, str, str]]:
        """The chosen filters: heading, value, and the address without it."""
        return [
            (
                str(facet.heading),
                value.label if value else self.chosen[facet.parameter],
                self.build_address(facet.parameter, self.chosen[facet.parameter]),
            )
            for facet in FACETS
            if facet.parameter in self.chosen
            for value in [self.catalogue.values[facet.parameter].get(self.chosen[facet.parameter])]
        ]

    @property
    def query(self) -> str:
        """What the address asks, for the downloads."""
        return self.build_address("", "")

    @property
    def downloads(self) -> list[tuple[str, str]]:
        return [
            ("xlsx", "Excel"),
            ("csv", "CSV"),
            ("json", "JSON"),
            ("schema-org", "schema.org"),
            ("cpsv-ap", "CPSV-AP"),
        ]

    def find_nearest(self) -> list[Procedure]:
        """For who found nothing: procedures that have the most of the words."""
        keys = self.catalogue.titles.find_nearest(self.ideas)
        found = Procedure.objects.select_related("field").prefetch_related("channels__fees").in_bulk(keys)
        return [found[key] for key in keys if key in found]
