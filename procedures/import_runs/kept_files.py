"""Uploaded files between the upload and the end of reading."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.conf import settings


def get_folder() -> Path:
    return Path(settings.VAR_DIR) / "tep-thu-tuc"


def keep_file(upload) -> str:
    """Keeps the bytes under a name that says only what kind of file it is. Raises OSError, and keeps nothing then."""
    folder = get_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = secrets.token_hex(16) + "".join(Path(upload.name).suffixes[-2:]).lower()
    try:
        with (folder / name).open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
    except OSError:
        drop_file(name)
        raise
    return name


def drop_file(name: str) -> None:
    if name:
        (get_folder() / name).unlink(missing_ok=True)
