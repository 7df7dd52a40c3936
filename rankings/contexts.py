"""What the pages of rankings show, as contexts for their templates. Each takes the page, never its class."""

from __future__ import annotations

from django.db.models import Count

from rankings import charts
from rankings.addresses import build_query, get_addresses
from rankings.linked_data import build_dataset, build_description
from rankings.rows import Row
from rankings.sources import get_source
from rankings.tables import Choice, Table


def get_keys_in_focus(page) -> list[str]:
    """Keys of the rows of the units that the board marks."""
    return [f"don-vi-{pk}" for pk in set(page.get_focus().values_list("unit_id", flat=True))]


def build_hub_context(page) -> dict:
    """All indices with their latest editions, and where the units in focus stand in each."""
    indices = page.get_indices()
    editions = list(page.get_editions().filter(index__in=indices))
    latest: dict[int, list] = {}
    for edition in editions:
        latest.setdefault(edition.index_id, []).append(edition)
    newest = [found[0].pk for found in latest.values()]
    rows = Row.objects.filter(edition__in=newest).derived().only_keys(get_keys_in_focus(page))
    placed: dict[int, list] = {}
    for row in rows.select_related("unit"):
        placed.setdefault(row.edition_id, []).append(row)
    blocks = []
    for each in indices:
        found = latest.get(each.pk, [])
        blocks.append({"index": each, "editions": found, "rows": placed.get(found[0].pk, []) if found else []})
    return {"blocks": blocks}


def build_index_context(page, request) -> dict:
    """All editions of an index, latest first, with the first row of each and the units in focus."""
    editions = list(page.editions.readable().latest_first().annotate(rows_here=Count("rows")))
    for edition in editions:
        edition.index = page
    rows = Row.objects.filter(edition__in=editions).derived().only_keys(get_keys_in_focus(page)).select_related("unit")
    by_edition: dict[int, list] = {}
    series: dict[str, dict[int, float]] = {}
    for row in rows:
        by_edition.setdefault(row.edition_id, []).append(row)
        if row.total is not None:
            series.setdefault(row.unit.short_name or row.name, {})[row.edition_id] = row.total
    yearly = [edition for edition in reversed(editions) if edition.period == edition.Period.YEAR]
    return {
        "lines": [(edition, by_edition.get(edition.pk, [])) for edition in editions],
        "chart": charts.build_lines(yearly, sorted(series.items())),
        "hub_address": f"{page.get_url(request).rstrip('/').rsplit('/', 1)[0]}/",
    }


def build_edition_context(page, request) -> dict:
    """The table of an edition as the reader asked for it."""
    choice = Choice.parse(request.GET)
    table = Table(page, choice)
    opened, criteria = table.find_opened()
    return {
        "table": table,
        "choice": choice,
        "chart": charts.build_bars(table.lines),
        "opened": opened,
        "criteria": criteria,
        "criteria_chart": charts.build_criteria_bars(criteria),
        "has_criteria": bool(criteria) or page.criteria.exists(),
        "others": page.other_editions,
        "query": build_query(request.GET),
        **get_addresses(page, request),
        "source": get_source(page),
        "linked_data": build_dataset(page),
        "share": {"description": build_description(page)},
    }
