"""Records the first publication of articles when Wagtail publishes them."""

from __future__ import annotations

import datetime

from django.utils import timezone
from wagtail.models import Page

from news.models import ArticlePage, NewsIndexPage
from news.quotas.models import FirstPublication


def get_local_day(moment: datetime.datetime) -> datetime.date:
    """The date of `moment` in the site's time zone, whichever is active."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def count_words(article: ArticlePage) -> int:
    """Words (chữ, separated by blanks) in the lead and the body."""
    texts = article.body.stream_block.get_searchable_content(article.body)
    return sum(len(str(text).split()) for text in [article.lead, *texts])


def has_picture(article: ArticlePage) -> bool:
    return article.cover_id is not None or any(block["type"] == "picture" for block in article.body.raw_data)


def get_facts(article: ArticlePage) -> dict:
    """Fields of FirstPublication that follow later edits of the article."""
    return {
        "title": article.title,
        "kind": article.kind,
        "origin": article.origin,
        "words": count_words(article),
        "has_picture": has_picture(article),
    }


def record_publication(sender, instance, **_kwargs):
    """Receiver of Wagtail's `page_published`, which is also sent for scheduling and for later edits.

    Skips imported articles whose date is that of an event instead of a publication.
    """
    moment = instance.first_published_at
    if not instance.live or moment is None or instance.date_basis != ArticlePage.DateBasis.PUBLISHED:
        return
    column = NewsIndexPage.objects.parent_of(instance).first()
    facts = get_facts(instance) | {"page": instance}
    unit_id = instance.unit_id or (column.unit_id if column else None)
    row, is_new = FirstPublication.objects.get_or_create(
        page_key=instance.pk,
        defaults={**facts, "unit_id": unit_id, "column": column, "moment": moment, "day": get_local_day(moment)},
    )
    if not is_new:
        # A missing unit may be added later; a recorded one stays.
        named = row.unit_id or unit_id
        FirstPublication.objects.filter(pk=row.pk).update(**facts, unit_id=named, changed_at=timezone.now())


def record_move(sender, instance, **_kwargs):
    """Receiver of Wagtail's `post_page_move` and `page_slug_changed`: all articles below have changed."""
    below = Page.objects.descendant_of(instance, inclusive=True)
    FirstPublication.objects.filter(page__in=below).update(changed_at=timezone.now())


def connect():
    from wagtail.signals import page_published, page_slug_changed, post_page_move

    page_published.connect(record_publication, sender=ArticlePage, dispatch_uid="news.record_first_publication")
    post_page_move.connect(record_move, dispatch_uid="news.record_move")
    page_slug_changed.connect(record_move, dispatch_uid="news.record_slug")
