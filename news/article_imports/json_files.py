"""JSON objects out of files that others wrote: each way in which one cannot be read has its sentence."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

from django.utils.translation import gettext as _

from foundations.vietnamese.normalisation import make_one_line

LARGEST_FILE = 5 * 1024 * 1024  # bytes


class UnreadableError(Exception):
    """A folder or a file that cannot be read; its text is the reason, in a sentence."""


def json_files(folder: Path) -> list[Path]:
    """What is called .json or .JSON, hidden files left out, by name. Raises UnreadableError, also without any."""
    try:
        if not folder.is_dir():
            raise UnreadableError(_("không có thư mục này"))
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".json" and path.name[0] != ".")
    except OSError as error:
        raise UnreadableError(reason(error)) from error
    if not files:
        raise UnreadableError(_("không có tệp .json nào trong thư mục"))
    return files


def printable(name: Path | str) -> str:
    """A name of the file system as text that can be printed and stored, whatever its bytes are."""
    return make_one_line(os.fsencode(name).decode(errors="replace"))


def reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return _("không có quyền đọc")
    return _("không đọc được (%s)") % error.strerror


def load_object(path: Path) -> dict:
    """The object in the file. Raises UnreadableError."""
    try:
        data = json.loads(read_text(path), object_pairs_hook=once_each, parse_constant=refuse_constant)
    except OSError as error:
        raise UnreadableError(reason(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableError(_("không phải văn bản UTF-8 (byte thứ %s)") % (error.start + 1)) from error
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno}
        raise UnreadableError(_("không phải JSON hợp lệ (dòng %(line)s, cột %(column)s)") % where) from error
    except RecursionError as error:
        raise UnreadableError(_("không phải JSON hợp lệ (lồng nhau quá sâu)")) from error
    except ValueError as error:  # NaN, Infinity, more than 4,300 digits
        raise UnreadableError(_("không phải JSON hợp lệ (có số không đọc được)")) from error
    if not isinstance(data, dict):
        raise UnreadableError(_("phải là một đối tượng JSON { … }"))
    return data


def read_text(path: Path) -> str:
    if not path.is_file():  # reading a pipe would never end
        raise UnreadableError(_("không phải là tệp"))
    if path.stat().st_size > LARGEST_FILE:
        raise UnreadableError(_("tệp lớn hơn 5 MB"))
    return path.read_text(encoding="utf-8-sig")


def once_each(pairs: list[tuple]) -> dict:
    """An object of the file. Of a field written twice one would be lost unseen."""
    found = dict(pairs)
    if len(found) < len(pairs):
        name = Counter(name for name, _value in pairs).most_common(1)[0][0]
        raise UnreadableError(_("trường “%s” ghi nhiều lần") % ascii(name)[1:-1][:60])
    return found


def refuse_constant(name: str):
    raise ValueError(name)
