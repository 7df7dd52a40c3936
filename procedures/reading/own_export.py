"""A record of our own export: the content as it is."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from procedures.reading import values
from procedures.reading.accounting import Account
from procedures.reading.choices import Kind, Level, Part, ServiceLevel
from procedures.reading.problems import RefusedRecordError
from procedures.reading.record import LISTS, PARTS, TEXTS

CHOICES = (("kind", Kind), ("service_level", ServiceLevel), ("levels", Level), ("confirmed_none", Part))
KINDS: dict[str, Any] = {
    **dict.fromkeys((*TEXTS, "code", "field", "checked_on"), str),
    **{name: [str] for name in LISTS},
    "non_territorial": bool,
    **{
        part: [dict.fromkeys(fields, object) | ({inner[0]: [dict.fromkeys(inner[1], object)]} if inner else {})]
        for part, (fields, inner) in PARTS.items()
    },
}
IGNORED: set[str] = set()


def read(data: dict[str, Any]) -> dict[str, Any]:
    """The content, as far as the record speaks of it. A null erases nothing. Raises RefusedRecordError."""
    content = {name: values.parse_text(data[name]) for name in TEXTS if data.get(name) is not None}
    content |= {name: [values.parse_line(item) for item in data[name]] for name in LISTS if data.get(name) is not None}
    content |= {name: data[name] for name in ("non_territorial", "checked_on") if name in data}
    if data.get("field") is not None:
        content["field"] = values.parse_line(data["field"])
    for part, (fields, inner) in PARTS.items():
        if data.get(part) is not None:
            content[part] = [_read_row(row, fields, inner) for row in data[part]]
    content["code"], content["name"] = values.parse_code(data["code"]), values.parse_line(data["name"])
    _refuse_unknown(content)
    return content


def make_accounts(data: dict[str, Any], content: dict[str, Any]) -> list[Account]:
    """Nothing to compare: the fields are stored as they are."""
    return []


def _read_row(row: dict[str, Any], fields, inner) -> dict[str, Any]:
    found = {name: values.parse_text(row[name]) if isinstance(row[name], str) else row[name] for name in fields}
    if inner:
        found[inner[0]] = [_read_row(each, inner[1], None) for each in row[inner[0]]]
    return found


def _refuse_unknown(content: dict[str, Any]) -> None:
    """Words that are no choice of ours would be stored and never shown."""
    wrong = [
        (name, _("“%s” không phải giá trị hợp lệ") % value)
        for name, choices in CHOICES
        for value in (content.get(name, []) if name in LISTS else [content.get(name, "")])
        if value and value not in choices.values
    ]
    try:
        values.parse_day(content.get("checked_on"))
    except ValueError as error:
        wrong.append(("checked_on", _("ngày “%s” không có trong lịch") % str(error)[:40]))
    if wrong:
        raise RefusedRecordError(*wrong)
