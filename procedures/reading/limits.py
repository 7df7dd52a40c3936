"""Whether what was read fits the columns it is stored in; SQLite would take it, PostgreSQL answers with an error."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext as _

from procedures.reading.kinds import has_half_character
from procedures.reading.record import PARTS, TEXTS
from procedures.reading.remarks import Remark, RemarkKind

MAX_COUNT = 32_767  # of a small integer column
_is_web_address = URLValidator(schemes=["http", "https"])


def find_excess(content: dict[str, Any], stored_as: type[models.Model]) -> Iterator[tuple[str, str]]:
    """(field as editors know it, message) of each value that its column cannot hold; `stored_as`: has the columns."""
    yield from _check_row(stored_as, content, ("code", *TEXTS))
    if "field" in content:
        field = stored_as._meta.get_field("field")
        yield from _check(field.related_model._meta.get_field("name"), content["field"], str(field.verbose_name))
    for part, (names, inner) in PARTS.items():
        model = stored_as._meta.get_field(part).related_model
        for number, row in enumerate(content.get(part, []), start=1):
            here = f"{model._meta.verbose_name} {number}, "
            yield from _check_row(model, row, names, here)
            if inner:
                below = model._meta.get_field(inner[0]).related_model
                for place, each in enumerate(row[inner[0]], start=1):
                    yield from _check_row(below, each, inner[1], f"{here}{below._meta.verbose_name} {place}, ")


def _check_row(model, row: dict[str, Any], names: tuple[str, ...], place: str = "") -> Iterator[tuple[str, str]]:
    for name in names:
        if name in row:
            field = model._meta.get_field(name)
            yield from _check(field, row[name], f"{place}{field.verbose_name}")


def _check(field: models.Field, value: Any, place: str) -> Iterator[tuple[str, str]]:
    if value is None and (field.null or isinstance(field, models.DateField)):
        return
    if isinstance(field, models.DecimalField):
        yield from _check_number(field, value, place)
    elif isinstance(field, models.PositiveSmallIntegerField):
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_COUNT:
            yield place, _("“%s” không phải số lượng từ 0 đến 32.767") % str(value)[:40]
    elif isinstance(field, models.CharField | models.TextField):
        yield from _check_text(field, value, place)


def _check_text(field: models.Field, value: Any, place: str) -> Iterator[tuple[str, str]]:
    if not isinstance(value, str):
        yield place, _("phải là văn bản")
    elif has_half_character(value):
        yield place, _("có ký tự hỏng (nửa cặp surrogate); hãy sửa ở nguồn")
    elif value and field.choices and value not in _get_values(field):
        yield place, _("“%s” không phải giá trị hợp lệ") % value[:60]
    elif field.max_length and len(value) > field.max_length:
        message = _("dài %(length)s ký tự, quá %(limit)s ký tự")
        yield place, message % {"length": len(value), "limit": field.max_length}


@cache
def _get_values(field: models.Field) -> frozenset[str]:
    return frozenset(value for value, _label in field.flatchoices)


def _check_number(field: models.DecimalField, value: Any, place: str) -> Iterator[tuple[str, str]]:
    try:
        number = Decimal(str(value))
        is_number = number.is_finite() and not isinstance(value, bool)
    except InvalidOperation:
        is_number = False
    if not is_number:
        yield place, _("“%s” không phải số") % str(value)[:40]
    elif not 0 <= number < 10 ** (field.max_digits - field.decimal_places):
        yield (
            place,
            _("số “%(number)s” quá lớn hoặc nhỏ hơn 0 (tối đa %(digits)s chữ số)")
            % {
                "number": str(value)[:40],
                "digits": field.max_digits - field.decimal_places,
            },
        )
    elif number != round(number, field.decimal_places):
        yield place, _("số “%s” có quá nhiều chữ số thập phân") % str(value)[:40]


def drop_bad_addresses(content: dict[str, Any], stored_as: type[models.Model]) -> list[Remark]:
    """Takes out addresses that are none of the web's, or too long for their column; what is stored then stays."""
    remarks = []
    if (address := content.get("portal_url")) and not is_address(address, stored_as, "portal_url"):
        remarks.append(Remark(RemarkKind.ADDRESS, get_label(stored_as, "portal_url"), address[:200]))
        del content["portal_url"]
        if content.get("source") == address:
            del content["source"]
    for case in content.get("cases", []):
        for item in case["items"]:
            address = item.get("form_url")
            model = stored_as._meta.get_field("cases").related_model._meta.get_field("items").related_model
            if address and not is_address(address, model, "form_url"):
                remarks.append(Remark(RemarkKind.ADDRESS, get_label(model, "form_url"), str(address)[:200]))
                item["form_url"] = ""
    return remarks


def get_label(model: type[models.Model], name: str) -> str:
    """What editors call the field."""
    return str(model._meta.get_field(name).verbose_name)


def is_address(text: Any, model: type[models.Model], name: str) -> bool:
    """Whether `text` is a web address (http, https) that the column `name` of the model holds."""
    try:
        _is_web_address(text)
    except ValidationError:
        return False
    return len(text) <= model._meta.get_field(name).max_length
