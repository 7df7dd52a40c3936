"""The shapes in which full records come: each gives the content of `record`, as far as it speaks of it.

A shape is a module with `KINDS` (of its JSON values), `IGNORED` (names that are not about the procedure), `read`, and
`make_accounts`, by which every word of the source is looked for again in what was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from procedures.reading import own_export, portal_2021, portal_2026, values, word_2025
from procedures.reading.accounting import check_accounts
from procedures.reading.codes import is_code
from procedures.reading.kinds import find_wrong_kinds, replace_half_characters
from procedures.reading.limits import drop_bad_addresses, find_excess
from procedures.reading.problems import RefusedRecordError
from procedures.reading.record import CODE, LEGAL_BASES, NAME
from procedures.reading.remarks import Remark, RemarkKind

MAX_WORDS_SHOWN = 300  # characters of a field that is not read


def read(data: dict, stored_as: type[models.Model]) -> dict[str, Any]:
    """The content of a record of any known shape, with its `remarks`. Raises RefusedRecordError with all faults.

    `stored_as`: the model whose columns must hold it.
    """
    shape = find_shape(data)
    if shape is None:
        raise RefusedRecordError(("", _("không nhận ra mẫu dữ liệu: không có mã thủ tục, tên hay tiêu đề")))
    if wrong := list(find_wrong_kinds(data, shape.KINDS)):
        raise RefusedRecordError(*wrong)
    try:
        content = shape.read(data)
        accounts = shape.make_accounts(data, content)
    except (AttributeError, TypeError, KeyError) as error:
        raise RefusedRecordError(("", _("cấu trúc không đúng mẫu (%s)") % str(error)[:80])) from error
    bad_addresses = drop_bad_addresses(content, stored_as)
    if problems := [*find_faults(content), *find_excess(content, stored_as)]:
        raise RefusedRecordError(*problems)
    unread = find_unread(data, shape.KINDS, shape.IGNORED)
    content["remarks"] = [*content.pop("remarks", []), *check_accounts(accounts), *bad_addresses, *unread]
    return content


def find_shape(data: dict) -> ModuleType | None:
    if "ma_thu_tuc" in data:
        return portal_2026
    if "metadata" in data and "tables" in data:
        return word_2025
    if "title" in data and "Trình tự thực hiện" in data:
        return portal_2021
    return own_export if "code" in data and "name" in data else None


def find_faults(content: dict) -> list[tuple[str, str]]:
    """What keeps a record from being stored: (field, message)."""
    found = []
    if not content["code"]:
        found.append((str(CODE), _("thiếu mã thủ tục")))
    elif not is_code(content["code"]):
        found.append((str(CODE), _("“%s” không phải mã thủ tục") % replace_half_characters(content["code"][:60])))
    if not content["name"]:
        found.append((str(NAME), _("thiếu tên thủ tục")))
    for row in content.get("legal_bases", []):
        try:
            row["issued_on"] = values.parse_day(row["issued_on"])
        except ValueError as error:
            found.append((str(LEGAL_BASES), _("ngày “%s” không có trong lịch") % str(error)[:40]))
    return found


def find_unread(data: Any, kinds: dict[str, Any], ignored: set[str], path: str = "") -> Iterator[Remark]:
    """Fields of the source that the shape does not know and that say something."""
    for name, value in data.items():
        kind = kinds.get(name)
        place = f"{path}{name}"
        if name not in kinds and name not in ignored:
            if words := " ".join(_get_words(value)):
                words = replace_half_characters(words[:MAX_WORDS_SHOWN])
                yield Remark(RemarkKind.UNREAD, replace_half_characters(place), words)
        elif isinstance(kind, dict) and isinstance(value, dict):
            yield from find_unread(value, kind, ignored, f"{place}.")
        elif isinstance(kind, list) and isinstance(kind[0], dict):
            for number, row in enumerate(value or [], start=1):
                yield from find_unread(row, kind[0], ignored, f"{place} {number}.")


def _get_words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _get_words(item)
    elif isinstance(value, list):
        for item in value:
            yield from _get_words(item)
    elif value is not None and (words := values.parse_line(str(value))):
        yield words
