"""What an editor should know before publishing: where the table contradicts itself. Nothing is repaired."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rankings.editions import Edition
from rankings.figures import count_decimals, format_figure, format_number
from rankings.rows import CriterionScore
from rankings.tables import set_grades

MAX_SLIP = 3  # places missing in a row
MIN_SYSTEMATIC = 4  # units with the same contradiction, more than half of all: the method differs, not the figures
MIN_DIFFERENCE = 1e-4  # what statistics programs round away in data with seven decimals


@dataclass
class Contradiction:
    """One contradiction; `published` and `computed` as text if there are two values."""

    unit: str
    message: str
    published: str = ""
    computed: str = ""


def is_different(published: str, computed: float) -> bool:
    """Whether the computed number, rounded as the published one is, is another."""
    half = 0.5 * 10 ** -count_decimals(published)
    return abs(float(published) - computed) > max(half, MIN_DIFFERENCE) + 1e-9


def find_contradictions(edition: Edition) -> list[Contradiction]:
    """All contradictions of the table, in its order, one that most units share once; a fixed number of queries."""
    rows = set_grades(list(edition.rows.derived().order_by("order", "pk")))
    sums = get_sums_of_criteria(edition) if edition.criteria_add_up else {}
    found = []
    for row in rows:
        found += find_in_row(row, sums.get(row.pk), edition)
    found += find_in_criteria(edition)
    found = join_systematic(found, len(rows))
    return [*found, *find_rank_gaps(rows), *find_wrong_numbers(edition, rows)]


def join_systematic(found: list[Contradiction], number: int) -> list[Contradiction]:
    """One warning in place of those that more than half of the units share: PCI is weighted, so that no total is the
    sum of its criteria. Where weights are known the sums count them, and a difference is one again."""
    units: dict[str, set[str]] = {}
    for warning in found:
        units.setdefault(warning.message, set()).add(warning.unit)
    systematic = {
        message: len(names)
        for message, names in units.items()
        if len(names) >= MIN_SYSTEMATIC and len(names) > number / 2
    }
    joined = []
    for warning in found:
        if warning.message not in units:
            continue
        if warning.message not in systematic:
            joined.append(warning)
            continue
        values = {"message": warning.message, "number": systematic[warning.message], "all": number}
        text = _("%(message)s ở %(number)s trên %(all)s đơn vị: có thể do cách tính (như trọng số), không do số sai")
        joined.append(Contradiction("", text % values))
        del units[warning.message]
    return joined


def find_in_row(row, added: float | None, edition) -> list[Contradiction]:
    found = []
    if row.score is not None and added is not None and is_different(row.score_text, added):
        found.append(make_contradiction(row, _("Tổng điểm khác tổng các tiêu chí"), row.score_text, added))
    has_both = row.percent is not None and row.percent_computed is not None
    if has_both and is_different(row.percent_text, row.percent_computed):
        found.append(
            make_contradiction(row, _("Tỷ lệ khác điểm chia cho điểm tối đa"), row.percent_text, row.percent_computed)
        )
    if row.rank is not None and row.place_computed is not None and row.rank != row.place_computed:
        found.append(make_contradiction(row, _("Thứ hạng khác thứ tự theo điểm"), str(row.rank), row.place_computed))
    if row.grade and row.grade_computed and row.grade.casefold() != row.grade_computed.casefold():
        found.append(Contradiction(row.name, _("Xếp loại khác mức của kỳ này"), row.grade, row.grade_computed))
    for name in ("score", "self_score"):
        value, highest = getattr(row, name), row.maximum if row.maximum is not None else edition.highest
        if value is not None and highest is not None and value > highest + 1e-9:
            found.append(make_contradiction(row, _("Điểm vượt điểm tối đa"), getattr(row, f"{name}_text"), highest))
    return found


def make_contradiction(row, message: str, published: str, computed: float) -> Contradiction:
    return Contradiction(row.name, message, format_figure(published), format_figure(format_number(computed, 4)))


def get_sums_of_criteria(edition) -> dict[int, float]:
    """By row the sum of what it got for criteria of the first level, or else of the second."""
    tops, parts = {}, {}
    scores = CriterionScore.objects.filter(criterion__edition=edition, value__isnull=False)
    for row, value, weight, parent in scores.values_list("row", "value", "criterion__weight", "criterion__parent"):
        sums = tops if parent is None else parts
        sums[row] = sums.get(row, 0) + value * (1 if weight is None else weight)
    return {**parts, **tops}


def find_in_criteria(edition) -> list[Contradiction]:
    """Scores beyond the maximum of their criterion; criteria that are not the sum of their parts."""
    found, parts, wholes = [], {}, {}
    scores = CriterionScore.objects.filter(criterion__edition=edition, value__isnull=False)
    for score in scores.select_related("criterion", "row").order_by("row__order", "criterion__order"):
        criterion = score.criterion
        if criterion.maximum is not None and score.value > criterion.maximum + 1e-9:
            message = _("Điểm “%(criterion)s” vượt điểm tối đa") % {"criterion": criterion.name}
            found.append(make_contradiction(score.row, message, score.text, criterion.maximum))
        if criterion.parent_id is None:
            wholes[score.row_id, criterion.pk] = score
        else:
            key = score.row_id, criterion.parent_id
            parts[key] = parts.get(key, 0) + score.value
    if edition.criteria_add_up:
        for key, score in wholes.items():
            if key in parts and is_different(score.text, parts[key]):
                message = _("Điểm “%(criterion)s” khác tổng các thành phần") % {"criterion": score.criterion.name}
                found.append(make_contradiction(score.row, message, score.text, parts[key]))
    return found


def find_rank_gaps(rows: list) -> list[Contradiction]:
    """Places nobody has though ties do not explain it, and ties that the next place does not allow for.

    A long gap is an excerpt, not a slip; a table that does not begin at 1 is one too.
    """
    counts: dict[int, int] = {}
    for row in rows:
        if row.rank is not None:
            counts[row.rank] = counts.get(row.rank, 0) + 1
    if 1 not in counts:
        return []
    found, expected, before = [], 1, 0
    for place in sorted(counts):
        if expected < place <= expected + MAX_SLIP:
            missing = ", ".join(map(str, range(expected, place)))
            found.append(Contradiction("", _("Không có đơn vị nào ở hạng %(places)s") % {"places": missing}))
        elif place < expected:
            message = _("Sau %(number)s đơn vị đồng hạng %(place)s phải là hạng %(next)s")
            values = {"number": counts[before], "place": before, "next": expected}
            found.append(Contradiction("", message % values, str(place), str(expected)))
        expected, before = place + counts[place], place
    return found


def find_wrong_numbers(edition, rows: list) -> list[Contradiction]:
    ranked = [row for row in rows if row.total is not None or row.rank is not None]
    if edition.number_ranked and len(ranked) > edition.number_ranked:
        message = _("Bảng có nhiều đơn vị hơn số được xếp hạng")
        return [Contradiction("", message, str(edition.number_ranked), str(len(ranked)))]
    if rows and not any(row.unit_id for row in rows):
        return [Contradiction("", _("Không dòng nào được nối với một đơn vị trong danh mục"))]
    return []
