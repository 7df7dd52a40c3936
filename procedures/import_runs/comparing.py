"""What a record would change in the list: nothing, or one row of the run."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision

from procedures.content import build_content, find_differences
from procedures.import_runs.choices import RowKind, RowState
from procedures.import_runs.models import ImportRow, ImportRun
from procedures.models import Procedure


def make_rows(run: ImportRun, contents: list[dict[str, Any]]) -> list[ImportRow]:
    """The rows of a batch of records, in their order; those that change nothing have none."""
    wanted = Procedure.objects.with_parts().filter(code__in=[content["code"] for content in contents])
    known = {procedure.code: procedure for procedure in wanted}
    made = []
    for content in contents:
        row = ImportRow(run=run, code=content["code"], name=content["name"])
        if procedure := known.get(content["code"]):
            if not compare(row, procedure, content):
                continue
        else:
            row.kind, row.content = RowKind.NEW, content
        made.append(row)
    return made


def compare(row: ImportRow, procedure: Procedure, content: dict[str, Any]) -> bool:
    """Fills the row of a known procedure; False if nothing differs."""
    stored = build_content(procedure)
    if roles := content.pop("agency_roles", None):  # a list names two roles of five; the others stay
        others = [agency for agency in stored["agencies"] if agency["role"] not in roles]
        same = sorted(map(str, others + content["agencies"])) == sorted(map(str, stored["agencies"]))
        content["agencies"] = stored["agencies"] if same else others + content["agencies"]
    changes = find_differences(stored, content)
    if not changes:
        return False
    row.kind, row.changes, row.procedure = RowKind.CHANGED, changes, procedure
    row.seen = describe_state(procedure, stored)
    if reason := find_hindrance(procedure, stored):
        row.state, row.taken, row.message = RowState.OVERTAKEN, False, reason
    return True


def describe_state(procedure: Procedure, content: dict[str, Any] | None = None) -> str:
    """What changes when anybody changes the procedure: its newest revision and a digest of what is stored."""
    text = json.dumps(build_content(procedure) if content is None else content, sort_keys=True)
    return f"{procedure.latest_revision_id or ''}:{hashlib.sha256(text.encode()).hexdigest()[:40]}"


def find_hindrance(procedure: Procedure, stored: dict[str, Any]) -> str:
    """Why nothing may be stored over it: somebody is at work on it. Empty if nobody is."""
    if procedure.locked:
        return _("Thủ tục đang bị khóa.")
    if procedure.has_unpublished_changes and procedure.latest_revision_id:
        newest = Revision.objects.get(pk=procedure.latest_revision_id)
        if build_content(newest.as_object()) != stored:
            return _("Có bản nháp chưa đăng; hãy đăng hoặc bỏ bản nháp rồi nhập lại.")
    return ""


def make_gone_rows(run: ImportRun, codes: set[str]) -> list[ImportRow]:
    """The live procedures that a complete list no longer has. They are named; nothing is done to them."""
    listed = Procedure.objects.live().exclude(code__startswith="tam-").order_by("code")
    return [
        ImportRow(run=run, code=code, name=name, kind=RowKind.GONE, taken=False, procedure_id=key)
        for key, code, name in listed.values_list("pk", "code", "name").iterator()
        if code not in codes
    ]
