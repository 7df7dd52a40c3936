"""One person's comments: exported and erased on request."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from foundations.spreadsheets.exports import format_local
from news.comments.models import Comment, SentComment


def build_rows(email: str) -> list[dict]:
    """The person's comments, also unpublished ones, as rows of the export."""
    found = SentComment.objects.filter(email=email).select_related("article", "consent")
    return [
        {
            _("Tin, bài"): sent.article.title,
            _("Họ tên"): sent.name,
            _("Thư điện tử"): sent.email,
            _("Nội dung"): sent.text,
            _("Gửi lúc"): format_local(sent.sent_at),
            _("Tình trạng"): sent.get_status_display(),
            _("Đã đồng ý với"): str(sent.consent),
            _("Văn bản đồng ý"): sent.consent.text,
        }
        for sent in found
    ]


@transaction.atomic
def erase_comments(email: str) -> int:
    """Erases the comments and returns how many; a comment with replies keeps an anonymous placeholder."""
    sent = SentComment.objects.filter(email=email)
    answered = Comment.objects.filter(sent__in=sent, replies__isnull=False).distinct()
    for comment in answered:
        comment.sent = None
        comment.name = _("Người viết")
        comment.text = _("Nội dung đã được xóa theo yêu cầu của người viết.")
        comment.save()
    count = sent.count()
    sent.delete()
    return count
