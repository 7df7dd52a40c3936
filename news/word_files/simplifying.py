"""Trees of Word files made simple, before they are read: one version of what stands there in several, no wrappers.

What our reader of Word files does not know it drops without a word, so nothing of that kind may be left.
"""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from news.word_files.levels import Styles
from news.word_files.losses import Losses
from news.word_files.xml import MC, SPACE, W, find, find_parents, get_text, get_value, is_on, make_run, replace

# What a later Word wrote for itself, beside a version for older ones: the prefixes of what is read here.
UNDERSTOOD = {"wps", "wpg", "wpc", "wpi", "w14", "w15", "wp14", "a14", "c14", "cx", "cx1", "cx2", "cx4", "am3d"}
WRAPPERS = {f"{W}{name}" for name in ("sdt", "smartTag", "customXml", "dir", "bdo", "ins", "moveTo")}
WRAPPER_PROPERTIES = {f"{W}{name}" for name in ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr")}
DELETED = {f"{W}del", f"{W}moveFrom"}
IN_PROPERTIES = {f"{W}rPr", f"{W}trPr", f"{W}tcPr", f"{W}pPr"}
HEADING = re.compile(r"heading [1-6]", re.IGNORECASE)
CONTENTS_GALLERY = "Table of Contents"


def choose_alternates(element: Element) -> None:
    """Keeps of each `mc:AlternateContent` what current Word shows. ECMA-376-3, 7.6."""
    at = 0
    while at < len(element):
        child = element[at]
        if child.tag == f"{MC}AlternateContent":
            element[at : at + 1] = choose_alternate(child)
        else:
            choose_alternates(child)
            at += 1


def choose_alternate(alternates: Element) -> list[Element]:
    for choice in alternates.findall(f"{MC}Choice"):
        if set(choice.get("Requires", "").split()) <= UNDERSTOOD:
            return list(choice)
    fallback = alternates.find(f"{MC}Fallback")
    return [] if fallback is None else list(fallback)


def remove_deleted(root: Element, losses: Losses) -> None:
    """Removes tracked deletions, also table rows; tracked insertions stay."""
    for parent in list(root.iter()):
        if parent.tag in IN_PROPERTIES:
            continue
        for child in list(parent):
            is_row = child.tag == f"{W}tr" and find(child, "trPr/del") is not None
            if not is_row and child.tag not in DELETED:
                continue
            parent.remove(child)
            if is_row or get_text(child, f"{W}delText") or get_text(child):
                losses.count("tracked")


def unwrap_all(root: Element) -> None:
    """Replaces content controls, smart tags and the like by their content."""
    for parent in list(root.iter()):
        at = 0
        while at < len(parent):
            child = parent[at]
            if child.tag not in WRAPPERS or parent.tag in IN_PROPERTIES:
                at += 1
                continue
            content = find(child, "sdtContent") if child.tag == f"{W}sdt" else child
            inner = [each for each in (content if content is not None else ()) if each.tag not in WRAPPER_PROPERTIES]
            parent[at : at + 1] = inner


def mark_contents(root: Element) -> set[Element]:
    """Paragraphs of a table of contents in a content control. Call it before `unwrap_all`."""
    found = set()
    for control in root.iter(f"{W}sdt"):
        if get_value(control, "sdtPr/docPartObj/docPartGallery") == CONTENTS_GALLERY:
            found.update(control.iter(f"{W}p"))
    return found


def write_out_breaks(root: Element) -> None:
    """Turns page and column breaks into line breaks, and special tabs into tabs."""
    for element in root.iter():
        if element.tag in (f"{W}br", f"{W}cr"):
            element.tag = f"{W}br"
            element.attrib.clear()
        elif element.tag == f"{W}ptab":
            element.tag = f"{W}tab"


def write_out_ruby(root: Element) -> None:
    """Writes ruby text in brackets after its base text."""
    parents = find_parents(root)
    for ruby in list(root.iter(f"{W}ruby")):
        base, above = (get_text(part) if (part := find(ruby, name)) is not None else "" for name in ("rubyBase", "rt"))
        text = Element(f"{W}t", {SPACE: "preserve"})
        text.text = f"{base} ({above})" if above else base
        replace(parents[ruby], ruby, [text])


def remove_hidden(root: Element, hidden_styles: set[str], losses: Losses, name: str) -> None:
    """Removes hidden text and lists it as left out; counts struck-through text."""
    for parent in list(root.iter()):
        for run in parent.findall(f"{W}r"):
            text = get_text(run)
            if is_on(run, "rPr/vanish") or get_value(run, "rPr/rStyle") in hidden_styles:
                if text:
                    losses.leave_out("hidden", name, text)
                for shown in list(run):
                    if shown.tag not in (f"{W}fldChar", f"{W}instrText", f"{W}rPr"):
                        run.remove(shown)
            elif text and (is_on(run, "rPr/strike") or is_on(run, "rPr/dstrike")):
                losses.count("strike")


def write_out_alignment(root: Element, styles: Styles) -> None:
    """Copies centred alignment from styles to paragraphs."""
    for paragraph in root.iter(f"{W}p"):
        properties = find(paragraph, "pPr")
        chain = styles.get_chain(get_value(properties, "pStyle") or styles.default)
        own = find(properties, "jc")
        named = next((get_value(each, "pPr/jc") for each in chain if find(each, "pPr/jc") is not None), "")
        if own is None and named == "center":
            if properties is None:
                properties = Element(f"{W}pPr")
                paragraph.insert(0, properties)
            SubElement(properties, f"{W}jc", {f"{W}val": "center"})


def write_out_headings(root: Element, styles: Styles) -> None:
    """Makes paragraphs headings if their style is based on one: "Mục lớn" on "heading 2"."""
    for paragraph in root.iter(f"{W}p"):
        style = find(paragraph, "pPr/pStyle")
        chain = styles.get_chain(style.get(f"{W}val", "")) if style is not None else []
        heading = next((each for each in chain if HEADING.fullmatch(get_value(each, "name"))), None)
        if style is not None and heading is not None:
            style.set(f"{W}val", heading.get(f"{W}styleId", ""))


def join_drop_caps(root: Element) -> None:
    """Joins a drop cap, a paragraph of its own, to its word."""
    for parent in list(root.iter()):
        paragraphs = list(parent)
        for letter, following in pairwise(paragraphs):
            frame = find(letter, "pPr/framePr") if letter.tag == f"{W}p" else None
            if frame is None or frame.get(f"{W}dropCap", "none") == "none" or following.tag != f"{W}p":
                continue
            runs = [each for each in letter if each.tag != f"{W}pPr"]
            at = 1 if find(following, "pPr") is not None else 0
            following[at:at] = runs
            parent.remove(letter)


def spread_cells(root: Element) -> None:
    """Rewrites old forms of merged and skipped cells, so that columns stay aligned."""
    for row in root.iter(f"{W}tr"):
        before, after = (get_value(row, f"trPr/{name}", "0") for name in ("gridBefore", "gridAfter"))
        first = next((at for at, each in enumerate(row) if each.tag == f"{W}tc"), len(row))
        if before.isdecimal() and int(before):
            row.insert(first, make_empty_cell(int(before)))
        if after.isdecimal() and int(after):
            row.append(make_empty_cell(int(after)))
        previous = None
        for cell in row.findall(f"{W}tc"):
            merge = find(cell, "tcPr/hMerge")
            if merge is not None and merge.get(f"{W}val", "continue") == "continue" and previous is not None:
                set_span(previous, get_span(previous) + get_span(cell))
                previous.extend(each for each in cell.findall(f"{W}p") if get_text(each))
                row.remove(cell)
            else:
                previous = cell


def make_empty_cell(wide: int) -> Element:
    cell = Element(f"{W}tc")
    set_span(cell, wide)
    SubElement(cell, f"{W}p")
    return cell


def get_span(cell: Element) -> int:
    value = get_value(cell, "tcPr/gridSpan", "1")
    return int(value) if value.isdecimal() and int(value) else 1


def set_span(cell: Element, wide: int) -> None:
    properties = find(cell, "tcPr")
    if properties is None:
        properties = Element(f"{W}tcPr")
        cell.insert(0, properties)
    span = find(properties, "gridSpan")
    if span is None:
        span = SubElement(properties, f"{W}gridSpan")
    span.set(f"{W}val", str(wide))


def replace_chunks(root: Element, losses: Losses) -> None:
    """Replaces embedded documents (`w:altChunk`) by place holders."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{W}altChunk", f"{W}subDoc"):
                run = make_run("")
                run[-1:] = [losses.make_mark("chunk")]
                paragraph = Element(f"{W}p")
                paragraph.append(run)
                replace(parent, child, [paragraph if parent.tag != f"{W}p" else run])
