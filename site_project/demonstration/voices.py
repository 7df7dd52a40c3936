"""Demonstration comments and feedback by invented people, marked as such; facts from the sources that they name."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from feedback.models import DAYS_TO_FORWARD, CaseEvent, CaseState, FeedbackCase, PublishedAnswer
from feedback.receiving import KEY_LETTERS, make_next_number
from foundations.personal_data.models import ConsentText, Purpose
from foundations.units.models import Unit
from foundations.working_days.models import WorkingDays
from news.comments.models import Comment, SentComment
from news.comments.moderation import set_status, store_reply
from news.models import ArticlePage

DEMONSTRATION_KEY = KEY_LETTERS[:12]


def load_voices(data: dict, units: dict[str, Unit]) -> int:
    """Creates comments, some not moderated yet, and feedback cases in several states; returns how many."""
    for item in data["comments"]:
        sent = load_comment(item)
        set_status([sent], SentComment.Status.APPROVED, None)
        if item["reply"]:
            store_reply(sent, item["reply"]["text"], units[item["reply"]["unit"]], None)
    for item in data["waiting"]:
        load_comment(item)
    for item in data["cases"]:
        load_case(item, units)
    return Comment.objects.count() + len(data["cases"])


def load_comment(item: dict) -> SentComment:
    """Creates one comment."""
    number = SentComment.objects.count() + 1
    sent = SentComment(
        article=ArticlePage.objects.get(slug=item["article"]),
        name=item["name"],
        text=item["text"],
        email=f"minh-hoa-{number}@example.vn",
        consent=ConsentText.get_current(Purpose.COMMENT),
        status=item.get("status", SentComment.Status.WAITING),
        suspicion=item.get("suspicion", ""),
        seal=f"minh-hoa-{number}",
    )
    sent.full_clean()
    sent.save()
    return sent


def load_case(item: dict, units: dict[str, Unit]) -> FeedbackCase:
    """Creates a case with its history, without sending mail."""
    sent_at = timezone.now() - timedelta(days=item["days_ago"])
    plain = {name: item[name] for name in ("procedure_code", "name", "subject", "text", "may_publish")}
    case = FeedbackCase(
        **plain,
        number=make_next_number(sent_at.year),
        key=DEMONSTRATION_KEY,
        unit=units.get(item["unit"]),
        phone="0900000000",
        consent=ConsentText.get_current(Purpose.FEEDBACK),
        sent_at=sent_at,
        due_on=WorkingDays().after(timezone.localdate(sent_at), DAYS_TO_FORWARD),
        seal=f"minh-hoa-{FeedbackCase.objects.count()}",
    )
    case.save()
    CaseEvent.objects.create(case=case, state=CaseState.NEW, at=sent_at)
    for step in item["steps"]:
        take_step(case, step, units)
    if published := item.get("published"):
        shown = PublishedAnswer(case=case, answer=case.answer, unit=case.unit, **published)
        shown.full_clean()
        shown.save()
    return case


def take_step(case: FeedbackCase, step: dict, units: dict[str, Unit]) -> None:
    """Changes the case by one step of its history."""
    at = case.sent_at + timedelta(days=step["after"])
    case.state, case.answer = CaseState(step["state"]), step.get("answer", "")
    case.forwarded_unit = units.get(step.get("unit"))
    if case.state != CaseState.REVIEWING and case.handled_at is None:
        case.handled_at = at
    case.save()
    CaseEvent.objects.create(case=case, state=case.state, receiver=case.receiver, at=at, by_name="Ban biên tập")
