"""One process at work on a run: short transactions with pauses between them, and signs of life that others see."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils import timezone

from foundations.delivery.freshness import unseen_writes
from procedures.import_runs.choices import RunState, Step
from procedures.import_runs.models import ImportRun

# Who waits for SQLite's write lock asks again every 0.1 s at the latest (its own rule, sqliteDefaultBusyCallback), so
# whoever waits gets it in a pause.
PAUSE = 0.12  # seconds, at least
REPORT_EVERY = 500  # records


class StoppedError(Exception):
    """Somebody asked for a stop, or another process took the run over."""

    def __init__(self, *, asked: bool):
        super().__init__("asked" if asked else "taken over")
        self.asked = asked


class Worker:
    """The claim of one process on one run. Every transaction of the run goes through `batch`."""

    def __init__(self, run: ImportRun, report: Callable[[int, int], None] = lambda done, total: None):
        self.run, self.report = run, report
        self.word = secrets.token_hex(16)

    def begin(self, state: RunState, step: Step, total: int = 0) -> None:
        """Takes the run over, for one of its steps."""
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA mmap_size = 0")  # the whole file would count as this process's memory
        self.run.state, self.run.step = state, step
        self.run.worker, self.run.seen_at = self.word, timezone.now()
        self.run.done, self.run.total, self.run.message, self.run.stop_asked = 0, total, "", False
        names = ("state", "step", "worker", "seen_at", "done", "total", "message", "stop_asked")
        self.run.save(update_fields=names)

    def count(self, total: int) -> None:
        """Says how much there is to do from here on."""
        self.run.done, self.run.total = 0, total
        self.check(done=0, total=total)

    def check(self, **news) -> None:
        """A sign of life. Raises StoppedError if the run is no longer this worker's, or shall stop."""
        mine = ImportRun.objects.filter(pk=self.run.pk, worker=self.word)
        if not mine.update(seen_at=timezone.now(), **news):
            raise StoppedError(asked=False)
        if mine.filter(stop_asked=True).exists():
            raise StoppedError(asked=True)

    @contextmanager
    def batch(self, size: int = 0) -> Iterator[None]:
        """A short transaction over `size` records, whose rows nobody sees yet; then a pause in which others write."""
        begun = time.monotonic()
        with transaction.atomic(), unseen_writes():
            self.check(done=self.run.done + size)
            yield
        before, self.run.done = self.run.done, self.run.done + size
        if before // REPORT_EVERY != self.run.done // REPORT_EVERY:
            self.report(self.run.done, self.run.total)
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            time.sleep(max(PAUSE, time.monotonic() - begun))  # on a busy machine all take longer
