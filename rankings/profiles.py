"""One unit through the years and indices; several units side by side."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from foundations.units.models import Unit
from rankings import charts
from rankings.editions import Edition, EditionQuerySet
from rankings.indices import Index
from rankings.rows import CriterionScore, Row
from rankings.tables import Line, get_criteria, get_previous, set_grades

MAX_COMPARED = 6


@dataclass
class Series:
    """An index for one kind of units, its editions latest first, and for each the lines of the units asked for."""

    index: Index
    scope: str
    editions: list = field(default_factory=list)
    lines: dict[tuple[int, int], Line] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return f"{self.index.slug}.{self.scope}"

    def get_line(self, edition, unit: Unit) -> Line | None:
        return self.lines.get((edition.pk, unit.pk))

    def build_entries(self, units: list[Unit]) -> list[tuple]:
        """Each edition in which any of the units stands, with the line of each unit or None."""
        rows = [(edition, [self.get_line(edition, unit) for unit in units]) for edition in self.editions]
        return [(edition, lines) for edition, lines in rows if any(lines)]

    def build_chart(self, units: list[Unit]):
        values = {
            unit: {edition.pk: line.total for edition in self.editions if (line := self.get_line(edition, unit))}
            for unit in units
        }
        named = [
            (unit.short_name or unit.name, {pk: total for pk, total in found.items() if total is not None})
            for unit, found in values.items()
        ]
        return charts.build_lines(list(reversed(self.editions)), named)


def find_series(units: list[Unit], editions: EditionQuerySet) -> list[Series]:
    """All in which the units stand, of editions with the latest first; in three queries whatever their number."""
    by_series: dict[tuple, Series] = {}
    of_edition: dict[int, tuple[Series, Edition]] = {}
    for edition in editions:
        key = (edition.index_id, edition.scope, edition.period[0])
        series = by_series.setdefault(key, Series(edition.index, edition.scope))
        series.editions.append(edition)
        of_edition[edition.pk] = (series, edition)
    theirs = Row.objects.filter(unit__in=units).values("edition")
    rows = Row.objects.filter(edition__in=theirs).derived().only_keys([f"don-vi-{unit.pk}" for unit in units])
    for row in set_grades(list(rows.prefetch_related("errata"))):
        if row.edition_id in of_edition:
            series, row.edition = of_edition[row.edition_id]
            series.lines[row.edition_id, row.unit_id] = Line(row, series.index.decimals)
    found = [series for series in by_series.values() if series.lines]
    for series in found:
        compare_with_before(series, units)
    return found


def build_blocks(found: list[Series], units: list[Unit]) -> list[dict]:
    """Each series with its table and its chart, for the template."""
    return [
        {"series": series, "entries": series.build_entries(units), "chart": series.build_chart(units)}
        for series in found
    ]


def compare_with_before(series: Series, units: list[Unit]) -> None:
    """Tells each line the total and place of the edition before, unless a break lies between."""
    for edition, before in zip(series.editions, [*series.editions[1:], None], strict=True):
        for unit in units:
            line = series.get_line(edition, unit)
            if line is None:
                continue
            old = None if before is None or edition.series_break else series.get_line(before, unit)
            known = {line.row.key: (old.total, old.place)} if old else {}
            line.previous_total, line.previous_place = get_previous(line.row, known)
            if known and edition.year - before.year > 1:
                line.compared_with = before.short_title


def render_profile(hub, request, slug):
    """The page of one unit. 404 if it stands in no readable edition."""
    unit = get_object_or_404(Unit, slug=slug)
    found = find_series([unit], hub.get_editions())
    if not found:
        raise Http404(_("Đơn vị này chưa có trong kỳ xếp hạng nào."))
    blocks = build_blocks(found, [unit])
    blocks.sort(key=lambda block: block["series"].index.path)
    latest = find_latest_with_criteria(found, unit)
    criteria = get_criteria(latest.row.edition, latest.row) if latest else []
    context = {
        "page": hub,
        "unit": unit,
        "units": [unit],
        "title": unit.name,
        "crumbs": [(hub.get_url(request), hub.title)],
        "blocks": blocks,
        "latest": latest,
        "criteria": criteria,
        "criteria_chart": charts.build_criteria_bars(criteria),
        "current_successors": unit.find_current_successors(),
    }
    return render(request, "rankings/profile.html", context)


def find_latest_with_criteria(found: list[Series], unit: Unit) -> Line | None:
    """The unit's newest line whose edition has criteria."""
    lines = [line for series in found for edition in series.editions if (line := series.get_line(edition, unit))]
    having = set(CriterionScore.objects.filter(row__in=[line.row.pk for line in lines]).values_list("row", flat=True))
    lines = [line for line in lines if line.row.pk in having]
    return max(lines, key=lambda line: line.row.edition.position, default=None)


def render_comparison(hub, request):
    """Up to six units side by side in one index; `?don-vi=` once for each, `?chi-so=` the index."""
    indices = list(hub.get_indices())
    chosen_index = next((each for each in indices if each.slug == request.GET.get("chi-so")), None)
    slugs = list(dict.fromkeys(slug for slug in request.GET.getlist("don-vi") if slug and "\x00" not in slug))
    by_slug = {unit.slug: unit for unit in Unit.objects.filter(slug__in=slugs[:50])}
    units = [by_slug[slug] for slug in slugs if slug in by_slug][:MAX_COMPARED]
    editions = hub.get_editions()
    chosen = editions if chosen_index is None else editions.filter(index=chosen_index)
    found = find_series(units, chosen) if units else []
    blocks = build_blocks(sorted(found, key=lambda series: series.index.path), units)
    ranked = Row.objects.exclude(unit=None).filter(edition__in=editions)
    context = {
        "page": hub,
        "title": _("So sánh đơn vị"),
        "crumbs": [(hub.get_url(request), hub.title)],
        "indices": indices,
        "chosen_index": chosen_index,
        "units": units,
        "is_full": len(units) >= MAX_COMPARED,
        "ranked": Unit.objects.filter(pk__in=ranked.values("unit"))
        .exclude(pk__in=[unit.pk for unit in units])
        .alphabetical(),
        "blocks": blocks,
        "without": [(unit, [other.slug for other in units if other != unit]) for unit in units],
    }
    return render(request, "rankings/comparison.html", context)
