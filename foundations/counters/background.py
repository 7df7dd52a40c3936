"""A thread in each worker that folds; one worker at a time does it, whichever holds the lock."""

from __future__ import annotations

import fcntl
import os
import threading
import time
import weakref

from django.db import DatabaseError, close_old_connections

from foundations.counters.recording import Rarely, folder

INTERVAL = 2  # seconds; a shown number may be 5 old
LOCK = "folding.lock"
_complaints = Rarely()


class Background:
    """Starts the thread with the first request of a process, as workers are forked after the code is loaded."""

    def __init__(self):
        self.running = False
        self._starting = threading.Lock()
        _everything.add(self)

    def ensure(self) -> None:
        """Starts the thread unless it runs."""
        if self.running:
            return
        with self._starting:
            if not self.running:
                self.running = True
                threading.Thread(target=fold_for_ever, name="fold-views", daemon=True).start()

    def _after_fork(self) -> None:
        self.running, self._starting = False, threading.Lock()


_everything: weakref.WeakSet[Background] = weakref.WeakSet()


def _start_again() -> None:
    for background in list(_everything):
        background._after_fork()


os.register_at_fork(after_in_child=_start_again)


def fold_for_ever() -> None:
    """Folds every two seconds while no other process of this machine does."""
    lock = None
    while True:
        time.sleep(INTERVAL)
        try:
            lock = lock or taken_lock()
            if lock is not None:
                fold_once()
        except (OSError, DatabaseError) as error:
            _complaints.error("Counted views wait in their files: %s. They will be added later.", error)
        except Exception:  # a fault of ours must not end the thread for the life of the worker
            _complaints.error("Counted views wait in their files.", exc_info=True)


def fold_once() -> None:
    from foundations.counters.folding import fold  # here, as models need the app registry

    close_old_connections()
    try:
        fold()
    finally:
        close_old_connections()


def taken_lock() -> int | None:
    """The lock of the one process that folds, kept until it ends; None while another has it."""
    where = folder()
    where.mkdir(parents=True, exist_ok=True)
    file = os.open(where / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        return None
    return file
