"""Fields: what Word computes (links, numbers, form fields); only the result is kept. ECMA-376-1, 17.16."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from news.word_files.losses import Losses
from news.word_files.symbols import find_symbol_letter
from news.word_files.xml import SPACE, W, find, find_parents, get_value, is_on, make_run, replace

# Fields without visible output: index entries, names, prompts.
SILENT = {"XE", "TC", "TA", "RD", "SET", "ASK", "FILLIN", "PRINT", "PRIVATE", "ADVANCE", "NEXT", "NEXTIF", "SKIPIF", ""}
CODE = {f"{W}instrText", f"{W}delInstrText"}
_argument = re.compile(r'\\(?P<switch>\S)|"(?P<quoted>[^"]*)"|(?P<plain>[^\s\\"]+)')
_symbol = re.compile(r'SYMBOL\s+(0x[0-9a-f]+|\d+)(?:.*\\f\s+"?([^"\\]+))?', re.IGNORECASE)


@dataclass
class WordField:
    """A field while it is read: its begin, the elements of its code, the state of its result.

    `is_shown` is False inside the code of another field.
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
    """Rewrites `w:fldSimple` as begin, code, result and end runs."""
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
    """Removes field marks without a counterpart, so that what follows is text."""
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
    """Reduces fields to their visible result; returns the paragraphs of tables of contents."""
    remove_unpaired(root)
    opened: list[WordField] = []
    contents = set()
    for paragraph in list(root.iter(f"{W}p")):
        for run in list(paragraph.iter(f"{W}r")):
            for child in list(run):
                if read_in_field(run, child, opened, losses):
                    contents.add(paragraph)
        if any(each.is_contents for each in opened):
            contents.add(paragraph)
    return contents


def read_in_field(run: Element, child: Element, opened: list[WordField], losses: Losses) -> bool:
    """Reads one element; returns whether it is text of a table of contents."""
    kind = child.get(f"{W}fldCharType") if child.tag == f"{W}fldChar" else ""
    if kind == "begin":
        opened.append(WordField(child, not opened or opened[-1].shows_text))
    elif kind == "separate" and opened:
        opened[-1].in_result = True
        opened[-1].is_contents = opened[-1].name == "TOC"
        finish_code(opened[-1])
    elif kind == "end" and opened:
        end_field(opened, run, child, losses)
    elif child.tag in CODE:
        if opened and not opened[-1].in_result:
            opened[-1].code.append(child)
    elif child.tag != f"{W}rPr" and opened:
        if opened[-1].shows_text:
            opened[-1].has_result = True
            return any(each.is_contents for each in opened)
        run.remove(child)  # the result of a field inside the code of another
    return False


def end_field(opened: list[WordField], run: Element, mark: Element, losses: Losses) -> None:
    ended = opened.pop()
    if ended.is_shown:
        finish_field(ended, run, mark, losses)
    if opened:
        opened[-1].has_result = opened[-1].has_result or ended.has_result


def finish_code(found: WordField) -> None:
    """Reduces a link's code to its address: mammoth reads up to the last quotation mark."""
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


def set_code(found: WordField, code: str) -> None:
    for each in found.code:
        each.text = ""
    if found.code:
        found.code[0].text = code


def finish_field(found: WordField, run: Element, end: Element, losses: Losses) -> None:
    """Writes the text of a field without a result before its end."""
    text = get_shown_text(found, losses)
    if text:
        if found.name == "FORMCHECKBOX":
            set_code(found, "")
        element = Element(f"{W}t", {SPACE: "preserve"})
        element.text = text
        run.insert(list(run).index(end) + 1, element)


def get_shown_text(found: WordField, losses: Losses) -> str:
    data = find(found.begin, "ffData")
    if found.name == "FORMCHECKBOX":
        box = find(data, "checkBox")
        state = "checked" if find(box, "checked") is not None else "default"
        return "☒" if is_on(box, state) else "☐"
    if found.name == "FORMDROPDOWN":
        entries = [each.get(f"{W}val", "") for each in data.iter(f"{W}listEntry")] if data is not None else []
        at = get_value(data, "ddList/result", get_value(data, "ddList/default", "0"))
        return entries[int(at)] if at.isdecimal() and int(at) < len(entries) and not found.has_result else ""
    return "" if found.in_result or found.name in SILENT else make_missing_result(found, losses)


def make_missing_result(found: WordField, losses: Losses) -> str:
    """What Word would show for the field, if its code tells; else a place holder."""
    symbol = _symbol.match(found.text)
    letter = find_symbol_letter(int(symbol[1], 0), (symbol[2] or "Symbol").strip()) if symbol else ""
    if letter:
        return letter
    if found.name == "INCLUDEPICTURE":
        return losses.make_mark("linked").text or ""
    losses.count("equation" if found.name == "EQ" else "field")
    return _("[công thức] %s") % found.text.split(None, 1)[-1] if found.name == "EQ" else _("[trường]")
