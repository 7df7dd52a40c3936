"""What storing a plan would change of the table that the edition has today, unit by unit, figure by figure."""

from __future__ import annotations

from dataclasses import dataclass, field

from foundations.vietnamese.folding import fold
from rankings.editions import Edition
from rankings.figures import EMPTY, format_figure
from rankings.imports.criteria import list_criteria
from rankings.imports.mapping import ROLES, Choices
from rankings.imports.plans import NewRow, Plan
from rankings.rows import FIGURES

MAX_SHOWN = 20  # units shown of each kind
TEXTS = ("grade", "note")


@dataclass
class Change:
    """A unit's figures that change: (what, before, after)."""

    name: str
    figures: list[tuple[str, str, str]]


@dataclass
class Comparison:
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0

    @property
    def shown(self) -> list[Change]:
        return self.changed[:MAX_SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.changed) - MAX_SHOWN)


def make_key(row: NewRow) -> str:
    """As `rows.Row.derive` makes it."""
    return f"don-vi-{row.unit.pk}" if row.unit else fold(row.name)[:300]


def compare_with_stored(plan: Plan, choices: Choices, edition: Edition) -> Comparison | None:
    """None if the edition has no rows yet."""
    stored = {row.key: row for row in edition.rows.order_by("order", "pk").prefetch_related("scores__criterion")}
    if not stored:
        return None
    criteria, by_column = list_criteria(plan, choices, edition.index)
    labels = {each.code: each.name for each in edition.criteria.all()} | {each.code: each.name for each in criteria}
    labels |= {role: str(ROLES[role]) for role in (*FIGURES, *TEXTS)}
    found = Comparison()
    for new in plan.rows:
        row = stored.pop(make_key(new), None)
        if row is None:
            found.added.append(new.name)
            continue
        before, after = get_stored_texts(row), get_new_texts(new, by_column)
        differing = [name for name in labels if before.get(name, "") != after.get(name, "")]
        figures = [
            (labels[name], format_figure(before.get(name, "")), format_figure(after.get(name, "")))
            for name in differing
        ]
        if row.name != new.name:
            figures.insert(0, (str(ROLES["name"]), row.name, new.name))
        if figures:
            found.changed.append(Change(new.name, figures))
        else:
            found.unchanged += 1
    found.removed = [row.name for row in stored.values()]
    return found


def get_stored_texts(row) -> dict[str, str]:
    """The figures of a stored row, by name or by the code of the criterion."""
    texts = {name: getattr(row, f"{name}_text") for name in FIGURES} | {name: getattr(row, name) for name in TEXTS}
    return texts | {score.criterion.code: score.text for score in row.scores.all()}


def get_new_texts(row: NewRow, by_column: dict[int, str]) -> dict[str, str]:
    texts = {name: row.figures.get(name, EMPTY).text for name in FIGURES} | row.texts
    return texts | {code: row.scores.get(column, EMPTY).text for column, code in by_column.items()}
