"""Adds the workers' files up into rows by day.

Rows and the offsets of the files change in one transaction, so a record is added once, whatever ends the process. A
file whose process has ended (its lock is free) is removed when all of it has been added.
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
from foundations.counters.records import ACTIVE, SIZE, VIEW, VISIT, unpacked

logger = logging.getLogger(__name__)
WINDOW = 10 * 60  # seconds
FILES_AT_ONCE = 64
RECORDS_AT_ONCE = 4096  # of each file; 8 MiB in all
QUARTER = 15 * 60  # seconds; no time zone is finer
WINDOWS_KEPT = 24 * 6
ROW_KEPT = datetime.timedelta(days=1)


@dataclass
class Tally:
    """What a batch of records adds to the rows."""

    views: Counter = field(default_factory=Counter)  # by kind, id, day
    visits: Counter = field(default_factory=Counter)  # by day
    all_views: Counter = field(default_factory=Counter)  # by day
    readers: Counter = field(default_factory=Counter)  # by window
    damaged: int = 0

    def add(self, record) -> None:
        if record is None:
            self.damaged += 1
            return
        day = day_of(record.moment // QUARTER)
        if record.flags & VIEW:
            self.views[record.kind, record.pk, day] += 1
            self.all_views[day] += 1
        if record.flags & VISIT:
            self.visits[day] += 1
        if record.flags & ACTIVE:
            self.readers[record.moment // WINDOW] += 1

    def store(self) -> None:
        """Adds to the rows, always in the same order: two machines that fold at once wait for each other."""
        add_up(DailyViews, ["kind", "object_id", "day"], ["views"], [(*key, n) for key, n in self.views.items()])
        days = self.visits.keys() | self.all_views.keys()
        rows = [(day, self.visits[day], self.all_views[day]) for day in days]
        add_up(DailyVisits, ["day"], ["visits", "views"], rows)
        add_up(ActiveReaders, ["window"], ["readers"], list(self.readers.items()))
        if self.readers:
            ActiveReaders.objects.filter(window__lt=max(self.readers) - WINDOWS_KEPT).delete()


@lru_cache(maxsize=256)
def day_of(quarter: int) -> str:
    """The local day of a quarter of an hour since 1970, as 2026-01-31."""
    moment = datetime.datetime.fromtimestamp(quarter * QUARTER, tz=datetime.UTC)
    return timezone.localtime(moment, timezone.get_default_timezone()).date().isoformat()


def add_up(model, keys: list[str], numbers: list[str], rows: list[tuple]) -> None:
    """Adds numbers to the rows of those keys and makes the missing ones. (Django's upsert can set, but not add.)"""
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
class Source:
    """A worker's file, open for reading; `ended` when nothing more will be written to it."""

    path: Path
    file: int
    ended: bool

    def records(self, offset: int) -> tuple[list, int]:
        """The next records from `offset` on, and the offset behind them.

        A damaged last record of a living file is left for the next time: it may just be being written. Half a record
        at the end of one whose process has ended was never answered.
        """
        found = list(unpacked(os.pread(self.file, RECORDS_AT_ONCE * SIZE, offset)))
        if found and found[-1] is None and not self.ended and len(found) < RECORDS_AT_ONCE:
            found.pop()
        return found, offset + len(found) * SIZE

    def waits(self, offset: int) -> bool:
        """Whether a whole record lies behind `offset`."""
        return os.fstat(self.file).st_size - offset >= SIZE


def fold(where: Path | None = None) -> int:
    """Adds all that this machine's files hold and returns the number of records. Safe in many processes at once."""
    where = where or recording.folder()
    paths, total = sorted(where.glob(f"*{recording.SUFFIX}")), 0
    for start in range(0, len(paths), FILES_AT_ONCE):
        with ExitStack() as stack:
            sources = [found for path in paths[start : start + FILES_AT_ONCE] if (found := opened(path, stack))]
            while added := fold_batch(sources, where):
                total += added
            remove_done(sources)
    if paths:
        forget_removed_files(where)
    return total


def opened(path: Path, stack: ExitStack) -> Source | None:
    """The file for reading, until the stack closes it; None when another process has just removed it."""
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    stack.callback(os.close, file)
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return Source(path, file, ended=False)
    return Source(path, file, ended=True)


def fold_batch(sources: list[Source], where: Path) -> int:
    """Adds some records of each file in one transaction and returns their number; 0 when none waits."""
    offsets = known_offsets(sources)
    waiting = [source for source in sources if source.waits(offsets.get(source.path.name, 0))]
    if not waiting:
        return 0
    machine, now = machine_of(where), timezone.now()
    with transaction.atomic():
        rows = [FoldedFile(name=source.path.name, machine=machine, folded_at=now) for source in waiting]
        # Each file has its row before the rows are locked: two processes with a new file wait for each other.
        FoldedFile.objects.bulk_create(rows, ignore_conflicts=True)
        by_name = {source.path.name: source for source in waiting}
        locked = list(FoldedFile.objects.select_for_update().filter(name__in=by_name).order_by("name"))
        tally, added = Tally(), 0
        for row in locked:
            records, behind = by_name[row.name].records(row.offset)
            for record in records:
                tally.add(record)
            added += len(records)
            row.offset, row.folded_at = behind, now
        tally.store()
        FoldedFile.objects.bulk_update(locked, ["offset", "folded_at"])
    if tally.damaged:
        logger.error("%s damaged records were left out; files: %s.", tally.damaged, ", ".join(sorted(by_name)))
    return added


def known_offsets(sources: list[Source]) -> dict[str, int]:
    names = [source.path.name for source in sources]
    return dict(FoldedFile.objects.filter(name__in=names).values_list("name", "offset"))


def remove_done(sources: list[Source]) -> None:
    """Removes the files of ended processes that have been added to the end."""
    ended = [source for source in sources if source.ended]
    offsets = known_offsets(ended) if ended else {}
    for source in ended:
        if not source.waits(offsets.get(source.path.name, 0)):
            source.path.unlink(missing_ok=True)


def forget_removed_files(where: Path) -> None:
    """Deletes the rows of this machine's files that have been gone for a day."""
    before = timezone.now() - ROW_KEPT
    for row in FoldedFile.objects.filter(machine=machine_of(where), folded_at__lt=before):
        if not (where / row.name).exists():
            row.delete()


def machine_of(where: Path) -> str:
    """The name of this machine's folder, made up once.

    Rows are forgotten by the name alone: a folder that was not mounted, and so seems empty, has another one.
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
