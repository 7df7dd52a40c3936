"""The numbers that pages show, and where they are put in.

Templates write an empty number with its key (`{% views_number page %}`); when the page is rendered, or served from a
cache, `fill` puts all its numbers in with a fixed number of queries.

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
from foundations.counters.folding import WINDOW
from foundations.counters.models import ActiveReaders, CounterReset, DailyViews, DailyVisits, OpeningBalance
from foundations.vietnamese.templatetags.vietnamese import grouped

ONLINE, TODAY, MONTH, TOTAL = "s:online", "s:today", "s:month", "s:total"
SITE_KEYS = {ONLINE, TODAY, MONTH, TOTAL}
VIEWS_KEY = re.compile(r"v:([a-z]{1,8}):([1-9][0-9]{0,17})", flags=re.ASCII)
NUMBER = re.compile(rb'<data class="count" value="[0-9]*" data-count="([a-z0-9:]+)">[^<]*</data>')

DAYS, RESETS, BALANCES, VISITS, READERS = (
    model._meta.db_table for model in (DailyViews, CounterReset, OpeningBalance, DailyVisits, ActiveReaders)
)

Thing = tuple[str, int]  # kind, id


def views_key(kind: str, pk: int) -> str:
    return f"v:{kind}:{pk}"


def element(key: str, number: int) -> str:
    """The HTML of a number: `<data class="count" value="2485" data-count="v:tin:7">2.485</data>`."""
    return f'<data class="count" value="{number}" data-count="{key}">{grouped(number)}</data>'


def fill(content: bytes) -> bytes:
    """The page with all its numbers as they are now; unchanged, and without a query, where it shows none."""
    keys = {key.decode() for key in NUMBER.findall(content)}
    if not keys:
        return content
    numbers = totals(keys)
    return NUMBER.sub(lambda found: element(key := found[1].decode(), numbers.get(key, 0)).encode(), content)


def totals(keys: Iterable[str]) -> dict[str, int]:
    """The number behind each key, in one query; keys that mean nothing are left out."""
    keys = set(keys)
    things = {(found[1], int(found[2])): key for key in keys if (found := VIEWS_KEY.fullmatch(key))}
    parts = [*sums_of_things(things), *(sums_of_site() if keys & SITE_KEYS else [])]
    numbers = dict.fromkeys([*things.values(), *(SITE_KEYS & keys)], 0)
    readers = [0]
    for kind, pk, number in rows_of(parts):
        key = things.get((kind, pk), kind)
        if key == ONLINE:
            readers.append(int(number))
        elif key in numbers:
            numbers[key] += int(number)  # PostgreSQL sums to numeric
    if ONLINE in numbers:
        numbers[ONLINE] = max(readers)
    return {key: max(0, number) for key, number in numbers.items()}


Part = tuple[str, list]  # a SELECT of kind, id and number, and its parameters


def rows_of(parts: list[Part]) -> list[tuple[str, int, int]]:
    """The rows of all parts. By hand: to put such a query together costs Django ten times what running it costs."""
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql for sql, _values in parts), [v for _sql, values in parts for v in values])
        return cursor.fetchall()


def sums_of_things(things: Iterable[Thing]) -> list[Part]:
    """Views of the things, for each kind by themselves."""
    pks = defaultdict(list)
    for kind, pk in things:
        pks[kind].append(pk)
    return [
        part
        for kind, numbers in pks.items()
        for part in sums_of_kind(kind, kind, f" AND object_id IN ({', '.join(['%s'] * len(numbers))})", numbers)
    ]


def sums_of_kind(kind: str, key: str, condition: str = "", values: Iterable[int] = ()) -> list[Part]:
    """Opening balances, all days, less what resets took away, of the things of a kind; each row under `key`."""
    days = f"SELECT %s, object_id, SUM(views) FROM {DAYS} WHERE kind = %s{condition} GROUP BY object_id"  # noqa: S608
    resets = f"SELECT %s, object_id, -SUM(value) FROM {RESETS} WHERE kind = %s{condition} GROUP BY object_id"  # noqa: S608
    parts = [(days, [key, kind, *values]), (resets, [key, kind, *values])]
    if found := kinds.named(kind):
        content_type = ContentType.objects.get_for_model(found.model).pk
        balances = f"SELECT %s, object_id, count FROM {BALANCES} WHERE content_type_id = %s{condition}"  # noqa: S608
        parts.append((balances, [key, content_type, *values]))
    return parts


def sums_of_site() -> list[Part]:
    """Visits today, this month and in all, and the browsers of this and the last window of the clock.

    Online is the larger of the two windows: they are the same for everyone, and a reader's browser knows by itself
    whether it was there.
    """
    today, window = timezone.localdate(), int(time.time()) // WINDOW
    visits = f"SELECT %s, 0, COALESCE(SUM(visits), 0) FROM {VISITS}"  # noqa: S608
    return [
        (f"{visits} WHERE day = %s", [TODAY, today.isoformat()]),
        (f"{visits} WHERE day BETWEEN %s AND %s", [MONTH, today.replace(day=1).isoformat(), today.isoformat()]),
        (visits, [TOTAL]),
        (f'SELECT %s, 0, readers FROM {READERS} WHERE "window" IN (%s, %s)', [ONLINE, window - 1, window]),  # noqa: S608
        *sums_of_kind(kinds.SITE, TOTAL),
    ]


def site_thing() -> Thing | None:
    """The site whose visits are counted: the default one."""
    pk = Site.objects.filter(is_default_site=True).values_list("pk", flat=True).first()
    return (kinds.SITE, pk) if pk else None


def total_of(kind: str, pk: int) -> int:
    """What the counter of one thing shows: views, or for the site its visits."""
    key = TOTAL if kind == kinds.SITE else views_key(kind, pk)
    return totals([key])[key]
