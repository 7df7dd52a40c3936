"""The parts of many procedures, built from their contents or copied, and stored in a few statements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from foundations.units.matching import UnitMatcher
from foundations.vietnamese.normalisation import normalise_lines_in
from procedures.models import Procedure
from procedures.reading.record import PARTS

ROWS = 500  # of one statement; SQLite takes at most 32,766 parameters


def store_rows(rows: list[models.Model], part: str) -> None:
    if not rows:
        return
    inner = PARTS[part][1]
    children = [list(getattr(row, inner[0]).all()) for row in rows] if inner else []
    made = type(rows[0]).objects.bulk_create(rows, batch_size=ROWS)
    nested = []
    for row, below in zip(made, children, strict=False):
        link = type(row)._meta.get_field(inner[0]).field.name
        for child in below:
            setattr(child, link, row)
            nested.append(child)
    if nested:
        type(nested[0]).objects.bulk_create(nested, batch_size=ROWS)


def build_parts(procedure: Procedure, part: str, contents: list[dict], units: UnitMatcher) -> list[models.Model]:
    """Unsaved rows of a part, with what is inside each."""
    relation = Procedure._meta.get_field(part)
    fields, inner = PARTS[part]
    rows = []
    for order, content in enumerate(contents):
        row = relation.related_model(sort_order=order, **drop_unknown(content, fields))
        setattr(row, relation.field.name, procedure)
        if part == "agencies":
            row.unit = units.find_by_name(row.name)
        if inner:
            child = relation.related_model._meta.get_field(inner[0]).related_model
            items = enumerate(content[inner[0]])
            setattr(row, inner[0], [child(sort_order=place, **drop_unknown(each, inner[1])) for place, each in items])
        rows.append(row)
    return rows


def copy_rows(procedure: Procedure, part: str, rows: Iterable[models.Model]) -> list[models.Model]:
    """Unsaved copies of the rows of a part for a procedure, with what is inside each."""
    link, inner = Procedure._meta.get_field(part).field.name, PARTS[part][1]
    copies = []
    for row in rows:
        copy = copy_row(row)
        setattr(copy, link, procedure)
        if inner:
            setattr(copy, inner[0], [copy_row(child) for child in getattr(row, inner[0]).all()])
        copies.append(copy)
    return copies


def copy_row(row: models.Model) -> models.Model:
    return type(row)(
        **{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    )


def drop_unknown(content: dict[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    """Those of the fields that the content has, their texts made uniform: rows stored in bulk are not cleaned else."""
    return {name: normalise_lines_in(content[name]) for name in fields if name in content}
