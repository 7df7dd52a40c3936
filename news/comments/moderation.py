"""Storing comments, the board's decisions, official replies."""

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

MODERATE_PERMISSION = "comments.change_sentcomment"
MAX_SUSPECTED = 2000  # waiting rows, so that a flood cannot fill the disk
MAX_WAITING_PER_HOUR = 100  # from all senders; more are marked as suspected, not refused

Status = SentComment.Status


class QueueFullError(Exception):
    """Too many suspected comments wait for the moderators; no more are accepted."""


def store_comment(form: CommentForm, article, answers: Comment | None) -> SentComment | None:
    """Stores a valid form for the moderators; None if it was sent before. Raises QueueFullError."""
    suspicions = list(form.suspicions)
    if not suspicions and count_event("comments.waiting", HOUR) > MAX_WAITING_PER_HOUR:
        suspicions.append(_("quá nhiều bình luận trong một giờ trên toàn trang"))
    if suspicions and SentComment.objects.filter(status=Status.SUSPECTED).count() >= MAX_SUSPECTED:
        raise QueueFullError
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
        notify_board(sent)
    return sent


def notify_board(sent: SentComment) -> None:
    """Mails the board that a comment waits, without its text."""
    address = settings.WAGTAILADMIN_BASE_URL + reverse(SentComment.snippet_viewset.get_url_name("list"))
    words = {"title": sent.article.title, "name": sent.name, "address": address}
    text = _(
        "%(name)s vừa bình luận bài “%(title)s”. Bình luận đang chờ duyệt tại:\n%(address)s\n\n"
        "Thư này không kèm nội dung bình luận."
    )
    recipients = list(get_board_members().exclude(email="").values_list("email", flat=True))
    notify_staff("comment", _("Có bình luận chờ duyệt: %s") % sent.article.title, text % words, recipients)


@transaction.atomic
def set_status(comments: Iterable[SentComment], status: str, user) -> int:
    """Sets the status and publishes or removes the comments accordingly. Returns how many."""
    done = 0
    for sent in comments:
        sent.status, sent.decided_at, sent.decided_by = status, timezone.now(), user
        sent.save(update_fields=["status", "decided_at", "decided_by"])
        if status == Status.APPROVED:
            publish_comment(sent)
        else:
            Comment.objects.filter(sent=sent).delete()
        done += 1
    return done


def publish_comment(sent: SentComment) -> Comment:
    """Publishes an approved comment below the thread it answers, if any."""
    answered = sent.answers
    parent = (answered.parent or answered) if answered else None
    values = {"article_id": sent.article_id, "parent": parent, "name": sent.name, "text": sent.text, "at": sent.sent_at}
    shown, _created = Comment.objects.get_or_create(sent=sent, defaults=values)
    return shown


@transaction.atomic
def store_reply(sent: SentComment, text: str, unit, user) -> Comment:
    """Publishes the agency's reply and approves the comment it answers."""
    if sent.status != Status.APPROVED:
        set_status([sent], Status.APPROVED, user)
    shown = publish_comment(sent)
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
