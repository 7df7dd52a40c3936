"""Office documents among Word files: their head and foot are no article, but say how to cite them.

What is taken off is kept for whoever uploads the file, who can have it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bs4 import BeautifulSoup, Tag

from news.word_files.agencies import name_agency
from news.word_files.office_facts import ADDRESS, FOOT, HEAD, OfficeDocument
from news.word_files.office_feet import read_foot
from news.word_files.office_lines import (
    ADDRESSED,
    MAX_LINE,
    Line,
    find_date,
    find_number,
    get_text_before_nation,
    is_agency,
    is_dated,
    is_marked,
    is_national,
    is_numbered,
    is_recipient,
    is_rule,
    is_signer,
    read_lines,
    split_pieces,
    split_subject,
    split_type,
)

MAX_HEAD_BLOCKS = 25  # paragraphs and tables searched for a head
MAX_HEAD_LETTERS = 1500  # of a table; larger ones are data


def read_office_document(
    soup: BeautifulSoup, encoding: str | None, left_out: Sequence[str] = ()
) -> OfficeDocument | None:
    """The facts of the document; None if it has neither the head nor the foot of an office document.

    `left_out` are lines that are no text of the document: its head may be the header of the first page.
    """
    blocks = [child for child in soup.children if isinstance(child, Tag)]
    found = OfficeDocument()
    at = read_head(blocks, found, encoding)
    is_office = at > 0 or read_header(soup, left_out, found)
    if is_office:
        at = read_title(blocks, at, found, encoding)
        read_address(blocks, at, found, encoding)
    read_foot(blocks[at:], found, encoding)
    found.agency = name_agency(found.agencies)
    return found if is_office or found.elements[FOOT] else None


def read_header(soup: BeautifulSoup, left_out: Sequence[str], found: OfficeDocument) -> bool:
    """Reads a head in the page header; returns whether there was one."""
    lines = [Line(piece, soup) for text in left_out for piece in split_pieces(text)]
    lines = [line for line in lines if is_head_line(line)]
    if not any(is_national(line) for line in lines):
        return False
    read_facts(lines, found)
    return True


def read_head(blocks: list[Tag], found: OfficeDocument, encoding: str | None) -> int:
    """Reads the head; returns its number of blocks, 0 if there is none."""
    taken: list[tuple[Tag, list[Line]]] = []
    has_anchor = False
    for block in blocks[:MAX_HEAD_BLOCKS]:
        lines = read_lines(block, encoding)
        if not is_head_block(block, lines) and not (has_anchor and is_lone_subject(lines, found)):
            break
        has_anchor = has_anchor or any(is_national(line) or is_numbered(line) for line in lines)
        read_facts(lines, found)
        taken.append((block, lines))
    if not has_anchor or sum(len(lines) for _block, lines in taken) < 2:
        found.agencies.clear()
        found.number, found.date, found.subject = "", None, ""
        return 0
    for block, lines in taken:
        found.take(HEAD, block, lines)
    return len(taken)


def is_head_table(lines: list[Line]) -> bool:
    is_small = sum(len(line.text) for line in lines) <= MAX_HEAD_LETTERS
    return is_small and any(is_national(line) or is_numbered(line) for line in lines[:12])


def is_head_block(block: Tag, lines: list[Line]) -> bool:
    return is_head_table(lines) if block.name == "table" else all(is_head_line(line) for line in lines)


def is_head_line(line: Line) -> bool:
    if split_type(line):
        return False
    return any(each(line) for each in (is_national, is_numbered, is_dated, is_rule, is_marked, is_agency))


def is_lone_subject(lines: list[Line], found: OfficeDocument) -> bool:
    """Whether the lines are the subject of a letter: "V/v …" below the number."""
    return bool(lines) and lines[0].text.lower().startswith(("v/v", "v/ v")) and not found.kind


def read_facts(lines: list[Line], found: OfficeDocument) -> None:
    """Reads number, date, agency and subject from lines of the head."""
    subject_cell, has_number = None, bool(found.number)
    for line in lines:
        if is_national(line) and get_text_before_nation(line) and not has_number:
            found.agencies.append(replace(line, text=get_text_before_nation(line)))
        if is_dated(line):
            found.date = found.date or find_date(line)
        if is_numbered(line):
            found.number = found.number or find_number(line)
            has_number = True
        elif split_type(line) and line.cell is not None:
            found.kind, found.subject = split_type(line)
            subject_cell = line.cell
        elif split_subject(line.text) is not None and not found.kind:
            found.subject, subject_cell = line.text, line.cell or line.owner
        elif subject_cell is not None and subject_cell in (line.cell, line.owner) and not is_head_line(line):
            found.subject = f"{found.subject} {line.text}".strip()
        elif not any(each(line) for each in (is_national, is_dated, is_rule, is_marked)) and not has_number:
            found.agencies.append(line)


def read_title(blocks: list[Tag], at: int, found: OfficeDocument, encoding: str | None) -> int:
    """Reads the type of document and its subject; returns where the body begins."""
    if found.kind:
        return at
    lines = read_lines(blocks[at], encoding) if at < len(blocks) and blocks[at].name != "table" else []
    whole = [replace(lines[0], text=" ".join(line.text for line in lines))] if lines else []
    typed = split_type(lines[0]) or split_type(whole[0]) if lines else None
    if not typed:
        return at
    found.kind, rest = typed
    pieces = [rest] if rest else []
    pieces += [line.text for line in lines[1:] if not is_rule(line)] if split_type(lines[0]) else []
    found.title_elements.append(blocks[at])
    at += 1
    while at < len(blocks) and blocks[at].name != "table":
        lines = read_lines(blocks[at], encoding)
        if all(is_rule(line) for line in lines):
            found.take(HEAD, blocks[at], lines)
        elif all(is_subject(line, pieces) for line in lines):
            found.title_elements.append(blocks[at])
            pieces += [line.text for line in lines]
        else:
            break
        at += 1
    found.pieces, found.subject = pieces, " ".join(pieces)
    return at


def is_subject(line: Line, before: list[str]) -> bool:
    """Whether a line below the type is the subject: centred, bold, or the first one and not a sentence."""
    folded = line.folded
    if len(line.text) > MAX_LINE * 2 or ADDRESSED.match(folded) or folded.startswith(("can cu", "thuc hien ", "phan ")):
        return False
    if before and (is_signer(line) or is_agency(line) or split_type(line) or line.text[:2] in ("I.", "1.")):
        return False
    if line.is_centred or line.is_bold:
        return True
    return not before and not line.text.endswith((".", ";", ":")) and len(line.text) <= MAX_LINE


def read_address(blocks: list[Tag], at: int, found: OfficeDocument, encoding: str | None) -> None:
    """Reads "Kính gửi: …" with its list at the start of the body."""
    for block in blocks[at : at + 3]:
        lines = read_lines(block, encoding)
        is_start = any(ADDRESSED.match(line.folded) for line in lines[:1])
        goes_on = bool(found.elements[ADDRESS]) and bool(lines) and all(is_recipient(line) for line in lines)
        if is_start or goes_on:
            found.take(ADDRESS, block, lines)
        elif found.elements[ADDRESS] and lines:
            break
    for block in blocks[at + 3 :] if found.elements[ADDRESS] else ():
        lines = read_lines(block, encoding)
        if block.previous_sibling is not found.elements[ADDRESS][-1] or not all(is_recipient(line) for line in lines):
            break
        found.take(ADDRESS, block, lines)
