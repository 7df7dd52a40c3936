"""Indices, editions and tables to test with."""

from __future__ import annotations

import json
from io import BytesIO
from itertools import count
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from foundations.spreadsheets.sheets import Sheet
from foundations.units.models import Unit
from rankings.imports.guessing import guess
from rankings.imports.mapping import Choices
from rankings.imports.names import NameMatcher
from rankings.imports.plans import Plan
from rankings.imports.reader import Reader
from rankings.imports.storing import store
from rankings.models import IndexPage, RankingPage, RankingsPage
from site_project.demonstration import load
from site_project.demonstration.rankings import load_provinces
from tests.builders import unreferenced

_numbers = count(1)
CASES = Path(__file__).resolve().parent.parent / "cases"


@unreferenced()
def provinces() -> dict[str, Unit]:
    """All provinces before and after 01/07/2025; by slug."""
    units: dict[str, Unit] = {}
    for slug, name, short in (
        ("tinh-kon-tum", "Tỉnh Kon Tum", "Kon Tum"),
        ("tinh-quang-ngai-truoc-07-2025", "Tỉnh Quảng Ngãi", "Quảng Ngãi"),
    ):
        unit = Unit(slug=slug, name=name, short_name=short, kind=Unit.Kind.PROVINCE, valid_to="2025-06-30")
        unit.save()
        unit.refresh_from_db()
        units[slug] = unit
    load_provinces(json.loads((load.FOLDER / "provinces.json").read_text(encoding="utf-8")), units)
    return units


def hub() -> RankingsPage:
    return RankingsPage.objects.get()


def an_index(slug="par-index") -> IndexPage:
    return IndexPage.objects.get(slug=slug)


@unreferenced()
def an_edition(index: IndexPage | None = None, year=2023, **fields) -> RankingPage:
    """A published edition without rows."""
    index = index or an_index()
    fields.setdefault("title", f"{index.short_name} {year}")
    fields.setdefault("slug", f"{year}-{next(_numbers)}")
    fields.setdefault("source", "Quyết định công bố")
    edition = RankingPage(year=year, **fields)
    index.add_child(instance=edition)
    edition.save_revision().publish()
    return RankingPage.objects.get(pk=edition.pk)


def read(edition: RankingPage, rows: list[list[str]], roles: list[str], **choices) -> Plan:
    """What the importer makes of rows, the first of them headings."""
    return Reader(Sheet("Bảng", rows), Choices(roles=roles, **choices), edition).read()


@unreferenced()
def fill(edition: RankingPage, roles: list[str], *rows: list[str], headings: list[str] | None = None) -> RankingPage:
    """Stores rows whose unknown names are kept as they are."""
    sheet = Sheet("Bảng", [headings or roles, *rows])
    choices = Choices(roles=roles)
    plan = Reader(sheet, choices, edition).read()
    choices.names = {each.key: "keep" for each in plan.unknown}
    plan = Reader(sheet, choices, edition).read()
    assert plan.is_ready, [str(error) for error in plan.errors]
    store(plan, choices, sheet, edition)
    return RankingPage.objects.get(pk=edition.pk)


def guessed(sheet: Sheet, edition: RankingPage) -> tuple[Choices, Plan]:
    matcher = NameMatcher(edition)
    choices = guess(sheet, 0, edition.index, matcher)
    return choices, Reader(sheet, choices, edition, matcher).read()


def a_workbook(*rows, title="Bảng") -> bytes:
    """An .xlsx file with the rows in its one sheet."""
    book, content = Workbook(), BytesIO()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def upload_table(client, edition: RankingPage, name: str, content: bytes | None = None, **fields):
    """Uploads a table, one of the cases if there is no content; the answer of the review page."""
    file = SimpleUploadedFile(name, (CASES / name).read_bytes() if content is None else content)
    answer = client.post(reverse("ranking_upload", args=[edition.pk]), {"file": file, **fields}, follow=True)
    assert answer.status_code == 200
    return answer


def press_button(client, review, press="confirm", **changes):
    """Presses a button of a review page, as its form stands, with `changes`."""
    context = review.context
    data = {field.name: field.value() for field in context["layout"]}
    data |= {f"role_{column['number']}": column["role"] for column in context["columns"]}
    data |= {f"name_{each.name}": each.answer for each in context["plan"].unknown}
    if context["asks_adding_up"]:
        data |= {"adds_up_shown": "1" if context["adds_up"] else "", "adds_up": "on" if context["adds_up"] else None}
    data |= {press: "1"} | changes
    data = {name: value for name, value in data.items() if value is not None and value is not False}
    return client.post(review.request["PATH_INFO"], data, follow=True)
