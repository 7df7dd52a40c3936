"""Adds up the workers' files into rows by day.

Rows and file offsets change in one transaction, so a record is added once even if the process is killed. A file
whose process has ended (its lock is free) is removed once all of it has been added.
"""

from __future__ import annotations

import datetime
import fcntl
import logging
import os
import secrets
from collections import Counter
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from foundations.counters import recording
from foundations.counters.models import ActiveReaders, DailyViews, DailyVisits, FoldedFile
from foundations.counters.records import ACTIVE, RECORD_SIZE, VIEW, VISIT, unpack_records

logger = logging.getLogger(__name__)
WINDOW_SECONDS = 10 * 60  # seconds
MAX_FILES_AT_ONCE = 64
MAX_RECORDS_AT_ONCE = 4096  # of each file; 8 MiB in all
QUARTER_SECONDS = 15 * 60  # seconds; no time zone is finer
MAX_WINDOWS = 24 * 6
ROW_LIFETIME = datetime.timedelta(days=1)


@dataclass
class Tally:
    """The sums of a batch of records."""

    views: Counter = field(default_factory=Counter)  # by kind, id, day
    visits: Counter = field(default_factory=Counter)  # by day
    all_views: Counter = field(default_factory=Counter)  # by day
    readers: Counter = field(default_factory=Counter)  # by window
    damaged: int = 0

    def add(self, record) -> None:
        if record is None:
            self.damaged += 1
            return
        day = get_day(record.moment // QUARTER_SECONDS)
        if record.flags & VIEW:
            self.views[record.kind, record.pk, day] += 1
            self.all_views[day] += 1
        if record.flags & VISIT:
            self.visits[day] += 1
        if record.flags & ACTIVE:
            self.readers[record.moment // WINDOW_SECONDS] += 1

    def store(self) -> None:
        """Adds the sums to the rows, always in the same order, so that two machines folding at once do not deadlock."""
        add_up(DailyViews, ["kind", "object_id", "day"], ["views"], [(*key, n) for key, n in self.views.items()])
        days = self.visits.keys() | self.all_views.keys()
        rows = [(day, self.visits[day], self.all_views[day]) for day in days]
        add_up(DailyVisits, ["day"], ["visits", "views"], rows)
        add_up(ActiveReaders, ["window"], ["readers"], list(self.readers.items()))
        if self.readers:
            ActiveReaders.objects.filter(window__lt=max(self.readers) - MAX_WINDOWS).delete()


@lru_cache(maxsize=256)
def get_day(quarter: int) -> str:
    """The local day, as 2026-01-31, of a number of quarters of an hour since 1970."""
    moment = datetime.datetime.fromtimestamp(quarter * QUARTER_SECONDS, tz=datetime.UTC)
    return timezone.localtime(moment, timezone.get_default_timezone()).date().isoformat()


def add_up(model, keys: list[str], numbers: list[str], rows: list[tuple]) -> None:
    """Adds numbers to the rows with those keys and creates missing rows. (Django's upsert can set, but not add.)"""
    if not rows:
        return
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = ", ".join(quote(name) for name in [*keys, *numbers])
    values = ", ".join(["%s"] * (len(keys) + len(numbers)))
    changes = ", ".join(f"{quote(name)} = {table}.{quote(name)} + EXCLUDED.{quote(name)}" for name in numbers)
    conflict = ", ".join(quote(name) for name in keys)
    sql = f"INSERT INTO {table} ({columns}) VALUES ({values}) ON CONFLICT ({conflict}) DO UPDATE SET {changes}"  # noqa: S608 (names of our own models)
    with connection.cursor() as cursor:
        cursor.executemany(sql, sorted(rows))


@dataclass
class RecordFile:
    """A worker's file, open for reading; `ended` if its process has ended."""

    path: Path
    file: int
    ended: bool

    def read_records(self, offset: int) -> tuple[list, int]:
        """The next records from `offset` on (None for damaged ones), and the offset after them.

        If the process still runs, a damaged last record is left for next time: it may just be being written. Half a
        record at the end of an ended process's file is ignored: its request was never answered.
        """
        found = list(unpack_records(os.pread(self.file, MAX_RECORDS_AT_ONCE * RECORD_SIZE, offset)))
        if found and found[-1] is None and not self.ended and len(found) < MAX_RECORDS_AT_ONCE:
            found.pop()
        return found, offset + len(found) * RECORD_SIZE

    def has_waiting(self, offset: int) -> bool:
        """Whether there is a whole record after `offset`."""
        return os.fstat(self.file).st_size - offset >= RECORD_SIZE


def fold(where: Path | None = None) -> int:
    """Adds up all of this machine's files; returns the number of records. Safe in many processes at once."""
    where = where or recording.get_folder()
    paths, total = sorted(where.glob(f"*{recording.FILE_SUFFIX}")), 0
    for start in range(0, len(paths), MAX_FILES_AT_ONCE):
        with ExitStack() as stack:
            sources = [found for path in paths[start : start + MAX_FILES_AT_ONCE] if (found := open_file(path, stack))]
            while added := fold_batch(sources, where):
                total += added
            remove_done(sources)
    if paths:
        delete_removed_rows(where)
    return total


def open_file(path: Path, stack: ExitStack) -> RecordFile | None:
    """Opens a file until the stack closes; None if another process has just removed it."""
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    stack.callback(os.close, file)
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return RecordFile(path, file, ended=False)
    return RecordFile(path, file, ended=True)


def fold_batch(sources: list[RecordFile], where: Path) -> int:
    """Adds up to MAX_RECORDS_AT_ONCE records of each file in one transaction; returns their number."""
    offsets = get_offsets(sources)
    waiting = [source for source in sources if source.has_waiting(offsets.get(source.path.name, 0))]
    if not waiting:
        return 0
    machine, now = get_machine_name(where), timezone.now()
    with transaction.atomic():
        rows = [FoldedFile(name=source.path.name, machine=machine, folded_at=now) for source in waiting]
        # Create missing rows before locking them, so that two processes with the same new file cannot both add it.
        FoldedFile.objects.bulk_create(rows, ignore_conflicts=True)
        by_name = {source.path.name: source for source in waiting}
        locked = list(FoldedFile.objects.select_for_update().filter(name__in=by_name).order_by("name"))
        tally, added = Tally(), 0
        for row in locked:
            records, behind = by_name[row.name].read_records(row.offset)
            for record in records:
                tally.add(record)
            added += len(records)
            row.offset, row.folded_at = behind, now
        tally.store()
        FoldedFile.objects.bulk_update(locked, ["offset", "folded_at"])
    if tally.damaged:
        logger.error("%s damaged records were left out; files: %s.", tally.damaged, ", ".join(sorted(by_name)))
    return added


def get_offsets(sources: list[RecordFile]) -> dict[str, int]:
    """How much of each file has been added, in bytes by file name; new files are missing."""
    names = [source.path.name for source in sources]
    return dict(FoldedFile.objects.filter(name__in=names).values_list("name", "offset"))


def remove_done(sources: list[RecordFile]) -> None:
    """Removes the files of ended processes that have been added completely."""
    ended = [source for source in sources if source.ended]
    offsets = get_offsets(ended) if ended else {}
    for source in ended:
        if not source.has_waiting(offsets.get(source.path.name, 0)):
            source.path.unlink(missing_ok=True)


def delete_removed_rows(where: Path) -> None:
    """Deletes the rows of this machine's files that were removed more than a day ago."""
    before = timezone.now() - ROW_LIFETIME
    for row in FoldedFile.objects.filter(machine=get_machine_name(where), folded_at__lt=before):
        if not (where / row.name).exists():
            row.delete()


def get_machine_name(where: Path) -> str:
    """The random name of this machine's folder, stored in it on first use.

    A folder that is not mounted seems empty and gets another name, so rows of the real folder are not deleted.
    """
    path = where / "machine"
    with suppress(FileNotFoundError):
        return path.read_text()
    temporary = where / f"machine.{secrets.token_hex(8)}"
    temporary.write_text(secrets.token_hex(16))
    with suppress(FileExistsError):
        os.link(temporary, path)
    temporary.unlink()
    return path.read_text()
