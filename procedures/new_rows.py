"""Many new procedures with all their parts, in a few statements each; and their entries in the search index."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.search.backends import get_search_backends

from foundations.units.matching import UnitMatcher
from foundations.vietnamese.collation import make_collation_key
from foundations.vietnamese.normalisation import normalise_lines_in
from procedures.models import Procedure
from procedures.reading.record import PARTS

ROWS = 500  # of one statement; SQLite takes at most 32,766 parameters


def store_new(pairs: list[tuple[Procedure, dict]], units: UnitMatcher) -> None:
    """Stores new procedures with the parts that their contents have, and puts the live ones into the search index."""
    if not pairs:
        return
    for procedure, _content in pairs:
        procedure.sort_key = make_collation_key(procedure.name)[:1000]
    made = Procedure.objects.bulk_create([procedure for procedure, _content in pairs], batch_size=ROWS)
    for part in PARTS:
        rows = [
            row for procedure, content in pairs for row in build_parts(procedure, part, content.get(part, []), units)
        ]
        store_rows(rows, part)
    stored = list(Procedure.objects.with_parts().filter(pk__in=[procedure.pk for procedure in made]))
    for backend in get_search_backends(with_auto_update=True):
        backend.get_index_for_model(Procedure).add_items(Procedure, stored)


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


def drop_unknown(content: dict[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    """Those of the fields that the content has, their texts made uniform: rows stored in bulk are not cleaned else."""
    return {name: normalise_lines_in(content[name]) for name in fields if name in content}
