"""Preparing the taken rows out of sight: nothing of it is in the list, and each batch is a short transaction."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.models import Revision
from wagtail.search.backends import get_search_backends

from foundations.searching.indexing import prepare_texts
from foundations.vietnamese.collation import make_collation_key
from procedures.import_runs.choices import RowKind, RowState
from procedures.import_runs.comparing import describe_state
from procedures.import_runs.contents import ContentWriter
from procedures.import_runs.models import ImportRow, ImportRun
from procedures.import_runs.revisions import make_revision
from procedures.import_runs.worker import Worker
from procedures.models import FieldOfActivity, Procedure
from procedures.new_rows import copy_row, copy_rows, store_rows
from procedures.reading.record import PARTS

# Records of one transaction: with all their parts and the search index less than 0.1 s of SQLite's write lock.
BATCH = 10
NEEDS_NOTHING = (RowKind.GONE, RowKind.REMOVE)


def find_waiting(run: ImportRun) -> models.QuerySet[ImportRow]:
    """The rows that are still to be prepared."""
    waiting = run.rows.filter(taken=True, state=RowState.WAITING, prepared=None)
    return waiting.exclude(kind__in=NEEDS_NOTHING)


def prepare_all(worker: Worker) -> None:
    """Prepares what is not prepared yet; may be interrupted at any moment and called again."""
    run = worker.run
    worker.count(find_waiting(run).count())
    make_fields(worker)
    writer = ContentWriter()
    for kind, prepare in ((RowKind.NEW, prepare_new), (RowKind.CHANGED, prepare_changed)):
        kinds = [kind] if kind == RowKind.NEW else [RowKind.CHANGED, RowKind.RESTORE]
        for rows in read_batches(find_waiting(run).filter(kind__in=kinds)):
            prepare(worker, writer, rows)


def read_batches(rows: models.QuerySet[ImportRow]) -> Iterator[list[ImportRow]]:
    """The rows in small lists. Their keys are read at once, their contents with each list."""
    keys = iter(list(rows.order_by("pk").values_list("pk", flat=True)))
    while batch := list(islice(keys, BATCH)):
        yield list(ImportRow.objects.filter(pk__in=batch).order_by("pk"))


def make_fields(worker: Worker) -> None:
    """Makes the fields of activity that are named and not there, out of sight like all else."""
    run, named = worker.run, set()
    for kind, content, changes in find_waiting(run).values_list("kind", "content", "changes").iterator(100):
        if kind == RowKind.NEW:
            named.add(content.get("field", ""))
        named |= {value for name, _before, value in changes if name == "field"}
    missing = sorted(named - {"", *FieldOfActivity.everything.values_list("name", flat=True)})
    for start in range(0, len(missing), BATCH):
        with worker.batch():
            made = [
                FieldOfActivity.everything.create(name=name, staged_by=run.pk)
                for name in missing[start : start + BATCH]
            ]
            run.made_fields = [*run.made_fields, *(each.pk for each in made)]
            run.save(update_fields=["made_fields"])


def prepare_new(worker: Worker, writer: ContentWriter, rows: list[ImportRow]) -> None:
    """Stores new procedures, not live and under codes of their own, and puts them into the search index."""
    made = [(row, *writer.build_new(row.content)) for row in rows]
    for _row, procedure, _parts in made:
        procedure.has_unpublished_changes = worker.run.get_options().draft
    prepare_texts(procedure for _row, procedure, _parts in made)
    for row, procedure, _parts in made:
        hide(procedure, row)
    with worker.batch(len(rows)):
        procedures = [procedure for _row, procedure, _parts in made]
        Procedure.everything.bulk_create(procedures)
        for part in PARTS:
            store_rows([each for _row, _procedure, parts in made for each in parts[part]], part)
        for row, procedure, _parts in made:
            ImportRow.objects.filter(pk=row.pk).update(prepared=procedure, procedure=procedure, content=None)
            procedure.code = row.code  # in the index it stands under its true code
        for backend in get_search_backends(with_auto_update=True):
            backend.get_index_for_model(Procedure).add_items(Procedure, procedures)


def hide(procedure: Procedure, row: ImportRow) -> None:
    procedure.pk, procedure.code, procedure.live = None, f"~{row.pk}", False
    procedure.staged_by = row.run_id
    procedure.sort_key = make_collation_key(procedure.name)[:1000]


def prepare_changed(worker: Worker, writer: ContentWriter, rows: list[ImportRow]) -> None:
    """Stores beside each changed procedure a second one with all that it shall have, and both as revisions."""
    known = Procedure.objects.with_parts().in_bulk([row.procedure_id for row in rows])
    prepared = []
    for row in rows:
        procedure = known.get(row.procedure_id)
        if procedure is None or describe_state(procedure) != row.seen:
            row.state = RowState.OVERTAKEN
            continue
        if procedure.live_revision_id is None:
            row.before = make_revision(procedure, None)
        else:
            row.before_id = procedure.live_revision_id
        try:
            prepared.append((row, procedure, change(writer, row, procedure)))
        except ValidationError as error:
            row.state, row.message, row.before = RowState.FAILED, "; ".join(error.messages), None
    with worker.batch(len(rows)):
        Revision.objects.bulk_create([row.before for row, *_rest in prepared if row.before.pk is None])
        store_second_rows(worker.run, prepared)
        for row in rows:
            row.save(update_fields=["state", "message", "before", "revision", "prepared"])


def change(writer: ContentWriter, row: ImportRow, procedure: Procedure) -> Procedure:
    """The procedure as it shall be, in memory. Raises ValidationError."""
    if row.kind == RowKind.RESTORE:
        changed = row.undone.before.as_object()
    else:
        changed = procedure
        writer.change(changed, row.changes)
    changed.full_clean(exclude=["code"])
    return changed


def store_second_rows(run: ImportRun, prepared: list[tuple[ImportRow, Procedure, Procedure]]) -> None:
    """The rows that shall take the place of those that people see, and the revisions of what they shall be."""
    for row, procedure, changed in prepared:
        row.prepared = build_second(row, procedure, changed)
    Procedure.everything.bulk_create([row.prepared for row, *_rest in prepared])
    for part in PARTS:
        copies = [copy_rows(row.prepared, part, getattr(changed, part).all()) for row, _known, changed in prepared]
        store_rows([each for rows in copies for each in rows], part)
        for (_row, _known, changed), rows in zip(prepared, copies, strict=True):
            getattr(changed, part).set(rows)
    for row, _procedure, changed in prepared:
        row.revision = make_revision(changed, run.user)
    Revision.objects.bulk_create([row.revision for row, *_rest in prepared])
    for row, procedure, _changed in prepared:
        live = row.revision if procedure.live else None
        Procedure.everything.filter(pk=row.prepared.pk).update(latest_revision=row.revision, live_revision=live)


def build_second(row: ImportRow, procedure: Procedure, changed: Procedure) -> Procedure:
    """A row with all that the procedure shall have, also of what Wagtail keeps."""
    if procedure.live:
        changed.last_published_at = timezone.now()
        changed.first_published_at = procedure.first_published_at or changed.last_published_at
    changed.has_unpublished_changes = not procedure.live
    second = copy_row(changed)
    second.live_revision_id = second.latest_revision_id = None
    hide(second, row)
    second.staged_for_id = procedure.pk
    return second
