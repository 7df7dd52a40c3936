"""What is wrong with what was to be imported, and where: one shape for every import of the site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """A place (file, line, row or cell), a field (or nothing) and a sentence, each as a reader should see it."""

    place: str
    field: str
    message: str

    def __str__(self):
        return ": ".join(part for part in (self.place, self.field, self.message) if part)


class ImportRefusedError(Exception):
    """Something is wrong, so nothing was stored. `problems` lists all that was found."""

    def __init__(self, problems: Sequence[Problem]):
        super().__init__(f"{len(problems)} problems")
        self.problems = problems
