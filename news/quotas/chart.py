"""A year of one row as a bar chart: SVG drawn on the server, beside a table of the same."""

from __future__ import annotations

from dataclasses import dataclass

from news.quotas.matrix import Row

WIDTH, HEIGHT = 720, 160  # units of the drawing, which is stretched over its box
TOP = 8
GAP = 0.28  # of a period's width, kept free beside a bar
LINES = 4  # across the drawing, at most


@dataclass(frozen=True)
class Bar:
    """One period: where its bar stands and the mark of what is owed."""

    x: float
    y: float
    width: float
    height: float
    owed_y: float
    standing: str

    @property
    def end(self) -> float:
        return round(self.x + self.width, 1)


@dataclass(frozen=True)
class Chart:
    """What the template draws; the numbers are written under it and in the table."""

    width: int
    height: int
    bars: list[Bar]
    lines: list[float]


def draw(row: Row) -> Chart:
    """The row's chart; a period without an account has no bar."""
    accounts = [cell.account for cell in row.cells if cell.account]
    top = max([1, *(max(account.done, account.owed) for account in accounts)])

    def height_of(value: int) -> float:
        return round(HEIGHT - value / top * (HEIGHT - TOP), 1)

    wide = WIDTH / len(row.cells)
    gap = GAP * WIDTH / 12  # the same between quarters as between months
    bars = [
        Bar(
            x=round(number * wide + gap / 2, 1),
            y=height_of(cell.account.done),
            width=round(wide - gap, 1),
            height=round(HEIGHT - height_of(cell.account.done), 1),
            owed_y=height_of(cell.account.owed),
            standing=cell.standing,
        )
        for number, cell in enumerate(row.cells)
        if cell.account
    ]
    return Chart(WIDTH, HEIGHT, bars, [height_of(value) for value in range(0, top + 1, -(-top // LINES))])
