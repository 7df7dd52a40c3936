"""After the swap, and after a run that was given up: what is left of the work is done in short transactions."""

from __future__ import annotations

import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends
from wagtail.search.models import IndexEntry

from foundations.searching.statistics import refresh_statistics
from procedures.import_runs import kept_files
from procedures.import_runs.choices import RowKind, RowState, RunState
from procedures.import_runs.models import AS_WASTE, ImportRow, ImportRun
from procedures.import_runs.recording import record
from procedures.import_runs.worker import Worker
from procedures.models import FieldOfActivity, ListState, Procedure
from procedures.prepared import WASTE
from procedures.reading.record import PARTS

BATCH = 20  # records with search index
MAX_ROWS = 200  # records without
KEPT_FOR = datetime.timedelta(days=30)


def clear(worker: Worker) -> None:
    """Writes down what was done, renews the search index of what changed, deletes what nobody needs, closes the run."""
    run = worker.run
    record(worker)
    changed = run.rows.exclude(prepared=None).filter(kind__in=[RowKind.CHANGED, RowKind.RESTORE])
    worker.count(changed.count())
    while rows := list(changed.order_by("pk")[:BATCH]):
        renew_indexes(worker, rows)
    while keys := list(run.rows.exclude(prepared=None).values_list("pk", flat=True)[:MAX_ROWS]):
        with worker.batch():
            run.rows.filter(pk__in=keys).update(prepared=None)
    while keys := list(Procedure.everything.filter(staged_by=run.pk).values_list("pk", flat=True)[:MAX_ROWS]):
        with worker.batch():
            Procedure.everything.filter(pk__in=keys).update(**AS_WASTE)
    while empty_waste(worker):
        pass
    drop_empty_fields(run.undoes or run)
    refresh_statistics(Procedure)
    run.state = RunState.STORED
    with transaction.atomic():
        worker.check()
        run.save(update_fields=["state"])
        if run.rows.filter(state=RowState.STORED).exists():
            ListState.changed()  # for pages that were made before the history and the search index knew of it


def renew_indexes(worker: Worker, rows: list[ImportRow]) -> None:
    found = list(Procedure.objects.with_parts().filter(pk__in=[row.procedure_id for row in rows]))
    with worker.batch(len(rows)):
        for backend in get_search_backends(with_auto_update=True):
            backend.get_index_for_model(Procedure).add_items(Procedure, found)
        for procedure in found:
            ReferenceIndex.create_or_update_for_object(procedure)
        ImportRow.objects.filter(pk__in=[row.pk for row in rows]).update(prepared=None)


def empty_waste(worker: Worker) -> bool:
    """Deletes some of the rows that nobody needs; False if there were none. Nobody sees them, so no signal is sent."""
    keys = list(Procedure.everything.filter(staged_by=WASTE).values_list("pk", flat=True)[:BATCH])
    if keys:
        with worker.batch():
            delete_procedures(keys)
    return bool(keys)


def delete_procedures(keys: list[int]) -> None:
    """Deletes procedures with their parts and their entries in the indexes, in a fixed number of statements."""
    for part, (_fields, inner) in PARTS.items():
        rows = Procedure._meta.get_field(part).related_model.objects.filter(procedure__in=keys)
        if inner:
            below = rows.model._meta.get_field(inner[0])
            delete_rows(below.related_model.objects.filter(**{f"{below.field.name}__in": rows}))
        delete_rows(rows)
    kind = ContentType.objects.get_for_model(Procedure)
    named = {"content_type": kind, "object_id__in": [str(key) for key in keys]}
    delete_rows(IndexEntry.objects.filter(**named))
    delete_rows(ReferenceIndex.objects.filter(base_content_type=kind, object_id__in=named["object_id__in"]))
    for name in ("procedure", "prepared"):
        ImportRow.objects.filter(**{f"{name}__in": keys}).update(**{name: None})
    delete_rows(Procedure.everything.filter(pk__in=keys))


def delete_rows(rows: models.QuerySet) -> None:
    rows.order_by()._raw_delete(rows.db)


def drop_empty_fields(run: ImportRun) -> None:
    """Deletes the fields of activity that the run made and that no procedure has."""
    if not run.made_fields:
        return
    with transaction.atomic():
        used = Procedure.everything.exclude(field=None).values("field")
        deleted, _kinds = FieldOfActivity.everything.filter(pk__in=run.made_fields).exclude(pk__in=used).delete()
        if deleted:
            ListState.changed()


def forget_old_runs() -> None:
    """Forgets runs that nobody stored for a month: what they read is as old, and takes room."""
    idle = ImportRun.objects.filter(stored_at=None, seen_at__lt=timezone.now() - KEPT_FOR)
    for run in idle.exclude(state=RunState.STORED):
        give_up(run)


def give_up(run: ImportRun) -> None:
    """Forgets a run of which nothing is in the list. What was prepared for it is deleted by the next run's process."""
    kept_files.drop_file(run.file)
    with transaction.atomic():
        Procedure.everything.filter(staged_by=run.pk).update(**AS_WASTE)
        written = list(run.rows.exclude(revision=None).values_list("revision", flat=True))
        kept = Procedure.objects.exclude(live_revision=None).values("live_revision")
        written += run.rows.exclude(before=None).exclude(before__in=kept).values_list("before", flat=True)
        delete_rows(run.rows.all())
        for start in range(0, len(written), 500):
            delete_rows(Revision.objects.filter(pk__in=written[start : start + 500]))
        run.delete()
    drop_empty_fields(run)
