"""What an import would store, and all that stands against it."""

from __future__ import annotations

from dataclasses import dataclass, field

from foundations.spreadsheets.problems import Problem
from foundations.vietnamese.folding import fold
from rankings.figures import Figure


@dataclass
class Unknown:
    """A name that is no known unit, where it stands, and units it may mean."""

    name: str
    row: int
    suggestions: list
    answer: str = ""

    @property
    def key(self) -> str:
        return fold(self.name)

    @property
    def unit_pk(self) -> int | None:
        return int(self.answer.removeprefix("unit:")) if self.answer.startswith("unit:") else None


@dataclass
class NewRow:
    name: str
    unit: object | None
    row: int
    figures: dict[str, Figure] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    scores: dict[int, Figure] = field(default_factory=dict)  # by column


@dataclass
class Plan:
    """What would be stored, and all that stands against it; `doubts` may be right, which the clerk must say."""

    columns: dict[int, str]  # headings of the columns that are criteria
    rows: list[NewRow] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        return bool(self.rows) and not self.errors and all(each.answer for each in self.unknown)
