"""JSON records out of files that others wrote, one at a time, so that a large file needs no large memory.

A folder of `.json` files (one object each), one such file, or one object a line: `.jsonl`, `.jsonl.gz`, and our own
export `.json`, whose array has one record a line.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from foundations.spreadsheets.problems import Problem

LARGEST_FILE = 10 * 1024 * 1024  # bytes of one record's file
LARGEST_LINE = 5 * 1024 * 1024  # bytes of one record's line
LARGEST_CELL = 500_000  # characters; the longest real text (28 cases) has 40,000
LINES = (".jsonl", ".ndjson")


def read_records(path: Path) -> Iterator[tuple[str, dict | Problem]]:
    """Each record with its place; a Problem in its stead if it cannot be read."""
    if path.is_dir():
        yield from _read_folder(path)
    elif not path.is_file():
        yield path.name, Problem(path.name, "", _("không có tệp hoặc thư mục này"))
    elif path.suffix == ".gz" or path.suffix.lower() in LINES or _is_our_export(path):
        yield from _read_lines(path)
    else:
        yield _read_file(path)


def _read_folder(folder: Path) -> Iterator[tuple[str, dict | Problem]]:
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name[0] != ".")
    files = [path for path in files if path.suffix.lower() in {".json", *LINES} or path.name.endswith(".jsonl.gz")]
    if not files:
        yield folder.name, Problem(folder.name, "", _("không có tệp .json, .jsonl hay .jsonl.gz nào trong thư mục"))
    for path in files:
        yield from read_records(path)


def _is_our_export(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(3) == b"[\n{"


def _read_file(path: Path) -> tuple[str, dict | Problem]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            return path.name, Problem(path.name, "", _("tệp lớn hơn 10 MB"))
        return path.name, parse_json(path.name, path.read_bytes())
    except OSError as error:
        return path.name, Problem(path.name, "", _("không đọc được (%s)") % error.strerror)


def _read_lines(path: Path) -> Iterator[tuple[str, dict | Problem]]:
    number = 0
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            while line := file.readline(LARGEST_LINE + 1):
                number += 1
                place = _("%(file)s, dòng %(line)s") % {"file": path.name, "line": number}
                if len(line) > LARGEST_LINE:
                    yield place, Problem(place, "", _("dòng dài hơn 5 MB"))
                    return
                text = line.strip().rstrip(b",")
                if text and text not in {b"[", b"]", b"\xef\xbb\xbf"}:
                    yield place, parse_json(place, text)
    except (OSError, EOFError, zlib.error):  # gzip.BadGzipFile is an OSError
        place = _("%(file)s, sau dòng %(line)s") % {"file": path.name, "line": number}
        yield place, Problem(place, "", _("tệp hỏng hoặc bị cắt ngang"))


def parse_json(place: str, raw: bytes) -> dict | Problem:
    """The object that `raw` writes in UTF-8, or what is wrong with it."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(place, "", _("tệp ghi bằng UTF-16; hãy lưu lại bằng UTF-8"))
    try:
        data = json.loads(raw.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        return Problem(place, "", _("không phải văn bản UTF-8 (byte thứ %s)") % (error.start + 1))
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno}
        return Problem(
            place, "", _("không phải JSON hợp lệ, có thể bị cắt ngang (dòng %(line)s, cột %(column)s)") % where
        )
    except (RecursionError, ValueError):
        return Problem(place, "", _("không phải JSON hợp lệ"))
    if not isinstance(data, dict):
        return Problem(place, "", _("phải là một đối tượng JSON { … }"))
    return data if not (found := find_too_long(data)) else Problem(place, found, _("dài quá 500.000 ký tự"))


def find_too_long(value: Any, name: str = "") -> str:
    """The name of a text that is longer than any real one; empty when there is none."""
    if isinstance(value, str):
        return name or "?" if len(value) > LARGEST_CELL else ""
    if isinstance(value, dict):
        return next((found for key, item in value.items() if (found := find_too_long(item, str(key)[:60]))), "")
    if isinstance(value, list):
        return next((found for item in value if (found := find_too_long(item, name))), "")
    return ""


def _refuse_constant(name: str):
    raise ValueError(name)
