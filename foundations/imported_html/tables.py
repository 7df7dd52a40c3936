"""Reads tables of imported HTML for our table block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import takewhile

from bs4 import Tag
from django.utils.translation import gettext as _

from foundations.imported_html.headings import count_heading_rows, join_headings
from foundations.imported_html.lists import read_items

MAX_COLUMNS = 100  # Word allows 63; wider tables are layout
_number = re.compile(r"[-+−]?\d[\d.,\s]*%?|-|–|")
_address = re.compile(r"(?:https?|mailto|tel):")  # not links within the text
_blocks = ["p", "br", "div", "li", "tr", "td", "th", "dt", "dd", "pre", "center", "h1", "h2", "h3", "h4", "h5", "h6"]


@dataclass
class TablePart:
    """Column headings, rows of text and caption; `notes` counts what cells cannot hold (img, a, table)."""

    headings: list[str]
    rows: list[list[str]] = field(default_factory=list)
    caption: str = ""
    notes: Counter = field(default_factory=Counter, compare=False)  # of `img`, `a`, `table`

    def make_block_value(self) -> dict:
        """The value of a typed table block; columns with only numbers become number columns."""
        kinds = ["number" if is_numeric([row[at] for row in self.rows]) else "text" for at in range(len(self.headings))]
        columns = [{"type": kind, "heading": name} for kind, name in zip(kinds, self.headings, strict=True)]
        return {"columns": columns, "rows": [{"values": row} for row in self.rows], "caption": self.caption}


def is_numeric(cells: list[str]) -> bool:
    """Whether all filled cells are numbers, at least one."""
    return any(cells) and all(_number.fullmatch(cell) for cell in cells)


def is_layout(table: Tag) -> bool:
    """Whether a table is only layout: one row or column, pictures side by side, or nested tables."""
    rows = get_own_rows(table)
    widest = max((sum(get_spans(cell)[0] for cell in row) for row in rows), default=0)
    if len(rows) < 2 or widest < 2 or widest > MAX_COLUMNS:
        return True
    cells = [cell for row in rows for cell in row]
    inner = table.find_all("table")
    if inner and sum(len(each.get_text(strip=True)) for each in inner) * 2 > len(table.get_text(strip=True)):
        return True
    pictures = [cell for cell in cells if cell.find("img")]
    filled = [cell for cell in cells if cell.get_text(strip=True) or cell.find("img")]
    return bool(pictures) and (any(cell.find("img") for cell in rows[0]) or len(pictures) * 2 >= len(filled))


def get_own_rows(table: Tag) -> list[list[Tag]]:
    """The cells of each row, without those of nested tables."""
    rows = [
        [cell for cell in row.find_all(["td", "th"], recursive=False) if cell.find_parent("table") is table]
        for row in table.find_all("tr")
    ]
    return [row for row in rows if row]


def read_table(table: Tag, read: Callable[[str], str]) -> TablePart:
    """Reads a table; a spanning cell's text is repeated in every cell that it covers.

    Heading rows are joined: "Điểm · Tự chấm". A cell as wide as the table is the caption if it stands above the
    headings; further down its text is not repeated.
    """
    found = table.find("caption")
    caption = read_cell(found, read) if found and found.find_parent("table") is table else ""
    rows = get_own_rows(table)
    width = max(sum(get_spans(cell)[0] for cell in row) for row in rows)
    while len(rows) > 2 and get_spans(rows[0][0]) == (width, 1):
        caption = " – ".join(text for text in (caption, read_cell(rows.pop(0)[0], read)) if text)
    notes = Counter(a=len(table.find_all("a", href=_address)), table=len(table.find_all("table")))
    number_pictures(table, notes)
    texts = [[read_cell(cell, read) for cell in row] for row in rows]
    sizes = [[get_spans(cell) for cell in row] for row in rows]
    is_joined = any(wide > 1 for wide, _high in sizes[0])
    heads = sum(1 for _row in takewhile(lambda row: is_head(row, table) or (is_joined and is_bold(row)), rows))
    depth = count_heading_rows(texts, sizes, heads)
    lines = spread_cells(texts, sizes)
    headings = join_headings(lines[:depth])
    return TablePart(headings, [line for line in lines[depth:] if any(line)], caption, +notes)


def is_head(row: list[Tag], table: Tag) -> bool:
    """Whether the row is marked as headings, by `thead` or `th`."""
    head = row[0].find_parent("thead")
    return (head is not None and head.find_parent("table") is table) or all(cell.name == "th" for cell in row)


def is_bold(row: list[Tag]) -> bool:
    """Whether all text of the row is bold: below a spanning heading such a row has its parts."""
    texts = [text for cell in row for text in cell.find_all(string=True) if text.strip()]
    return bool(texts) and all(text.find_parent(["b", "strong"]) for text in texts)


def spread_cells(texts: list[list[str]], sizes: list[list[tuple[int, int]]]) -> list[list[str]]:
    """The rows of the grid, all of the same width, with the texts of spanning cells repeated."""
    grid: dict[tuple[int, int], str] = {}
    width = max(sum(wide for wide, _high in row) for row in sizes)
    for y, row in enumerate(texts):
        x = 0
        for text, (wide, high) in zip(row, sizes[y], strict=True):
            while (y, x) in grid:
                x += 1
            for down in range(min(high, len(texts) - y)):
                for right in range(wide):
                    grid[y + down, x + right] = "" if right and wide >= width > 1 else text
            x += wide
    width = min(max(x for _y, x in grid) + 1, MAX_COLUMNS)
    return [[grid.get((y, x), "") for x in range(width)] for y in range(len(texts))]


def get_spans(cell: Tag) -> tuple[int, int]:
    """Columns and rows that the cell covers."""
    found = [str(cell.get(name, "1")) for name in ("colspan", "rowspan")]
    wide, high = (int(each) if each.isdecimal() else 1 for each in found)
    return min(max(wide, 1), MAX_COLUMNS), max(high, 1)


def number_pictures(table: Tag, notes: Counter) -> None:
    """Writes `[ảnh 1]` into cells with pictures; the pictures themselves come after the table."""
    for picture in table.find_all("img"):
        notes["img"] += 1
        picture.insert_after(f" {_('[ảnh %d]') % notes['img']} ")


def read_cell(cell: Tag, read: Callable[[str], str]) -> str:
    """The text of a cell on one line, with list markers, and the cells of nested tables separated."""
    for each in cell.find_all(["ol", "ul"]):
        for tag, item in read_items(each, 0):
            tag.insert(0, "" if item.is_text else f"{item.marker or '-'} ")
    for inner in cell.find_all(["td", "th"]):
        if inner.find_next_sibling(["td", "th"]):
            inner.append(" · ")
        elif inner.parent.find_next_sibling("tr"):
            inner.append("; ")
    for block in cell.find_all(_blocks):
        block.insert_before(" ")
        block.insert_after(" ")
    text = " ".join(read(cell.get_text()).split())
    return text.replace(" ; ", "; ") if cell.find("table") else text
