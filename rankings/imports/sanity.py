"""A look before storing: figures that can hardly be right, and who would stand first and last."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rankings.editions import Edition
from rankings.figures import EMPTY, format_figure, format_number
from rankings.imports.mapping import ROLES
from rankings.imports.plans import NewRow, Plan
from rankings.indices import Index

ENDS = 3  # units shown at the head and at the foot
MAX_RANK = 1_000  # no table known ranks more units; a larger number is a day or a code
MIN_WIDE_SCALE = 10
MAX_NAMED = 5  # units named in a doubt
ORDERED_BY = ("score", "percent", "rank")


@dataclass
class Ends:
    """The first and the last units as (name, figures), each figure below its heading."""

    headings: list[str]
    first: list[tuple[str, list[str]]]
    last: list[tuple[str, list[str]]]


def find_doubts(plan: Plan, edition: Edition) -> list[str]:
    """Figures outside their scale, one sentence for each kind."""
    found = []
    for name, label, is_outside in (
        ("score", _("Điểm"), make_outside_test(edition.highest)),
        ("self_score", _("Điểm tự chấm"), make_outside_test(edition.highest)),
        ("percent", _("Tỷ lệ %"), lambda value, _highest: not 0 <= value <= 100),
        ("rank", _("Thứ hạng"), lambda value, _highest: value > (edition.number_ranked or MAX_RANK)),
    ):
        rows = [row for row in plan.rows if is_doubtful(row, name, is_outside)]
        if rows:
            texts = [f"{row.name} {format_figure(row.figures[name].text)}" for row in rows[:MAX_NAMED]]
            values = {"figure": label, "number": len(rows), "examples": "; ".join(texts)}
            found.append(_("%(figure)s ngoài thang ở %(number)s đơn vị: %(examples)s.") % values)
    return found


def find_remarks(plan: Plan, edition: Edition) -> list[str]:
    """Shares that may lack their factor of 100: all of them at most 1 where the scale goes far beyond."""
    found = []
    for name, label, scale in (("score", _("Điểm"), edition.highest), ("percent", _("Tỷ lệ %"), 100)):
        numbers = [row.figures[name].value for row in plan.rows if name in row.figures]
        numbers = [number for number in numbers if number is not None]
        if numbers and scale and scale >= MIN_WIDE_SCALE and 0 < max(map(abs, numbers)) <= 1:
            values = {"figure": label, "scale": format_figure(format_number(scale))}
            found.append(
                _("%(figure)s ở mọi đơn vị không quá 1, trong khi thang là %(scale)s: có thể thiếu nhân 100.") % values
            )
    return found


def make_outside_test(scale: float | None):
    """A test whether a score is beyond the unit's own maximum, or else beyond the scale."""

    def is_outside(value: float, highest: float | None) -> bool:
        limit = scale if highest is None else highest
        return limit is not None and value > limit + 1e-9

    return is_outside


def is_doubtful(row: NewRow, name: str, is_outside) -> bool:
    figure, maximum = row.figures.get(name), row.figures.get("maximum")
    if figure is None or figure.value is None:
        return False
    return is_outside(figure.value, maximum.value if maximum else None)


def find_ends(plan: Plan, index: Index) -> Ends | None:
    """The three best and the three worst as they would stand; None if no figure puts the units in an order."""
    for name in ORDERED_BY:
        rows = [row for row in plan.rows if name in row.figures and row.figures[name].value is not None]
        if rows:
            is_falling = name != "rank" and index.higher_is_better
            rows.sort(key=lambda row: row.figures[name].value, reverse=is_falling)
            shown = [each for each in ORDERED_BY if any(each in row.figures for row in rows)]
            found = [(row.name, [format_figure(row.figures.get(each, EMPTY).text) for each in shown]) for row in rows]
            return Ends([str(ROLES[each]) for each in shown], found[:ENDS], found[ENDS:][-ENDS:])
    return None
