"""What a source gives: records, and records that cannot be taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from foundations.spreadsheets.problems import Problem


class RefusedRecordError(Exception):
    """One record cannot be taken. `problems` are (field, message)."""

    def __init__(self, *problems: tuple[str, str]):
        super().__init__(problems)
        self.problems = problems


# Each record with its place; in its stead what is wrong there.
Records = Iterator[tuple[str, dict[str, Any] | Problem | RefusedRecordError]]
