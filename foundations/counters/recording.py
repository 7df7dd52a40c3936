"""Each process appends counted views to a file of its own; `foundations.counters.folding` adds the files up.

A view is recorded by one `write` of a whole record; then the kernel has it, even if the process is killed. The
process locks its file as long as it lives, so that others know when nothing more will be written.
"""

from __future__ import annotations

import fcntl
import logging
import os
import secrets
import threading
import time
import weakref
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from foundations.counters.records import RECORD_SIZE, Record

logger = logging.getLogger(__name__)
FILE_SUFFIX = ".views"
MAX_FILE_BYTES = 8 * 1024 * 1024  # a file of this size is closed, to be folded and removed


def get_folder() -> Path:
    """The folder of this machine's files."""
    return Path(settings.VAR_DIR) / "counters"


class RateLimitedLog:
    """Logs an error that may happen on every request at most once a minute."""

    def __init__(self, interval: float = 60):
        self.interval, self.next_time = interval, 0.0

    def error(self, message: str, *arguments, exc_info=False) -> None:
        now = time.monotonic()
        if now >= self.next_time:
            self.next_time = now + self.interval
            logger.error(message, *arguments, exc_info=exc_info)


class Recorder:
    """Appends to the file of this process; opened with the first record, as workers are forked after loading."""

    def __init__(self, where: Path):
        self.where = where
        self._lock = threading.Lock()
        self._file: int | None = None
        _recorders.add(self)

    def append(self, record: Record) -> None:
        """Records one view. Raises OSError if that fails; then nothing of it is left in the file."""
        with self._lock:
            if self._file is None:
                self._file = self._open_new()
            before = os.fstat(self._file)
            if before.st_nlink == 0 or before.st_size >= MAX_FILE_BYTES:  # deleted by somebody, or full
                self._close()
                self._file = self._open_new()
                before = os.fstat(self._file)
            try:
                written = os.write(self._file, record.pack())
            except OSError:
                self._close()
                raise
            if written != RECORD_SIZE:
                self._cut_back(before.st_size)
                raise OSError(28, "no room for a whole record")

    def _cut_back(self, size: int) -> None:
        """Removes half a record; if even that fails, closes the file, so that its other records stay readable."""
        try:
            os.ftruncate(self._file, size)
        except OSError:
            self._close()

    def _open_new(self) -> int:
        """Opens a new file and locks it before renaming it to the name by which others find it."""
        self.where.mkdir(parents=True, exist_ok=True)
        path = self.where / f"{os.getpid()}-{secrets.token_hex(8)}{FILE_SUFFIX}"
        temporary = path.with_suffix(".new")
        file = os.open(temporary, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            temporary.rename(path)
        except OSError:
            os.close(file)
            with suppress(OSError):
                temporary.unlink()
            raise
        return file

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def close(self) -> None:
        """Closes the file; for tests."""
        with self._lock:
            self._close()

    def _after_fork(self) -> None:
        self._lock = threading.Lock()  # another thread of the parent may have held it
        self._close()


_recorders: weakref.WeakSet[Recorder] = weakref.WeakSet()


def _reset_after_fork() -> None:
    for recorder in list(_recorders):
        recorder._after_fork()


os.register_at_fork(after_in_child=_reset_after_fork)
