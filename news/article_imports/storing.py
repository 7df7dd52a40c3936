"""Storing articles of old sites: new ones with their original date; known ones are skipped."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Site

from foundations.counters.models import OpeningBalance
from foundations.imported_html.html import ImagePart, Part, TextPart
from foundations.imported_html.tables import TablePart
from foundations.spreadsheets.problems import ImportRefusedError, Problem
from foundations.units.matching import UnitMatcher
from news.article_imports.html_bodies import split_captions, take_lead
from news.article_imports.reading import OldArticle
from news.blocks import PARAGRAPH_FEATURES
from news.models import ArticleAuthor, ArticlePage, NewsIndexPage
from news.publication import publish_as_of

LEAD_ENDS = (".", "!", "?", "…", "”", '"')
# Fields of ArticlePage by their names in the file.
FIELD_OF_FILE = {"import_id": "id", "slug": "title", "draft_title": "title", "source_url": "url"}


@dataclass
class ImportReport:
    """The result of an import: the new articles, the number of known ones, and what of the new ones' HTML was left
    out."""

    new: list[ArticlePage]
    known: int
    left_out: list[Problem]


def store_articles(
    articles: list[OldArticle], column: NewsIndexPage, report: Callable[[str], None], *, dry_run=False
) -> ImportReport:
    """Stores all articles or none. Raises ImportRefusedError if any is invalid."""
    known = find_known_ids(articles)
    unknown = [article for article in articles if article.import_id not in known]
    matcher, new, problems = UnitMatcher(), [], []
    with transaction.atomic():
        for article in unknown:
            try:
                new.append(store_article(article, column, matcher))
                report(f"{article.file}: {article.title}")
            except (ValidationError, DataError, IntegrityError) as error:
                problems += [Problem(article.file, *each) for each in get_messages(error)]
        if problems:
            raise ImportRefusedError(problems)
        store_visits(unknown)
        if dry_run:
            transaction.set_rollback(True)
    left_out = [Problem(article.file, "body", sentence) for article in unknown for sentence in article.left_out]
    return ImportReport(new, len(known), left_out)


def find_known_ids(articles: list[OldArticle]) -> set[str]:
    """Ids of articles that were imported before."""
    ids = [article.import_id for article in articles]
    found = ArticlePage.objects.exclude(import_id=None).values_list("import_id", flat=True)
    return set(found).intersection(ids)


def get_messages(error: Exception) -> list[tuple[str, str]]:
    """(field, sentence) for each message of a validation or database error."""
    if hasattr(error, "error_dict"):
        found = error.message_dict.items()
        said = [(FIELD_OF_FILE.get(name, name), message) for name, messages in found for message in messages]
        return list(dict.fromkeys(said))  # title and draft_title give the same message
    if isinstance(error, ValidationError):
        return [("", message) for message in error.messages]
    return [("", _("cơ sở dữ liệu không nhận (%s)") % " ".join(str(error).split()))]


@transaction.atomic
def store_article(old: OldArticle, column: NewsIndexPage, matcher: UnitMatcher) -> ArticlePage:
    """Stores one article with its counters, at its unit's desk if there is one. Raises ValidationError."""
    unit = matcher.find_by_name(old.posted_by, old.dating.moment.date()) or matcher.find_by_address(old.url)
    lead, blocks = build_html_body(old) if old.parts else build_text_body(old)
    article = ArticlePage(
        **{name: getattr(old, name) for name in ("import_id", "title", "dateline", "byline", "posted_by", "source")},
        lead=lead,
        body=json.dumps(blocks),
        source_url=old.url,
        unit=unit,
        origin=ArticlePage.Origin.REPOST if old.source else ArticlePage.Origin.OWN,
        date_basis=old.dating.basis,
    )
    article.authors = [ArticleAuthor(name=name, sort_order=order) for order, name in enumerate(old.authors)]
    desk = NewsIndexPage.objects.child_of(column).filter(unit=unit).first() if unit else None
    publish_as_of(article, desk or column, old.dating.moment)
    store_counter(article, old.views, old.file)
    return article


def store_visits(articles: list[OldArticle]) -> None:
    """Stores the visits of the old site: the highest, as the counter only grew."""
    counted = [article for article in articles if article.visits is not None]
    if counted:
        last = max(counted, key=lambda article: article.visits)
        store_counter(Site.objects.filter(is_default_site=True).first(), last.visits, last.file)


def store_counter(thing, count: int | None, source: str) -> None:
    """Stores a counter of the old site, unless one is stored already."""
    if count is not None and thing is not None and not OpeningBalance.objects.of(thing).exists():
        OpeningBalance.objects.create(thing=thing, count=count, source=source)


def build_text_body(old: OldArticle) -> tuple[str, list[dict]]:
    lead, paragraphs = split_lead(old)
    return lead, list(build_blocks(paragraphs, old.captions))


def build_html_body(old: OldArticle) -> tuple[str, list[dict]]:
    """The lead and the raw body of an article whose body was HTML."""
    lead, _rest = split_lead(old)
    without = take_lead(old.parts, lead) if lead else None
    lead, parts = (lead, without) if without else ("", old.parts)
    parts = split_captions(parts, set(old.captions))
    shown = {part.caption for part in parts if isinstance(part, ImagePart)}
    lost = [ImagePart("", caption=caption) for caption in dict.fromkeys(old.captions) if caption not in shown]
    return lead, [build_block(part) for part in [*parts, *lost]]


def build_block(part: Part) -> dict:
    """The raw block of a part; of a picture only words came over."""
    if isinstance(part, TextPart):
        converter = ContentstateConverter(PARAGRAPH_FEATURES)
        return {"type": "paragraph", "value": converter.to_database_format(converter.from_database_format(part.html))}
    if isinstance(part, TablePart):
        return {"type": "table", "value": {"table": part.make_block_value(), "source": ""}}
    name = "" if part.source.startswith("data:") else part.source.rsplit("/", 1)[-1][:100]
    caption = " – ".join(text for text in (part.caption or part.alt, part.credit) if text)
    return {"type": "lost_picture", "value": {"caption": (caption or _("Ảnh của bài cũ: %s") % (name or "?"))[:500]}}


def split_lead(old: OldArticle) -> tuple[str, list[str]]:
    """(lead, paragraphs): the first paragraph is the lead if it is a whole sentence and not the only one."""
    first, *rest = old.paragraphs
    if rest and first.endswith(LEAD_ENDS) and first not in old.captions:
        return first, rest
    return "", old.paragraphs


def build_blocks(paragraphs: list[str], captions: list[str]):
    """The raw body: paragraphs, and captions as lost pictures.

    Captions that are not in the text come last.
    """
    of_pictures, shown = set(captions), set(paragraphs)
    for paragraph in [*paragraphs, *(caption for caption in captions if caption not in shown)]:
        if paragraph in of_pictures:
            yield {"type": "lost_picture", "value": {"caption": paragraph}}
        else:
            yield {"type": "paragraph", "value": f"<p>{escape(paragraph)}</p>"}
