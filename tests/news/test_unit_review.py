"""What a writer hands on is first looked at by the unit's own editors, where there are any."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import TaskState, Workflow, WorkflowTask

from foundations.members.roles import Role, get_group
from news.models import ArticlePage
from news.unit_review import UnitReviewTask
from site_project.first_tree import make_first_tree
from tests.builders import a_board_member, a_desk, a_procedure, a_unit, an_administrator, an_editor, user_in

pytestmark = pytest.mark.django_db
REVIEW, BOARD = "Biên tập viên đơn vị xem", "Ban biên tập duyệt"


@pytest.fixture
def desk(home):
    return a_desk(a_unit("Sở Nội vụ"))


@pytest.fixture
def writer(desk):
    return user_in(get_group(Role.WRITER, desk.unit), "nguoi-viet")


@pytest.fixture
def editor(desk):
    return an_editor(desk)


def handed_on(author, desk) -> ArticlePage:
    article = ArticlePage(title="Bài của người viết", owner=author, live=False)
    desk.add_child(instance=article)
    article.save_revision(user=author)
    article.get_workflow().start(article, author)
    return ArticlePage.objects.get(pk=article.pk)


def step(article) -> str:
    return article.current_workflow_task.name


def act(user, article, action):
    state = article.current_workflow_task_state
    state.task.specific.on_action(state, user, action)
    return ArticlePage.objects.get(pk=article.pk)


def waiting_for(user) -> list[str]:
    return [str(state.workflow_state.object_id) for state in TaskState.objects.reviewable_by(user)]


def test_a_writers_article_goes_to_the_units_editor_and_then_to_the_board(desk, writer, editor):
    article, board = handed_on(writer, desk), a_board_member()
    assert step(article) == REVIEW
    assert waiting_for(editor) == [str(article.pk)]
    assert waiting_for(board) == []
    article = act(editor, article, "approve")
    assert step(article) == BOARD
    assert (waiting_for(editor), waiting_for(board)) == ([], [str(article.pk)])
    article = act(board, article, "approve")
    assert article.live


def test_the_editor_gives_an_article_back_and_gets_it_again(desk, writer, editor):
    article = act(editor, handed_on(writer, desk), "reject")
    assert article.current_workflow_state.status == "needs_changes"
    article.current_workflow_state.resume(user=writer)
    assert step(ArticlePage.objects.get(pk=article.pk)) == REVIEW


def test_an_editors_own_article_goes_straight_to_the_board(desk, writer, editor):
    an_editor(desk)
    assert step(handed_on(editor, desk)) == BOARD


def test_without_an_active_editor_a_writers_article_goes_straight_to_the_board(desk, writer, editor):
    editor.is_active = False
    editor.save()
    assert step(handed_on(writer, desk)) == BOARD


def test_a_procedure_skips_the_step(home):
    procedure = a_procedure()
    procedure.save_revision()
    state = Workflow.objects.get(name="Quy trình biên tập").start(procedure, a_board_member())
    assert state.current_task_state.task.name == BOARD


def test_only_the_units_editors_and_those_who_publish_take_the_step(desk, writer, editor):
    stranger = an_editor(a_desk(a_unit("Sở Tài chính")))
    article = handed_on(writer, desk)
    assert waiting_for(stranger) == []
    for user in (writer, stranger):
        assert article.current_workflow_task.get_actions(article, user) == []
        with pytest.raises(PermissionDenied):
            act(user, article, "approve")
    assert step(act(a_board_member(), article, "approve")) == BOARD


def test_meanwhile_the_writer_does_not_change_the_article_and_the_editor_may(desk, writer, editor):
    article = handed_on(writer, desk)
    assert article.permissions_for_user(writer).page_locked()
    assert not article.permissions_for_user(editor).page_locked()


def test_the_editor_sees_the_steps_by_name(client, desk, writer, editor):
    article = handed_on(writer, desk)
    client.force_login(editor)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    for words in ("Trả lại người viết", "Chuyển Ban biên tập"):
        assert words in html


def test_the_units_editors_are_told_by_mail_and_nobody_is_of_a_skipped_step(desk, writer, editor):
    type(editor).objects.filter(pk=editor.pk).update(email="bien-tap@quangngai.example")
    handed_on(editor, desk)
    assert not mail.outbox
    handed_on(writer, desk)
    assert [sent.to for sent in mail.outbox] == [["bien-tap@quangngai.example"]]


def test_a_superuser_sees_every_step_but_is_asked_for_no_units(desk, writer, editor):
    article, superuser = handed_on(writer, desk), an_administrator()
    assert article.current_workflow_task.get_actions(article, superuser)


def test_the_step_is_made_once_and_stays_out_when_it_was_taken_out(home):
    names = WorkflowTask.objects.order_by("sort_order").values_list("task__name", flat=True)
    assert list(names) == [REVIEW, BOARD]
    WorkflowTask.objects.filter(task__in=UnitReviewTask.objects.all()).delete()
    make_first_tree()
    assert list(names.all()) == [BOARD]
