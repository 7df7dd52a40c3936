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
from django.db.models import Case, CharField, Q, Sum, Value, When
from django.utils import timezone
from wagtail.models import Site

from counters import kinds
from counters.folding import WINDOW
from counters.models import ActiveReaders, CounterReset, DailyViews, DailyVisits, OpeningBalance
from vietnamese.templatetags.vietnamese import grouped

ONLINE, TODAY, MONTH, TOTAL = "s:online", "s:today", "s:month", "s:total"
SITE_KEYS = {ONLINE, TODAY, MONTH, TOTAL}
VIEWS_KEY = re.compile(r"v:([a-z]{1,8}):([1-9][0-9]{0,17})", flags=re.ASCII)
NUMBER = re.compile(rb'<data class="count" value="[0-9]*" data-count="([a-z0-9:]+)">[^<]*</data>')

Thing = tuple[str, int]  # kind, id
TEXT = CharField()


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
    """The number behind each key, in at most three queries; keys that mean nothing are left out."""
    keys = set(keys)
    things = {(found[1], int(found[2])): key for key in keys if (found := VIEWS_KEY.fullmatch(key))}
    of_site = keys & SITE_KEYS
    summed = sums(set(things), with_site=TOTAL in keys) if things or TOTAL in keys else {}
    numbers = {key: max(0, summed.get(thing, 0)) for thing, key in things.items()}
    if of_site - {ONLINE}:
        numbers |= visits()
        numbers[TOTAL] = max(0, numbers[TOTAL] + sum(n for (kind, _pk), n in summed.items() if kind == kinds.SITE))
    if ONLINE in keys:
        numbers[ONLINE] = online()
    return {key: number for key, number in numbers.items() if key in keys}


def sums(things: set[Thing], *, with_site: bool) -> dict[Thing, int]:
    """Views of the things: opening balances, all days, less what resets took away; of the site what its days lack."""
    pks = defaultdict(list)
    for kind, pk in things:
        pks[kind].append(pk)
    rows_of_things, balances, names = Q(pk__in=[]), Q(pk__in=[]), []
    for name in [*pks, *([kinds.SITE] if with_site else [])]:
        one_of = {} if name == kinds.SITE else {"object_id__in": pks[name]}
        rows_of_things |= Q(kind=name, **one_of)
        if kind := kinds.named(name):
            content_type = ContentType.objects.get_for_model(kind.model).pk
            balances |= Q(content_type=content_type, **one_of)
            names.append(When(content_type=content_type, then=Value(name)))
    days = DailyViews.objects.filter(rows_of_things).values_list("kind", "object_id")
    resets = CounterReset.objects.filter(rows_of_things).order_by().values_list("kind", "object_id")
    opening = OpeningBalance.objects.filter(balances).annotate(kind=Case(*names, default=Value(""), output_field=TEXT))
    rows = days.annotate(number=Sum("views")).union(
        resets.annotate(number=-Sum("value")),
        opening.values_list("kind", "object_id", "count"),
        all=True,
    )
    found: dict[Thing, int] = defaultdict(int)
    for kind, pk, number in rows:
        found[kind, pk] += int(number)  # PostgreSQL sums to numeric
    return found


def visits() -> dict[str, int]:
    """Visits today, this month, and all that were counted here."""
    today = timezone.localdate()
    counted = DailyVisits.objects.aggregate(
        today=Sum("visits", filter=Q(day=today), default=0),
        month=Sum("visits", filter=Q(day__gte=today.replace(day=1), day__lte=today), default=0),
        total=Sum("visits", default=0),
    )
    return {TODAY: counted["today"], MONTH: counted["month"], TOTAL: counted["total"]}


def online() -> int:
    """Browsers that opened a page in these ten minutes or in the ten before, whichever were more.

    The windows are the clock's, the same for everyone: a reader's browser knows by itself whether it was there.
    """
    window = int(time.time()) // WINDOW
    readers = ActiveReaders.objects.filter(window__in=[window - 1, window]).values_list("readers", flat=True)
    return max(readers, default=0)


def site_thing() -> Thing | None:
    """The site whose visits are counted: the default one."""
    pk = Site.objects.filter(is_default_site=True).values_list("pk", flat=True).first()
    return (kinds.SITE, pk) if pk else None


def total_of(kind: str, pk: int) -> int:
    """What the counter of one thing shows: views, or for the site its visits."""
    key = TOTAL if kind == kinds.SITE else views_key(kind, pk)
    return totals([key])[key]
