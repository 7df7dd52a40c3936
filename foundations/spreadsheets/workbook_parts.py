"""Parts of a workbook that its sheets refer to: names of sheets, cell formats, shared strings."""

from __future__ import annotations

import datetime
import re

from foundations.spreadsheets.number_formats import BUILT_IN

_escaped = re.compile("_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    """Replaces escaped characters like `_x000D_`; `_x005F_` is an underscore before text that looks like an escape."""
    if "_x" not in text:
        return text
    found = _escaped.sub(lambda match: chr(int(match[1], 16)), text)
    if found.isascii() or not re.search("[\ud800-\udfff]", found):
        return found
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")  # joins surrogate pairs


class WorkbookPart:
    """The sheets in order, as (name, id of the relation, is hidden), and the day with the number 0."""

    def __init__(self):
        self.sheets: list[tuple[str, str, bool]] = []
        self.first_day = datetime.date(1899, 12, 30)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((unescape(attributes["name"]), relation, hidden))
        elif name == "workbookPr" and is_true(attributes.get("date1904")):
            self.first_day = datetime.date(1904, 1, 1)

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


class StylesPart:
    """The format codes of cell styles."""

    def __init__(self):
        self.codes = dict(BUILT_IN)
        self.formats: list[int] = []
        self.is_in_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == "cellXfs":
            self.is_in_cells = True
        elif name == "xf" and self.is_in_cells:
            self.formats.append(int(attributes.get("numFmtId", 0)))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.is_in_cells = False

    def text(self, text: str) -> None:
        pass

    def get_code(self, style: int) -> str:
        """The format code of a style; empty for the general format."""
        return self.codes.get(self.formats[style], "") if style < len(self.formats) else ""


class StringsPart:
    """The shared strings, each of one or more runs, without phonetic hints (rPh) of East Asian text."""

    def __init__(self):
        self.strings: list[str] = []
        self.runs: list[str] = []
        self.is_text = False
        self.is_aid = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self.runs = []
        elif name == "rPh":
            self.is_aid = True
        elif name == "t":
            self.is_text = not self.is_aid

    def end(self, name: str) -> None:
        if name == "si":
            self.strings.append("".join(self.runs))
        elif name == "rPh":
            self.is_aid = False
        elif name == "t":
            self.is_text = False

    def text(self, text: str) -> None:
        if self.is_text:
            self.runs.append(text)


def is_true(value: str | None) -> bool:
    return value in ("1", "true", "on")
