"""Where records come from: by the kind of the file, a function that reads them afresh each time it is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from procedures.reading import files, sheets
from procedures.reading.problems import Problem, RefusedRecordError
from procedures.reading.shapes import read
from procedures.reading.tables import ListOptions

LISTS = (".xlsx", ".csv", ".xls", ".ods")
DEFAULT_OPTIONS = ListOptions()


@dataclass
class Source:
    """A reader for `procedures.storing.run`. `notes`: what of a list was left out, once it has been read."""

    path: Path
    options: ListOptions
    notes: list[Problem] = field(default_factory=list)

    def __call__(self) -> Iterator[tuple[str, dict[str, Any] | Problem | RefusedRecordError]]:
        self.notes.clear()
        if self.path.suffix.lower() in LISTS:
            return sheets.records(self.path, self.options, self.notes)
        return json_records(self.path)


def source_of(path: Path, options: ListOptions = DEFAULT_OPTIONS) -> Source:
    return Source(path, options)


def json_records(path: Path) -> Iterator[tuple[str, dict[str, Any] | Problem | RefusedRecordError]]:
    for place, found in files.records(path):
        if isinstance(found, Problem):
            yield place, found
            continue
        try:
            yield place, read(found)
        except RefusedRecordError as refusal:
            yield place, refusal
