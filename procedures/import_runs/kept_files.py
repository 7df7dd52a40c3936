"""Uploaded files between the upload and the end of reading, each in a folder of its own under the name it came with."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

from django.conf import settings

from foundations.vietnamese.normalisation import make_one_line

MAX_NAME = 80  # characters; file systems take 255 bytes


def get_folder() -> Path:
    return Path(settings.VAR_DIR) / "tep-thu-tuc"


def keep_file(upload) -> str:
    """Keeps the bytes; returns the word by which they are found. Raises OSError, and keeps nothing then."""
    word = secrets.token_hex(16)
    folder = get_folder() / word
    try:
        folder.mkdir(mode=0o700, parents=True)
        # Its own name: whatever is said of a place in it names the file.
        with (folder / make_one_line(Path(upload.name).name)[-MAX_NAME:]).open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
    except OSError:
        drop_file(word)
        raise
    return word


def find_file(word: str) -> Path | None:
    """The kept file; None if it is not there any more."""
    return next((get_folder() / word).iterdir(), None) if word and (get_folder() / word).is_dir() else None


def drop_file(word: str) -> None:
    if word:
        shutil.rmtree(get_folder() / word, ignore_errors=True)
