"""What changed in a procedure and by which decision, field by field, from its published revisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Revision

from procedures.content import build_content, find_differences
from procedures.content_lines import get_lines
from procedures.models import Procedure

IMPORTED = "procedures.import"  # in the log: stored by an import, whose file and number are in the entry's data
REMOVED = "wagtail.delete"
PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled", IMPORTED)
MAX_CHANGES = 20  # changes on the public page
NAMES = {
    "non_territorial": _("phi địa giới hành chính"),
    "agencies": _("cơ quan"),
    "channels": _("cách thức, thời hạn, phí, lệ phí"),
    "cases": _("thành phần hồ sơ"),
    "results": _("kết quả"),
    "legal_bases": _("căn cứ pháp lý"),
    "related": _("thủ tục liên quan"),
}
NOT_SHOWN = {"source", "checked_on", "portal_url"}  # about the record, not about the procedure


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, as lines for reading."""

    name: str
    removed: list[str]
    added: list[str]


@dataclass(frozen=True)
class Change:
    """One publication that changed something: when, by which decision, from which file if it was an import, what."""

    moment: datetime
    decision: str
    file: str
    undoes: bool  # whether it took an import of that file back
    fields: list[FieldChange]


def publish_change(procedure: Procedure, change: Callable[[Procedure], None]) -> None:
    """Applies `change` and publishes it as a new revision; the state before is kept as a revision of its own."""
    store_first_state(procedure)
    change(procedure)
    procedure.full_clean(exclude=["code"])
    procedure.save_revision(clean=False).publish()


def store_first_state(procedure: Procedure) -> None:
    """Makes a published revision of what is stored, if there is none: imported records begin without one."""
    if procedure.pk is None or procedure.latest_revision_id is not None:
        return
    revision = procedure.save_revision(clean=False, changed=False)
    if procedure.live:
        # Without it Wagtail takes the procedure off as soon as a later version is scheduled.
        procedure.live_revision = revision
        Procedure.objects.filter(pk=procedure.pk).update(live_revision=revision)
    log(instance=procedure, action=PUBLISHED[0], revision=revision, content_changed=False)


def get_changes(procedure: Procedure) -> list[Change]:
    """The newest changes first. Two queries, whatever the number of revisions; at most 20 changes."""
    entries = ModelLogEntry.objects.for_instance(procedure).filter(action__in=PUBLISHED).exclude(revision=None)
    newest = list(entries.order_by("-timestamp", "-pk").values_list("revision_id", "data")[: MAX_CHANGES + 1])
    keys, told = list(dict.fromkeys(key for key, _data in newest)), dict(reversed(newest))
    revisions = Revision.objects.in_bulk(keys)
    states = [(revisions[key], build_content(revisions[key].as_object())) for key in keys if key in revisions]
    found = []
    for (revision, new), (_before, old) in pairwise(states):
        fields = [
            build_field_change(name, *values) for name, *values in find_differences(old, new) if name not in NOT_SHOWN
        ]
        if fields:
            data = told[revision.pk]
            source = data.get("file", ""), bool(data.get("undo"))
            found.append(Change(revision.created_at, new["decision_number"], *source, fields))
    return found


def get_field_name(name: str) -> str:
    return str(NAMES[name] if name in NAMES else Procedure._meta.get_field(name).verbose_name)


def build_field_change(name: str, old: Any, new: Any) -> FieldChange:
    before, after = get_lines(name, old), get_lines(name, new)
    return FieldChange(
        get_field_name(name),
        [line for line in before if line not in after],
        [line for line in after if line not in before],
    )
