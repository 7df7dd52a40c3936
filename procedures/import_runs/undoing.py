"""Undoing a run: what nobody touched since goes back, the rest is listed and left."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.db import models
from django.utils.translation import gettext as _

from procedures.content import build_content
from procedures.import_runs.choices import RowKind, RowState, RunState
from procedures.import_runs.comparing import describe_state, find_hindrance
from procedures.import_runs.models import ImportRow, ImportRun
from procedures.import_runs.worker import Worker
from procedures.models import DecisionItem, LifeEventProcedure, Procedure, Usefulness

BATCH = 50  # records


def make_undoing(run: ImportRun, user) -> ImportRun:
    """A run whose rows will say what of `run` can be taken back."""
    return ImportRun.objects.create(name=run.name, undoes=run, user=user, options=run.options)


def compare_with_run(worker: Worker) -> None:
    """Makes the rows of an undoing, from those that the undone run stored."""
    run = worker.run
    stored = run.undoes.rows.filter(state=RowState.STORED, kind__in=[RowKind.NEW, RowKind.CHANGED])
    worker.count(stored.count())
    keys = iter(list(stored.order_by("pk").values_list("pk", flat=True)))
    while batch := list(islice(keys, BATCH)):
        undone = list(ImportRow.objects.filter(pk__in=batch).order_by("pk"))
        known = Procedure.objects.with_parts().in_bulk([row.procedure_id for row in undone])
        rows = [make_row(run, each, known.get(each.procedure_id)) for each in undone]
        with worker.batch(len(rows)):
            ImportRow.objects.bulk_create(rows)
            touched = run.rows.filter(undone__in=batch, kind=RowKind.REMOVE, state=RowState.WAITING)
            for key, message in find_touched(touched):
                run.rows.filter(pk=key).update(state=RowState.KEPT, taken=False, message=message)
    run.state, run.read = RunState.READ, run.total
    with worker.batch():
        run.save(update_fields=["state", "read"])


def make_row(run: ImportRun, undone: ImportRow, procedure: Procedure | None) -> ImportRow:
    row = ImportRow(run=run, code=undone.code, name=undone.name, undone=undone, procedure=procedure)
    row.kind = RowKind.REMOVE if undone.kind == RowKind.NEW else RowKind.RESTORE
    if reason := find_reason_to_keep(undone, procedure):
        row.state, row.taken, row.message = RowState.KEPT, False, reason
    elif row.kind == RowKind.RESTORE:
        row.changes = [[name, after, before] for name, before, after in undone.changes]
        row.seen = describe_state(procedure)
    return row


def find_reason_to_keep(undone: ImportRow, procedure: Procedure | None) -> str:
    """Why what the row did is left as it is; empty if it can be undone."""
    if procedure is None:
        return _("Thủ tục không còn trong danh mục.")
    if procedure.latest_revision_id != undone.revision_id:
        later = ImportRow.objects.filter(revision=procedure.latest_revision_id).select_related("run").first()
        if procedure.latest_revision_id and later:
            return _("Lần nhập %(number)s (%(name)s) đã thay đổi thủ tục này sau đó.") % {
                "number": later.run_id,
                "name": later.run.name,
            }
        return _("Đã được sửa sau lần nhập.")
    if undone.kind == RowKind.CHANGED and undone.before_id is None:
        return _("Không còn phiên bản trước để trả về.")
    return find_hindrance(procedure, build_content(procedure))


def find_touched(rows: models.QuerySet[ImportRow]) -> Iterator[tuple[int, str]]:
    """Rows whose procedure cannot be taken out of the list, each with why. Six queries."""
    edited = rows.exclude(procedure__latest_revision=None).values_list("pk", flat=True)
    yield from ((key, _("Đã được sửa sau lần nhập.")) for key in edited)
    uses = (
        (DecisionItem.objects.values("procedure"), _("Một quyết định công bố nói đến thủ tục này.")),
        (DecisionItem.objects.exclude(successor=None).values("successor"), _("Thủ tục này thay thế thủ tục khác.")),
        (LifeEventProcedure.objects.values("procedure"), _("Thủ tục này nằm trong một sự kiện trong đời.")),
        (Usefulness.objects.values("procedure"), _("Bạn đọc đã đánh giá thủ tục này.")),
    )
    for used, message in uses:
        for key in rows.filter(procedure__in=used).values_list("pk", flat=True):
            yield key, message
