"""The one transaction in which a run changes the list: a few statements, however many records."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import CharField, Exists, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext as _

from procedures.history import IMPORTED, PUBLISHED, REMOVED
from procedures.import_runs.choices import RowKind, RowState, RunState, Step
from procedures.import_runs.models import AS_WASTE, ImportRow, ImportRun
from procedures.import_runs.revisions import make_log_entry, store_entries
from procedures.import_runs.undoing import find_touched
from procedures.import_runs.worker import Worker
from procedures.models import FieldOfActivity, ListState, Procedure
from procedures.reading.record import LISTS, PARTS, TEXTS

# What a changed procedure takes over from the row prepared for it.
COPIED = (
    *TEXTS,
    *LISTS,
    *("field", "non_territorial", "checked_on", "sort_key", "decision_key"),
    *("latest_revision", "live_revision", "has_unpublished_changes", "first_published_at", "last_published_at"),
)
CHANGING = (RowKind.CHANGED, RowKind.RESTORE)


def swap(worker: Worker) -> None:
    """Puts all that is prepared into the list, or nothing."""
    run = worker.run
    entries = build_log_entries(run)
    with transaction.atomic():
        worker.check()
        overtaken = leave_overtaken(run)
        show_new(run)
        exchange_parts(run)
        copy_fields(run)
        hide_removed(run)
        stored = run.rows.filter(taken=True, state=RowState.WAITING).update(state=RowState.STORED)
        run.rows.filter(state=RowState.WAITING).exclude(kind=RowKind.GONE).update(state=RowState.KEPT)
        store_entries(each for key, of_row in entries.items() if key not in overtaken for each in of_row)
        run.step, run.stored_at = Step.CLEAR, timezone.now()
        run.save(update_fields=["step", "stored_at"])
        close_undone(run)
        if stored:
            ListState.changed()


def leave_overtaken(run: ImportRun) -> set[int]:
    """Rows whose procedure somebody changed, or made, since it was compared; what was prepared for them is waste."""
    waiting = run.rows.filter(taken=True, state=RowState.WAITING)
    changed = waiting.filter(kind__in=CHANGING).values_list("pk", "seen", "procedure__latest_revision_id")
    overtaken = [key for key, seen, newest in changed if seen.partition(":")[0] != str(newest or "")]
    made = waiting.filter(Exists(Procedure.objects.filter(code=OuterRef("code"))), kind=RowKind.NEW)
    overtaken += list(made.values_list("pk", flat=True))
    touched = dict(find_touched(waiting.filter(kind=RowKind.REMOVE)))
    for key, message in touched.items():
        run.rows.filter(pk=key).update(state=RowState.OVERTAKEN, message=message)
    rows = run.rows.filter(pk__in=overtaken)
    Procedure.everything.filter(pk__in=rows.values("prepared")).update(**AS_WASTE)
    rows.update(state=RowState.OVERTAKEN, prepared=None)
    return {*overtaken, *touched}


def show_new(run: ImportRun) -> None:
    used = Procedure.everything.filter(staged_by=run.pk).values("field")
    FieldOfActivity.everything.filter(pk__in=used).exclude(staged_by=None).update(staged_by=None)
    # Not by run too: SQLite would look through all rows of the run for each procedure.
    code = Subquery(ImportRow.objects.filter(prepared=OuterRef("pk")).values("code")[:1])
    new = Procedure.everything.filter(staged_by=run.pk, staged_for=None)
    new.update(code=code, live=not run.get_options().draft, staged_by=None)


def exchange_parts(run: ImportRun) -> None:
    """The parts of each changed procedure and of the row prepared for it change places: no part is written anew."""
    quote = connection.ops.quote_name
    for part in PARTS:
        table = quote(Procedure._meta.get_field(part).related_model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(EXCHANGE.format(part=table, procedure=quote(Procedure._meta.db_table)), [run.pk] * 3)


EXCHANGE = """
    UPDATE {part} SET procedure_id = (
        SELECT CASE WHEN prepared.id = {part}.procedure_id THEN prepared.staged_for_id ELSE prepared.id END
        FROM {procedure} AS prepared
        WHERE prepared.staged_by = %s
        AND (prepared.id = {part}.procedure_id OR prepared.staged_for_id = {part}.procedure_id)
    )
    WHERE procedure_id IN (
        SELECT id FROM {procedure} WHERE staged_by = %s AND staged_for_id IS NOT NULL
        UNION SELECT staged_for_id FROM {procedure} WHERE staged_by = %s AND staged_for_id IS NOT NULL
    )
"""


def copy_fields(run: ImportRun) -> None:
    """The plain fields of each changed procedure; what it was changed from is waste."""
    quote = connection.ops.quote_name
    columns = [Procedure._meta.get_field(name).column for name in COPIED]
    table = quote(Procedure._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {', '.join(f'{quote(each)} = prepared.{quote(each)}' for each in columns)} "  # noqa: S608
            f"FROM {table} AS prepared WHERE prepared.staged_for_id = {table}.id AND prepared.staged_by = %s",
            [run.pk],
        )
    Procedure.everything.filter(staged_by=run.pk).update(**AS_WASTE)


def hide_removed(run: ImportRun) -> None:
    removed = run.rows.filter(kind=RowKind.REMOVE, taken=True, state=RowState.WAITING)
    code = Concat(Value(f"~{run.pk}-"), Cast("pk", CharField()))
    gone = Procedure.objects.filter(pk__in=removed.values("procedure"))
    gone.update(code=code, live=False, **AS_WASTE)


def build_log_entries(run: ImportRun) -> dict[int, list[tuple]]:
    """Who changed what by which file, by row; the state before becomes an entry too if it was never one."""
    now, entries = timezone.now(), {}
    taken = run.rows.filter(taken=True, state=RowState.WAITING).exclude(kind=RowKind.GONE)
    known = taken.values_list(
        "pk", "kind", "procedure", "code", "name", "before", "revision", "procedure__live_revision"
    )
    for row, kind, key, code, name, before, revision, live in known.iterator(500):
        label, of_row = f"{code} {name[:150]}", []
        if kind in CHANGING and before and live is None:
            of_row.append(make_log_entry(key, label, PUBLISHED[0], timestamp=now, revision_id=before))
        of_row.append(
            make_log_entry(
                key,
                label,
                REMOVED if kind == RowKind.REMOVE else IMPORTED,
                timestamp=timezone.now(),
                user_id=run.user_id,
                revision_id=revision,
                content_changed=True,
                deleted=kind == RowKind.REMOVE,
                data={"run": run.pk, "file": run.name, "undo": run.undoes_id, "new": kind == RowKind.NEW},
            )
        )
        entries[row] = of_row
    return entries


def close_undone(run: ImportRun) -> None:
    """The run that this one undoes, and its rows of which nothing is left."""
    if run.undoes is None:
        return
    gone = run.rows.filter(state=RowState.STORED).values("undone")
    run.undoes.rows.filter(pk__in=gone).update(state=RowState.UNDONE, message=_("Đã gỡ."))
    ImportRun.objects.filter(pk=run.undoes_id).update(state=RunState.UNDONE)
