"""What the portal's page had below its last field, and the list of results: words run together as in its tables."""

from __future__ import annotations

import re

from procedures.reading import values
from procedures.reading.cells import UPPER

# The buttons below the page: words of the portal, not of the record.
BUTTONS = (
    r"Chọn cơ quan thực hiện(?:Tỉnh/ Thành phố|Bộ ngành|-- Chọn [^-]{1,40} --|Phường/ Xã|Sở|Đơn vị|"
    r"Hệ thống chỉ hiển thị những cơ quan đã áp dụng dịch vụ công trực tuyến|Nộp hồ sơ|\s)*"
)
_TAIL = re.compile(rf"Từ khóa(?P<keywords>.*?)Mô tả(?P<description>.*?)(?:{BUTTONS})?$", re.S)
_BUTTONS_AT_END = re.compile(rf"{BUTTONS}$")
# Six digits, sometimes seven; a name may begin with a number right behind them.
_RESULT = re.compile(rf"Mã: ?(KQ\.[A-Z0-9]+\.\d{{6}}(?:\d(?=[{UPPER}]|$))?|[A-Z]{{2}}\.[A-Z0-9]+\.\d+)")


def drop_tail(text: str) -> str:
    """A field without the fields and buttons that the page had below it."""
    found = _TAIL.search(text)
    return text[: found.start()] if found else _BUTTONS_AT_END.sub("", text)


def read_tail(*texts: str) -> dict[str, str]:
    """Keywords and description, which stand below the last field of the page."""
    found = next((match for text in texts if (match := _TAIL.search(text))), None)
    return {name: values.parse_text(found[name]) if found else "" for name in ("keywords", "description")}


def read_results(text: str) -> list[dict]:
    """The results with their codes: "Giấy khai sinhMã: KQ.G15.000032"."""
    text, found, start = drop_tail(text), [], 0
    for code in _RESULT.finditer(text):
        if name := values.parse_text(text[start : code.start()]):
            found.append({"name": name, "code": code[1]})
            start = code.end()
    if rest := values.parse_text(text[start:]):
        found.append({"name": rest, "code": ""})
    return found
