"""What is common to records whose tables come as rows: their cells as one text, and the pieces stored of a row."""

from __future__ import annotations

from typing import Any

from procedures.reading import values
from procedures.reading.cells import UNIT_WORDS, WAY_WORDS

LEVEL_WORDS = "(?i:Cấp (?:bộ|tỉnh|huyện|xã)|Cơ quan khác|Không có thông tin)"


def sort_longest_first(names: list[str]) -> list[str]:
    """Names so that none is looked for inside a longer one: "Doanh nghiệp" in "Doanh nghiệp Việt Nam"."""
    return sorted(names, key=len, reverse=True)


def read_way(written: Any) -> tuple[str, str]:
    """The way of handing in, and the words of the cell if they say more than that, or another way."""
    line = values.parse_line(written)
    return values.parse_way(line), "" if values.is_way(line) else line


def join_cells(rows: Any, names: tuple[str, ...]) -> str:
    """The cells of all rows, one a line, in the order of the columns."""
    return "\n".join(cell for row in rows or [] for name in names if (cell := values.parse_text(row.get(name))))


def get_channel_pieces(row: dict[str, Any]) -> list[str | tuple[str, ...]]:
    """What the source wrote for a stored channel: its description may hold words of the first cell, too."""
    ways = tuple(
        word for word in (*WAY_WORDS, "Bưu chính", "Dịch vụ bưu chính") if values.parse_way(word) == row["way"]
    )
    fees = [str(piece) for fee in row["fees"] for piece in (fee["amount"], fee["note"]) if piece not in {None, ""}]
    return [ways, get_time_piece(row), *fees, *row["description"].split("\n")]


def get_time_piece(row: dict[str, Any]) -> str | tuple[str, ...]:
    """The time limit in all the words the source may have had for it."""
    if row["time_amount"] is None:
        return row["time_text"]
    words = sorted((word for word in UNIT_WORDS if values.parse_unit(word) == row["time_unit"]), key=len, reverse=True)
    spellings = [case for word in words or [""] for case in (word, word.lower(), word.upper())]
    return tuple(f"{row['time_amount']} {word}{row['time_text']}" for word in spellings)


def get_paper_pieces(item: dict[str, Any]) -> list[str]:
    """What the source wrote for a stored paper."""
    return [*item["name"].split("\n"), item["form_url"] or item["form_name"]]
