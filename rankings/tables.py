"""An edition's table as readers see it: what was published, what follows, narrowed and ordered as they chose."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Avg, Max, Q

from foundations.vietnamese.folding import fold
from rankings.editions import Edition, GradeThreshold
from rankings.figures import format_figure, format_number
from rankings.rows import Criterion, Row

SORTS = {
    "hang": lambda line: (line.place is None, line.place or 0, line.row.sort_key),
    "ten": lambda line: line.row.sort_key,
    "diem": lambda line: (line.total is None, line.total or 0, line.row.sort_key),
    "thay-doi": lambda line: (line.rise is None, -(line.rise or 0), line.row.sort_key),
}
MAX_WORDS_LENGTH = 200
MAX_EMBEDDED_ROWS = 500


class RegionLabel(NamedTuple):
    """A region as a table names it."""

    name: str
    slug: str


@dataclass
class Line:
    """A row with what readers see of it. `rise`: places won against the previous edition, lost ones negative."""

    row: Row
    decimals: int | None
    previous_total: float | None = None
    previous_place: int | None = None
    compared_with: str = ""  # where that is not the edition of the year before

    @property
    def place(self):
        return self.row.place

    @property
    def total(self):
        return self.row.total

    @property
    def region(self) -> RegionLabel | None:
        return RegionLabel(self.row.region_name, self.row.region_slug) if self.row.region_slug else None

    @property
    def in_focus(self) -> bool:
        return self.row.in_focus

    @property
    def rise(self):
        return None if self.place is None or self.previous_place is None else self.previous_place - self.place

    @property
    def fall(self):
        return -self.rise

    @property
    def difference(self) -> float | None:
        """Points won against the previous edition."""
        if self.total is None or self.previous_total is None:
            return None
        return round(self.total - self.previous_total, 6)

    @property
    def difference_shown(self) -> str:
        text = format_figure(format_number(self.difference), 2 if self.decimals is None else self.decimals)
        return f"+{text}" if self.difference and self.difference > 0 else text.replace("-", "−")

    @property
    def score_shown(self) -> str:
        """The score as published, or the sum of the criteria; both in the reader's language."""
        return format_figure(self.row.score_text or format_number(self.total), self.decimals)

    @property
    def score_is_computed(self) -> bool:
        return not self.row.score_text and self.total is not None

    @property
    def percent_shown(self) -> str:
        return format_figure(
            self.row.percent_text or format_number(self.row.percent_computed), None if self.row.percent_text else 1
        )

    @property
    def self_score_shown(self) -> str:
        return format_figure(self.row.self_score_text)

    @property
    def maximum_shown(self) -> str:
        return format_figure(self.row.maximum_text)

    @property
    def place_is_computed(self) -> bool:
        return self.row.rank is None and self.place is not None


@dataclass
class Choice:
    """What the reader asked of a table, by the address. Anything unknown counts as not asked."""

    sort: str = "hang"
    reverse: bool = False
    region: str = ""
    grade: str = ""
    words: str = ""
    opened: str = ""
    units: list[str] = field(default_factory=list)

    @classmethod
    def parse(cls, parameters) -> Choice:
        """From a request's GET."""
        sort = parameters.get("sap-xep", "")
        name = sort.removeprefix("-")
        return cls(
            sort=name if name in SORTS else "hang",
            reverse=sort.startswith("-") and name in SORTS,
            region=parameters.get("vung", "")[:MAX_WORDS_LENGTH],
            grade=parameters.get("nhom", "")[:MAX_WORDS_LENGTH],
            words=parameters.get("tim", "")[:MAX_WORDS_LENGTH].strip(),
            opened=parameters.get("mo", "")[:MAX_WORDS_LENGTH],
            units=[slug[:MAX_WORDS_LENGTH] for slug in parameters.getlist("don-vi")][:20],
        )

    @property
    def narrows(self) -> bool:
        return bool(self.region or self.grade or self.words or self.units)


