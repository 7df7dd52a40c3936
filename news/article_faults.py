"""What an article still lacks before it is sent in: its lead, captions and credits, its source, documents it names.

Like `content_faults`, but what only articles have. None of it blocks: a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from foundations.legal_documents.models import LegalDocument
from foundations.legal_documents.numbers import make_number_key
from news.citations import citations_in
from news.content_faults import Fault, one_line

# Shorter ones say nothing beyond the title, longer ones are cut off in lists and by search engines (at 300 letters).
SHORTEST_LEAD, LONGEST_LEAD = 20, 60  # words (chữ)
_PART = r"[A-ZĐƯ][A-Za-zĐđƯư]{0,9}\d{0,2}"
# 37/QĐ-UBND, 118/2025/NĐ-CP, 202/2025/QH15, 05/2020/TT-BNV; with "số" before it also 12/KH; of the Party 57-NQ/TW.
NUMBER = re.compile(
    rf"(?<![\w/.-])(?:\d{{1,5}}(?:/(?:19|20)\d\d/{_PART}(?:[-–]{_PART})*|/{_PART}(?:[-–]{_PART})+)"
    rf"|\d{{1,5}}-[A-ZĐ]{{2,4}}/[A-ZĐ]{{2,4}}|(?<=số )\d{{1,5}}/{_PART})(?![\w/])"
)

CREDIT_IN_CAPTION = re.compile(r"(?:ảnh|nguồn)\s*:", re.IGNORECASE)


class NamedDocument(NamedTuple):
    """A document that a text names by its number, and the one of the list that is meant, if there is just one."""

    number: str
    document: LegalDocument | None


def article_faults(article) -> list[Fault]:
    """Faults of the article, in the order of its form; one query where it names documents that it does not cite."""
    found = [*lead_faults(article.lead), *cover_faults(article)]
    for block in article.body:
        if block.block_type == "picture":
            found += block_picture_faults(block.value)
    if article.origin == article.Origin.REPOST and not one_line(article.source):
        found.append(Fault("repost-without-source", article.title))
    return [*found, *(Fault("document-not-cited", named.number) for named in documents_not_cited(article))]


def lead_faults(lead: str) -> Iterator[Fault]:
    words = len(lead.split())
    if not words:
        yield Fault("lead-length", _("chưa có lời dẫn"))
    elif not SHORTEST_LEAD <= words <= LONGEST_LEAD:
        yield Fault("lead-length", _("đang có %s chữ") % words)


def cover_faults(article) -> Iterator[Fault]:
    if article.cover:
        yield from line_faults(article.cover, article.cover_caption, "", _("ảnh đại diện"))


def block_picture_faults(value) -> Iterator[Fault]:
    place = one_line(value["alt"]) or _("ảnh trong bài")
    yield from line_faults(value["image"], value["caption"], value["credit"], place)


def line_faults(picture, caption: str, credit: str, place: str) -> Iterator[Fault]:
    """Of the line below a picture. A caption may name the photographer itself: "… Ảnh: Lê Thu"."""
    caption = one_line(caption)
    if not caption:
        yield Fault("picture-without-caption", place)
    if not (one_line(credit) or one_line(getattr(picture, "credit", "")) or CREDIT_IN_CAPTION.search(caption)):
        yield Fault("picture-without-credit", place)


def text_outside_links(article) -> Iterator[str]:
    """Lead, paragraphs and quotations, without the words of links."""
    yield article.lead
    for block in article.body:
        if block.block_type == "paragraph":
            soup = BeautifulSoup(block.value.source, "html.parser")
            for link in soup.find_all("a"):
                link.decompose()
            yield soup.get_text(" ")
        elif block.block_type == "quotation":
            yield block.value["text"] or ""


def cited_numbers(article) -> set[str]:
    values = citations_in(article.body)
    numbers = (value.get("number") or getattr(value.get("document"), "number", "") for value in values)
    return {make_number_key(number) for number in numbers if number}


def documents_not_cited(article) -> list[NamedDocument]:
    """Documents named in the text that no citation and no link stands for, each once, as they come."""
    known, numbers = cited_numbers(article), {}
    for text in text_outside_links(article):
        for found in NUMBER.finditer(one_line(text)):
            if (key := make_number_key(found[0])) not in known:
                numbers.setdefault(key, found[0])
    listed = LegalDocument.objects.cited_as((number, None) for number in numbers.values())
    return [NamedDocument(number, listed.get((number, None))) for number in numbers.values()]
