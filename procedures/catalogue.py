"""The public list in memory, so that a page of it costs the same with 100 procedures and with 10,000.

Of each value of each filter there is one integer whose bits are the procedures that have it, in the order of the
list. Narrowing is `&`, counting is `bit_count()`: a filter of 10,000 procedures takes a microsecond, and the database
is asked for the twenty that are shown. Each process makes its copy when the number in `ListState` has changed.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock

from django.db.models import F
from django.utils import timezone
from modelsearch.query import SearchQuery

from foundations.searching import synonyms
from foundations.searching.backend import find_keys
from foundations.searching.titles import IndexedTitle, TitleHit, TitleIndex
from foundations.searching.understanding import Idea, build_strict_query
from foundations.vietnamese.slugs import slugify
from procedures.choices import Status
from procedures.facets import FACETS, OVER, STATUS, UNKNOWN, get_fee
from procedures.list_state import ListState
from procedures.models import Agency, Channel, FieldOfActivity, Procedure
from procedures.reading.choices import Role
from procedures.reading.codes import find_typed_code, get_digits
from procedures.searched_words import get_event_words, get_paper_words, get_prior, get_result_words
from procedures.twins import split_name

MAX_LENGTH = 400  # letters of a query
MAX_IN_TEXT = 300  # procedures that hold the words in their text only
MAX_NAME_LENGTH = 80  # of a value in an address


@dataclass
class Value:
    """A value of a filter: its name in the address, for reading, and the bits of the procedures that have it."""

    slug: str
    label: str
    bits: int = 0


@dataclass
class Catalogue:
    """All live procedures, as far as lists and searches need them."""

    version: tuple[int, datetime.date]
    keys: list[int] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    place_of: dict[int, int] = field(default_factory=dict)
    values: dict[str, dict[str, Value]] = field(default_factory=dict)
    by_digits: dict[str, list[int]] = field(default_factory=dict)
    titles: TitleIndex = field(default_factory=lambda: TitleIndex([]))

    @property
    def everything(self) -> int:
        return (1 << len(self.keys)) - 1

    @property
    def over(self) -> int:
        """The abolished and the replaced, which the list leaves out unless they are asked for."""
        return self.get_bits_of_values(STATUS, OVER)

    def get_bits_of_values(self, parameter: str, slugs) -> int:
        found = 0
        for slug in slugs:
            if value := self.values[parameter].get(slug):
                found |= value.bits
        return found

    def get_bits(self, keys) -> int:
        marks = bytearray(len(self.keys) // 8 + 1)
        for key in keys:
            if (place := self.place_of.get(key)) is not None:
                marks[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(marks, "little")

    def get_page(self, bits: int, start: int, size: int) -> list[int]:
        """Primary keys of the procedures from `start` on among those in `bits`, in the order of the list."""
        found, seen, base = [], 0, 0
        for byte in bits.to_bytes(len(self.keys) // 8 + 1, "little"):
            count = byte.bit_count()
            if count and seen + count > start:
                for bit in range(8):
                    if byte >> bit & 1:
                        if seen >= start:
                            found.append(self.keys[base + bit])
                            if len(found) == size:
                                return found
                        seen += 1
            else:
                seen += count
            base += 8
        return found

    def find_by_code(self, text: str) -> list[int]:
        """The procedures whose code was typed, also with lost zeros, misplaced dots or a suffix of another place."""
        typed = find_typed_code(text)
        if typed is None:
            return []
        if typed.whole in self.codes:
            return [self.keys[self.codes.index(typed.whole)]]
        near = range(len(self.keys)) if typed.is_ending else self.by_digits.get(typed.digits[:4], [])
        return [self.keys[place] for place in near if typed.means(self.codes[place])]

    def split_name(self, key: int) -> tuple[str, str]:
        """As `procedures.twins.split_name`, with the code for a twin whose name differs in nothing; empty if gone."""
        place = self.place_of.get(key)
        if place is None:
            return "", ""
        matter, difference = split_name(self.names[place])
        return matter, difference or self.codes[place]

    def ask(self, text: str) -> tuple[list[Idea], list[TitleHit]]:
        """What the text means, and the procedures whose name answers it. A typed code is answered by that alone."""
        ideas, hits = self.titles.ask(text[:MAX_LENGTH], synonyms.get_synonyms())
        if keys := self.find_by_code(text):
            return ideas, [TitleHit(key, 1.0, 9.0) for key in keys]
        return ideas, hits

    def is_over(self, key: int) -> bool:
        """Whether the procedure is abolished or replaced."""
        return key in self.place_of and bool(self.over >> self.place_of[key] & 1)

    def find_in_text(self, ideas: list[Idea], *, ranked: bool) -> list[int]:
        """Procedures that hold all of it in their text, at most 300; see `find_with`."""
        return self.find_with(build_strict_query(ideas), ranked=ranked)

    def find_with(self, query: SearchQuery | None, *, ranked: bool) -> list[int]:
        """Procedures whose text matches, at most 300; none without a query. To rank them the database reads every
        match, so that is asked for only if no name answers and they would stand at the head of the list."""
        if query is None:
            return []
        live = Procedure.objects.live()
        if ranked:
            return find_keys(live.search(query, fields=["search_text"]), MAX_IN_TEXT)
        found = live.search(query, fields=["search_text"], order_by_relevance=False).get_queryset()
        # The last made first, by an expression: for a bare LIMIT, or an order that an index has, PostgreSQL reads the
        # procedures one by one until it has enough, each with its whole text (50 ms in place of 5 with 10,000).
        return list(found.order_by(-F("pk")).values_list("pk", flat=True)[:MAX_IN_TEXT])


_built: Catalogue | None = None
_lock = Lock()


def get_current() -> Catalogue:
    """The catalogue as the database has it now. One query while nothing has changed."""
    global _built  # noqa: PLW0603 (one copy a process is the point)
    version = (ListState.current(), timezone.localdate())
    found = _built
    if found is None or found.version != version:
        with _lock:
            if _built is None or _built.version != version:
                _built = build_catalogue(version)
            found = _built
    return found


def forget() -> None:
    """For tests, whose databases roll back."""
    global _built  # noqa: PLW0603
    _built = None


def build_catalogue(version: tuple[int, datetime.date]) -> Catalogue:
    """Reads all live procedures: nine queries, whatever their number."""
    made = Catalogue(version)
    rows = list(
        Procedure.objects.live()
        .order_by("sort_key", "code")
        .values_list("pk", "code", "name", "field_id", "levels", "subjects", "service_level", "keywords")
    )
    fields = {each.pk: each for each in FieldOfActivity.objects.all()}
    executing, ways, fees = get_parts()
    events, results, papers = get_event_words(), get_result_words(), get_paper_words()
    statuses = Procedure.objects.statuses()
    collector = ValueCollector()
    titles = []
    for place, (key, code, name, field_id, levels, subjects, service, keywords) in enumerate(rows):
        made.keys.append(key)
        made.codes.append(code)
        made.names.append(name)
        made.place_of[key] = place
        made.by_digits.setdefault(get_digits(code)[:4], []).append(place)
        activity = fields.get(field_id)
        if activity:
            collector.add("linh-vuc", activity.slug, activity.name, place)
        for level in levels:
            collector.add("cap", level, "", place)
        for parameter, names in (("doi-tuong", subjects), ("co-quan", executing.get(key, ()))):
            for each in names:
                collector.add(parameter, make_value_slug(each), each, place)
        collector.add("muc-do", service or UNKNOWN, "", place)
        collector.add("phi", get_fee(fees.get(key, set())), "", place)
        for way in ways.get(key, ()):
            collector.add("hinh-thuc", way, "", place)
        collector.add(STATUS, statuses.get(key, Status.IN_FORCE).value, "", place)
        words = f"{keywords} {activity.name if activity else ''} {code} {events.get(key, '')}"
        titles.append(
            IndexedTitle(key, name, words, f"{results.get(key, '')} {papers.get(key, '')}", get_prior(levels, subjects))
        )
    made.values = collector.build_values(made)
    made.titles = TitleIndex(titles)
    return made


class ValueCollector:
    """Collects the places of the list that have each value of each filter."""

    def __init__(self):
        self.found: dict[str, dict[str, tuple[str, list[int]]]] = {facet.parameter: {} for facet in FACETS}

    def add(self, parameter: str, slug: str, label: str, place: int) -> None:
        self.found[parameter].setdefault(slug, (label, []))[1].append(place)

    def build_values(self, catalogue: Catalogue) -> dict[str, dict[str, Value]]:
        """The values by filter and slug, with their labels and bits."""
        values = {}
        for facet in FACETS:
            labels = dict(facet.choices)
            values[facet.parameter] = {
                slug: Value(
                    slug, str(labels.get(slug, label)), catalogue.get_bits(catalogue.keys[place] for place in places)
                )
                for slug, (label, places) in self.found[facet.parameter].items()
            }
        return values


def get_parts() -> tuple[dict, dict, dict]:
    """Executing agencies, ways of handing in and states of fees, by procedure."""
    executing, ways, fees = defaultdict(set), defaultdict(set), defaultdict(set)
    live = Procedure.objects.live()
    agencies = Agency.objects.filter(role=Role.EXECUTING, procedure__in=live).order_by()
    for key, name in agencies.values_list("procedure_id", "name"):
        executing[key].add(name)
    channels = Channel.objects.filter(procedure__in=live).order_by()
    for key, way, state in channels.values_list("procedure_id", "way", "fee_state"):
        ways[key].add(way)
        fees[key].add(state)
    return executing, ways, fees


@lru_cache(maxsize=8192)
def make_value_slug(name: str) -> str:
    """The name of a value in an address."""
    return slugify(name)[:MAX_NAME_LENGTH]
