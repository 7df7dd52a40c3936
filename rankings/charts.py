"""Charts as plain geometry; the templates write them as SVG.

Everything is measured in percent of the drawing and in em of its text, so that labels keep the reader's text size on
any screen: a viewBox would shrink them with the width. Colours and dashes are classes of the stylesheet.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, field

from rankings.figures import format_figure, format_number

MAX_LABELLED_BARS = 15
YEAR_LABELS = 6
LEFT, RIGHT, TOP, BOTTOM = 11.0, 96.0, 8.0, 86.0  # the plot inside the drawing, percent


@dataclass
class Bar:
    """A bar: where it starts and how long it is, percent; `mark`: a value to compare with, percent."""

    label: str
    value: str
    start: float
    length: float
    in_focus: bool = False
    mark: float | None = None


@dataclass
class BarChart:
    """Bars that lie, each under its label; or, when there are many, columns that stand, the outstanding labelled."""

    bars: list[Bar]
    unit_width: float = 0
    standing: bool = False

    @property
    def columns(self) -> str:
        return self.build_path([bar for bar in self.bars if not bar.in_focus])

    @property
    def columns_in_focus(self) -> str:
        return self.build_path([bar for bar in self.bars if bar.in_focus])

    def build_path(self, bars: list[Bar]) -> str:
        """Columns as one path, in hundredths of the drawing; a rectangle each would double the page."""
        width = self.unit_width
        return "".join(f"M{bar.mark:g} {bar.start:g}h{width:g}v{bar.length:g}h-{width:g}z" for bar in bars)

    @property
    def labelled(self) -> list[Bar]:
        """Of standing bars: those in focus, or else the first and the last."""
        return [bar for bar in self.bars if bar.in_focus][:6] or [self.bars[0], self.bars[-1]]


def round_part(value: float) -> float:
    return round(value, 2)


def build_bars(lines: list) -> BarChart | None:
    """The scores of an edition's lines; None if fewer than two have one."""
    scored = [line for line in lines if line.total is not None]
    if len(scored) < 2:
        return None
    low = min(0.0, *(line.total for line in scored))
    span = max(0.0, *(line.total for line in scored)) - low
    if span == 0:
        return None
    zero = -low / span * 100
    bars = []
    for line in scored:
        length = abs(line.total) / span * 100
        start = zero if line.total >= 0 else zero - length
        label = f"{line.place}. {line.row.name}" if line.place else line.row.name
        bars.append(Bar(label, line.score_shown, round_part(start), round_part(length), line.in_focus))
    if len(bars) <= MAX_LABELLED_BARS:
        return BarChart(bars)
    return build_columns(bars)


def build_columns(bars: list[Bar]) -> BarChart:
    """The bars as columns: `mark` becomes the place from the left, the start is measured from the top."""
    width = 100 / len(bars)
    for order, bar in enumerate(bars):
        bar.mark = round_part(order * width)
        bar.start, bar.length = round_part(100 - bar.start - bar.length), bar.length
    return BarChart(bars, unit_width=round_part(width * 0.76), standing=True)


def build_criteria_bars(lines: list) -> BarChart | None:
    """The scores of a row's criteria of the first level as parts of the maximum, with the mean of the edition."""
    bars = []
    for line in lines:
        maximum = line.criterion.maximum
        if line.criterion.parent_id or line.value is None or not maximum or line.value < 0:
            continue
        mark = None if line.mean is None else round_part(min(100.0, max(0.0, line.mean / maximum * 100)))
        value = f"{line.score_shown} / {line.maximum_shown}"
        bars.append(Bar(line.criterion.name, value, 0, round_part(min(100.0, line.value / maximum * 100)), False, mark))
    return BarChart(bars) if bars else None


@dataclass
class Point:
    x: float
    y: float
    label: str


@dataclass
class Curve:
    """One unit's line: points, and the pieces between those that may be joined."""

    name: str
    order: int
    points: list[Point] = field(default_factory=list)
    pieces: list[tuple[Point, Point]] = field(default_factory=list)


@dataclass
class LineChart:
    curves: list[Curve]
    years: list[tuple[float, str]]
    levels: list[tuple[float, str]]
    breaks: list[tuple[float, str]]


def build_lines(editions: list, series: list[tuple[str, dict[int, float]]]) -> LineChart | None:
    """Values by edition (oldest first) and unit. Joined only between neighbouring editions without a break.

    None if fewer than two editions have a value.
    """
    values = [value for _name, by_edition in series for value in by_edition.values()]
    shown_editions = [edition for edition in editions if any(edition.pk in by_edition for _name, by_edition in series)]
    if len(shown_editions) < 2:
        return None
    x_of, labels = build_horizontal_scale(shown_editions)
    y_of, levels = build_vertical_scale(min(values), max(values))
    curves = []
    for order, (name, by_edition) in enumerate(series, start=1):
        curve, before = Curve(name, order), None
        for edition in shown_editions:
            value = by_edition.get(edition.pk)
            point = (
                None if value is None else Point(x_of[edition.pk], y_of(value), format_figure(format_number(value, 2)))
            )
            if point:
                curve.points.append(point)
                if before and not edition.series_break:
                    curve.pieces.append((before, point))
            before = point
        if curve.points:
            curves.append(curve)
    breaks = [
        (round_part(x_of[edition.pk] - (x_of[edition.pk] - x_of[before.pk]) / 2), edition.short_title)
        for before, edition in itertools.pairwise(shown_editions)
        if edition.series_break
    ]
    return LineChart(curves, labels, levels, breaks)


def build_horizontal_scale(editions: list) -> tuple[dict[int, float], list[tuple[float, str]]]:
    """Place of each edition by its period, and some labels, the last always among them."""
    first, last = editions[0].position, editions[-1].position
    x_of = {e.pk: round_part(LEFT + (e.position - first) / ((last - first) or 1) * (RIGHT - LEFT)) for e in editions}
    labels, room = [], (RIGHT - LEFT) / YEAR_LABELS
    for edition in reversed(editions):
        if not labels or labels[-1][0] - x_of[edition.pk] >= room:
            labels.append((x_of[edition.pk], edition.short_title))
    return x_of, labels


def build_vertical_scale(low: float, high: float):
    """A function from value to height, and about four round levels around the values."""
    step = 10 ** math.floor(math.log10((high - low) or abs(high) or 1))
    step = next(step * part for part in (0.25, 0.5, 1, 2.5, 5) if ((high - low) or step) / (step * part) <= 4)
    bottom, top = math.floor(low / step) * step, math.ceil(high / step) * step
    top = top if top > bottom else bottom + step
    count = round((top - bottom) / step)

    def y_of(value: float) -> float:
        return round_part(BOTTOM - (value - bottom) / (top - bottom) * (BOTTOM - TOP))

    levels = [bottom + index * step for index in range(count + 1)]
    return y_of, [(y_of(level), format_figure(format_number(level, 4))) for level in levels]
