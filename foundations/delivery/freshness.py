"""The version of the public content, known to every process of the machine at once.

A cached page is good as long as the version it was rendered at is still the present one. The version is eight bytes
of a file that every process maps into its memory: looking it up costs no system call and no query, and a new version
shows in all workers, in the scheduler and in commands with the next look.

It is renewed after every committed write to a table that readers see the contents of, whoever wrote: the editors'
interface, an import, scheduled publishing, `QuerySet.update`, treebeard's raw SQL. That is why writes are watched on
the connection and not by signals of models, which bulk and raw writes do not send.
"""

from __future__ import annotations

import mmap
import os
import re
import time
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

WRITE = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+[`"]?(\w+)', re.IGNORECASE)
SET_COLUMN = re.compile(r'"(\w+)" = ')

# What is written there no public page shows: sessions, logs, drafts, work in progress, the index of the search. Apps
# of our own name theirs as `private_models` of their AppConfig.
FRAMEWORK_TABLES = (
    "auth_|django_|axes_|otp_|wagtailadmin_|wagtailusers_|wagtailsearch_|"
    "wagtailcore_(?:revision|pagelogentry|modellogentry|comment|pagesubscription|task|workflow|referenceindex|uploadedfile)"
)
# An autosave of a draft writes these of a page and nothing else.
DRAFT_COLUMNS = {"draft_title", "latest_revision_id", "latest_revision_created_at", "has_unpublished_changes"}


MOST_REMEMBERED = 100  # arguments of one function
MAX_REMEMBERED_AGE = 10  # seconds; another machine's change (a page restricted to some readers) renews no version here


class ContentVersion:
    """Eight bytes shared by all processes that map `path`; only whether two readings differ has a meaning.

    Sixteen more say in which second the version was renewed, and the latest second that an answer was dated.
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
        # Not the second of an answer that was dated before: seconds are all that HTTP can tell apart.
        shared[1] = max(shared[1], shared[2] + 1, int(time.time()))
        # A number nobody has seen, not the next one: two writers at once need no lock.
        shared[0] = int.from_bytes(os.urandom(8), "little")

    def changed_at(self) -> int:
        """The second of the last change, since 1970; 0 where nothing has changed yet.

        To be asked before an answer is made. A change in the same second, but after it, is dated a second later, though
        that has not begun: by one date nobody may be told that two contents are the same.
        """
        shared = self._map()
        shared[2] = max(int(time.time()), shared[1])
        return shared[1]


content_version = ContentVersion(Path(settings.VAR_DIR) / "content_version")


@cache
def get_unseen_tables() -> re.Pattern:
    """Tables of which readers see nothing, by the start of their names or by the whole name."""
    declared = {
        config.get_model(name)._meta.db_table
        for config in apps.get_app_configs()
        for name in getattr(config, "private_models", [])
    }
    return re.compile(f"{FRAMEWORK_TABLES}|(?:{'|'.join(sorted(declared))})$")


def is_seen(sql: str) -> bool:
    """Whether a statement writes what a public page may show."""
    write = WRITE.match(sql)
    if not write or get_unseen_tables().match(write[1]):
        return False
    if write[1] == "wagtailcore_page" and sql.lstrip()[:6].upper() == "UPDATE":
        written = set(SET_COLUMN.findall(sql.partition(" WHERE ")[0]))
        return not written or not written <= DRAFT_COLUMNS
    return True


def watch_writes(execute, sql, params, many, context):
    """Around every statement of a connection: a write that readers see renews the version once it is committed."""
    result = execute(sql, params, many, context)
    if is_seen(sql):
        after_commit(content_version.renew, context["connection"].alias)
    return result


def after_commit(call: Callable[[], None], alias: str) -> None:
    """Calls once the transaction is committed; at once where there is none. Tests, which roll back, do not wait."""
    transaction.on_commit(call, using=alias)


def watch_connection(connection, **_kwargs) -> None:
    """For Django's `connection_created`, which is sent again when a connection is opened again."""
    if watch_writes not in connection.execute_wrappers:
        connection.execute_wrappers.append(watch_writes)


def key_of_this_version(key: str, key_prefix: str, version: int) -> str:
    """Django's cache key with the content version in it: what Wagtail keeps (the sites' roots) is never outdated."""
    return f"{key_prefix}:{version}:{content_version.read()}:{key}"


def remembered(make: Callable) -> Callable:
    """A function whose answers a process keeps until the content changes, for seconds at most. For few arguments.

    Each language has its own answers.

    The version is read before the answer is made, so an answer made from older content is never taken for a newer one.
    """
    answers: dict[tuple, tuple[int, float, object]] = {}

    @wraps(make)
    def remembering(*arguments):
        version, now = content_version.read(), time.monotonic()
        asked = (get_language(), *arguments)
        known = answers.get(asked)
        if known is None or known[0] != version or now - known[1] > MAX_REMEMBERED_AGE:
            if len(answers) > MOST_REMEMBERED:
                answers.clear()
            known = answers[asked] = version, now, make(*arguments)
        return known[2]

    return remembering
