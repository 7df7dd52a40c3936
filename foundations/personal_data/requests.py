"""One person's data at that person's request: found, handed out as a file, erased; each time with a record."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from foundations.personal_data.holders import HOLDERS, masked
from foundations.personal_data.models import DataRequest
from foundations.spreadsheets.writing import build_workbook

LONGEST_TITLE = 31  # of a sheet, by Excel's rule


@dataclass(frozen=True)
class Found:
    """What one app holds of the person."""

    label: str
    rows: list[dict]


def everything_of(key: str) -> list[Found]:
    """What all apps hold of the person with this contact, as `contact_key` gives it."""
    return [Found(str(holder.label), holder.rows(key)) for holder in HOLDERS] if key else []


def as_json(found: list[Found]) -> bytes:
    content = {each.label: each.rows for each in found}
    return json.dumps(content, ensure_ascii=False, indent=1, default=str).encode()


def as_excel(found: list[Found]) -> bytes:
    """A sheet for each app that holds anything."""
    held = [each for each in found if each.rows] or [Found(_("Không có dữ liệu"), [])]
    return build_workbook(
        (each.label[:LONGEST_TITLE], list(each.rows[0]) if each.rows else [], (list(row.values()) for row in each.rows))
        for each in held
    )


@transaction.atomic
def erase(key: str, reason: str, user) -> int:
    """Erases what all apps hold of the person; returns how many things. Nothing is left half erased."""
    count = sum(holder.erase(key) for holder in HOLDERS)
    record(DataRequest.Kind.ERASURE, key, reason, user, count)
    return count


def record(kind: str, key: str, reason: str, user, count: int) -> DataRequest:
    name = user.get_full_name() or user.get_username()
    done = DataRequest(kind=kind, person=masked(key), reason=reason, count=count, by=user, by_name=name)
    done.full_clean()
    done.save()
    return done
