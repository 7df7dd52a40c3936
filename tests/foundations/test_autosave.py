"""Autosave: an hour of writing leaves one revision, and never goes over a text somebody decided on."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, TaskState

from tests.builders import a_board_member, a_desk, a_unit, an_editor
from tests.news.test_editing import approve, article_form, edit_address, write

pytestmark = [pytest.mark.django_db, pytest.mark.newest_wagtail]


@pytest.fixture
def desk(home):
    return a_desk(a_unit("Sở Nội vụ"))


class Session:
    """One open form: it sends what Wagtail's editor sends every few seconds, and remembers what it is answered."""

    def __init__(self, client, article):
        article.refresh_from_db()
        self.client, self.article, newest = client, article, article.latest_revision
        self.seen = {
            "loaded_revision_id": newest.pk,
            "loaded_revision_created_at": newest.created_at.isoformat(),
        }

    def save(self, title):
        data = {**article_form(title, slug=self.article.slug), **self.seen}
        answer = self.client.post(edit_address(self.article), data, headers={"accept": "application/json"}).json()
        assert answer["success"], answer
        self.seen["overwrite_revision_id"] = answer["revision_id"]
        self.seen["loaded_revision_created_at"] = answer["revision_created_at"]
        return answer["revision_id"]


def titles(article):
    return [revision.content["title"] for revision in article.revisions.order_by("pk")]


def history_lines(client, article):
    return len(client.get(reverse("wagtailadmin_pages:history", args=[article.pk])).context["object_list"])


def test_all_autosaves_of_one_session_leave_one_revision_and_one_line_of_history(client, desk):
    editor = an_editor(desk)
    article = write(client, editor, desk, title="Bản đầu")
    lines = history_lines(client, article)
    session = Session(client, article)
    for number in range(12):
        session.save(f"Bản {number}")
    assert titles(article) == ["Bản đầu", "Bản 11"]
    assert history_lines(client, article) == lines + 1


def test_two_sessions_one_after_the_other_leave_two_revisions(client, desk):
    article = write(client, an_editor(desk), desk, title="Bản đầu")
    for day in ("sáng", "chiều"):
        session = Session(client, article)
        for number in range(3):
            session.save(f"Buổi {day} {number}")
    assert titles(article) == ["Bản đầu", "Buổi sáng 2", "Buổi chiều 2"]


def test_what_was_published_while_one_writes_stays_as_it_was_published(client, desk):
    editor = an_editor(desk)
    article = write(client, editor, desk, title="Bản đầu")
    session = Session(client, article)
    published = session.save("Bản được đăng")
    Revision.objects.get(pk=published).publish(user=a_board_member())
    assert session.save("Viết tiếp") != published
    session.save("Viết tiếp nữa")
    assert titles(article) == ["Bản đầu", "Bản được đăng", "Viết tiếp nữa"]
    article.refresh_from_db()
    assert article.live_revision.content["title"] == "Bản được đăng"


def test_what_was_sent_in_stays_as_it_was_sent(client, desk):
    """From another window of the same member of the board, whom the workflow's lock does not stop."""
    member = a_board_member()
    article = write(client, member, desk, title="Bản đầu")
    session = Session(client, article)
    sent = session.save("Bản gửi duyệt")
    article.refresh_from_db()
    article.get_workflow().start(article, member)
    session.save("Sửa trong lúc chờ")
    state = TaskState.objects.get(workflow_state__object_id=str(article.pk), status="in_progress")
    assert state.revision_id == sent
    assert state.revision.content["title"] == "Bản gửi duyệt"


def test_the_purge_of_old_drafts_keeps_the_newest_and_what_somebody_decided_on(client, desk, capsys):
    article = write(client, an_editor(desk), desk, title="Bản nháp cũ")
    Session(client, article).save("Bản trung gian")
    client.post(edit_address(article), article_form("Bản gửi duyệt", slug=article.slug, action="action-submit"))
    approve(client, a_board_member(), article)
    for title in ("Sửa sau khi đăng", "Sửa lần nữa"):
        Session(client, article).save(title)
    call_command("purge_drafts")
    assert len(titles(article)) == 5  # none is old
    article.revisions.update(created_at=timezone.now() - timedelta(days=181))
    call_command("purge_drafts", "--dry-run")
    call_command("purge_drafts")
    assert capsys.readouterr().out.splitlines()[1:] == ["3 versions would go", "3 versions deleted"]
    assert titles(article) == ["Bản gửi duyệt", "Sửa lần nữa"]
    article.refresh_from_db()
    assert article.live_revision.content["title"] == "Bản gửi duyệt"
