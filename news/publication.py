"""Publishing articles with a date in the past, such as those of an old site."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from wagtail.models import Page
from wagtail.signals import page_published

from news.models import ArticlePage, NewsIndexPage


@transaction.atomic
def publish_as_of(article: ArticlePage, parent: NewsIndexPage, moment: datetime) -> ArticlePage:
    """Stores the article below `parent`, first and last published at `moment`, with its first revision.

    Wagtail's own publishing would date the last publication today. Raises ValidationError.
    """
    article.live = True
    article.first_published_at = article.last_published_at = moment
    parent.add_child(instance=article)
    revision = article.save_revision(clean=False, changed=False)
    stored = {"live_revision": revision, "has_unpublished_changes": False, "latest_revision_created_at": moment}
    Page.objects.filter(pk=article.pk).update(**stored)
    for name, value in stored.items():
        setattr(article, name, value)
    page_published.send(sender=ArticlePage, instance=article, revision=revision)
    return article
