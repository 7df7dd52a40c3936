"""The report of the last automatic accessibility check, for the accessibility statement."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

REPORT_FILE = Path(__file__).parent / "accessibility_report.json"


@dataclass(frozen=True)
class AccessibilityReport:
    """A check of the public pages: date, tool, display modes, results by page."""

    day: date
    engine: str
    browser: str
    modes: list[str]
    pages: list[dict]

    @property
    def violations(self) -> int:
        return sum(page["violations"] for page in self.pages)


def read_last_report() -> AccessibilityReport | None:
    """The last report; None if no check was run."""
    if not REPORT_FILE.exists():
        return None
    data = json.loads(REPORT_FILE.read_text(encoding="utf-8"))
    return AccessibilityReport(
        date.fromisoformat(data["date"]), data["engine"], data["browser"], data["modes"], data["pages"]
    )
