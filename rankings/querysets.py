"""The words in which pages, exports and checks ask for rows: what was published, and what follows from it.

Nothing derived is stored. Numbers are floats: the published text is kept beside each, so that floats serve for
comparing and adding only; if two of them are compared, they are rounded to six places first.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Case, Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery, Sum, Value, When, Window
from django.db.models.functions import Coalesce, Rank, Round
from django.db.models.lookups import Exact

from rankings.regions import Region

PLACES = 6


class CountOver(models.Func):
    """COUNT as a window over what is an aggregate itself; Django's own Count refuses one there, SQL does not."""

    function = "COUNT"
    window_compatible = True
    output_field = models.IntegerField()


def sum_if_complete(*, is_part: bool) -> Case:
    """The weighted sum of a row's scores for the criteria of one level, if it has one for each of them."""
    of_level = Q(edition__criteria__parent__isnull=not is_part)
    weighted = F("own_scores__value") * Coalesce(F("edition__criteria__weight"), Value(1.0))
    is_complete = Exact(Count("own_scores__value", filter=of_level), Count("edition__criteria", filter=of_level))
    return Case(When(is_complete, then=Sum(weighted, filter=of_level)), output_field=models.FloatField())


class RowQuerySet(models.QuerySet):
    def derived(self) -> RowQuerySet:
        """With `total`, `percent_now` and `place`: as published, or else as they follow.

        Ranks are among the rows of this queryset, by edition: narrow it afterwards, or with `only_keys`.
        """
        return self.with_total().with_percent().with_place()

    def with_total(self) -> RowQuerySet:
        """`added`: the sum of the criteria, if a row has them all; `total`: the published score, or else `added`.

        By one join and grouping, criteria first and the row's scores to them: with subqueries for the sums, or for the
        number of criteria, these are worked out again wherever `total` is used (measured on PostgreSQL, 90 editions of
        63 rows with 8 criteria: 4 s).
        """
        scores = FilteredRelation("edition__criteria__scores", condition=Q(edition__criteria__scores__row=F("pk")))
        joined = self.annotate(own_scores=scores)
        top, parts = sum_if_complete(is_part=False), sum_if_complete(is_part=True)
        added = Case(When(edition__criteria_add_up=True, then=Coalesce(top, parts)), output_field=models.FloatField())
        return joined.annotate(added=added).annotate(total=Coalesce(F("score"), F("added")))

    def with_percent(self) -> RowQuerySet:
        """`percent_now`: as published, or the score by the maximum of that unit, or else of the index."""
        maximum = Coalesce(F("maximum"), F("edition__scale_max"), F("edition__index__scale_max"))
        computed = Case(When(Q(total__isnull=False) & Q(best__gt=0), then=F("total") * 100.0 / F("best")))
        return self.annotate(best=maximum).annotate(
            percent_computed=Round(computed, PLACES, output_field=models.FloatField()),
            percent_now=Coalesce(F("percent"), F("percent_computed")),
        )

    def with_place(self) -> RowQuerySet:
        """`place_computed`: by total, ties share one, only if all that were ranked are here. `place`: in force."""
        total = Round("total", PLACES, output_field=models.FloatField())
        scored = Window(CountOver("total"), partition_by="edition")
        order = Case(
            When(edition__index__higher_is_better=True, then=-total), default=total, output_field=models.FloatField()
        )
        rank = Window(Rank(), partition_by="edition", order_by=order.asc(nulls_last=True))
        return self.annotate(scored=scored, rank_among_rows=rank).annotate(
            place_computed=Case(
                When(total=None, then=None),
                When(scored__lt=Coalesce(F("edition__number_ranked"), 1), then=None),
                default=F("rank_among_rows"),
                output_field=models.IntegerField(),
            ),
            place=Coalesce(F("rank"), F("place_computed")),
        )

    def with_region_and_focus(self, focus: models.QuerySet) -> RowQuerySet:
        """`region_name`, `region_slug` of the unit, None without one; `in_focus`: whether the board marks it.

        `focus`: rows of a table with a column `unit`, those that the board marks.
        """
        regions = Region.units.through.objects.filter(unit=OuterRef("unit")).order_by("pk")
        return self.annotate(
            region_name=Subquery(regions.values("region__name")[:1]),
            region_slug=Subquery(regions.values("region__slug")[:1]),
            in_focus=Exists(focus.filter(unit=OuterRef("unit"))),
        )

    def only_keys(self, keys: list[str]) -> RowQuerySet:
        """The rows of some units, after the ranks have been found among all rows.

        A plain filter would be applied before the windows; one on a window of a single row is applied after.
        """
        own = Window(models.Max("key"), partition_by="pk")
        return self.annotate(key_after_ranking=own).filter(key_after_ranking__in=keys)

    def by_place(self) -> RowQuerySet:
        """Best first; rows without a place at the end, in the order of a dictionary."""
        return self.order_by(F("place").asc(nulls_last=True), "sort_key", "pk")
