"""Storing what was read: new procedures in batches, changed ones as a new revision, all in one transaction.

A source is read once, to find all that is wrong with it; what was read waits in a temporary file until it is stored. So
a source may be larger than the memory, and what is stored is what was checked.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from foundations.searching.statistics import refresh_statistics
from foundations.spreadsheets.problems import ImportRefusedError, Problem
from foundations.units.matching import UnitMatcher
from procedures.content import build_content, find_differences
from procedures.history import publish_change
from procedures.import_report import RecordRemark
from procedures.list_state import ListState
from procedures.models import FieldOfActivity, Procedure
from procedures.new_rows import build_parts, store_new
from procedures.reading.problems import Records, RefusedRecordError
from procedures.reading.record import LISTS, PARTS, TEXTS

BATCH = 100
MAX_PROBLEMS = 500  # of a source; more of them say nothing new
MAX_IN_MEMORY = 16 * 1024 * 1024  # bytes of checked contents; more wait on the disk
ABOUT = {"notes", "remarks"}  # about a record, not of it

Reader = Callable[[], Records]


@dataclass
class Outcome:
    """What a run did, or would do."""

    read: int = 0
    new: list[str] = field(default_factory=list)
    changed: list[tuple[str, list[tuple[str, Any, Any]]]] = field(default_factory=list)
    unchanged: int = 0
    gone: list[str] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    remarks: list[RecordRemark] = field(default_factory=list)


@dataclass(frozen=True)
class Options:
    """How a run goes: only look, store as drafts, and whether the source is the complete list."""

    dry_run: bool = False
    draft: bool = False
    complete: bool = False


def run(reader: Reader, options: Options, report: Callable[[str], None]) -> Outcome:
    """Checks everything, then stores everything. Raises ImportRefusedError with all problems, and stores nothing.

    `reader` gives the records afresh each time it is called; `report` takes lines that say how far it is.
    """
    outcome = Outcome()
    with SpooledTemporaryFile(max_size=MAX_IN_MEMORY) as checked:
        codes = check(reader, outcome, checked)
        report(_("Đã kiểm tra %s bản ghi, không có lỗi.") % outcome.read)
        store_all(checked, outcome, options, codes, report)
    return outcome


def store_all(checked: IO[bytes], outcome: Outcome, options: Options, codes: set[str], report) -> None:
    """Stores the contents that `check` has written, all or none."""
    with transaction.atomic():
        store = Store(outcome, options)
        done = 0
        for batch in read_batches(checked):
            store.store(batch)
            done += len(batch)
            if done % (5 * BATCH) == 0:
                report(_("%(done)s/%(total)s bản ghi") % {"done": done, "total": outcome.read})
        if options.complete:
            listed = Procedure.objects.live().exclude(code__startswith="tam-").values_list("code", flat=True)
            outcome.gone = sorted(set(listed) - codes)
        if options.dry_run:
            transaction.set_rollback(True)
        elif outcome.new or outcome.changed:
            ListState.changed()
            refresh_statistics(Procedure)


def check(reader: Reader, outcome: Outcome, checked: IO[bytes]) -> set[str]:
    """Reads all, and writes the contents to `checked`, one after another.

    Returns the codes; raises ImportRefusedError with every problem of every record.
    """
    seen: dict[str, str] = {}
    names: Counter[str] = Counter()
    problems: list[Problem] = []
    for place, record in reader():
        outcome.read += 1
        if isinstance(record, Problem):
            problems.append(record)
        elif isinstance(record, RefusedRecordError):
            problems += [Problem(place, name, message) for name, message in record.problems]
        else:
            code = record["code"]
            if code in seen:
                problems.append(
                    Problem(place, "code", _("mã %(code)s đã có ở %(place)s") % {"code": code, "place": seen[code]})
                )
            seen.setdefault(code, place)
            names[record["name"]] += 1
            outcome.warnings += [Problem(place, "", note) for note in record.get("notes", [])]
            outcome.remarks += [RecordRemark(place, code, record["name"], each) for each in record.get("remarks", [])]
            content = {name: value for name, value in record.items() if name not in ABOUT}
            checked.write(json.dumps(content).encode() + b"\n")
        if len(problems) >= MAX_PROBLEMS:
            problems.append(Problem("", "", _("quá nhiều lỗi, dừng đọc tại đây")))
            break
    if problems:
        raise ImportRefusedError(problems)
    same = [(name, total) for name, total in names.items() if total > 3]
    message = _("%(total)s mã khác nhau mang cùng tên này; hãy kiểm tra nguồn")
    outcome.warnings += [Problem(name[:100], "name", message % {"total": total}) for name, total in same]
    return set(seen)


def read_batches(checked: IO[bytes]) -> Iterator[list[dict]]:
    """The contents in lists of at most a hundred."""
    checked.seek(0)
    found = map(json.loads, checked)
    while batch := list(islice(found, BATCH)):
        yield batch


class Store:
    """Stores batches of contents; keeps the fields and units that they name."""

    def __init__(self, outcome: Outcome, options: Options):
        self.outcome, self.options = outcome, options
        self.fields = {each.name: each for each in FieldOfActivity.objects.all()}
        self.units = UnitMatcher()

    def store(self, batch: list[dict]) -> None:
        known = {
            procedure.code: procedure
            for procedure in Procedure.objects.with_parts().filter(code__in=[content["code"] for content in batch])
        }
        fresh = [content for content in batch if content["code"] not in known]
        store_new([(self.make(content), content) for content in fresh], self.units)
        self.outcome.new += [content["code"] for content in fresh]
        for content in batch:
            if procedure := known.get(content["code"]):
                self.update(procedure, content)

    def make(self, content: dict) -> Procedure:
        procedure = Procedure(code=content["code"], live=not self.options.draft)
        procedure.has_unpublished_changes = self.options.draft
        self.apply(procedure, content)
        return procedure

    def update(self, procedure: Procedure, content: dict) -> None:
        stored = build_content(procedure)
        if roles := content.pop("agency_roles", None):  # a list names two roles of five; the others stay
            others = [agency for agency in stored["agencies"] if agency["role"] not in roles]
            same = sorted(map(str, others + content["agencies"])) == sorted(map(str, stored["agencies"]))
            content["agencies"] = stored["agencies"] if same else others + content["agencies"]
        changes = find_differences(stored, content)
        if not changes:
            self.outcome.unchanged += 1
            return
        self.outcome.changed.append((procedure.code, changes))
        if self.options.dry_run:
            return

        def change(changed: Procedure) -> None:
            changed_content = {name: value for name, _old, value in changes}
            self.apply(changed, changed_content)
            for part in PARTS:
                if part in changed_content:
                    getattr(changed, part).set(build_parts(changed, part, changed_content[part], self.units))

        publish_change(procedure, change)

    def apply(self, procedure: Procedure, content: dict) -> None:
        """The plain fields that the content speaks of; the parts are rows of their own."""
        for name in (*TEXTS, *LISTS, "non_territorial", "checked_on"):
            if name in content:
                setattr(procedure, name, content[name])
        if "field" in content:
            procedure.field = self.get_field(content["field"])
        procedure.normalise_text()

    def get_field(self, name: str) -> FieldOfActivity | None:
        if name and name not in self.fields:
            self.fields[name] = FieldOfActivity.objects.create(name=name)
        return self.fields.get(name)
