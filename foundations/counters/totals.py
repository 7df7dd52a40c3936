"""The numbers that pages show, and putting them into the pages.

Templates write an empty number with its key (`{% views_number page %}`); when the page is rendered, or served from a
cache, `fill_numbers` puts all its numbers in with a fixed number of queries.

Keys: `v:<kind>:<id>` views of a thing, `s:online`, `s:today`, `s:month`, `s:total` visits to the site.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from foundations.counters import kinds
from foundations.counters.folding import WINDOW_SECONDS
from foundations.counters.models import ActiveReaders, CounterReset, DailyViews, DailyVisits, OpeningBalance
from foundations.vietnamese.templatetags.vietnamese import grouped

ONLINE, TODAY, MONTH, TOTAL = "s:online", "s:today", "s:month", "s:total"
SITE_KEYS = {ONLINE, TODAY, MONTH, TOTAL}
VIEWS_KEY = re.compile(r"v:([a-z]{1,8}):([1-9][0-9]{0,17})", flags=re.ASCII)
NUMBER_ELEMENT = re.compile(rb'<data class="count" value="[0-9]*" data-count="([a-z0-9:]+)">[^<]*</data>')

DAYS, RESETS, BALANCES, VISITS, READERS = (
    model._meta.db_table for model in (DailyViews, CounterReset, OpeningBalance, DailyVisits, ActiveReaders)
)

Thing = tuple[str, int]  # kind, id


def make_views_key(kind: str, pk: int) -> str:
    """The key of the views of an object."""
    return f"v:{kind}:{pk}"


def render_number(key: str, number: int) -> str:
    """The HTML of a number: `<data class="count" value="2485" data-count="v:tin:7">2.485</data>`."""
    return f'<data class="count" value="{number}" data-count="{key}">{grouped(number)}</data>'


def fill_numbers(content: bytes) -> bytes:
    """The page with its present numbers; the same object, without a query, if the page has no numbers."""
    keys = {key.decode() for key in NUMBER_ELEMENT.findall(content)}
    if not keys:
        return content
    numbers = get_totals(keys)
    return NUMBER_ELEMENT.sub(
        lambda found: render_number(key := found[1].decode(), numbers.get(key, 0)).encode(), content
    )


def get_totals(keys: Iterable[str]) -> dict[str, int]:
    """The number of each key, in one query; unknown keys are left out."""
    keys = set(keys)
    things = {(found[1], int(found[2])): key for key in keys if (found := VIEWS_KEY.fullmatch(key))}
    parts = [*build_sums_of_things(things), *(build_sums_of_site() if keys & SITE_KEYS else [])]
    numbers = dict.fromkeys([*things.values(), *(SITE_KEYS & keys)], 0)
    readers = [0]
    for kind, pk, number in fetch_rows(parts):
        key = things.get((kind, pk), kind)
        if key == ONLINE:
            readers.append(int(number))
        elif key in numbers:
            numbers[key] += int(number)  # PostgreSQL sums to numeric
    if ONLINE in numbers:
        numbers[ONLINE] = max(readers)
    return {key: max(0, number) for key, number in numbers.items()}


Part = tuple[str, list]  # a SELECT of kind, id and number, and its parameters


def fetch_rows(parts: list[Part]) -> list[tuple[str, int, int]]:
    """The rows of all parts. Plain SQL: building this query with Django takes ten times as long as running it."""
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql for sql, _values in parts), [v for _sql, values in parts for v in values])
        return cursor.fetchall()


def build_sums_of_things(things: Iterable[Thing]) -> list[Part]:
    """Parts that sum the views of the objects, kind by kind."""
    pks = defaultdict(list)
    for kind, pk in things:
        pks[kind].append(pk)
    return [
        part
        for kind, numbers in pks.items()
        for part in build_sums_of_kind(kind, kind, f" AND object_id IN ({', '.join(['%s'] * len(numbers))})", numbers)
    ]


def build_sums_of_kind(kind: str, key: str, condition: str = "", values: Iterable[int] = ()) -> list[Part]:
    """Opening balances, all days, less what resets took away, of the things of a kind; each row under `key`."""
    days = f"SELECT %s, object_id, SUM(views) FROM {DAYS} WHERE kind = %s{condition} GROUP BY object_id"  # noqa: S608
    resets = f"SELECT %s, object_id, -SUM(value) FROM {RESETS} WHERE kind = %s{condition} GROUP BY object_id"  # noqa: S608
    parts = [(days, [key, kind, *values]), (resets, [key, kind, *values])]
    if found := kinds.get_kind(kind):
        content_type = ContentType.objects.get_for_model(found.model).pk
        balances = f"SELECT %s, object_id, count FROM {BALANCES} WHERE content_type_id = %s{condition}"  # noqa: S608
        parts.append((balances, [key, content_type, *values]))
    return parts


def build_sums_of_site() -> list[Part]:
    """Parts for visits today, this month and in total, and for readers of the present and the last window.

    Online is the larger of the two windows: windows follow the clock, so a browser knows by itself whether it was
    counted in one.
    """
    today, window = timezone.localdate(), int(time.time()) // WINDOW_SECONDS
    visits = f"SELECT %s, 0, COALESCE(SUM(visits), 0) FROM {VISITS}"  # noqa: S608
    return [
        (f"{visits} WHERE day = %s", [TODAY, today.isoformat()]),
        (f"{visits} WHERE day BETWEEN %s AND %s", [MONTH, today.replace(day=1).isoformat(), today.isoformat()]),
        (visits, [TOTAL]),
        (f'SELECT %s, 0, readers FROM {READERS} WHERE "window" IN (%s, %s)', [ONLINE, window - 1, window]),  # noqa: S608
        *build_sums_of_kind(kinds.SITE, TOTAL),
    ]


def get_site_thing() -> Thing | None:
    """(kind, id) of the default site, whose visits are counted; None if there is no site."""
    pk = Site.objects.filter(is_default_site=True).values_list("pk", flat=True).first()
    return (kinds.SITE, pk) if pk else None


def get_total(kind: str, pk: int) -> int:
    """What the counter of one object shows: views, or visits of the site."""
    key = TOTAL if kind == kinds.SITE else make_views_key(kind, pk)
    return get_totals([key])[key]
