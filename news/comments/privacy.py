"""One person's comments: handed out and erased at that person's request."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from foundations.spreadsheets.exports import format_local
from news.comments.models import Comment, SentComment


def rows(email: str) -> list[dict]:
    """All that is kept of each comment, also of those never shown."""
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
def erase(email: str) -> int:
    """Erases the comments; one that others have answered leaves an empty place, so that their answers stay."""
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
