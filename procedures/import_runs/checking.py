"""Reading a source: everything that is wrong with it, and how each record differs from the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from foundations.spreadsheets.problems import ImportRefusedError, Problem
from foundations.vietnamese.normalisation import normalise_lines, normalise_lines_in
from procedures.import_report import RecordRemark
from procedures.import_runs.choices import RunState
from procedures.import_runs.comparing import make_gone_rows, make_rows
from procedures.import_runs.models import ImportRow
from procedures.import_runs.worker import Worker
from procedures.reading.problems import Records, RefusedRecordError
from procedures.reading.record import CODE, NAME

BATCH = 50  # records
MAX_PROBLEMS = 500  # of a source; more of them say nothing new
MAX_SAME_NAME = 3  # codes
ABOUT = {"notes", "remarks"}  # about a record, not of it

Reader = Callable[[], Records]


@dataclass
class Reading:
    """What was found so far."""

    read: int = 0
    places: dict[str, str] = field(default_factory=dict)  # by code
    names: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    remarks: list[RecordRemark] = field(default_factory=list)

    def take(self, place: str, record: dict | Problem | RefusedRecordError) -> dict[str, Any] | None:
        """The content of the record; None if it is refused, which is noted."""
        self.read += 1
        if isinstance(record, Problem):
            self.problems.append(record)
            return None
        if isinstance(record, RefusedRecordError):
            self.problems += [Problem(place, name, message) for name, message in record.problems]
            return None
        code = record["code"]
        if code in self.places:
            message = _("mã %(code)s đã có ở %(place)s") % {"code": code, "place": self.places[code]}
            self.problems.append(Problem(place, str(CODE), message))
            return None
        self.places[code] = place
        # Cleaned before it waits: no database takes half a character.
        content = normalise_lines_in({name: value for name, value in record.items() if name not in ABOUT})
        self.names[content["name"]] += 1
        self.warnings += [Problem(place, "", note) for note in record.get("notes", [])]
        self.remarks += [RecordRemark(place, code, content["name"], each) for each in record.get("remarks", [])]
        return content

    def warn_of_names(self) -> None:
        message = _("%(total)s mã khác nhau mang cùng tên này; hãy kiểm tra nguồn")
        same = [(name, total) for name, total in self.names.items() if total > MAX_SAME_NAME]
        self.warnings += [Problem(name[:100], str(NAME), message % {"total": total}) for name, total in same]


def check(worker: Worker, reader: Reader) -> Reading:
    """Reads all, and stores a row for each record that differs from the list.

    Raises ImportRefusedError with every problem of every record; nothing is left of the rows then.
    """
    run, reading, batch = worker.run, Reading(), []
    delete_rows(worker)  # of a reading that was interrupted
    for place, record in reader():
        content = reading.take(place, record)
        if content:
            batch.append(content)
        if len(batch) == BATCH:
            store_rows(worker, [] if reading.problems else batch)
            batch = []
        if len(reading.problems) >= MAX_PROBLEMS:
            reading.problems.append(Problem("", "", _("quá nhiều lỗi, dừng đọc tại đây")))
            break
    if reading.problems:
        delete_rows(worker)
        raise ImportRefusedError(reading.problems)
    store_rows(worker, batch)
    if run.get_options().complete:
        with worker.batch():
            ImportRow.objects.bulk_create(make_gone_rows(run, set(reading.places)))
    reading.warn_of_names()
    return reading


def store_rows(worker: Worker, contents: list[dict[str, Any]]) -> None:
    rows = make_rows(worker.run, contents)
    worker.run.unchanged += len(contents) - len(rows)
    with worker.batch(len(contents)):
        ImportRow.objects.bulk_create(rows)


def delete_rows(worker: Worker) -> None:
    worker.run.unchanged = 0
    while keys := list(worker.run.rows.values_list("pk", flat=True)[:500]):
        with worker.batch():
            worker.run.rows.filter(pk__in=keys).delete()


def store_reading(worker: Worker, reading: Reading, notes: list[Problem]) -> None:
    """What was read waits for a person."""
    run = worker.run
    run.state, run.read, run.file = RunState.READ, reading.read, ""
    run.warnings = [dump_problem(each) for each in [*notes, *reading.warnings]]
    run.remarks = [
        [each.place, each.code, each.name, each.remark.kind.value, each.remark.field, each.remark.words]
        for each in reading.remarks
    ]
    run.remarks = normalise_lines_in(run.remarks)
    with worker.batch():
        run.save(update_fields=["state", "read", "file", "warnings", "remarks", "unchanged"])


def store_refusal(worker: Worker, problems: list[Problem]) -> None:
    run = worker.run
    run.state, run.file, run.problems = RunState.REFUSED, "", [dump_problem(each) for each in problems]
    with worker.batch():
        run.save(update_fields=["state", "file", "problems"])


def dump_problem(problem: Problem) -> list[str]:
    return [normalise_lines(str(part)) for part in (problem.place, problem.field, problem.message)]
