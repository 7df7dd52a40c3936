"""A year of one row as a bar chart: SVG drawn on the server, beside a table of the same."""

from __future__ import annotations

from dataclasses import dataclass

from news.quotas.matrix import Row

WIDTH, HEIGHT = 720, 220  # units of the drawing, which scales with its box
LEFT, TOP, BOTTOM = 32, 16, 34
GAP = 0.28  # of a month's width, kept free beside a bar


@dataclass(frozen=True)
class Bar:
    """One period: where its bar and the mark of what is owed stand, and what is written at it."""

    x: float
    y: float
    width: float
    height: float
    owed_y: float
    middle: float
    label_y: float
    done: int
    label: str
    standing: str

    @property
    def end(self) -> float:
        return round(self.x + self.width, 1)


@dataclass(frozen=True)
class Chart:
    """What the template draws."""

    width: int
    height: int
    floor: int
    left: int
    bars: list[Bar]
    ticks: list[tuple[float, int]]  # height on the drawing, value


def draw(row: Row) -> Chart:
    """The row's chart; a period without an account has no bar."""
    top = max([1, *(max(cell.account.done, cell.account.owed) for cell in row.cells if cell.account)])
    floor, tall = HEIGHT - BOTTOM, HEIGHT - BOTTOM - TOP
    month = (WIDTH - LEFT) / 12
    bars = []
    for cell in row.cells:
        x = LEFT + (cell.period.first.month - 1) * month
        wide = cell.period.cycle.months * month
        if cell.account is None:
            continue
        high = cell.account.done / top * tall
        bars.append(
            Bar(
                x=round(x + month * GAP / 2, 1),
                y=round(floor - high, 1),
                width=round(wide - month * GAP, 1),
                height=round(high, 1),
                owed_y=round(floor - cell.account.owed / top * tall, 1),
                middle=round(x + wide / 2, 1),
                label_y=round(floor - high - 4, 1),
                done=cell.account.done,
                label=cell.period.short,
                standing=cell.standing,
            )
        )
    step = -(-top // 4)
    ticks = [(round(floor - value / top * tall, 1), value) for value in range(0, top + 1, step)]
    return Chart(WIDTH, HEIGHT, floor, LEFT, bars, ticks)
