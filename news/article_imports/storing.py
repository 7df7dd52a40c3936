"""Storing articles of old sites: new ones published as of their day, known ones left alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Site

from foundations.counters.models import OpeningBalance
from foundations.spreadsheets.problems import ImportRefusedError, Problem
from foundations.units.matching import UnitMatcher
from news.article_imports.reading import OldArticle
from news.models import ArticleAuthor, ArticlePage, NewsIndexPage
from news.publication import publish_as_of

LEAD_ENDS = (".", "!", "?", "…", "”", '"')
# Fields of the page, named as in the file.
FIELD_OF_FILE = {"import_id": "id", "slug": "title", "draft_title": "title", "source_url": "url"}


@dataclass
class Stored:
    """What became of the articles of a run: titles of the new ones, number of those that were there before."""

    new: list[ArticlePage]
    known: int


def store(articles: list[OldArticle], column: NewsIndexPage, report: Callable[[str], None], *, dry_run=False) -> Stored:
    """Stores all articles or none. Raises ImportRefusedError when the site refuses one of them."""
    known = known_ids(articles)
    unknown = [article for article in articles if article.import_id not in known]
    matcher, new, problems = UnitMatcher(), [], []
    with transaction.atomic():
        for article in unknown:
            try:
                new.append(store_one(article, column, matcher))
                report(f"{article.file}: {article.title}")
            except (ValidationError, DataError, IntegrityError) as error:
                problems += [Problem(article.file, *each) for each in messages(error)]
        if problems:
            raise ImportRefusedError(problems)
        carry_over_visits(unknown)
        if dry_run:
            transaction.set_rollback(True)
    return Stored(new, len(known))


def known_ids(articles: list[OldArticle]) -> set[str]:
    """Those of the articles' ids that were imported before."""
    ids = [article.import_id for article in articles]
    found = ArticlePage.objects.exclude(import_id=None).values_list("import_id", flat=True)
    return set(found).intersection(ids)


def messages(error: Exception) -> list[tuple[str, str]]:
    """Field and sentence of each thing that the site, or the database below it, refused."""
    if hasattr(error, "error_dict"):
        found = error.message_dict.items()
        said = [(FIELD_OF_FILE.get(name, name), message) for name, messages in found for message in messages]
        return list(dict.fromkeys(said))  # a title is kept twice, as title and as draft_title
    if isinstance(error, ValidationError):
        return [("", message) for message in error.messages]
    return [("", _("cơ sở dữ liệu không nhận (%s)") % " ".join(str(error).split()))]


@transaction.atomic
def store_one(old: OldArticle, column: NewsIndexPage, matcher: UnitMatcher) -> ArticlePage:
    """One article with its counters; at its unit's desk where there is one. Raises ValidationError."""
    unit = matcher.find_by_name(old.posted_by, old.dating.moment.date()) or matcher.find_by_address(old.url)
    lead, paragraphs = split_lead(old)
    article = ArticlePage(
        **{name: getattr(old, name) for name in ("import_id", "title", "dateline", "byline", "posted_by", "source")},
        lead=lead,
        body=json.dumps(list(body_blocks(paragraphs, old.captions))),
        source_url=old.url,
        unit=unit,
        origin=ArticlePage.Origin.REPOST if old.source else ArticlePage.Origin.OWN,
        date_basis=old.dating.basis,
    )
    article.authors = [ArticleAuthor(name=name, sort_order=order) for order, name in enumerate(old.authors)]
    desk = NewsIndexPage.objects.child_of(column).filter(unit=unit).first() if unit else None
    publish_as_of(article, desk or column, old.dating.moment)
    carry_over(article, old.views, old.file)
    return article


def carry_over_visits(articles: list[OldArticle]) -> None:
    """Visits of the old site: the highest number, as it only grows and pages were kept on different days."""
    counted = [article for article in articles if article.visits is not None]
    if counted:
        last = max(counted, key=lambda article: article.visits)
        carry_over(Site.objects.filter(is_default_site=True).first(), last.visits, last.file)


def carry_over(thing, count: int | None, source: str) -> None:
    """Keeps a counter of the old site; one that was kept before stays as it is."""
    if count is not None and thing is not None and not OpeningBalance.objects.of(thing).exists():
        OpeningBalance.objects.create(thing=thing, count=count, source=source)


def split_lead(old: OldArticle) -> tuple[str, list[str]]:
    """The first paragraph as lead, where it is a whole sentence and more text follows; the rest as body."""
    first, *rest = old.paragraphs
    if rest and first.endswith(LEAD_ENDS) and first not in old.captions:
        return first, rest
    return "", old.paragraphs


def body_blocks(paragraphs: list[str], captions: list[str]):
    """The body in its stored form: text, and the captions of pictures that did not come over.

    A caption that does not stand in the text comes last, rather than getting lost.
    """
    of_pictures, shown = set(captions), set(paragraphs)
    for paragraph in [*paragraphs, *(caption for caption in captions if caption not in shown)]:
        if paragraph in of_pictures:
            yield {"type": "lost_picture", "value": {"caption": paragraph}}
        else:
            yield {"type": "paragraph", "value": f"<p>{escape(paragraph)}</p>"}
