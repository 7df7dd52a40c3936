"""Records of procedures to test with: a few of our own making, and collected ones."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from tests.sample_files import SAMPLES, find_folders

CASES = Path(__file__).parent.parent / "cases" / "procedures"
# Another collection than the one near the project: records that no change of the reading was ever tried on.
OTHERS = os.environ.get("PROCEDURE_SAMPLES")
FOLDERS = [SAMPLES / "procedures", Path(OTHERS)] if OTHERS else find_folders("procedures")


def own_records() -> Iterator[dict]:
    """Those of the repository."""
    for path in sorted(CASES.glob("*.jsonl")):
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def collected_records(folder: Path) -> Iterator[dict]:
    """Those of a folder of samples: one a file, or one a line."""
    for path in sorted(folder.rglob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(folder.rglob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def squeeze(text: str) -> str:
    """Only the letters and digits."""
    return re.sub(r"[\W_]+", "", text)


def find_first_difference(source: str, pieces: list[str], known: str) -> str | None:
    """Where the pieces, one after another, are not the source; None if they are.

    Between pieces may stand words of the pattern `known`, written without blanks.
    """
    letters, place, may_stand = squeeze(source), 0, re.compile(known)
    for piece in [*map(squeeze, pieces), None]:
        while not (place == len(letters) if piece is None else letters.startswith(piece, place)):
            found = may_stand.match(letters, place)
            if not found or found.end() == place:
                return (
                    f"…{letters[max(0, place - 30) : place]} | {letters[place : place + 60]}… ({piece and piece[:40]})"
                )
            place = found.end()
        place += len(piece or "")
    return None
