"""Reading JSON objects from files of unknown quality, with a sentence for each way to fail."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

from django.utils.translation import gettext as _

from foundations.vietnamese.normalisation import make_one_line

MAX_FILE_SIZE = 5 * 1024 * 1024  # bytes


class UnreadableError(Exception):
    """A folder or file cannot be read; the message says why, in a sentence."""


def find_json_files(folder: Path) -> list[Path]:
    """Files named .json or .JSON, without hidden ones, by name. Raises UnreadableError, also if there are none."""
    try:
        if not folder.is_dir():
            raise UnreadableError(_("không có thư mục này"))
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".json" and path.name[0] != ".")
    except OSError as error:
        raise UnreadableError(explain_error(error)) from error
    if not files:
        raise UnreadableError(_("không có tệp .json nào trong thư mục"))
    return files


def make_printable(name: Path | str) -> str:
    """A file name as text that can be printed and stored, whatever its bytes."""
    return make_one_line(os.fsencode(name).decode(errors="replace"))


def explain_error(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return _("không có quyền đọc")
    return _("không đọc được (%s)") % error.strerror


def read_object(path: Path) -> dict:
    """The object in the file. Raises UnreadableError."""
    try:
        data = json.loads(read_text(path), object_pairs_hook=build_object, parse_constant=refuse_constant)
    except OSError as error:
        raise UnreadableError(explain_error(error)) from error
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
    if path.stat().st_size > MAX_FILE_SIZE:
        raise UnreadableError(_("tệp lớn hơn 5 MB"))
    return path.read_text(encoding="utf-8-sig")


def build_object(pairs: list[tuple]) -> dict:
    """A JSON object as a dict. Raises UnreadableError on duplicate keys, which `json` would drop silently."""
    found = dict(pairs)
    if len(found) < len(pairs):
        name = Counter(name for name, _value in pairs).most_common(1)[0][0]
        raise UnreadableError(_("trường “%s” ghi nhiều lần") % ascii(name)[1:-1][:60])
    return found


def refuse_constant(name: str):
    raise ValueError(name)
