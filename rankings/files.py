"""An edition as a file: `.csv` for spreadsheets, `.json` with all that is known about each number."""

from __future__ import annotations

import csv
import io

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _

from foundations.spreadsheets.exports import BYTE_ORDER_MARK, disarm_formula
from rankings.embeds import find_edition
from rankings.rows import FIGURES, CriterionScore
from rankings.tables import Choice, Table

COLUMNS = {
    "rank_text": _("Thứ hạng"),
    "name": _("Đơn vị"),
    "self_score_text": _("Điểm tự chấm"),
    "score_text": _("Điểm"),
    "maximum_text": _("Điểm tối đa"),
    "percent_text": _("Tỷ lệ %"),
    "grade": _("Nhóm, xếp loại"),
    "previous_text": _("Điểm kỳ trước"),
    "previous_rank_text": _("Hạng kỳ trước"),
    "note": _("Ghi chú"),
}


def render_file(request, path: str, kind: str) -> HttpResponse:
    """`/xep-hang/papi/2024.csv`, `.json`: the edition at that path, narrowed as the page would be."""
    page = find_edition(request, path)
    table = Table(page, Choice.parse(request.GET))
    response = render_csv(page, table) if kind == "csv" else render_json(page, table, request)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Link"] = f'<{page.get_full_url(request)}>; rel="canonical"'
    return response


def get_scores(page) -> dict[int, dict[int, str]]:
    """Texts of the criteria by row and criterion."""
    found: dict[int, dict[int, str]] = {}
    scores = CriterionScore.objects.filter(criterion__edition=page)
    for row, criterion, text in scores.values_list("row", "criterion", "text"):
        found.setdefault(row, {})[criterion] = text
    return found


def build_published_table(page, rows: list) -> tuple[list[str], list[list[str]]]:
    """Heading and cells as published, without anything derived; only columns that hold something."""
    names = [name for name in COLUMNS if name == "name" or any(getattr(row, name) for row in rows)]
    criteria, scores = list(page.criteria.all()), get_scores(page)
    criteria = [each for each in criteria if any(each.pk in found for found in scores.values())]
    heading = [*(str(COLUMNS[name]) for name in names), *(each.name for each in criteria)]
    cells = [
        [*(getattr(row, name) for name in names), *(scores.get(row.pk, {}).get(each.pk, "") for each in criteria)]
        for row in rows
    ]
    return heading, cells


def render_csv(page, table: Table) -> HttpResponse:
    """Numbers with a decimal point; opens in a Vietnamese Excel with its letters right."""
    heading, cells = build_published_table(page, [line.row for line in table.lines])
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow([disarm_formula(text) for text in heading])
    writer.writerows([[make_safe(text) for text in row] for row in cells])
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{page.index.slug}-{page.slug}.csv"'
    return response


def make_safe(text: str) -> str:
    """A negative number stays a number; any other text that a spreadsheet would run is made inert."""
    return text if text.removeprefix("-").replace(".", "", 1).isdigit() else disarm_formula(text)


def render_json(page, table: Table, request) -> JsonResponse:
    """What was published (texts as printed, with a decimal point), what follows from it, and the source."""
    scores, criteria = get_scores(page), list(page.criteria.all())
    codes = {each.pk: each.code for each in criteria}
    data = {
        "title": page.title,
        "url": page.get_full_url(request),
        "index": {
            "title": page.index.title,
            "short_name": page.index.short_name,
            "publisher": page.index.publisher,
            "higher_is_better": page.index.higher_is_better,
            "scale_max": page.highest,
        },
        "year": page.year,
        "period": page.period,
        "scope": page.scope,
        "number_ranked": page.number_ranked,
        "series_break": page.series_break,
        "break_note": page.break_note,
        "decision": page.decision_number,
        "published": page.decision_date and page.decision_date.isoformat(),
        "source": page.source,
        "source_url": page.source_url,
        "licence": page.index.licence,
        "notes": page.notes,
        "grades": [{"name": grade.name, "minimum_percent": grade.minimum} for grade in page.grades.all()],
        "criteria": [
            {
                "code": each.code,
                "name": each.name,
                "parent": codes.get(each.parent_id),
                "maximum": each.maximum,
                "weight": each.weight,
            }
            for each in criteria
        ],
        "rows": [build_json_row(line, scores.get(line.row.pk, {}), codes) for line in table.lines],
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})


def build_json_row(line, scores: dict[int, str], codes: dict[int, str]) -> dict:
    row = line.row
    published = {name: getattr(row, f"{name}_text") for name in FIGURES if getattr(row, f"{name}_text")}
    derived = {
        "score": line.total if line.score_is_computed else None,
        "percent": row.percent_computed if not row.percent_text else None,
        "rank": row.place_computed if row.rank is None else None,
        "grade": row.grade_computed if not row.grade else None,
        "score_change": line.difference,
        "rank_change": line.rise,
    }
    return {
        "unit": row.name,
        "slug": row.slug,
        "published": {**published, **({"grade": row.grade} if row.grade else {})},
        "derived": {name: value for name, value in derived.items() if value is not None},
        "criteria": {codes[pk]: text for pk, text in scores.items()},
        "note": row.note,
        "errata": [
            {"figure": e.figure, "old": e.old, "new": e.new, "reason": e.reason, "date": e.date.isoformat()}
            for e in row.errata.all()
        ],
    }
