"""The portal's table of related procedures: a number and a name a row, and each row once more as a card for phones."""

from __future__ import annotations

import re

from procedures.reading import values
from procedures.reading.codes import CODE

FIELD = "thu_tuc_lien_quan"
HEAD = "#Tên thủ tục"
KNOWN = rf"Không có thông tin|{HEAD}|#\d+Tên thủ tục|Mã thủ tục|Tên thủ tục|\d{{1,2}}(?=$|[^\d.])"
_CARD = re.compile(r"#\d+Tên thủ tục")
_ROW = re.compile(r"\s*[-+•*]?\s*")
_LEADING_CODE = re.compile(rf"(?P<code>{CODE.pattern})(?![\d.])\s*[-–:]?\s*", re.ASCII)
_TRAILING_CODE = re.compile(
    rf"\s*[-–:(\[]\s*(?:Mã thủ tục)?\s*:?\s*(?P<code>{CODE.pattern})\s*[)\]]?\s*$", re.ASCII | re.IGNORECASE
)


def read_related(text: str) -> list[dict[str, str]]:
    """Code, where one is written, and name of each related procedure."""
    if text.startswith(HEAD):
        names = [values.parse_line(name) for name in _CARD.split(text)[1:]] or [
            values.parse_line(text.removeprefix(HEAD))
        ]
    else:
        names = [values.parse_line(_ROW.sub("", line, count=1)) for line in re.split(r"[\n;]", text)]
    return [_make_related(name) for name in names if name]


def _make_related(name: str) -> dict[str, str]:
    if code := _LEADING_CODE.match(name):
        return {"code": code["code"], "name": name[code.end() :]}
    if (code := _TRAILING_CODE.search(name)) and code.start():
        return {"code": code["code"], "name": name[: code.start()]}
    return {"code": "", "name": name}


def drop_repetition(text: str) -> str:
    """The cards alone if they say what the rows above them say; else all of the text."""
    if not text.startswith(HEAD):
        return text
    rows, *names = _CARD.split(text.removeprefix(HEAD))
    said = "".join(f"{number}{name}" for number, name in enumerate(names, start=1))
    squeezed = re.sub(r"\s", "", rows)
    return "\n".join(names) if names and squeezed == re.sub(r"\s", "", said) else text
