"""A procedure as plain data: what importers read, what is compared, what is exported.

One form for all: `content_of` makes it of a stored procedure or of a revision, the readers make it of files. A reader
leaves out what its file does not speak of, and what is left out is neither compared nor changed.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from procedures.models import Procedure
from procedures.reading.record import LISTS, PARTS, TEXTS


def build_content(procedure: Procedure) -> dict[str, Any]:
    """All of it but what Wagtail keeps for itself, as data that JSON can write."""
    content: dict[str, Any] = {"code": procedure.code}
    content |= {name: getattr(procedure, name) for name in TEXTS}
    content |= {name: list(getattr(procedure, name)) for name in LISTS}
    content["field"] = procedure.field.name if procedure.field else ""
    content["non_territorial"] = procedure.non_territorial
    content["checked_on"] = make_plain(procedure.checked_on)
    for part, (fields, inner) in PARTS.items():
        content[part] = [build_row_content(row, fields, inner) for row in getattr(procedure, part).all()]
    return content


def build_row_content(row, fields, inner) -> dict[str, Any]:
    content = {name: make_plain(getattr(row, name)) for name in fields}
    if inner:
        part, inner_fields = inner
        content[part] = [build_row_content(each, inner_fields, None) for each in getattr(row, part).all()]
    return content


def make_plain(value: Any) -> Any:
    """Dates as 2021-09-16, whole decimals as whole numbers, others as text; what JSON knows as it is."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value.normalize())
    return value


def find_differences(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """Each field that `new` speaks of and that differs: its name, before, after."""
    return [(name, old.get(name), value) for name, value in new.items() if name in old and old[name] != value]
