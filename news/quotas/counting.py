"""The ledger: accounts of all units and rules in a period, in five queries."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import BigIntegerField, Q
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Revision

from foundations.units.models import Succession, Unit
from news.models import ArticlePage
from news.quotas.accounts import AccountKey, AccountMaker
from news.quotas.frozen import parse_row
from news.quotas.models import ClosedMonth, FirstPublication, QuotaRule
from news.quotas.periods import Cycle, Period
from news.quotas.recording import count_words, get_local_day, has_picture
from news.quotas.rules import DAY, Account, Exemption, Publication, Rule, Span, Standing, find_standing

# A page that expired still counts; one that a person unpublished does not.
STANDING_PAGE = Q(page__live=True) | Q(page__expired=True)
RULE_FIELDS = [
    "pk",
    "name",
    "document",
    "unit",
    "unit_kind",
    "minimum",
    "cycle",
    "kinds",
    "counts_reposts",
    "minimum_words",
    "needs_picture",
    "valid_from",
    "valid_to",
    "grace_days",
    "reminder_days",
    "columns__path",
]
UNIT_FIELDS = ["pk", "name", "short_name", "slug", "kind", "valid_from", "valid_to"]
SUCCESSION_FIELDS = ["succeeded_by__date", "succeeded_by__successor", "succeeded_by__kind"]
EXEMPTION_FIELDS = [f"quota_exemptions__{name}" for name in ("unit", "valid_from", "valid_to", "reason", "rule")]


@dataclass(frozen=True)
class NamedRule:
    """A rule with its display fields."""

    rule: Rule
    name: str
    document: str
    reminder_days: int


@dataclass(frozen=True)
class NamedUnit:
    """A unit with its display fields."""

    key: int
    name: str
    short_name: str
    slug: str
    kind: str


@dataclass
class Ledger:
    """Accounts with their rules and units, by primary key; units in alphabetical order."""

    window: Period
    today: datetime.date
    rules: dict[int, NamedRule]
    units: dict[int, NamedUnit]
    accounts: list[Account] = field(default_factory=list)

    def get_standing(self, account: Account) -> Standing:
        return find_standing(account, self.today)

    def get_accounts_of(self, unit: int) -> list[Account]:
        return [account for account in self.accounts if account.unit == unit]


def build_ledger(window: Period, today: datetime.date | None = None) -> Ledger:
    """The ledger of all units for the periods that overlap `window`, a number of whole months."""
    today = today or get_local_day(timezone.now())
    rules = read_rules(window)
    units, spans, exemptions = read_units()
    ledger = Ledger(window, today, rules, units)
    if not rules:
        return ledger
    stretch = _get_needed_days([named.rule for named in rules.values()], window)
    (publications, changed), scheduled = read_publications(stretch), read_scheduled()
    closed, months = read_closed(stretch.first, {publication.key for publication in publications}, changed)
    books = AccountMaker(spans, exemptions, closed, months)
    for named in rules.values():
        accounts = books.make_accounts(named.rule, publications, window)
        ledger.accounts += _add_scheduled(accounts, named.rule, scheduled) if scheduled else accounts
    return ledger


def _get_needed_days(rules: list[Rule], window: Period) -> Period:
    """The days whose publications are needed: all periods in the window, and all of a rule with days of grace."""
    first = [Period.from_day(window.first, rule.cycle).first for rule in rules]
    first += [Period.from_day(rule.first, rule.cycle).first for rule in rules if rule.grace_days]
    last = [Period.from_day(window.last, rule.cycle).last for rule in rules]
    grace = max(rule.grace_days for rule in rules)
    return Period(min(first), max(last) + grace * DAY)


def read_rules(window: Period) -> dict[int, NamedRule]:
    """Rules in force in the window, by primary key, in list order."""
    # A quarter or year that ends in the window may have begun before it, and so may its rule.
    early = Period.from_day(window.first, Cycle.YEAR).first
    in_force = QuotaRule.objects.filter(Q(valid_to=None) | Q(valid_to__gte=early), valid_from__lte=window.last)
    columns: dict[int, list[str]] = defaultdict(list)
    rows = {}
    for row in in_force.values(*RULE_FIELDS):
        rows[row["pk"]] = row
        if row["columns__path"]:
            columns[row["pk"]].append(row["columns__path"])
    return {key: _make_rule(row, tuple(columns[key])) for key, row in rows.items()}


def _make_rule(row: dict, columns: tuple[str, ...]) -> NamedRule:
    rule = Rule(
        key=row["pk"],
        first=row["valid_from"],
        last=row["valid_to"],
        cycle=Cycle(row["cycle"]),
        kinds=frozenset(row["kinds"]),
        columns=columns,
        **{
            name: row[name]
            for name in ("minimum", "unit", "unit_kind", "counts_reposts", "minimum_words", "needs_picture")
        },
        grace_days=row["grace_days"],
    )
    return NamedRule(rule, row["name"], row["document"], row["reminder_days"])


def read_units() -> tuple[dict[int, NamedUnit], dict[int, Span], set[Exemption]]:
    """All units, their spans and their exemptions. One query."""
    fields = [*UNIT_FIELDS, *SUCCESSION_FIELDS, *EXEMPTION_FIELDS]
    units, rows, exemptions = {}, {}, set()
    successions: dict[int, set[tuple]] = defaultdict(set)
    for values in Unit.objects.alphabetical().values_list(*fields):
        row = dict(zip(fields, values, strict=True))
        key = row["pk"]
        rows[key] = row
        units[key] = NamedUnit(key, row["name"], row["short_name"], row["slug"], row["kind"])
        if row["succeeded_by__date"]:
            successions[key].add(tuple(row[name] for name in SUCCESSION_FIELDS))
        if row["quota_exemptions__unit"]:
            exemptions.add(Exemption(*(row[name] for name in EXEMPTION_FIELDS)))
    spans = {key: _make_span(row, successions[key]) for key, row in rows.items()}
    return units, spans, exemptions


def _make_span(row: dict, successions: set[tuple]) -> Span:
    """The unit's span. Its heir is the only successor of the last change, if any; a split alone does not end a unit."""
    last, heirs = row["valid_to"], set()
    if successions:
        final = max(date for date, _successor, _kind in successions)
        changes = [(successor, kind) for date, successor, kind in successions if date == final]
        heirs = {successor for successor, _kind in changes}
        if last is None and any(kind != Succession.Kind.SPLIT for _successor, kind in changes):
            last = final - DAY
    heir = heirs.pop() if len(heirs) == 1 else None
    return Span(row["pk"], row["kind"], row["valid_from"], last, heir)


