"""Pages as tagged PDF if weasyprint is installed: made one at a time, with limits, cached by content."""

from __future__ import annotations

import fcntl
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import blake2b
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings

from foundations.vietnamese.characters import drop_forbidden

MAX_MEMORY_BYTES = 768 * 1024 * 1024  # of address space; the longest articles used 100 to 150 MB of memory
MAX_SECONDS = 45  # a long article takes 3 seconds
MAX_WAIT_SECONDS = 5  # for the PDF that is being made; a waiting thread serves no other reader
MAX_FILES, MAX_BYTES = 500, 200 * 1024 * 1024

log = logging.getLogger(__name__)


class NoPdfNowError(Exception):
    """Another PDF is being made, or this page exceeds a limit; the reader may try again."""


@cache
def can_make_pdf() -> bool:
    """Whether weasyprint is installed. If not, no page offers a PDF."""
    return find_spec("weasyprint") is not None


def get_pdf(html: str) -> bytes:
    """The PDF of self-contained HTML; from the disk if the same HTML was asked for before.

    Raises NoPdfNowError.
    """
    folder = Path(settings.VAR_DIR) / "pdf"
    path = folder / f"{blake2b((get_version() + html).encode(), digest_size=20).hexdigest()}.pdf"
    known = read_stored(path)
    if known is not None:
        return known
    folder.mkdir(parents=True, exist_ok=True)
    with hold_lock(folder / "lock"):
        known = read_stored(path)  # made while this one waited
        if known is not None:
            return known
        made = make_with_weasyprint(html)
        part = path.with_suffix(f".{os.getpid()}")
        part.write_bytes(made)
        part.replace(path)
        delete_oldest_files(folder)
    return made


@cache
def get_version() -> str:
    """The version of weasyprint, as another one makes other files."""
    return metadata.version("weasyprint")


def read_stored(path: Path) -> bytes | None:
    """The stored PDF, marked as recently used; None if there is none."""
    try:
        os.utime(path)  # recently used files are deleted last
        return path.read_bytes()
    except FileNotFoundError:
        return None


@contextmanager
def hold_lock(lock: Path) -> Iterator[None]:
    """Holds a lock shared by all processes of the machine. Raises NoPdfNowError after MAX_WAIT_SECONDS."""
    deadline = time.monotonic() + MAX_WAIT_SECONDS
    with lock.open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise NoPdfNowError from None
                time.sleep(0.1)
        yield


def make_with_weasyprint(html: str) -> bytes:
    """Runs weasyprint in a process of its own. Raises NoPdfNowError if that fails or takes too long."""
    command = [
        sys.executable,
        "-m",
        "foundations.page_copies.weasyprint_process",
        str(MAX_MEMORY_BYTES),
        str(MAX_SECONDS),
    ]
    try:
        done = subprocess.run(  # noqa: S603 (nothing of a reader's is in the command)
            command,
            input=drop_forbidden(html).encode(),
            capture_output=True,
            timeout=MAX_SECONDS,
            check=True,
            cwd=settings.BASE_DIR,
        )
    except subprocess.TimeoutExpired as error:
        log.warning("a PDF was not made within %s seconds", MAX_SECONDS)
        raise NoPdfNowError from error
    except subprocess.CalledProcessError as error:
        log.warning("weasyprint ended with %s: %s", error.returncode, error.stderr.decode(errors="replace")[-2000:])
        raise NoPdfNowError from error
    return done.stdout


def delete_oldest_files(folder: Path) -> None:
    """Deletes the files used longest ago, down to MAX_FILES and MAX_BYTES."""
    files = sorted(((path.stat(), path) for path in folder.glob("*.pdf")), key=lambda each: -each[0].st_mtime)
    size = 0
    for number, (facts, path) in enumerate(files, start=1):
        size += facts.st_size
        if number > MAX_FILES or size > MAX_BYTES:
            path.unlink(missing_ok=True)
