"""Views per day as bars, drawn on the server; a table of the same numbers always stands beside them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from math import ceil

WIDTH, HEIGHT = 720, 160  # of the drawing, without its labels
MAX_LABELS = 8  # days named below the bars


@dataclass(frozen=True)
class Bar:
    """One day's bar; sizes in the units of the drawing (WIDTH × HEIGHT)."""

    day: datetime.date
    number: int
    x: float
    y: float
    width: float
    height: float
    is_named: bool


@dataclass(frozen=True)
class Chart:
    """A bar for each day of a period, also for days without views; `top` is the number of the highest bar."""

    bars: list[Bar]
    top: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def total(self) -> int:
        return sum(bar.number for bar in self.bars)

    @property
    def newest_first(self) -> list[Bar]:
        return self.bars[::-1]


def build_chart(numbers: dict[datetime.date, int], first: datetime.date, last: datetime.date) -> Chart:
    """The chart from `first` to `last`, both included."""
    days = [first + datetime.timedelta(days=number) for number in range((last - first).days + 1)]
    top = max([numbers.get(day, 0) for day in days] + [1])
    step = WIDTH / max(1, len(days))
    every = max(1, ceil(len(days) / MAX_LABELS))
    bars = []
    for place, day in enumerate(days):
        number = numbers.get(day, 0)
        height = round(HEIGHT * number / top, 1)
        x, width = round(place * step, 2), round(step * 0.8, 2)
        bars.append(Bar(day, number, x, HEIGHT - height, width, height, is_named=place % every == 0))
    return Chart(bars, top)