def read_publications(stretch: Period) -> tuple[list[Publication], dict[int, datetime.datetime]]:
    """First publications on these days of articles that still count, oldest first. One query.

    The second value is, by key, when an article was last republished or moved.
    """
    rows = FirstPublication.objects.filter(STANDING_PAGE, day__gte=stretch.first, day__lte=stretch.last)
    rows = rows.exclude(unit=None).order_by("day", "page_key")
    fields = ["page_key", "unit_id", "day", "column__path", "kind", "origin", "words", "has_picture", "changed_at"]
    publications, changed = [], {}
    for key, unit, day, column, kind, origin, words, has_image, changed_at in rows.values_list(*fields):
        is_repost = origin == ArticlePage.Origin.REPOST
        publications.append(Publication(key, unit, day, column or "", kind, is_repost, words, has_image))
        if changed_at:
            changed[key] = changed_at
    return publications, changed


def read_scheduled() -> list[Publication]:
    """Approved scheduled articles as future publications. One query."""
    approved = Revision.page_revisions.filter(approved_go_live_at__gt=timezone.now())
    keys = approved.annotate(key=Cast("object_id", BigIntegerField())).values("key")
    waiting = ArticlePage.objects.filter(pk__in=keys, first_published_at=None, go_live_at__isnull=False)
    return [
        Publication(
            key=article.pk,
            unit=article.unit_id,
            day=get_local_day(article.go_live_at),
            column=article.path[: -article.steplen],
            kind=article.kind,
            is_repost=article.origin == ArticlePage.Origin.REPOST,
            words=count_words(article),
            has_picture=has_picture(article),
        )
        for article in waiting.exclude(unit=None)
    ]


def _add_scheduled(accounts: Iterable[Account], rule: Rule, scheduled: list[Publication]) -> list[Account]:
    coming = [publication for publication in scheduled if rule.accepts(publication)]
    return [
        replace(
            account,
            coming=sum(each.unit == account.unit and account.begins <= each.day <= account.deadline for each in coming),
        )
        for account in accounts
    ]


def read_closed(
    first: datetime.date, standing_keys: set[int], changed: dict[int, datetime.datetime]
) -> tuple[dict[AccountKey, Account], list[Period]]:
    """Frozen accounts of the months closed from `first` on, and those months. One query.

    An article has changed if it no longer counts, or was republished or moved after the closing.
    """
    closed, months = {}, []
    rows = ClosedMonth.objects.filter(reopened_at=None, first_day__gte=first.replace(day=1)).order_by("first_day")
    for first_day, closed_at, row in rows.values_list("first_day", "closed_at", "accounts__row"):
        months.append(Period.from_day(first_day, Cycle.MONTH))
        if row:
            changes = sum(
                key not in standing_keys or (key in changed and changed[key] > closed_at) for key in row["counted"]
            )
            account = parse_row(row, changes)
            closed[account.rule, account.unit, account.period] = account
    return closed, months
