"""Where records come from: by the kind of the file, a function that reads them afresh each time it is called."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from procedures.reading import files, sheets
from procedures.reading.problems import Problem, RefusedRecordError
from procedures.reading.shapes import read

LISTS = (".xlsx", ".csv", ".xls", ".ods")


def source_of(path: Path):
    """A reader for `procedures.storing.run`."""
    if path.suffix.lower() in LISTS:
        return lambda: sheets.records(path)
    return lambda: json_records(path)


def json_records(path: Path) -> Iterator[tuple[str, dict[str, Any] | Problem | RefusedRecordError]]:
    for place, found in files.records(path):
        if isinstance(found, Problem):
            yield place, found
            continue
        try:
            yield place, read(found)
        except RefusedRecordError as refusal:
            yield place, refusal
