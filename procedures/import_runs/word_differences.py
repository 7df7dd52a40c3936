"""Two versions of a field, word by word: what stays, what goes, what comes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from procedures.content_lines import get_lines
from procedures.history import get_field_name

SAME, REMOVED, ADDED = "same", "removed", "added"
# Comparing takes time by the product of the lengths; longer lines are shown as a whole, once removed and once added.
MAX_PRODUCT = 1_000_000  # words before × words after
MAX_SAME = 24  # words of what stays, around what changes
_words = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Piece:
    """Some words and what happens to them: `same`, `removed` or `added`."""

    kind: str
    text: str


@dataclass(frozen=True)
class FieldDifference:
    """One field, as paragraphs of pieces; lines that stay are left out."""

    name: str
    paragraphs: list[list[Piece]]


def compare_field(name: str, before: Any, after: Any) -> FieldDifference:
    return FieldDifference(get_field_name(name), list(compare_lines(get_lines(name, before), get_lines(name, after))))


def compare_lines(before: list[str], after: list[str]) -> Iterator[list[Piece]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for action, start, end, other_start, other_end in matcher.get_opcodes():
        if action != "equal":
            for old, new in zip_longest(before[start:end], after[other_start:other_end], fillvalue=""):
                yield compare_words(old, new)


def compare_words(before: str, after: str) -> list[Piece]:
    old, new = _words.findall(before), _words.findall(after)
    if not old or not new or len(old) * len(new) > MAX_PRODUCT:
        return [Piece(kind, text) for kind, text in ((REMOVED, before), (ADDED, after)) if text]
    # Words are compared without the blank behind them, so that the last word of a line is no other word.
    matcher = SequenceMatcher(None, [each.strip() for each in old], [each.strip() for each in new], autojunk=False)
    pieces = []
    for action, start, end, other_start, other_end in matcher.get_opcodes():
        if action == "equal":
            pieces.append(Piece(SAME, shorten(new[other_start:other_end])))
            continue
        pieces += [Piece(REMOVED, "".join(old[start:end]))] if end > start else []
        pieces += [Piece(ADDED, "".join(new[other_start:other_end]))] if other_end > other_start else []
    return pieces


def shorten(words: list[str]) -> str:
    """The words that stay; of many only those next to a change."""
    if len(words) <= MAX_SAME:
        return "".join(words)
    half = MAX_SAME // 2
    return "".join([*words[:half], "… ", *words[-half:]])
