"""First publications are recorded when Wagtail publishes: once, and never again for the same article."""

from __future__ import annotations

import datetime

from django.utils import timezone
from wagtail.models import Page

from news.models import ArticlePage, NewsIndexPage
from news.quotas.models import FirstPublication


def local_day(moment: datetime.datetime) -> datetime.date:
    """The day of `moment` on the clocks of the site, whatever zone the process or its user is in."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def words_in(article: ArticlePage) -> int:
    """Words (chữ: what blanks separate) of the lead and the body."""
    texts = article.body.stream_block.get_searchable_content(article.body)
    return sum(len(str(text).split()) for text in [article.lead, *texts])


def has_picture(article: ArticlePage) -> bool:
    return article.cover_id is not None or any(block["type"] == "picture" for block in article.body.raw_data)


def facts_of(article: ArticlePage) -> dict:
    """What may be put right after publication, and then counts as put right."""
    return {
        "title": article.title,
        "kind": article.kind,
        "origin": article.origin,
        "words": words_in(article),
        "has_picture": has_picture(article),
    }


def record(sender, instance, **_kwargs):
    """Receiver of Wagtail's `page_published`, which also tells of schedules and of every later edit.

    Imported articles that bear the day of an event, not of their publication, are no proof of one.
    """
    moment = instance.first_published_at
    if not instance.live or moment is None or instance.date_basis != ArticlePage.DateBasis.PUBLISHED:
        return
    column = NewsIndexPage.objects.parent_of(instance).first()
    facts = facts_of(instance) | {"page": instance}
    unit_id = instance.unit_id or (column.unit_id if column else None)
    row, is_new = FirstPublication.objects.get_or_create(
        page_key=instance.pk,
        defaults={**facts, "unit_id": unit_id, "column": column, "moment": moment, "day": local_day(moment)},
    )
    if not is_new:
        # A unit that was forgotten may be named later; one that was named stays.
        named = row.unit_id or unit_id
        FirstPublication.objects.filter(pk=row.pk).update(**facts, unit_id=named, changed_at=timezone.now())


def record_move(sender, instance, **_kwargs):
    """Receiver of Wagtail's `post_page_move` and `page_slug_changed`: all articles below have a new address."""
    below = Page.objects.descendant_of(instance, inclusive=True)
    FirstPublication.objects.filter(page__in=below).update(changed_at=timezone.now())


def connect():
    from wagtail.signals import page_published, page_slug_changed, post_page_move

    page_published.connect(record, sender=ArticlePage, dispatch_uid="news.record_first_publication")
    post_page_move.connect(record_move, dispatch_uid="news.record_move")
    page_slug_changed.connect(record_move, dispatch_uid="news.record_slug")
