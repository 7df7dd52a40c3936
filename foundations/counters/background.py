"""A thread in each worker that folds counted views into the tables; only the worker that holds the lock folds."""

from __future__ import annotations

import fcntl
import os
import threading
import time
import weakref

from django.db import DatabaseError, close_old_connections

from foundations.counters.recording import RateLimitedLog, get_folder

FOLD_INTERVAL = 2  # seconds; a shown number may be 5 seconds old
LOCK_FILE = "folding.lock"
_complaints = RateLimitedLog()


class FoldingThread:
    """Starts the thread with the first request of a process, as workers are forked after the code is loaded."""

    def __init__(self):
        self.running = False
        self._starting = threading.Lock()
        _everything.add(self)

    def ensure_running(self) -> None:
        """Starts the thread unless it is running."""
        if self.running:
            return
        with self._starting:
            if not self.running:
                self.running = True
                threading.Thread(target=fold_for_ever, name="fold-views", daemon=True).start()

    def _after_fork(self) -> None:
        self.running, self._starting = False, threading.Lock()


_everything: weakref.WeakSet[FoldingThread] = weakref.WeakSet()


def _reset_after_fork() -> None:
    for background in list(_everything):
        background._after_fork()


os.register_at_fork(after_in_child=_reset_after_fork)


def fold_for_ever() -> None:
    """Folds every two seconds while no other process of this machine does."""
    lock = None
    while True:
        time.sleep(FOLD_INTERVAL)
        try:
            lock = lock or take_lock()
            if lock is not None:
                fold_once()
        except (OSError, DatabaseError) as error:
            _complaints.error("Counted views wait in their files: %s. They will be added later.", error)
        except Exception:  # a bug must not stop the folding as long as the worker lives
            _complaints.error("Counted views wait in their files.", exc_info=True)


def fold_once() -> None:
    """Folds with a fresh database connection, as no request opens and closes one here."""
    from foundations.counters.folding import fold  # here, as models need the app registry

    close_old_connections()
    try:
        fold()
    finally:
        close_old_connections()


def take_lock() -> int | None:
    """The descriptor of the locked file, kept until the process ends; None if another process holds the lock."""
    where = get_folder()
    where.mkdir(parents=True, exist_ok=True)
    file = os.open(where / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        return None
    return file
