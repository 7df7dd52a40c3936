"""Finds, hands out and erases one person's data, with a record of each request."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from foundations.personal_data.holders import HOLDERS, mask_contact
from foundations.personal_data.models import DataRequest
from foundations.spreadsheets.writing import build_workbook

MAX_TITLE_LENGTH = 31  # of a sheet in Excel


@dataclass(frozen=True)
class HeldData:
    """The person's data in one app."""

    label: str
    rows: list[dict]


def find_held_data(key: str) -> list[HeldData]:
    """The data of all apps about the person with this contact (from `make_contact_key`)."""
    return [HeldData(str(holder.label), holder.rows(key)) for holder in HOLDERS] if key else []


def write_json(found: list[HeldData]) -> bytes:
    """The data by app, as JSON in UTF-8."""
    content = {each.label: each.rows for each in found}
    return json.dumps(content, ensure_ascii=False, indent=1, default=str).encode()


def write_excel(found: list[HeldData]) -> bytes:
    """A workbook with a sheet for each app that has data."""
    held = [each for each in found if each.rows] or [HeldData(_("Không có dữ liệu"), [])]
    return build_workbook(
        (
            each.label[:MAX_TITLE_LENGTH],
            list(each.rows[0]) if each.rows else [],
            (list(row.values()) for row in each.rows),
        )
        for each in held
    )


@transaction.atomic
def erase(key: str, reason: str, user) -> int:
    """Erases the person's data in all apps, all or nothing; returns how many objects."""
    count = sum(holder.erase(key) for holder in HOLDERS)
    store_request(DataRequest.Kind.ERASURE, key, reason, user, count)
    return count


def store_request(kind: str, key: str, reason: str, user, count: int) -> DataRequest:
    """Stores the record of a request."""
    name = user.get_full_name() or user.get_username()
    done = DataRequest(kind=kind, person=mask_contact(key), reason=reason, count=count, by=user, by_name=name)
    done.full_clean()
    done.save()
    return done