class Table:
    """The lines of an edition; a fixed number of queries, however many rows."""

    def __init__(self, edition: Edition, choice: Choice):
        self.edition, self.choice = edition, choice
        rows = edition.rows.derived().with_region_and_focus(edition.get_focus()).select_related("unit").by_place()
        self.rows = set_grades(list(rows.prefetch_related("errata")))
        before = self.get_previous_totals()
        self.all_lines = [Line(row, edition.index.decimals, *get_previous(row, before)) for row in self.rows]
        self.regions = sorted({line.region for line in self.all_lines if line.region})
        self.lines = sorted(filter(self.is_wanted, self.all_lines), key=SORTS[choice.sort], reverse=choice.reverse)

    def get_previous_totals(self) -> dict[str, tuple]:
        """Total and place of each row of the previous comparable edition, by key."""
        previous = self.edition.previous_edition
        if previous is None:
            return {}
        return {key: values for key, *values in previous.rows.derived().values_list("key", "total", "place")}

    def is_wanted(self, line: Line) -> bool:
        choice = self.choice
        return (
            (not choice.region or (line.region is not None and line.region.slug == choice.region))
            and (not choice.grade or line.row.grade_now == choice.grade)
            and (not choice.units or line.row.slug in choice.units)
            and all(word in fold(line.row.name) for word in fold(choice.words).split())
        )

    @property
    def grades(self) -> list[str]:
        """The grades that occur, best row first."""
        return list(dict.fromkeys(line.row.grade_now for line in self.all_lines if line.row.grade_now))

    @property
    def columns(self) -> set[str]:
        """Which columns have anything to show."""
        lines = self.all_lines
        tests = {
            "score": lambda line: line.score_shown,
            "self_score": lambda line: line.row.self_score_text,
            "maximum": lambda line: line.row.maximum_text,
            "percent": lambda line: line.row.percent_text or (line.row.maximum_text and line.row.percent_computed),
            "grade": lambda line: line.row.grade_now,
            "change": lambda line: line.rise is not None or line.difference is not None,
            "region": lambda line: line.region,
        }
        return {name for name, test in tests.items() if any(test(line) for line in lines)}

    @property
    def has_computed_places(self) -> bool:
        return any(line.place_is_computed for line in self.all_lines)

    @property
    def has_computed_scores(self) -> bool:
        return any(line.score_is_computed for line in self.all_lines)

    @property
    def errata(self) -> list[tuple]:
        return [(line.row, erratum) for line in self.lines for erratum in line.row.errata.all()]

    @property
    def rows_with_note(self) -> list:
        return [line.row for line in self.lines if line.row.note]

    def find_opened(self) -> tuple[Line | None, list]:
        """The line whose criteria are asked for, and these."""
        line = next((line for line in self.lines if line.row.slug == self.choice.opened), None)
        return line, get_criteria(self.edition, line.row) if line else []


def set_grades(rows: list) -> list:
    """The rows, each told what grade its percent reaches by the thresholds of its edition, and which is in force."""
    thresholds: dict[int, list] = {}
    of_editions = GradeThreshold.objects.filter(edition__in={row.edition_id for row in rows})
    for threshold in of_editions.order_by("-minimum"):
        thresholds.setdefault(threshold.edition_id, []).append(threshold)
    for row in rows:
        known = thresholds.get(row.edition_id, []) if row.percent_now is not None else []
        reached = (each.name for each in known if round(row.percent_now, 6) >= each.minimum)
        row.grade_computed = next(reached, "")
        row.grade_now = row.grade or row.grade_computed
    return rows


def get_previous(row: Row, before: dict[str, tuple]) -> tuple[float | None, int | None]:
    """Total and place before: as the publisher gave them for comparison, or else of the previous edition."""
    total, place = before.get(row.key, (None, None))
    return (
        row.previous if row.previous is not None else total,
        row.previous_rank if row.previous_rank is not None else place,
    )


@dataclass
class CriterionLine:
    """A criterion of a row: what it got, of how much, and the mean of the edition."""

    criterion: Criterion
    text: str
    value: float | None
    mean: float | None
    decimals: int | None
    is_sum: bool = False

    @property
    def score_shown(self) -> str:
        return format_figure(self.text, self.decimals)

    @property
    def mean_shown(self) -> str:
        return format_figure(format_number(self.mean), 2 if self.decimals is None else self.decimals)

    @property
    def maximum_shown(self) -> str:
        return format_figure(format_number(self.criterion.maximum))


def get_criteria(edition: Edition, row: Row) -> list[CriterionLine]:
    """The criteria of a row in their order; one without a score of its own has the sum of its parts."""
    own = Q(scores__row=row)
    criteria = edition.criteria.annotate(
        mean=Avg("scores__value"), value=Max("scores__value", filter=own), text=Max("scores__text", filter=own)
    )
    parts: dict[int, list] = {}
    for criterion in criteria:
        parts.setdefault(criterion.parent_id, []).append(criterion)
    found = []
    for criterion in criteria:
        text, value, mean = criterion.text or "", criterion.value, criterion.mean
        is_sum = criterion.text is None and criterion.pk in parts and edition.criteria_add_up
        if is_sum:
            value, mean = get_sum_of_parts(parts[criterion.pk])
            text = format_number(value)
        elif criterion.text is None:
            mean = None
        found.append(CriterionLine(criterion, text, value, mean, edition.index.decimals, is_sum))
    return found


def get_sum_of_parts(parts: list) -> tuple[float | None, float | None]:
    """The sums of a row's scores and of the means over the parts, each only if none is missing."""
    with_means = [part for part in parts if part.mean is not None]
    values = [part.value for part in with_means]
    complete = with_means and None not in values
    return (sum(values) if complete else None, sum(part.mean for part in with_means) if with_means else None)
