"""Fields: what Word computes (links, numbers, form fields), of which only the result is shown. ECMA-376-1, 17.16."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from news.word_files.losses import Losses
from news.word_files.symbols import letter_of_symbol
from news.word_files.xml import SPACE, W, find, find_parents, get_value, is_on, make_run, replace

# Fields that show nothing by nature: marks of an index, names, questions to who prints.
SILENT = {"XE", "TC", "TA", "RD", "SET", "ASK", "FILLIN", "PRINT", "PRIVATE", "ADVANCE", "NEXT", "NEXTIF", "SKIPIF", ""}
CODE = {f"{W}instrText", f"{W}delInstrText"}
_argument = re.compile(r'\\(?P<switch>\S)|"(?P<quoted>[^"]*)"|(?P<plain>[^\s\\"]+)')
_symbol = re.compile(r'SYMBOL\s+(0x[0-9a-f]+|\d+)(?:.*\\f\s+"?([^"\\]+))?', re.IGNORECASE)


@dataclass
class Field:
    """A field being read: its begin, the elements of its code, whether its result has begun, whether it shows any.

    `is_shown` says whether it stands where text is shown, not inside the code of another field.
    """

    begin: Element
    is_shown: bool
    code: list[Element] = field(default_factory=list)
    in_result: bool = False
    has_result: bool = False
    is_contents: bool = False

    @property
    def text(self) -> str:
        return "".join(each.text or "" for each in self.code).strip()

    @property
    def name(self) -> str:
        return self.text.split()[0].upper() if self.text else ""

    @property
    def shows_text(self) -> bool:
        return self.is_shown and self.in_result


def unfold_simple_fields(root: Element) -> None:
    """`w:fldSimple` as the runs of the longer way to write a field."""
    parents = find_parents(root)
    for simple in list(root.iter(f"{W}fldSimple")):
        begin, code, separate, end = (make_run("") for _each in range(4))
        for run, kind in ((begin, "begin"), (separate, "separate"), (end, "end")):
            run[-1:] = [Element(f"{W}fldChar", {f"{W}fldCharType": kind})]
        instruction = Element(f"{W}instrText", {SPACE: "preserve"})
        instruction.text = simple.get(f"{W}instr", "")
        code[-1:] = [instruction]
        replaced = [begin, code, separate, *(each for each in simple if each.tag != f"{W}fldData"), end]
        replace(parents[simple], simple, replaced)
        parents.update((each, parents[simple]) for each in replaced)


def remove_unpaired(root: Element) -> None:
    """Takes off marks of fields that never end or never began: what follows them is text."""
    opened: list[tuple[Element, Element]] = []
    unpaired = []
    for run in root.iter(f"{W}r"):
        for mark in run.findall(f"{W}fldChar"):
            kind = mark.get(f"{W}fldCharType")
            if kind == "begin":
                opened.append((run, mark))
            elif kind == "end" and opened:
                opened.pop()
            elif not opened:
                unpaired.append((run, mark))
    for run, mark in [*unpaired, *opened]:
        run.remove(mark)


def read_fields(root: Element, losses: Losses) -> set[Element]:
    """Leaves of each field what it shows; the paragraphs of tables of contents are returned."""
    remove_unpaired(root)
    opened: list[Field] = []
    contents = set()
    for paragraph in list(root.iter(f"{W}p")):
        for run in list(paragraph.iter(f"{W}r")):
            for child in list(run):
                if read_in_field(run, child, opened, losses):
                    contents.add(paragraph)
        if any(each.is_contents for each in opened):
            contents.add(paragraph)
    return contents


def read_in_field(run: Element, child: Element, opened: list[Field], losses: Losses) -> bool:
    """Reads one element; whether it is text of a table of contents."""
    kind = child.get(f"{W}fldCharType") if child.tag == f"{W}fldChar" else ""
    if kind == "begin":
        opened.append(Field(child, not opened or opened[-1].shows_text))
    elif kind == "separate" and opened:
        opened[-1].in_result = True
        opened[-1].is_contents = opened[-1].name == "TOC"
        finish_code(opened[-1])
    elif kind == "end" and opened:
        end(opened, run, child, losses)
    elif child.tag in CODE:
        if opened and not opened[-1].in_result:
            opened[-1].code.append(child)
    elif child.tag != f"{W}rPr" and opened:
        if opened[-1].shows_text:
            opened[-1].has_result = True
            return any(each.is_contents for each in opened)
        run.remove(child)  # the result of a field inside the code of another
    return False


def end(opened: list[Field], run: Element, mark: Element, losses: Losses) -> None:
    ended = opened.pop()
    if ended.is_shown:
        finish(ended, run, mark, losses)
    if opened:
        opened[-1].has_result = opened[-1].has_result or ended.has_result


def finish_code(found: Field) -> None:
    """Leaves a link's code with nothing but the address, which our reader takes up to the last quotation mark."""
    if found.name != "HYPERLINK":
        return
    address, anchor, switch = "", "", ""
    for each in list(_argument.finditer(found.text))[1:]:
        if each["switch"]:
            switch = each["switch"].lower()
            continue
        words = each["quoted"] if each["quoted"] is not None else each["plain"]
        if switch == "l":
            anchor = words
        elif not switch or switch in "nm":
            address = address or words
        switch = ""
    code = f'"{address}#{anchor}"' if address and anchor else f'"{address}"' if address else f'\\l "{anchor}"'
    set_code(found, f" HYPERLINK {code} ")


def set_code(found: Field, code: str) -> None:
    for each in found.code:
        each.text = ""
    if found.code:
        found.code[0].text = code


def finish(found: Field, run: Element, end: Element, losses: Losses) -> None:
    """Writes what a field without a result shows before its end."""
    text = shown_of(found, losses)
    if text:
        if found.name == "FORMCHECKBOX":
            set_code(found, "")
        element = Element(f"{W}t", {SPACE: "preserve"})
        element.text = text
        run.insert(list(run).index(end) + 1, element)


def shown_of(found: Field, losses: Losses) -> str:
    data = find(found.begin, "ffData")
    if found.name == "FORMCHECKBOX":
        box = find(data, "checkBox")
        state = "checked" if find(box, "checked") is not None else "default"
        return "☒" if is_on(box, state) else "☐"
    if found.name == "FORMDROPDOWN":
        entries = [each.get(f"{W}val", "") for each in data.iter(f"{W}listEntry")] if data is not None else []
        at = get_value(data, "ddList/result", get_value(data, "ddList/default", "0"))
        return entries[int(at)] if at.isdecimal() and int(at) < len(entries) and not found.has_result else ""
    return "" if found.in_result or found.name in SILENT else shown_without_result(found, losses)


def shown_without_result(found: Field, losses: Losses) -> str:
    """What Word computes when it shows the field, if its code says enough; else a place holder."""
    symbol = _symbol.match(found.text)
    letter = letter_of_symbol(int(symbol[1], 0), (symbol[2] or "Symbol").strip()) if symbol else ""
    if letter:
        return letter
    if found.name == "INCLUDEPICTURE":
        return losses.make_mark("linked").text or ""
    losses.count("equation" if found.name == "EQ" else "field")
    return _("[công thức] %s") % found.text.split(None, 1)[-1] if found.name == "EQ" else _("[trường]")
