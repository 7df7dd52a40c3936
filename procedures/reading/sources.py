"""Where records come from: by the kind of the file, a function that reads them afresh each time it is called."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from django.db import models

from foundations.spreadsheets.problems import Problem
from procedures.reading import files, sheets
from procedures.reading.problems import Records, RefusedRecordError
from procedures.reading.shapes import read
from procedures.reading.tables import ListOptions

LISTS = (".xlsx", ".csv", ".xls", ".ods")
DEFAULT_OPTIONS = ListOptions()


@dataclass
class Source:
    """Gives the records of a file each time it is called. `notes`: what of a list was left out, once it was read."""

    path: Path
    stored_as: type[models.Model]
    options: ListOptions
    notes: list[Problem] = field(default_factory=list)

    def __call__(self) -> Records:
        self.notes.clear()
        if self.path.suffix.lower() in LISTS:
            return sheets.read_list(self.path, self.options, self.notes)
        return read_json_records(self.path, self.stored_as)


def make_source(path: Path, stored_as: type[models.Model], options: ListOptions = DEFAULT_OPTIONS) -> Source:
    """A source of records for the columns of the model `stored_as`."""
    return Source(path, stored_as, options)


def read_json_records(path: Path, stored_as: type[models.Model]) -> Records:
    for place, found in files.read_records(path):
        if isinstance(found, Problem):
            yield place, found
            continue
        try:
            yield place, read(found, stored_as)
        except RefusedRecordError as refusal:
            yield place, refusal
