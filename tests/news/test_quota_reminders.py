"""Reminders: who is mailed, when, and never twice."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command

from news.quotas.models import SentReminder
from news.quotas.reminders import send_due_reminders
from tests.builders import a_board_member, a_desk, a_rule, a_unit, an_article, an_editor

pytestmark = pytest.mark.django_db

SOON, EARLY, AFTER = date(2026, 11, 24), date(2026, 11, 20), date(2026, 12, 2)


def run(day, **options) -> list[str]:
    lines = []
    send_due_reminders(day, lines.append, **options)
    return lines


def with_address(user):
    user.email = f"{user.username}@example.gov.vn"
    user.save()
    return user


@pytest.fixture
def unit():
    return a_unit("Sở Nội vụ")


@pytest.fixture
def desk(unit):
    return a_desk(unit)


@pytest.fixture
def editor(desk):
    return with_address(an_editor(desk))


@pytest.fixture
def board():
    return with_address(a_board_member())


@pytest.fixture
def rule():
    return a_rule(valid_from=date(2026, 11, 1))


def test_a_units_editors_are_reminded_a_week_before_the_end(rule, desk, editor):
    assert run(EARLY) == []
    run(SOON)
    [sent] = mail.outbox
    assert sent.bcc == [editor.email] and sent.to == []
    assert sent.subject == "Sở Nội vụ còn thiếu 1 tin, bài tháng 11/2026"
    html = sent.alternatives[0].content
    for words in ("0/1", "30/11/2026", rule.document, f"/quan-tri/pages/add/news/articlepage/{desk.pk}/"):
        assert words in sent.body and words in html
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


def test_nobody_is_mailed_twice_of_the_same(rule, editor):
    run(SOON)
    run(SOON)
    run(date(2026, 11, 30))
    assert len(mail.outbox) == 1
    assert SentReminder.objects.get().recipients == editor.email


def test_the_next_month_is_another_matter(rule, editor):
    run(SOON)
    run(date(2026, 12, 28))
    assert len(mail.outbox) == 2


def test_whoever_has_met_the_quota_is_left_in_peace(rule, unit, editor):
    an_article(published=datetime(2026, 11, 3, 8, 30), unit=unit)
    assert run(SOON) == []


def test_a_rule_may_ask_for_no_reminder(editor):
    a_rule(reminder_days=0)
    assert run(date(2026, 11, 30)) == []


def test_the_inactive_and_those_without_address_are_not_mailed(rule, desk):
    an_editor(desk)
    gone = with_address(an_editor(desk))
    gone.is_active = False
    gone.save()
    assert run(SOON) == []


def test_the_board_is_told_afterwards_of_all_units_at_once(rule, unit, editor, board):
    a_unit("Sở Tài chính")
    run(AFTER)
    [sent] = mail.outbox
    assert (sent.bcc, sent.subject) == ([board.email], "2 đơn vị chưa đạt chỉ tiêu tin, bài tháng 11/2026")
    assert "- Sở Nội vụ: 0/1\n- Sở Tài chính: 0/1" in sent.body
    assert run(AFTER) == []


def test_the_board_waits_for_the_days_of_grace(unit, board):
    a_rule(valid_from=date(2026, 11, 1), grace_days=5, reminder_days=0)
    assert run(AFTER) == []
    assert len(run(date(2026, 12, 6))) == 1


def test_old_shortfalls_are_not_reported_on_the_first_day(unit, board):
    a_rule(valid_from=date(2021, 9, 10), reminder_days=0)
    assert len(run(AFTER)) == 1


def test_a_dry_run_shows_and_sends_nothing(rule, editor, capsys):
    with time_machine.travel(datetime(2026, 11, 24, 1, tzinfo=UTC)):
        call_command("remind_quotas", dry_run=True)
    assert f"Sở Nội vụ còn thiếu 1 tin, bài tháng 11/2026: {editor.email}" in capsys.readouterr().out
    assert mail.outbox == [] and not SentReminder.objects.exists()


def test_a_mail_that_fails_is_tried_again_and_keeps_no_other_back(rule, editor, monkeypatch):
    other = a_unit("Sở Tài chính")
    second = with_address(an_editor(a_desk(other)))
    send = mail.EmailMultiAlternatives.send
    failing = [editor.email]

    def sometimes(message, *args, **kwargs):
        if message.bcc == failing:
            raise ConnectionRefusedError("no mail server")
        return send(message, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", sometimes)
    with (
        time_machine.travel(datetime(2026, 11, 24, 1, tzinfo=UTC)),
        pytest.raises(CommandError, match=r"Sở Nội vụ.*no mail server"),
    ):
        call_command("remind_quotas", verbosity=0)
    assert [sent.bcc for sent in mail.outbox] == [[second.email]]
    failing.clear()
    run(SOON)
    assert [sent.bcc for sent in mail.outbox] == [[second.email], [editor.email]]


def test_names_are_not_escaped_in_text_and_are_in_html(rule, editor, unit):
    unit.name = "Sở Nội vụ & Lao động"
    unit.save()
    run(SOON)
    assert "Nội vụ & Lao động" in mail.outbox[0].body
    assert "Nội vụ &amp; Lao động" in mail.outbox[0].alternatives[0].content
