"""What the pages of rankings show, as contexts for their templates."""

from __future__ import annotations

from django.db.models import Count, OuterRef, Subquery
from django.utils.http import urlencode

from rankings import charts, models
from rankings.citations import decision_of
from rankings.linked_data import dataset, description_of
from rankings.tables import Choice, Table


def focus_of_site() -> set[int]:
    """Primary keys of the units the board wants marked in every table."""
    return set(models.RankingsPage.focus_units.through.objects.values_list("unit_id", flat=True))


def hub(page) -> dict:
    """All indices with their latest editions, and where the units in focus stand in each."""
    indices = models.IndexPage.objects.child_of(page).live().public()
    editions = models.RankingPage.objects.readable().latest_first().select_related("index")
    editions = list(editions.filter(index__in=indices))
    latest: dict[int, list] = {}
    for edition in editions:
        latest.setdefault(edition.index_id, []).append(edition)
    newest = [found[0].pk for found in latest.values()]
    focus = focus_of_site()
    rows = models.Row.objects.filter(edition__in=newest).derived().only_keys([f"don-vi-{pk}" for pk in focus])
    standing: dict[int, list] = {}
    for row in rows.select_related("unit"):
        standing.setdefault(row.edition_id, []).append(row)
    blocks = []
    for each in indices:
        found = latest.get(each.pk, [])
        blocks.append({"index": each, "editions": found, "rows": standing.get(found[0].pk, []) if found else []})
    return {"blocks": blocks}


def index(page, request) -> dict:
    """All editions of an index, latest first, with the first row of each and the units in focus."""
    editions = list(page.editions.readable().latest_first().annotate(rows_here=Count("rows")))
    for edition in editions:
        edition.index = page
    focus = focus_of_site()
    keys = [f"don-vi-{pk}" for pk in focus]
    rows = models.Row.objects.filter(edition__in=editions).derived().only_keys(keys).select_related("unit")
    by_edition: dict[int, list] = {}
    series: dict[str, dict[int, float]] = {}
    for row in rows:
        by_edition.setdefault(row.edition_id, []).append(row)
        if row.total is not None:
            series.setdefault(row.unit.short_name or row.name, {})[row.edition_id] = row.total
    yearly = [edition for edition in reversed(editions) if edition.period == edition.Period.YEAR]
    return {
        "lines": [(edition, by_edition.get(edition.pk, [])) for edition in editions],
        "chart": charts.lines_of(yearly, sorted(series.items())),
        "hub_address": f"{page.get_url(request).rstrip('/').rsplit('/', 1)[0]}/",
    }


def edition(page, request) -> dict:
    """The table of an edition as the reader asked for it."""
    choice = Choice.of(request.GET)
    table = Table(page, choice)
    opened, criteria = table.opened()
    return {
        "table": table,
        "choice": choice,
        "chart": charts.bars_of(table.lines),
        "opened": opened,
        "criteria": criteria,
        "criteria_chart": charts.criteria_bars(criteria),
        "has_criteria": bool(criteria) or page.criteria.exists(),
        "others": page.other_editions,
        "query": kept(request.GET),
        **addresses(page, request),
        "source": source_of(page),
        "linked_data": dataset(page),
        "share": {"description": description_of(page)},
    }


def addresses(page, request=None) -> dict:
    """Addresses that hang on an edition's own: the page of all rankings, profiles below it, the files beside it."""
    own = page.get_url(request)
    hub = f"{own.rstrip('/').rsplit('/', 2)[0]}/"
    return {"hub_address": hub, "profiles": f"{hub}don-vi/", "file_address": own.rstrip("/")}


def kept(parameters, without=("mo",)) -> str:
    """The reader's choice as the end of an address: what it holds of the parameters that tables know."""
    known = ("sap-xep", "vung", "nhom", "tim", "don-vi", "so-dong", "mo")
    pairs = [
        (name, value) for name in known if name not in without for value in parameters.getlist(name) if value.strip()
    ]
    return f"?{urlencode(pairs)}" if pairs else ""


def source_of(page) -> dict:
    """Where the numbers come from, for page, embed and files."""
    return {
        "publisher": page.index.publisher,
        "decision": page.decision_number,
        "document": decision_of(page),
        "date": page.decision_date,
        "text": page.source,
        "url": page.source_url,
        "file": page.source_file,
        "licence": page.index.licence,
    }


def latest_for_home(number: int, request) -> dict:
    """The latest edition of each index, newest first, at most `number`; for the home page."""
    readable = models.RankingPage.objects.readable()
    latest = readable.filter(index=OuterRef("index")).latest_first().values("pk")[:1]
    found = list(readable.filter(pk=Subquery(latest)).latest_first().select_related("index")[:number])
    return {"rankings": found, "rankings_address": addresses(found[0], request)["hub_address"] if found else ""}
