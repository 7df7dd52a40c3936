"""The one transaction in which a run changes the list: a few statements, however many records."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import CharField, Exists, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from procedures.import_runs.choices import RowKind, RowState, Step
from procedures.import_runs.models import AS_WASTE, ImportRow, ImportRun
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
MAX_KEYS = 500  # of one statement
CHANGING = (RowKind.CHANGED, RowKind.RESTORE)


def swap(worker: Worker) -> None:
    """Puts all that is prepared into the list, or nothing. What can be said later is said by `recording.py`."""
    run = worker.run
    with transaction.atomic():
        worker.check()
        leave_overtaken(run)
        if run.rows.filter(taken=True, state=RowState.WAITING).exists():
            ListState.changed()
        show_new(run)
        exchange_parts(run)
        copy_fields(run)
        hide_removed(run)
        run.step, run.stored_at = Step.CLEAR, timezone.now()
        run.save(update_fields=["step", "stored_at"])


def leave_overtaken(run: ImportRun) -> None:
    """Rows whose procedure somebody changed, or made, since it was compared; what was prepared for them is waste."""
    waiting = run.rows.filter(taken=True, state=RowState.WAITING)
    changed = waiting.filter(kind__in=CHANGING).values_list("pk", "seen", "procedure__latest_revision_id")
    overtaken = [key for key, seen, newest in changed if seen.partition(":")[0] != str(newest or "")]
    made = waiting.filter(Exists(Procedure.objects.filter(code=OuterRef("code"))), kind=RowKind.NEW)
    overtaken += list(made.values_list("pk", flat=True))
    touched = dict(find_touched(waiting.filter(kind=RowKind.REMOVE)))
    for key, message in touched.items():
        run.rows.filter(pk=key).update(state=RowState.OVERTAKEN, message=message)
    for start in range(0, len(overtaken), MAX_KEYS):
        rows = run.rows.filter(pk__in=overtaken[start : start + MAX_KEYS])
        Procedure.everything.filter(pk__in=rows.values("prepared")).update(**AS_WASTE)
        rows.update(state=RowState.OVERTAKEN, prepared=None)


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
            cursor.execute(EXCHANGE.format(part=table, procedure=quote(Procedure._meta.db_table)), [run.pk] * 2)


# A join of both ways, not a condition with OR: for each part SQLite would look through all prepared rows.
EXCHANGE = """
    UPDATE {part} SET procedure_id = owner.other FROM (
        SELECT id AS one, staged_for_id AS other FROM {procedure}
        WHERE staged_by = %s AND staged_for_id IS NOT NULL
        UNION ALL
        SELECT staged_for_id AS one, id AS other FROM {procedure}
        WHERE staged_by = %s AND staged_for_id IS NOT NULL
    ) AS owner
    WHERE {part}.procedure_id = owner.one
"""


def copy_fields(run: ImportRun) -> None:
    """The plain fields of each changed procedure; the row prepared for it is left with what it was changed from."""
    quote = connection.ops.quote_name
    columns = [Procedure._meta.get_field(name).column for name in COPIED]
    table = quote(Procedure._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {', '.join(f'{quote(each)} = prepared.{quote(each)}' for each in columns)} "  # noqa: S608
            f"FROM {table} AS prepared WHERE prepared.staged_for_id = {table}.id AND prepared.staged_by = %s",
            [run.pk],
        )


def hide_removed(run: ImportRun) -> None:
    removed = run.rows.filter(kind=RowKind.REMOVE, taken=True, state=RowState.WAITING)
    code = Concat(Value(f"~{run.pk}-"), Cast("pk", CharField()))
    gone = Procedure.objects.filter(pk__in=removed.values("procedure"))
    gone.update(code=code, live=False, **AS_WASTE)
