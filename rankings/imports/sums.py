"""Whether the totals of a table are the sums of its criteria: asked of the table, not of the clerk.

PCI weights its criteria, so that no total is their sum; a table of another index may do the same in one year.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from rankings.checks import is_different
from rankings.editions import Edition
from rankings.figures import format_figure, format_number
from rankings.imports.criteria import add_up, list_criteria
from rankings.imports.mapping import Choices
from rankings.imports.plans import Plan

MAX_NAMED = 5  # units named


@dataclass
class Sums:
    """How many totals were compared, and those that are no sum as (unit, published, computed)."""

    compared: int = 0
    different: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def is_systematic(self) -> bool:
        return len(self.different) > self.compared / 2


def compare_sums(plan: Plan, choices: Choices, edition: Edition) -> Sums:
    """Each total beside the sum of its criteria, with the weights that the edition's criteria have."""
    criteria, by_column = list_criteria(plan, choices, edition.index)
    weights = dict(edition.criteria.values_list("code", "weight"))
    found = Sums()
    for row in plan.rows:
        total, added = row.figures.get("score"), add_up(row, criteria, by_column, weights)
        if total is None or total.value is None or added is None:
            continue
        found.compared += 1
        if is_different(total.text, added):
            published, computed = format_figure(total.text), format_figure(format_number(added, 4))
            found.different.append((row.name, published, computed))
    return found


def propose_adding_up(sums: Sums, edition: Edition) -> bool:
    """Whether the total is to be expected to be the sum: what most totals of the table say; without totals to compare,
    what the edition and its index say."""
    if sums.compared:
        return not sums.is_systematic
    return edition.criteria_add_up and not edition.index.is_weighted


def describe_sums(sums: Sums, edition: Edition) -> list[str]:
    """What the comparison found; a difference that most units share is said once."""
    if not sums.different:
        return []
    values = {"number": len(sums.different), "all": sums.compared}
    if sums.is_systematic:
        if edition.index.is_weighted:
            return [
                _("Tổng điểm không phải là tổng các tiêu chí (%(number)s trên %(all)s đơn vị): chỉ số này có trọng số.")
                % values
            ]
        return [
            _(
                "Tổng điểm khác tổng các tiêu chí ở %(number)s trên %(all)s đơn vị: có lẽ tổng được tính có trọng số "
                "hoặc cách khác. Nếu không phải vậy, một cột có thể đã được hiểu sai."
            )
            % values
        ]
    named = "; ".join(
        _("%(unit)s: công bố %(published)s, cộng lại %(computed)s")
        % {"unit": name, "published": published, "computed": computed}
        for name, published, computed in sums.different[:MAX_NAMED]
    )
    more = "; …" if len(sums.different) > MAX_NAMED else ""
    sentence = _("Tổng điểm khác tổng các tiêu chí ở %(number)s trên %(all)s đơn vị: %(named)s.")
    return [sentence % {**values, "named": named + more}]
