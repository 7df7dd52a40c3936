"""A cache for rate limits, shared by all processes of the machine: numbers and short texts that expire.

Django's own backends do not fit: memory is per process, `incr` on files is not atomic and loses the expiry, and the
database would need a write lock for each request of a robot. This one is a small SQLite file; counting takes about
50 µs, and the file may be deleted at any time.
"""

from __future__ import annotations

import os
import random
import sqlite3
import threading
import time

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

CREATE_TABLE = "CREATE TABLE IF NOT EXISTS counts (key TEXT PRIMARY KEY, value, expires REAL NOT NULL) WITHOUT ROWID"
UPSERT = "INSERT INTO counts (key, value, expires) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires"  # noqa: E501
EXPIRED = " WHERE counts.expires <= ?"
TIDY_PROBABILITY = 0.01  # share of additions after which expired rows are deleted
FOREVER = 1e12


class SharedCounts(BaseCache):
    """A Django cache backend for integers and strings. `LOCATION` is the file."""

    def __init__(self, location, params):
        super().__init__(params)
        self.path = os.fspath(location)
        self.opened = threading.local()

    @property
    def file(self) -> sqlite3.Connection:
        """This thread's own connection; opened again after a fork."""
        if getattr(self.opened, "process", None) != os.getpid():
            os.makedirs(os.path.dirname(self.path), exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=5, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute(CREATE_TABLE)
            self.opened.connection, self.opened.process = connection, os.getpid()
        return self.opened.connection

    def get_expiry(self, timeout) -> float:
        """The time of expiry in seconds since 1970."""
        if timeout is DEFAULT_TIMEOUT:
            timeout = self.default_timeout
        return FOREVER if timeout is None else time.time() + timeout

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        row = [self.make_key(key, version), value, self.get_expiry(timeout)]
        added = self.file.execute(UPSERT + EXPIRED, [*row, time.time()]).rowcount > 0
        if added and random.random() < TIDY_PROBABILITY:  # noqa: S311 (no secret)
            self.tidy()
        return added

    def get(self, key, default=None, version=None):
        sought = [self.make_key(key, version), time.time()]
        found = self.file.execute("SELECT value FROM counts WHERE key = ? AND expires > ?", sought).fetchone()
        return found[0] if found else default

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        self.file.execute(UPSERT, [self.make_key(key, version), value, self.get_expiry(timeout)])

    def incr(self, key, delta=1, version=None):
        row = [delta, self.make_key(key, version), time.time()]
        sql = "UPDATE counts SET value = value + ? WHERE key = ? AND expires > ? RETURNING value"
        found = self.file.execute(sql, row).fetchall()
        if not found:
            raise ValueError(f"Key {key!r} not found")
        return found[0][0]

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        row = [self.get_expiry(timeout), self.make_key(key, version), time.time()]
        return self.file.execute("UPDATE counts SET expires = ? WHERE key = ? AND expires > ?", row).rowcount > 0

    def delete(self, key, version=None):
        key = self.make_key(key, version)
        return self.file.execute("DELETE FROM counts WHERE key = ?", [key]).rowcount > 0

    def clear(self):
        self.file.execute("DELETE FROM counts")

    def tidy(self):
        """Deletes expired rows, and if too many are left, those that expire first."""
        self.file.execute("DELETE FROM counts WHERE expires <= ?", [time.time()])
        kept = "SELECT key FROM counts ORDER BY expires DESC LIMIT -1 OFFSET ?"
        self.file.execute(f"DELETE FROM counts WHERE key IN ({kept})", [self._max_entries])  # noqa: S608 (constant)
