"""Demonstration rankings: published figures with their sources, stored by the editors' importer."""

from __future__ import annotations

from datetime import date

from foundations.spreadsheets.sheets import Sheet
from foundations.units.models import Succession, Unit, UnitAlias
from rankings.figures import format_number
from rankings.imports.mapping import Choices
from rankings.imports.reader import Reader
from rankings.imports.storing import store
from rankings.models import IndexPage, RankingPage, RankingsPage, Region

FACT_NAMES = (
    "year",
    "title",
    "scope",
    "source",
    "source_url",
    "notes",
    "number_ranked",
    "scale_max",
    "criteria_add_up",
    "series_break",
    "break_note",
    "decision_number",
)


def load_provinces(data: dict, units: dict[str, Unit]) -> None:
    """Creates the provinces before and after 01/07/2025 with their mergers, and their regions."""
    regions = {name: Region(name=name) for name in data["regions"]}
    for region in regions.values():
        region.full_clean()
        region.save()
    for item in data["provinces"]:
        unit = Unit(kind=Unit.Kind.PROVINCE, **{key: item[key] for key in ("name", "short_name", "slug")})
        unit.valid_from, unit.valid_to = (parse_day(item.get(key)) for key in ("valid_from", "valid_to"))
        unit.source = data["source_of_mergers"] if item.get("valid_from") or item.get("valid_to") else ""
        unit.aliases = [UnitAlias(name=name) for name in item["aliases"]]
        unit.save()
        units[item["slug"]] = unit
    Succession.objects.bulk_create(
        Succession(
            predecessor=units[before],
            successor=units[after],
            kind=Succession.Kind.MERGE,
            date=date(2025, 7, 1),
            legal_basis=data["source_of_mergers"],
        )
        for before, after in data["mergers"]
    )
    homes = {item["slug"]: item["region"] for item in data["provinces"] if item["region"]} | data["also_in_regions"]
    for name, region in regions.items():
        region.units.set([units[slug] for slug, home in homes.items() if home == name])


def parse_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def load_rankings(data: dict, focus: list[Unit]) -> int:
    """All editions with their tables; how many."""
    hub = RankingsPage.objects.get()
    hub.focus_units.set(focus)
    hub.save()
    indices = {page.slug: page for page in IndexPage.objects.child_of(hub)}
    for item in sorted(data["editions"], key=lambda item: item["year"]):
        load_edition(item, indices[item["index"]])
    return len(data["editions"])


def load_edition(item: dict, index: IndexPage) -> RankingPage:
    """One published edition. Raises ValueError where the importer would refuse its table."""
    edition = RankingPage(slug=item.get("slug", str(item["year"])), decision_date=parse_day(item.get("decision_date")))
    for name in FACT_NAMES:
        if name in item:
            setattr(edition, name, item[name])
    index.add_child(instance=edition)
    roles = [role.partition(":")[0] if role.startswith("criterion:") else role for role in item["columns"]]
    heading = [role.partition(":")[2] or role for role in item["columns"]]
    rows = [[format_number(cell) if isinstance(cell, float) else str(cell) for cell in row] for row in item["rows"]]
    sheet, choices = Sheet(item["title"], [heading, *rows]), Choices(roles=roles)
    plan = Reader(sheet, choices, edition).read()
    if not plan.is_ready:
        raise ValueError(f"{item['title']}: {[*map(str, plan.errors), *(each.name for each in plan.unknown)]}")
    store(plan, choices, sheet, edition)
    for criterion, maximum in zip(edition.criteria.all(), item.get("maxima", []), strict=False):
        criterion.maximum = maximum
        criterion.save(update_fields=["maximum"])
    for name, note in item.get("row_notes", {}).items():
        edition.rows.filter(name=name).update(note=note)
    edition.save_revision().publish()
    return edition
