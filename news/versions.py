"""Published versions of articles, with change notes and corrections (đính chính)."""

from __future__ import annotations

import json
from hashlib import blake2b
from itertools import pairwise

from django.core.cache import cache
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from foundations.vietnamese.normalisation import NormalisedTextMixin

PARTS = {
    "title": _("tiêu đề"),
    "lead": _("lời dẫn"),
    "cover": _("ảnh đại diện"),
    "body": _("nội dung"),
    "authors": _("tác giả, bút danh"),
    "source": _("nguồn, căn cứ số liệu"),
    "unit": _("đơn vị đăng"),
    "keywords": _("từ khóa"),
    "corrections": _("đính chính"),
}

CACHE_SECONDS = 60  # the cache is emptied when content changes


class Correction(NormalisedTextMixin, Orderable):
    """A dated correction of a published article; readers see it with the article."""

    class Place(models.TextChoices):
        TOP = "top", _("Đầu bài")
        BOTTOM = "bottom", _("Cuối bài")

    page = ParentalKey("news.ArticlePage", on_delete=models.CASCADE, related_name="corrections")
    day = models.DateField(_("ngày đính chính"), default=timezone.localdate)
    place = models.CharField(_("vị trí"), max_length=10, choices=Place.choices, default=Place.TOP)
    text = models.TextField(_("nội dung đính chính"), help_text=_("Nêu chỗ đã đăng sai và nội dung đúng."))

    panels = [FieldRowPanel([FieldPanel("day"), FieldPanel("place")]), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("đính chính")
        verbose_name_plural = _("đính chính")

    def __str__(self):
        return self.text


class PublishedVersion(models.Model):
    """A published state of an article. Stored at publication, so drafts never appear in the history."""

    changed: list[str] | None = None  # names of changed parts, set by `build_history`

    article = models.ForeignKey("news.ArticlePage", models.CASCADE, related_name="versions")
    moment = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)
    parts = models.JSONField()  # digest of each of PARTS, to find what the next version changed

    class Meta:
        verbose_name = _("bản đã đăng")
        verbose_name_plural = _("bản đã đăng")
        ordering = ["moment", "pk"]

    def __str__(self):
        return f"{self.article_id} {self.moment:%Y-%m-%d %H:%M}"


def find_corrections(article, *, is_preview: bool) -> list[Correction]:
    """Corrections of an article, earliest first. Few articles have any; the set of those is cached."""
    if not is_preview and article.pk not in cache.get_or_set(
        "corrected_articles", find_corrected_articles, CACHE_SECONDS
    ):
        return []
    return sorted(article.corrections.all(), key=lambda correction: correction.day)


def find_corrected_articles() -> set[int]:
    return set(Correction.objects.values_list("page_id", flat=True))


def make_part_digests(article) -> dict[str, str]:
    """A digest of each of PARTS."""
    contents = {
        "title": article.title,
        "lead": [article.lead, article.dateline],
        "cover": [article.cover_id, article.cover_alt, article.cover_caption],
        "body": remove_ids(article.body.get_prep_value()),
        "authors": article.credited_authors,
        "source": [article.source, article.source_url, article.facts_source],
        "unit": article.unit_id,
        "keywords": sorted(keyword.name for keyword in article.tags.all()),
        "corrections": [[str(each.day), each.place, each.text] for each in article.corrections.all()],
    }
    return {part: make_digest(content) for part, content in contents.items()}


def make_digest(content) -> str:
    """16 hexadecimal digits (BLAKE2b) of the content as JSON."""
    return blake2b(json.dumps(content, ensure_ascii=False, default=str).encode(), digest_size=8).hexdigest()


def remove_ids(content):
    """A raw body without block ids, which change without a visible change."""
    if isinstance(content, dict):
        return {key: remove_ids(value) for key, value in content.items() if key != "id"}
    return [remove_ids(each) for each in content] if isinstance(content, list) else content


def store_version(sender, instance, revision=None, **_kwargs):
    """Receiver of Wagtail's `page_published`. Ignores scheduled versions and those without changes."""
    if not instance.live or revision is None or instance.live_revision_id != revision.pk:
        return
    parts, last = make_part_digests(instance), PublishedVersion.objects.filter(article=instance).last()
    if last and last.parts == parts and instance.change_note in {"", last.note}:
        return
    note = instance.change_note if last else ""
    PublishedVersion.objects.create(article=instance, moment=instance.last_published_at, note=note, parts=parts)


def build_history(article) -> list[PublishedVersion]:
    """Published versions, newest first, each with `changed`, the names of the changed parts."""
    versions = list(PublishedVersion.objects.filter(article=article))
    for earlier, later in pairwise(versions):
        later.changed = [label for part, label in PARTS.items() if later.parts.get(part) != earlier.parts.get(part)]
    return versions[::-1]
