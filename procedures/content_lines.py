"""A field of a procedure's content as lines for reading: each row of a part is one, and each line of a text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from procedures.parts import Channel, Fee
from procedures.reading.choices import Kind, Level, Part, Role, ServiceLevel, Way
from procedures.reading.record import PARTS

CHOICES = {"kind": Kind, "levels": Level, "service_level": ServiceLevel, "confirmed_none": Part, "way": Way}


def get_lines(name: str, value: Any) -> list[str]:
    """The lines of the field called `name`; none if it says nothing."""
    if value in (None, "", []):
        return []
    if isinstance(value, bool):
        return [_("có") if value else _("không")]
    if name in PARTS:
        describe = DESCRIBED.get(name, describe_row)
        return [" ".join(line.split()) for row in value for line in describe(row)]
    values = value if isinstance(value, list) else str(value).split("\n")
    return [get_label(CHOICES.get(name), each) for each in values]


def get_label(choices, value: Any) -> str:
    """What people read for a value of choices; the value itself if it is none."""
    return str(choices(value).label) if choices and value in choices.values else str(value)


def describe_row(row: dict[str, Any]) -> Iterator[str]:
    yield join(row.values())


def describe_agency(row: dict[str, Any]) -> Iterator[str]:
    yield join([get_label(Role, row.get("role")), row.get("name")])


def describe_legal_basis(row: dict[str, Any]) -> Iterator[str]:
    day = row.get("issued_on")
    shown = f"{date.fromisoformat(str(day)):%d/%m/%Y}" if day else ""
    yield join([row.get("title"), row.get("number"), shown, row.get("agency")])


def describe_channel(row: dict[str, Any]) -> Iterator[str]:
    """How and how long, and below it each fee."""
    amount = parse_number(row.get("time_amount"))
    channel = Channel(
        way=row.get("way"),
        time_amount=amount,
        time_unit=row.get("time_unit") or "",
        time_text=row.get("time_text") or "",
        fee_state=row.get("fee_state") or "",
    )
    yield join([channel.get_way_display(), channel.time_limit, channel.get_fee_state_display(), row.get("description")])
    for each in row.get("fees") or []:
        fee = Fee(kind=each.get("kind"), amount=parse_number(each.get("amount")), currency=each.get("currency") or "")
        yield "– " + join([fee.get_kind_display(), str(fee), each.get("note")])


def describe_case(row: dict[str, Any]) -> Iterator[str]:
    """The case's name if it has one, and below it each paper."""
    if row.get("name"):
        yield row["name"]
    for item in row.get("items") or []:
        counts = {_("%s bản chính"): item.get("originals"), _("%s bản sao"): item.get("copies")}
        counted = [words % count for words, count in counts.items() if count is not None]
        yield "– " + join([item.get("name"), *counted, item.get("form_name"), item.get("form_url")])


DESCRIBED = {
    "agencies": describe_agency,
    "channels": describe_channel,
    "cases": describe_case,
    "legal_bases": describe_legal_basis,
}


def parse_number(value: Any) -> Decimal | None:
    """A number of a content: whole as int, others as text."""
    try:
        return None if value in (None, "") else Decimal(str(value))
    except InvalidOperation:
        return None


def join(values) -> str:
    return " · ".join(str(value) for value in values if value not in (None, "", []))
