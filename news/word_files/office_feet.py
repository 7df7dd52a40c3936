"""The foot of an office document: recipients ("Nơi nhận") and signatures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bs4 import Tag

from foundations.vietnamese.folding import fold
from foundations.vietnamese.legacy_encodings import to_unicode
from news.word_files.office_facts import FOOT, HEAD, OfficeDocument
from news.word_files.office_lines import (
    MAX_LINE,
    RECIPIENTS,
    Line,
    is_kept_copy,
    is_recipient,
    is_signature,
    is_signer,
    read_lines,
)

MAX_FOOT_LETTERS = 1500  # of a table; a larger one is data
Reader = Callable[[Tag], list[Line]]  # the lines of a block


def read_foot(blocks: list[Tag], found: OfficeDocument, encoding: str | None) -> None:
    """Reads recipients and signatures: the last table or paragraphs with them."""
    read = partial(read_small, encoding=encoding)
    starts = [at for at, block in enumerate(blocks) if has_recipients(block, encoding) and is_foot_start(block, read)]
    if not starts:
        starts = find_signature(blocks, read) if found.elements[HEAD] else []
    if not starts:
        return
    first = last = starts[-1]
    while first and is_before_foot(blocks, first, read):
        first -= 1
    while last + 1 < len(blocks) and is_after_foot(blocks[last + 1], read(blocks[last + 1])):
        last += 1
    for block in blocks[first : last + 1]:
        found.take(FOOT, block, read(block))


def has_recipients(block: Tag, encoding: str | None) -> bool:
    """Whether the block contains "Nơi nhận"; a quick check before reading its lines."""
    text = block.get_text(" ")
    return "noi nhan" in fold(to_unicode(text, encoding) if encoding else text)


def read_small(block: Tag, encoding: str | None) -> list[Line]:
    """The lines of a block; of a large table a single line."""
    if block.name == "table" and len(block.get_text()) > MAX_FOOT_LETTERS:
        return [Line(block.get_text()[: MAX_LINE + 1], block)]
    return read_lines(block, encoding)


def is_foot_start(block: Tag, read: Reader) -> bool:
    """Whether the recipients begin here, in a small table or a paragraph."""
    lines = read(block)
    if block.name != "table":
        return bool(lines) and RECIPIENTS.match(lines[0].folded) is not None and len(lines[0].text) < MAX_LINE
    has_recipients = any(RECIPIENTS.match(line.folded) for line in lines)
    return has_recipients and sum(len(line.text) for line in lines) <= MAX_FOOT_LETTERS


def find_signature(blocks: list[Tag], read: Reader) -> list[int]:
    """The position of the signer's block if only a signature ends the document, as a list; empty if not."""
    for at in range(len(blocks) - 1, max(len(blocks) - 10, -1), -1):
        lines = read(blocks[at])
        if blocks[at].name in ("ul", "ol") and blocks[at].find(id=True):
            continue  # footnotes
        if lines and not all(is_signature(line) for line in lines):
            return []
        if lines and is_signer(lines[0]) and (at == 0 or not all(map(is_signature, read(blocks[at - 1])))):
            return [at]
    return []


def is_before_foot(blocks: list[Tag], first: int, read: Reader) -> bool:
    """Whether the block before belongs to the signature, with the signer above the recipients."""
    before = read(blocks[first - 1])
    if not before or not all(is_signature(line) for line in before):
        return False
    above = [line for block in blocks[max(0, first - 8) : first] for line in read(block)]
    return any(is_signer(line) for line in above)


def is_after_foot(block: Tag, lines: list[Line]) -> bool:
    if block.find(id=True) is not None and block.name == "ol":
        return False  # footnotes
    if block.name == "table":
        is_signed = any(is_signer(line) for line in lines)
        return is_signed and all(is_signature(line) or is_recipient(line) for line in lines)
    return all(is_signature(line) or is_recipient(line) or is_kept_copy(line) for line in lines)
