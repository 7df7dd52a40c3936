"""The criteria that a plan would make, with their codes: known before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass

from foundations.vietnamese.slugs import slugify
from rankings.figures import EMPTY
from rankings.imports.mapping import TEMPLATE, Choices
from rankings.imports.plans import NewRow, Plan
from rankings.indices import Index


@dataclass(frozen=True)
class NewCriterion:
    """`parent_code`: of the criterion it is a part of, or nothing."""

    code: str
    name: str
    maximum: float | None = None
    parent_code: str = ""


def list_criteria(plan: Plan, choices: Choices, index: Index) -> tuple[list[NewCriterion], dict[int, str]]:
    """The criteria of the columns that hold anything, each after those above it; and the code of each column."""
    templates = {each.code: each for each in index.template_criteria.all()}
    made: dict[str, NewCriterion] = {}
    by_column: dict[int, str] = {}
    top = ""
    for column, heading in plan.columns.items():
        if all(row.scores.get(column, EMPTY) == EMPTY for row in plan.rows):
            continue
        role = choices.roles[column]
        if role.startswith(TEMPLATE):
            code = role.removeprefix(TEMPLATE)
            add_template(code, templates, made)
        else:
            name = heading.rpartition(" · ")[2]
            code = find_free_code(slugify(name, 36) or f"cot-{column + 1}", made)
            made[code] = NewCriterion(code, name[:500], parent_code=top if role == "part" else "")
        top = top if made[code].parent_code else code
        by_column[column] = code
    return list(made.values()), by_column


def add_template(code: str, templates: dict, made: dict[str, NewCriterion]) -> None:
    """Adds the criterion the index has under this code, after the one above it."""
    if code in made:
        return
    template = templates[code]
    parent_code = template.parent_code if template.parent_code in templates else ""
    if parent_code:
        add_template(parent_code, templates, made)
    made[code] = NewCriterion(code, template.name, template.maximum, parent_code)


def find_free_code(code: str, made: dict) -> str:
    number, free = 2, code
    while free in made:
        free, number = f"{code}-{number}", number + 1
    return free


def add_up(row: NewRow, criteria: list[NewCriterion], by_column: dict[int, str], weights: dict) -> float | None:
    """The sum of what a row got for the criteria of the first level, or else of the second; None without any."""
    sums: dict[bool, float] = {}
    is_part = {each.code: bool(each.parent_code) for each in criteria}
    for column, code in by_column.items():
        value = row.scores.get(column, EMPTY).value
        if value is not None:
            weight = 1 if weights.get(code) is None else weights[code]
            sums[is_part[code]] = sums.get(is_part[code], 0) + value * weight
    return sums.get(False, sums.get(True))
