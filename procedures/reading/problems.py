"""What is wrong with what was to be imported, and where."""

from __future__ import annotations

from dataclasses import dataclass

MOST_SHOWN = 500


@dataclass(frozen=True)
class Problem:
    """A place (file, line or row), a field (or nothing) and a sentence."""

    place: str
    field: str
    message: str

    def __str__(self):
        return ": ".join(part for part in (self.place, self.field, self.message) if part)


class ImportRefusedError(Exception):
    """Something is wrong; nothing was stored. `problems` lists all that was found."""

    def __init__(self, problems: list[Problem]):
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


class RefusedRecordError(Exception):
    """One record cannot be taken. `problems` are (field, message)."""

    def __init__(self, *problems: tuple[str, str]):
        super().__init__(problems)
        self.problems = problems
