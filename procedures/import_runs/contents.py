"""From the content of a record to the procedure that has it, in memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from foundations.units.matching import UnitMatcher
from procedures.models import FieldOfActivity, Procedure
from procedures.new_rows import build_parts
from procedures.reading.record import LISTS, PARTS, TEXTS


class ContentWriter:
    """Keeps the fields of activity and the units that contents name."""

    def __init__(self):
        self.fields = {each.name: each for each in FieldOfActivity.everything.all()}
        self.units = UnitMatcher()

    def build_new(self, content: dict[str, Any]) -> tuple[Procedure, dict[str, list[models.Model]]]:
        """A new procedure and its parts, nothing of it stored."""
        procedure = Procedure(code=content["code"], live=False)
        self.apply(procedure, content)
        return procedure, self.set_parts(procedure, {part: content.get(part, []) for part in PARTS})

    def change(self, procedure: Procedure, changes: list) -> None:
        """Changes a procedure in memory."""
        content = {name: value for name, _before, value in changes}
        self.apply(procedure, content)
        self.set_parts(procedure, {part: content[part] for part in PARTS if part in content})

    def set_parts(self, procedure: Procedure, contents: dict[str, list]) -> dict[str, list[models.Model]]:
        made = {}
        for part, rows in contents.items():
            made[part] = build_parts(procedure, part, rows, self.units)
            if part == "cases":
                keep_forms(getattr(procedure, part).all(), made[part])
            if part == "agencies":
                keep_units(getattr(procedure, part).all(), made[part])
            getattr(procedure, part).set(made[part])
        return made

    def apply(self, procedure: Procedure, content: dict[str, Any]) -> None:
        """The plain fields that the content speaks of; the parts are rows of their own."""
        for name in (*TEXTS, *LISTS, "non_territorial", "checked_on"):
            if name in content:
                setattr(procedure, name, content[name])
        if "field" in content:
            procedure.field = self.fields[content["field"]] if content["field"] else None
        procedure.normalise_text()


def keep_forms(before: Iterable[models.Model], after: Iterable[models.Model]) -> None:
    """The files of forms that papers of before have, given to those that name the same form, or the same paper where
    none is named: a record knows the names of files, not the files."""
    forms = {name_form(item): item.form for case in before for item in case.items.all() if item.form_id}
    for case in after:
        for item in case.items.all():
            item.form = forms.get(name_form(item))


def keep_units(before: Iterable[models.Model], after: Iterable[models.Model]) -> None:
    """The units that a person has linked to agencies, which a name alone may not find."""
    units = {agency.name: agency.unit for agency in before if agency.unit_id}
    for agency in after:
        agency.unit = units.get(agency.name, agency.unit)


def name_form(item: models.Model) -> tuple[str, str]:
    return (item.form_name, "") if item.form_name else ("", item.name)
