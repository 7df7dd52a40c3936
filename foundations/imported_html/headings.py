"""Heading rows of a table: how many there are, and the heading of each column."""

from __future__ import annotations

import re

MAX_HEADING_ROWS = 5
MAX_HEADING_LENGTH = 80  # letters; longer texts in a second row are data
# Headings that look like numbers: years, and the numbers of columns.
_year = re.compile(r"(?:năm\s+)?(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?|\(\d+\)", re.IGNORECASE)
_figure = re.compile(r"[-+−]?\d[\d.,\s]*%?")

Texts = list[list[str]]
Sizes = list[list[tuple[int, int]]]  # columns and rows that each cell covers


def count_heading_rows(texts: Texts, sizes: Sizes, heads: int) -> int:
    """The number of heading rows, at least one; `heads`: how many are marked as such. One row is left for data."""
    most = min(len(texts) - 1, MAX_HEADING_ROWS)
    if most < 2:
        return 1
    depth = count_covered_rows(sizes, heads if 0 < heads <= most else 1, most, texts)
    return 2 if depth == 1 and is_split_below(texts, sizes) else depth


def count_covered_rows(sizes: Sizes, depth: int, most: int, texts: Texts) -> int:
    """`depth`, or more if cells of these rows span more rows, unless those contain numbers."""
    start = depth
    while (reach := max(at + high for at in range(depth) for _wide, high in sizes[at])) > depth:
        depth = reach
        if depth > most:
            return start
    return start if any(is_figure(text) for row in texts[start:depth] for text in row) else depth


def is_split_below(texts: Texts, sizes: Sizes) -> bool:
    """Whether the second row has the parts of a spanning heading above it, with numbers only below."""
    wide = [size for size, _high in sizes[0]]
    if max(wide) == 1 or len(wide) == 1 or len(texts) < 3 or any(size != (1, 1) for size in sizes[1]):
        return False
    below = []
    at = 0
    for size in wide:
        below += texts[1][at : at + size] if size > 1 else []
        at += size
    named = bool(below) and all(text and len(text) <= MAX_HEADING_LENGTH for text in below)
    figures_below = any(is_figure(text) for row in texts[2:] for text in row)
    return named and figures_below and not any(is_figure(text) for text in texts[1])


def is_figure(text: str) -> bool:
    """Whether a text is a number, and not a year or the number of a column."""
    return bool(_figure.fullmatch(text)) and not _year.fullmatch(text)


def join_headings(lines: Texts) -> list[str]:
    """One heading for each column, `A · B` from two rows; repeated texts only once."""
    return [" · ".join(dict.fromkeys(text for text in column if text)) for column in zip(*lines, strict=True)]
