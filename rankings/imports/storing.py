"""A plan without errors becomes the table of its edition, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from foundations.spreadsheets.sheets import Sheet
from foundations.units.models import UnitAlias
from foundations.vietnamese.folding import fold
from rankings.editions import Edition
from rankings.figures import EMPTY
from rankings.imports.criteria import NewCriterion, list_criteria
from rankings.imports.mapping import Choices, get_headings
from rankings.imports.plans import Plan
from rankings.indices import Index
from rankings.rows import ColumnMemory, Criterion, CriterionScore, Row


@dataclass
class Prepared:
    """What is to be written, made before the database's one place for writers is taken."""

    rows: list[Row]
    criteria: list[NewCriterion]
    by_column: dict[int, str]
    columns: list[ColumnMemory]


def prepare(plan: Plan, choices: Choices, sheet: Sheet, edition: Edition) -> Prepared:
    """Raises ValueError if the plan has errors, ValidationError."""
    if not plan.is_ready:
        raise ValueError("a plan with errors is not stored")
    rows = []
    for order, new in enumerate(plan.rows, start=1):
        row = Row(edition=edition, unit=new.unit, name=new.name, order=order)
        for name, figure in new.figures.items():
            setattr(row, f"{name}_text", figure.text)
        row.grade, row.note = new.texts.get("grade", ""), new.texts.get("note", "")
        row.derive()
        row.clean_fields(exclude=["edition", "unit"])
        rows.append(row)
    criteria, by_column = list_criteria(plan, choices, edition.index)
    return Prepared(rows, criteria, by_column, list_columns(choices, get_headings(sheet, choices), edition.index))


def store(plan: Plan, choices: Choices, sheet: Sheet, edition: Edition) -> int:
    """Replaces the edition's table by the plan and remembers the columns; how many rows it has. All or nothing."""
    return write(prepare(plan, choices, sheet, edition), plan, edition)


@transaction.atomic
def write(prepared: Prepared, plan: Plan, edition: Edition) -> int:
    edition.rows.all().delete()
    criteria = store_criteria(prepared.criteria, edition)
    Row.objects.bulk_create(prepared.rows)
    scores = [
        CriterionScore(row=row, criterion=criteria[prepared.by_column[column]], text=figure.text, value=figure.value)
        for row, new in zip(prepared.rows, plan.rows, strict=True)
        for column, figure in new.scores.items()
        if figure != EMPTY
    ]
    CriterionScore.objects.bulk_create(scores, batch_size=2000)
    ColumnMemory.objects.bulk_create(
        prepared.columns, update_conflicts=True, update_fields=["role"], unique_fields=["index", "heading"]
    )
    store_names(plan)
    return len(prepared.rows)


def store_criteria(new: list[NewCriterion], edition: Edition) -> dict[str, Criterion]:
    """By code. A maximum and a weight that somebody gave to a criterion with the same code stay."""
    before = {each.code: each for each in edition.criteria.all()}
    edition.criteria.all().delete()
    made: dict[str, Criterion] = {}
    for each in new:
        known = before.get(each.code)
        made[each.code] = Criterion.objects.create(
            edition=edition,
            code=each.code,
            name=each.name,
            maximum=known.maximum if known else each.maximum,
            weight=known.weight if known else None,
            parent=made.get(each.parent_code),
            order=len(made),
        )
    return made


def list_columns(choices: Choices, found: list[str], index: Index) -> list[ColumnMemory]:
    """What each heading was taken for, for the next table of the index."""
    memory = {fold(heading)[:500]: role for heading, role in zip(found, choices.roles, strict=False) if fold(heading)}
    return [ColumnMemory(index=index, heading=heading, role=role) for heading, role in memory.items()]


def store_names(plan: Plan) -> None:
    """A name the clerk gave to a unit is known from now on."""
    for each in plan.unknown:
        row = next((row for row in plan.rows if row.unit and fold(row.name) == each.key), None)
        if row and each.answer.startswith("unit:"):
            row.unit.aliases.add(UnitAlias(name=each.name))
            row.unit.save()
