"""Tables in the HTML of other programs, as our table block takes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bs4 import Tag

MOST_COLUMNS = 30
_number = re.compile(r"[-+−]?\d[\d.,\s]*%?|-|–|")


@dataclass
class Table:
    """Headings of the columns, rows of text, and the name."""

    headings: list[str]
    rows: list[list[str]] = field(default_factory=list)
    caption: str = ""

    def stored(self) -> dict:
        """As a typed table block stores it; columns of nothing but numbers are number columns."""
        kinds = [
            "number" if is_numeric([row[at] for row in self.rows]) else "text" for at, _ in enumerate(self.headings)
        ]
        columns = [{"type": kind, "heading": name} for kind, name in zip(kinds, self.headings, strict=True)]
        return {"columns": columns, "rows": [{"values": row} for row in self.rows], "caption": self.caption}


def is_numeric(cells: list[str]) -> bool:
    return any(cells) and all(_number.fullmatch(cell) for cell in cells)


def is_layout(table: Tag) -> bool:
    """Whether a table only places things: one row or column, or pictures, lists and other tables in it."""
    rows = own_rows(table)
    widest = max((len(row) for row in rows), default=0)
    return len(rows) < 2 or widest < 2 or widest > MOST_COLUMNS or table.find(["table", "img"]) is not None


def own_rows(table: Tag) -> list[list[Tag]]:
    rows = [row.find_all(["td", "th"], recursive=False) for row in table.find_all("tr")]
    return [row for row in rows if row]


def table_of(table: Tag, read: Callable[[str], str]) -> Table:
    """The table with its joined cells spread out: a text over several rows stands in each, over columns in the first.

    The first row gives the headings, as in every table that has been met.
    """
    grid: dict[tuple[int, int], str] = {}
    rows = own_rows(table)
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in grid:
                x += 1
            wide, high = spans(cell)
            text = cell_text(cell, read)
            for down in range(min(high, len(rows) - y)):
                for right in range(wide):
                    grid[y + down, x + right] = "" if right else text
            x += wide
    width = min(max(x for _, x in grid) + 1, MOST_COLUMNS)
    lines = [[grid.get((y, x), "") for x in range(width)] for y in range(len(rows))]
    headings, *body = [line for line in lines if any(line)] or [[""] * width]
    name = table.find("caption")
    return Table(headings, body, cell_text(name, read) if name else "")


def spans(cell: Tag) -> tuple[int, int]:
    found = [str(cell.get(name, "1")) for name in ("colspan", "rowspan")]
    wide, high = (int(each) if each.isdecimal() else 1 for each in found)
    return min(max(wide, 1), MOST_COLUMNS), max(high, 1)


def cell_text(cell: Tag, read: Callable[[str], str]) -> str:
    return " ".join(read(cell.get_text(" " if cell.find(["p", "br", "div"]) else "")).split())
