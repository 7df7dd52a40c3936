"""A matrix row as a bar chart: SVG drawn on the server, next to a table of the same numbers."""

from __future__ import annotations

from dataclasses import dataclass

from news.quotas.matrix import MatrixRow

WIDTH, HEIGHT = 720, 160  # SVG units
TOP_MARGIN = 8
GAP = 0.28  # share of a month's width left free between bars
MAX_LINES = 4  # horizontal grid lines


@dataclass(frozen=True)
class ChartBar:
    """The bar of one period; `owed_y` is the mark of what is owed. In SVG units."""

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
    """What the template draws: bars, and heights of grid lines."""

    width: int
    height: int
    bars: list[ChartBar]
    lines: list[float]


def draw_chart(row: MatrixRow) -> Chart:
    """The chart of the row; periods without an account have no bar."""
    accounts = [cell.account for cell in row.cells if cell.account]
    top = max([1, *(max(account.done, account.owed) for account in accounts)])

    def height_of(value: int) -> float:
        return round(HEIGHT - value / top * (HEIGHT - TOP_MARGIN), 1)

    wide = WIDTH / len(row.cells)
    gap = GAP * WIDTH / 12  # the same between quarters as between months
    bars = [
        ChartBar(
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
    return Chart(WIDTH, HEIGHT, bars, [height_of(value) for value in range(0, top + 1, -(-top // MAX_LINES))])
