"""What a run did, written down after the swap: the state of each row, and the log that histories are made of."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from procedures.history import IMPORTED, PUBLISHED, REMOVED
from procedures.import_runs.choices import RowKind, RowState, RunState
from procedures.import_runs.models import ImportRow, ImportRun
from procedures.import_runs.revisions import make_log_entry, store_entries
from procedures.import_runs.worker import Worker

BATCH = 100  # rows
COLUMNS = ("pk", "kind", "procedure", "code", "name", "before", "revision")


def record(worker: Worker) -> None:
    """Each batch of rows gets its state and its entries at once, so nothing is said twice if it is called again."""
    run = worker.run
    waiting = run.rows.filter(state=RowState.WAITING).exclude(kind=RowKind.GONE)
    worker.count(waiting.filter(taken=True).count())
    while rows := list(waiting.filter(taken=True).order_by("pk").values_list(*COLUMNS)[:BATCH]):
        entries = build_log_entries(run, rows)
        with worker.batch(len(rows)):
            store_entries(entries)
            ImportRow.objects.filter(pk__in=[row[0] for row in rows]).update(state=RowState.STORED)
    while keys := list(waiting.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with worker.batch():
            ImportRow.objects.filter(pk__in=keys).update(state=RowState.KEPT)
    if run.undoes_id:
        with worker.batch():
            close_undone(run)


def build_log_entries(run: ImportRun, rows: list[tuple]) -> list[tuple]:
    """Who changed what by which file; the state before becomes an entry too if it was never one."""
    told = {"run": run.pk, "file": run.name, "undo": run.undoes_id}
    befores = [before for *_rest, before, _revision in rows if before]
    known = set(
        ModelLogEntry.objects.filter(revision__in=befores, action__in=PUBLISHED).values_list("revision", flat=True)
    )
    entries = []
    for _key, kind, procedure, code, name, before, revision in rows:
        label = f"{code} {name[:150]}"
        if before and before not in known:
            entries.append(make_log_entry(procedure, label, PUBLISHED[0], timestamp=run.stored_at, revision_id=before))
        entries.append(
            make_log_entry(
                procedure,
                label,
                REMOVED if kind == RowKind.REMOVE else IMPORTED,
                timestamp=timezone.now(),
                user_id=run.user_id,
                revision_id=revision,
                content_changed=True,
                deleted=kind == RowKind.REMOVE,
                data={**told, "new": kind == RowKind.NEW},
            )
        )
    return entries


def close_undone(run: ImportRun) -> None:
    """The run that this one undoes, and its rows of which nothing is left."""
    gone = run.rows.filter(state=RowState.STORED).values("undone")
    run.undoes.rows.filter(pk__in=gone).update(state=RowState.UNDONE, message=_("Đã gỡ."))
    ImportRun.objects.filter(pk=run.undoes_id).update(state=RunState.UNDONE)
