"""The words in which pages, exports and checks ask for rows: what was published, and what follows from it.

Nothing derived is stored. Numbers are floats: the published text is kept beside each, so that floats serve for
comparing and adding only; where two of them are compared they are rounded to six places first.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Sum, Value, When, Window
from django.db.models.functions import Coalesce, Rank, Round

from rankings import models as models_of  # looked into by the methods only: it is being loaded when this is

PLACES = 6


class RowQuerySet(models.QuerySet):
    def derived(self) -> RowQuerySet:
        """With `total`, `percent_now`, `place` and `grade_now`: as published, or else as they follow.

        Ranks are among the rows of this queryset, by edition: narrow it afterwards, or with `only_keys`.
        """
        return self.with_total().with_percent().with_place().with_grade()

    def with_total(self) -> RowQuerySet:
        """`added`: the sum of the criteria, where a row has them all; `total`: the published score, or else `added`."""

        def complete_sum(is_top: Q, is_top_score: Q):
            wanted = models_of.Criterion.objects.filter(is_top, edition=OuterRef(OuterRef("edition"))).order_by()
            how_many = wanted.values("edition").annotate(number=Count("pk")).values("number")
            scores = models_of.CriterionScore.objects.filter(
                is_top_score, row=OuterRef("pk"), value__isnull=False
            ).order_by()
            weighted = F("value") * Coalesce(F("criterion__weight"), Value(1.0))
            sums = scores.values("row").annotate(number=Count("pk"), sum=Sum(weighted))
            return Subquery(sums.filter(number=Subquery(how_many)).values("sum"), output_field=models.FloatField())

        top = complete_sum(Q(parent=None), Q(criterion__parent=None))
        parts = complete_sum(Q(parent__isnull=False), Q(criterion__parent__isnull=False))
        added = Case(When(edition__criteria_add_up=True, then=Coalesce(top, parts)), output_field=models.FloatField())
        return self.annotate(added=added).annotate(total=Coalesce(F("score"), F("added")))

    def with_percent(self) -> RowQuerySet:
        """`percent_now`: as published, or the score by the maximum of that unit, or else of the index."""
        maximum = Coalesce(F("maximum"), F("edition__scale_max"), F("edition__index__scale_max"))
        computed = Case(When(Q(total__isnull=False) & Q(best__gt=0), then=F("total") * 100.0 / F("best")))
        return self.annotate(best=maximum).annotate(
            percent_computed=Round(computed, PLACES, output_field=models.FloatField()),
            percent_now=Coalesce(F("percent"), F("percent_computed")),
        )

    def with_place(self) -> RowQuerySet:
        """`place_computed`: by total, ties share one, only where all that were ranked are here. `place`: in force."""
        total = Round("total", PLACES, output_field=models.FloatField())
        scored = Window(Count("total"), partition_by="edition")
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

    def with_grade(self) -> RowQuerySet:
        """`grade_computed`: the first threshold of the edition that the percent reaches; `grade_now`: in force."""

        reached = models_of.GradeThreshold.objects.filter(
            edition=OuterRef("edition"), minimum__lte=OuterRef("percent_now")
        )
        computed = Subquery(reached.order_by("-minimum").values("name")[:1])
        published = Case(When(~Q(grade=""), then=F("grade")), output_field=models.CharField())
        return self.annotate(grade_computed=computed, grade_now=Coalesce(published, computed, Value("")))

    def only_keys(self, keys: list[str]) -> RowQuerySet:
        """The rows of some units, after the ranks have been found among all rows.

        A plain filter would be applied before the windows; one on a window of a single row is applied after.
        """
        own = Window(models.Max("key"), partition_by="pk")
        return self.annotate(key_after_ranking=own).filter(key_after_ranking__in=keys)

    def by_place(self) -> RowQuerySet:
        """Best first; rows without a place at the end, in the order of a dictionary."""
        return self.order_by(F("place").asc(nulls_last=True), "sort_key", "pk")
