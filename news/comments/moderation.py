"""From sent to shown: what is stored, what the board decides, who is told."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundations.members.roles import get_board_members
from foundations.public_forms.limits import HOUR, count_event
from foundations.public_forms.notices import notify_staff
from news.comments.forms import CommentForm
from news.comments.models import Comment, SentComment

MODERATE = "comments.change_sentcomment"
MOST_SUSPECTED = 2000  # waiting rows; a flood fills no disk
MOST_WAITING_AN_HOUR = 100  # of all senders together; what comes beyond is suspected, not refused

Status = SentComment.Status


class FullError(Exception):
    """So much suspected waits for the moderators that no more is taken."""


def keep(form: CommentForm, article, answers: Comment | None) -> SentComment | None:
    """Stores a valid form for the moderators; the same form sent twice once. Raises FullError."""
    suspicions = list(form.suspicions)
    if not suspicions and count_event("comments.waiting", HOUR) > MOST_WAITING_AN_HOUR:
        suspicions.append(_("quá nhiều bình luận trong một giờ trên toàn trang"))
    if suspicions and SentComment.objects.filter(status=Status.SUSPECTED).count() >= MOST_SUSPECTED:
        raise FullError
    sent = SentComment(
        article=article,
        answers=answers,
        consent=form.consent_text,
        seal=form.seal,
        status=Status.SUSPECTED if suspicions else Status.WAITING,
        suspicion="; ".join(suspicions)[:255],
        **{name: form.cleaned_data[name] for name in ("name", "text")},
        email=form.cleaned_data["email"].lower(),
    )
    sent.normalise_text()
    try:
        with transaction.atomic():
            sent.save()
    except IntegrityError:  # the same form a second time
        return None
    if not suspicions:
        tell_board(sent)
    return sent


def tell_board(sent: SentComment) -> None:
    address = settings.WAGTAILADMIN_BASE_URL + reverse(SentComment.snippet_viewset.get_url_name("list"))
    words = {"title": sent.article.title, "name": sent.name, "address": address}
    text = _(
        "%(name)s vừa bình luận bài “%(title)s”. Bình luận đang chờ duyệt tại:\n%(address)s\n\n"
        "Thư này không kèm nội dung bình luận."
    )
    recipients = list(get_board_members().exclude(email="").values_list("email", flat=True))
    notify_staff("comment", _("Có bình luận chờ duyệt: %s") % sent.article.title, text % words, recipients)


@transaction.atomic
def decide(comments: Iterable[SentComment], status: str, user) -> int:
    """Approves, rejects or marks as spam; what is no longer approved disappears from its page. Returns how many."""
    done = 0
    for sent in comments:
        sent.status, sent.decided_at, sent.decided_by = status, timezone.now(), user
        sent.save(update_fields=["status", "decided_at", "decided_by"])
        if status == Status.APPROVED:
            show(sent)
        else:
            Comment.objects.filter(sent=sent).delete()
        done += 1
    return done


def show(sent: SentComment) -> Comment:
    """Puts an approved comment on its page; below the one it answers, which may be an answer itself."""
    answered = sent.answers
    parent = (answered.parent or answered) if answered else None
    values = {"article_id": sent.article_id, "parent": parent, "name": sent.name, "text": sent.text, "at": sent.sent_at}
    shown, _created = Comment.objects.get_or_create(sent=sent, defaults=values)
    return shown


@transaction.atomic
def answer(sent: SentComment, text: str, unit, user) -> Comment:
    """The agency's answer; the comment is approved with it."""
    if sent.status != Status.APPROVED:
        decide([sent], Status.APPROVED, user)
    shown = show(sent)
    reply = Comment(
        article_id=sent.article_id,
        parent=shown.parent or shown,
        name=unit.name if unit else _("Ban biên tập"),
        text=text,
        is_official=True,
        unit=unit,
    )
    reply.full_clean()
    reply.save()
    return reply
