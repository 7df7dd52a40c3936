"""The version of the public content, shared by all processes of the machine.

A cached page is good as long as the version has not changed since it was rendered. The version is eight bytes of a
file that every process maps into its memory: reading it needs no system call and no query, and a new version is seen
at once by all workers, the scheduler and commands.

It is renewed after every committed write to a table whose contents readers see: by the editors' interface, an import,
scheduled publishing, `QuerySet.update`, treebeard's raw SQL. So writes are watched on the connection, not by signals
of models, which bulk and raw writes do not send.
"""

from __future__ import annotations

import mmap
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.utils.translation import get_language

from foundations.delivery.commits import call_after_commit

WRITE_STATEMENT = re.compile(
    r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+[`"]?(\w+)', re.IGNORECASE
)
SET_COLUMN = re.compile(r'"(\w+)" = ')

# Tables that no public page shows: sessions, logs, drafts, workflows, the search index. Our own apps declare theirs as
# `private_models` in their AppConfig.
FRAMEWORK_TABLES = (
    "auth_|django_|axes_|otp_|wagtailadmin_|wagtailusers_|wagtailsearch_|"
    "wagtailcore_(?:revision|pagelogentry|modellogentry|comment|pagesubscription|task|workflow|referenceindex|uploadedfile)"
)
# Saving a draft writes only these columns of a page.
DRAFT_COLUMNS = {"draft_title", "latest_revision_id", "latest_revision_created_at", "has_unpublished_changes"}

MAX_CACHED_ANSWERS = 100  # arguments of one function
MAX_CACHE_SECONDS = 10  # another machine's change does not renew this machine's version


class ContentVersion:
    """Eight bytes shared by all processes that map `path`; two readings can only be compared for equality.

    Sixteen more bytes hold the second in which the version was renewed, and the latest second of a dated answer.
    """

    def __init__(self, path: Path):
        self.path = path
        self._shared: memoryview | None = None

    def _map(self) -> memoryview:
        if self._shared is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                if os.fstat(descriptor).st_size < 24:
                    os.ftruncate(descriptor, 24)
                self._shared = memoryview(mmap.mmap(descriptor, 24)).cast("Q")
            finally:
                os.close(descriptor)
        return self._shared

    def read(self) -> int:
        return self._map()[0]

    def renew(self) -> None:
        shared = self._map()
        # Later than any answer dated so far: HTTP dates have a resolution of one second.
        shared[1] = max(shared[1], shared[2] + 1, int(time.time()))
        # A random number, not the next one, so two writers at once need no lock.
        shared[0] = int.from_bytes(os.urandom(8), "little")

    def read_change_time(self) -> int:
        """When the content last changed, in seconds since 1970; 0 if it never has.

        Call it before making the answer. A later change within the same second is dated one second later, so that
        two different contents never have the same date.
        """
        shared = self._map()
        shared[2] = max(int(time.time()), shared[1])
        return shared[1]


content_version = ContentVersion(Path(settings.VAR_DIR) / "content_version")


@cache
def get_unseen_tables() -> re.Pattern:
    """A pattern of the tables that no public page shows."""
    declared = {
        config.get_model(name)._meta.db_table
        for config in apps.get_app_configs()
        for name in getattr(config, "private_models", [])
    }
    return re.compile(f"{FRAMEWORK_TABLES}|(?:{'|'.join(sorted(declared))})$")


def is_public_write(sql: str) -> bool:
    """Whether an SQL statement writes something that a public page may show."""
    write = WRITE_STATEMENT.match(sql)
    if not write or get_unseen_tables().match(write[1]):
        return False
    if write[1] == "wagtailcore_page" and sql.lstrip()[:6].upper() == "UPDATE":
        written = set(SET_COLUMN.findall(sql.partition(" WHERE ")[0]))
        return not written or not written <= DRAFT_COLUMNS
    return True


_unseen = ContextVar("unseen", default=False)


@contextmanager
def unseen_writes() -> Iterator[None]:
    """For writes to public tables that no page shows yet, such as rows that an import prepares: no new version."""
    token = _unseen.set(True)
    try:
        yield
    finally:
        _unseen.reset(token)


def watch_writes(execute, sql, params, many, context):
    """A Django execute wrapper: a public write renews the version once it is committed."""
    result = execute(sql, params, many, context)
    if is_public_write(sql) and not _unseen.get():
        call_after_commit(content_version.renew, context["connection"].alias)
    return result


def watch_connection(connection, **_kwargs) -> None:
    """Receives Django's `connection_created`, which is sent again when a connection is reopened."""
    if watch_writes not in connection.execute_wrappers:
        connection.execute_wrappers.append(watch_writes)


def make_versioned_key(key: str, key_prefix: str, version: int) -> str:
    """A KEY_FUNCTION for Django's cache: holds the content version, so Wagtail's cached site roots are never stale."""
    return f"{key_prefix}:{version}:{content_version.read()}:{key}"


def cache_until_change(make: Callable) -> Callable:
    """Decorator: caches results in the process until the content changes, for MAX_CACHE_SECONDS at most.

    Each language has its own results. For functions called with few different arguments.

    The version is read before the result is made, so a result made from older content never counts as newer.
    """
    answers: dict[tuple, tuple[int, float, object]] = {}

    @wraps(make)
    def get_answer(*arguments):
        version, now = content_version.read(), time.monotonic()
        asked = (get_language(), *arguments)
        known = answers.get(asked)
        if known is None or known[0] != version or now - known[1] > MAX_CACHE_SECONDS:
            if len(answers) > MAX_CACHED_ANSWERS:
                answers.clear()
            known = answers[asked] = version, now, make(*arguments)
        return known[2]

    return get_answer
