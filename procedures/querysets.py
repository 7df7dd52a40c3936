"""The words in which pages, reports and exports ask for procedures."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone
from wagtail.search.queryset import SearchableQuerySetMixin

from procedures.choices import STATUS_AFTER, Action, Status
from procedures.decisions import DecisionItem
from procedures.reading.codes import get_national_code

WITH_PARTS = (
    "agencies__unit",
    "channels__fees",
    "cases__items__form",
    "results",
    "legal_bases",
    "related",
)


class ProcedureQuerySet(SearchableQuerySetMixin, models.QuerySet):
    def live(self) -> ProcedureQuerySet:
        return self.filter(live=True)

    def get_name(self, code: str) -> str:
        """The name of the procedure of that code; empty if there is none."""
        return self.filter(code=code).values_list("name", flat=True).first() or ""

    def with_parts(self) -> ProcedureQuerySet:
        """With all that a whole record shows, in a fixed number of queries."""
        return self.select_related("field").prefetch_related(*WITH_PARTS)

    def statuses(self, keys: list[int] | None = None, day: datetime.date | None = None) -> dict[int, Status]:
        """What the decisions in force on `day` (today) have made of each procedure; those without one are left out."""
        items = DecisionItem.objects.in_force_on(day or timezone.localdate()).exclude(procedure=None)
        if keys is not None:
            items = items.filter(procedure__in=keys)
        found = items.order_by("decision__effective_from", "decision_id", "pk").values_list("procedure_id", "action")
        return {key: STATUS_AFTER[Action(action)] for key, action in found}

    def last_of(self, action: str) -> ProcedureQuerySet:
        """Those whose newest decision in force does `action`."""
        wanted = STATUS_AFTER[Action(action)]
        return self.filter(pk__in=[key for key, status in self.statuses().items() if status == wanted])

    def match_related(self, rows: list) -> list[tuple]:
        """Each row of `Related` with the procedure of its code, in any length, or of its name; None without one."""
        if not rows:
            return []
        codes = {code for row in rows if row.code for code in (row.code, get_national_code(row.code))}
        named = models.Q(code__in=codes) | models.Q(name__in=[row.name for row in rows if row.name and not row.code])
        for code in codes:  # a local code of the same procedure
            named |= models.Q(code__startswith=f"{code}.000.")
        known = list(self.filter(named).order_by("-code"))
        # The national code is the last of those that begin with it, so that it stands for them all.
        by = {get_national_code(each.code): each for each in known}
        by |= {each.code: each for each in known} | {each.name: each for each in known}
        return [(row, by.get(row.code) or by.get(get_national_code(row.code)) or by.get(row.name)) for row in rows]
