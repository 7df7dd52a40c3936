"""Comments as sent and as published, in two tables.

Pages are built from `Comment`, which holds no private data; a waiting `SentComment` does not expire cached pages.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from foundations.personal_data.models import ConsentText
from foundations.searching.folded_columns import FoldedTextMixin, build_words_filter
from foundations.units.models import Unit
from foundations.vietnamese.normalisation import NormalisedTextMixin

MAX_TEXT_LENGTH = 3000  # characters
MAX_NAME_LENGTH = 100


@register_setting(icon="comment")
class CommentSettings(BaseSiteSetting):
    """Whether the site accepts comments."""

    accepts = models.BooleanField(
        _("nhận bình luận"),
        default=True,
        help_text=_("Bỏ đánh dấu để ngừng nhận bình luận trên toàn trang; bình luận đã duyệt vẫn hiển thị."),
    )

    class Meta:
        verbose_name = _("cài đặt bình luận")
        verbose_name_plural = _("cài đặt bình luận")

    def __str__(self):
        return str(_("Cài đặt bình luận"))


class SentCommentQuerySet(models.QuerySet):
    def matching(self, words: str) -> SentCommentQuerySet:
        """Comments whose writer, address or text contains all the words, with or without accents."""
        return self.filter(build_words_filter(words, "folded"))


class SentComment(NormalisedTextMixin, FoldedTextMixin, models.Model):
    """A comment as it was sent; only moderators see it."""

    FOLDED_FIELDS = ("name", "email", "text")

    class Status(models.TextChoices):
        WAITING = "cho-duyet", _("Chờ duyệt")
        SUSPECTED = "nghi-rac", _("Nghi là thư rác")
        APPROVED = "da-duyet", _("Đã duyệt")
        REJECTED = "tu-choi", _("Không duyệt")
        SPAM = "rac", _("Thư rác")

    article = models.ForeignKey(
        "news.ArticlePage", models.CASCADE, related_name="sent_comments", verbose_name=_("tin, bài")
    )
    answers = models.ForeignKey(
        "comments.Comment",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("trả lời bình luận"),
    )
    name = models.CharField(_("họ tên"), max_length=MAX_NAME_LENGTH)
    email = models.EmailField(_("thư điện tử"), db_index=True)
    text = models.TextField(_("nội dung"), max_length=MAX_TEXT_LENGTH)
    sent_at = models.DateTimeField(_("gửi lúc"), default=timezone.now)
    consent = models.ForeignKey(
        ConsentText, models.PROTECT, related_name="sent_comments", verbose_name=_("đã đồng ý với")
    )
    status = models.CharField(
        _("tình trạng"), max_length=20, choices=Status.choices, default=Status.WAITING, db_index=True
    )
    suspicion = models.CharField(_("dấu hiệu thư rác"), max_length=255, blank=True)
    seal = models.CharField(max_length=32, unique=True, editable=False)
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người quyết định"),
    )

    objects = SentCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("bình luận đã gửi")
        verbose_name_plural = _("bình luận đã gửi")
        ordering = ["-sent_at", "-pk"]

    def __str__(self):
        """Without a name: Wagtail's log keeps this text after the comment is erased."""
        return f"Bình luận số {self.pk}"


class Comment(NormalisedTextMixin, models.Model):
    """A published comment. Threads are one level deep: a `parent` has no parent itself."""

    article = models.ForeignKey("news.ArticlePage", models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    sent = models.OneToOneField(SentComment, models.CASCADE, null=True, blank=True, related_name="shown")
    name = models.CharField(_("họ tên"), max_length=255)
    text = models.TextField(_("nội dung"))
    at = models.DateTimeField(_("lúc"), default=timezone.now)
    is_official = models.BooleanField(_("trả lời của cơ quan"), default=False)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cơ quan trả lời")
    )

    class Meta:
        verbose_name = _("bình luận")
        verbose_name_plural = _("bình luận")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.name}: {self.text[:80]}"
