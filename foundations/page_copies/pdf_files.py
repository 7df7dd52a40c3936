"""Pages as tagged PDF where weasyprint is installed: one made at a time, within bounds, kept by its content."""

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

MEMORY = 768 * 1024 * 1024  # of addresses; what is in memory of them was 100 to 150 MB for the longest articles
SECONDS = 45  # a long article takes 3
WAIT = 5  # seconds for the one that is being made; a thread that waits serves no other reader
KEPT_FILES, KEPT_BYTES = 500, 200 * 1024 * 1024

log = logging.getLogger(__name__)


class NoPdfNow(Exception):
    """Another one is being made, or this page is too much; the reader may try again."""


@cache
def makes_pdf() -> bool:
    """Whether weasyprint is installed. Where it is not, no page offers a PDF."""
    return find_spec("weasyprint") is not None


def pdf_of(html: str) -> bytes:
    """The PDF of a page that holds all it shows; from the disk where the same page was asked for before.

    Raises NoPdfNow.
    """
    folder = Path(settings.VAR_DIR) / "pdf"
    path = folder / f"{blake2b((version() + html).encode(), digest_size=20).hexdigest()}.pdf"
    known = stored(path)
    if known is not None:
        return known
    folder.mkdir(parents=True, exist_ok=True)
    with one_at_a_time(folder / "lock"):
        known = stored(path)  # by the one that was waited for
        if known is not None:
            return known
        made = made_by_weasyprint(html)
        part = path.with_suffix(f".{os.getpid()}")
        part.write_bytes(made)
        part.replace(path)
        make_room(folder)
    return made


@cache
def version() -> str:
    return metadata.version("weasyprint")


def stored(path: Path) -> bytes | None:
    try:
        os.utime(path)  # lately used: the last to be thrown out
        return path.read_bytes()
    except FileNotFoundError:
        return None


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Holds the lock that all processes of the machine share. Raises NoPdfNow when it is not free within WAIT."""
    deadline = time.monotonic() + WAIT
    with lock.open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise NoPdfNow from None
                time.sleep(0.1)
        yield


def made_by_weasyprint(html: str) -> bytes:
    command = [sys.executable, "-m", "foundations.page_copies.weasyprint_process", str(MEMORY), str(SECONDS)]
    try:
        done = subprocess.run(  # noqa: S603 (nothing of a reader's is in the command)
            command,
            input=drop_forbidden(html).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
            cwd=settings.BASE_DIR,
        )
    except subprocess.TimeoutExpired as error:
        log.warning("a PDF was not made within %s seconds", SECONDS)
        raise NoPdfNow from error
    except subprocess.CalledProcessError as error:
        log.warning("weasyprint ended with %s: %s", error.returncode, error.stderr.decode(errors="replace")[-2000:])
        raise NoPdfNow from error
    return done.stdout


def make_room(folder: Path) -> None:
    """Deletes the files used longest ago, until few and small enough are kept."""
    files = sorted(((path.stat(), path) for path in folder.glob("*.pdf")), key=lambda each: -each[0].st_mtime)
    size = 0
    for number, (facts, path) in enumerate(files, start=1):
        size += facts.st_size
        if number > KEPT_FILES or size > KEPT_BYTES:
            path.unlink(missing_ok=True)
