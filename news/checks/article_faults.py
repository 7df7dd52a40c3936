"""Checks of articles only: lead, captions and credits, source of a repost, documents named but not cited.

Warnings only: they never block saving or publishing. Checks of all pages are in `content_faults`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from foundations.legal_documents.models import LegalDocument
from foundations.legal_documents.numbers import make_number_key
from news.checks.content_faults import Fault, join_lines
from news.citations import get_citation_values

# A shorter lead repeats the title; a longer one is cut off in lists and by search engines (at 300 letters).
MIN_LEAD_WORDS, MAX_LEAD_WORDS = 20, 60  # words (chữ)
_PART = r"[A-ZĐƯ][A-Za-zĐđƯư]{0,9}\d{0,2}"
# 37/QĐ-UBND, 118/2025/NĐ-CP, 202/2025/QH15, 05/2020/TT-BNV; with "số" before it also 12/KH; of the Party 57-NQ/TW.
DOCUMENT_NUMBER = re.compile(
    rf"(?<![\w/.-])(?:\d{{1,5}}(?:/(?:19|20)\d\d/{_PART}(?:[-–]{_PART})*|/{_PART}(?:[-–]{_PART})+)"
    rf"|\d{{1,5}}-[A-ZĐ]{{2,4}}/[A-ZĐ]{{2,4}}|(?<=số )\d{{1,5}}/{_PART})(?![\w/])"
)

CREDIT_IN_CAPTION = re.compile(r"(?:ảnh|nguồn)\s*:", re.IGNORECASE)


class NamedDocument(NamedTuple):
    """A document number found in a text, and the listed document with that number if there is exactly one."""

    number: str
    document: LegalDocument | None


def find_article_faults(article) -> list[Fault]:
    """Faults of the article, in the order of its form. At most one query, for document numbers in the text."""
    found = [*find_lead_faults(article.lead), *find_cover_faults(article)]
    for block in article.body:
        if block.block_type == "picture":
            found += find_block_picture_faults(block.value)
    if article.origin == article.Origin.REPOST and not join_lines(article.source):
        found.append(Fault("repost-without-source", article.title))
    return [*found, *(Fault("document-not-cited", named.number) for named in find_uncited_documents(article))]


def find_lead_faults(lead: str) -> Iterator[Fault]:
    """No lead, or one of the wrong length."""
    words = len(lead.split())
    if not words:
        yield Fault("lead-length", _("chưa có lời dẫn"))
    elif not MIN_LEAD_WORDS <= words <= MAX_LEAD_WORDS:
        yield Fault("lead-length", _("đang có %s chữ") % words)


def find_cover_faults(article) -> Iterator[Fault]:
    """Faults of the line below the cover picture."""
    if article.cover:
        yield from find_caption_faults(article.cover, article.cover_caption, "", _("ảnh đại diện"))


def find_block_picture_faults(value) -> Iterator[Fault]:
    """Faults of the line below a picture in the body; `value` is the block's."""
    place = join_lines(value["alt"]) or _("ảnh trong bài")
    yield from find_caption_faults(value["image"], value["caption"], value["credit"], place)


def find_caption_faults(picture, caption: str, credit: str, place: str) -> Iterator[Fault]:
    """A missing caption or credit. The caption itself may hold the credit: "… Ảnh: Lê Thu"."""
    caption = join_lines(caption)
    if not caption:
        yield Fault("picture-without-caption", place)
    if not (join_lines(credit) or join_lines(getattr(picture, "credit", "")) or CREDIT_IN_CAPTION.search(caption)):
        yield Fault("picture-without-credit", place)


def get_text_outside_links(article) -> Iterator[str]:
    """Texts of the lead, paragraphs and quotations, without link texts."""
    yield article.lead
    for block in article.body:
        if block.block_type == "paragraph":
            soup = BeautifulSoup(block.value.source, "html.parser")
            for link in soup.find_all("a"):
                link.decompose()
            yield soup.get_text(" ")
        elif block.block_type == "quotation":
            yield block.value["text"] or ""


def get_cited_numbers(article) -> set[str]:
    """Keys (`number_key`) of the documents cited in the body."""
    values = get_citation_values(article.body)
    numbers = (value.get("number") or getattr(value.get("document"), "number", "") for value in values)
    return {make_number_key(number) for number in numbers if number}


def find_uncited_documents(article) -> list[NamedDocument]:
    """Documents named in the text without a citation or a link, each once, in order of appearance."""
    known, numbers = get_cited_numbers(article), {}
    for text in get_text_outside_links(article):
        for found in DOCUMENT_NUMBER.finditer(join_lines(text)):
            if (key := make_number_key(found[0])) not in known:
                numbers.setdefault(key, found[0])
    listed = LegalDocument.objects.cited_as((number, None) for number in numbers.values())
    return [NamedDocument(number, listed.get((number, None))) for number in numbers.values()]
