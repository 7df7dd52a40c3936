"""What was sent in: read as readers will see it, decided on, returned with a note, taken back; what is locked."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState, Workflow

from foundations.members.roles import Role, get_group
from news.models import ArticlePage
from procedures.history import store_first_state
from procedures.models import Procedure
from tests.builders import a_board_member, a_desk, a_procedure, a_unit, an_administrator, an_article, an_editor, user_in
from tests.news.test_editing import article_form, edit_address, write

pytestmark = [pytest.mark.django_db, pytest.mark.newest_wagtail]
NOTE = "Cần thêm ảnh hội nghị ở đoạn hai."


@pytest.fixture
def desk(home):
    return a_desk(a_unit("Sở Nội vụ"))


@pytest.fixture
def editor(desk):
    return an_editor(desk, "bien-tap")


@pytest.fixture
def member(home):
    return a_board_member("uy-vien")


@pytest.fixture
def waiting(client, desk, editor):
    return write(client, editor, desk, title="Bài chờ duyệt", action="action-submit")


def step_of(thing) -> TaskState:
    return TaskState.objects.filter(workflow_state__object_id=str(thing.pk)).latest("pk")


def screen(client, user, thing, **data):
    """The screen of deciding as the user sees it; with data, its answer to a decision on what it showed."""
    client.force_login(user)
    address = reverse("review", args=[step_of(thing).pk])
    shown = client.get(address)
    if not data:
        return shown
    return client.post(address, {"version": shown.context["version"], **data}, follow=True)


def text_of(answer) -> str:
    return answer.content.decode()


def fresh(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def test_the_queue_leads_to_the_page_with_the_decisions(client, member, waiting):
    client.force_login(member)
    address = reverse("review", args=[step_of(waiting).pk])
    assert f'href="{address}"' in text_of(client.get(reverse("wagtailadmin_home")))
    shown = screen(client, member, waiting)
    assert list(shown.context["actions"].values()) == ["Duyệt và đăng", "Yêu cầu chỉnh sửa"]
    text = text_of(client.get(shown.context["frame"]))
    assert "<h1" in text
    assert "Bài chờ duyệt" in text
    assert "Nội dung bài viết." in text
    assert "Duyệt và đăng" not in text


def test_the_page_may_be_framed_by_the_editors_interface_alone(client, member, waiting):
    answer = client.get(screen(client, member, waiting).context["frame"])
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


def test_approving_publishes_and_says_so(client, member, waiting):
    answer = screen(client, member, waiting, decision="approve")
    assert "Đã duyệt và đăng “Bài chờ duyệt”." in text_of(answer)
    assert fresh(waiting).live


def test_what_is_scheduled_is_approved_for_its_day(client, desk, editor, member):
    moment = timezone.localtime() + timedelta(days=3)
    article = write(client, editor, desk, action="action-submit", go_live_at=f"{moment:%d/%m/%Y %H:%M}")
    assert screen(client, member, article).context["actions"]["approve"] == "Duyệt, đăng theo lịch hẹn"
    answer = screen(client, member, article, decision="approve")
    assert "sẽ đăng theo lịch hẹn" in text_of(answer)
    assert not fresh(article).live


def test_returning_needs_a_note_and_loses_none(client, member, waiting):
    refused = screen(client, member, waiting, decision="reject", note="  ")
    assert "Hãy ghi lời nhắn" in refused.context["error"]
    too_long = screen(client, member, waiting, decision="reject", note="x" * 3001)
    assert "dài quá 3000 ký tự" in too_long.context["error"]
    assert "x" * 3001 in text_of(too_long)
    answer = screen(client, member, waiting, decision="reject", note=NOTE)
    assert "Đã trả lại “Bài chờ duyệt” kèm lời nhắn." in text_of(answer)
    assert step_of(waiting).comment == NOTE


def test_nobody_decides_on_a_text_they_did_not_see(client, member, waiting):
    client.force_login(member)
    address = reverse("review", args=[step_of(waiting).pk])
    version = client.get(address).context["version"]
    article = fresh(waiting)
    article.title = "Bài đã sửa thêm"
    article.save_revision(user=an_administrator())
    answer = client.post(address, {"version": version, "decision": "approve"})
    assert "vừa được sửa thêm" in answer.context["error"]
    assert answer.context["page_subtitle"] == "Bài đã sửa thêm"
    assert not fresh(waiting).live
    screen(client, member, waiting, decision="approve")
    assert fresh(waiting).title == "Bài đã sửa thêm"


def test_an_unknown_decision_is_none(client, member, waiting):
    answer = screen(client, member, waiting, decision="publish")
    assert answer.context["error"] == "Hãy chọn một quyết định."


def test_neither_the_author_nor_a_stranger_sees_or_decides(client, desk, editor, waiting):
    stranger = an_editor(a_desk(a_unit("Sở Y tế")))
    for user in (editor, stranger):
        client.force_login(user)
        for name in ("review", "review_text"):
            answer = client.get(reverse(name, args=[step_of(waiting).pk]))
            assert answer.status_code == 302
            assert answer.url == reverse("wagtailadmin_home")
        client.post(reverse("review", args=[step_of(waiting).pk]), {"decision": "approve"})
    assert not fresh(waiting).live


def test_what_somebody_else_decided_is_told(client, member, waiting):
    screen(client, member, waiting, decision="approve")
    answer = client.get(reverse("review", args=[step_of(waiting).pk]), follow=True)
    assert "không còn chờ duyệt: uy-vien đã xử lý lúc" in text_of(answer)


def test_the_units_editor_hands_on_or_returns_from_the_same_screen(client, desk, editor, member):
    writer = user_in(get_group(Role.WRITER, desk.unit), "nguoi-viet")
    article = write(client, writer, desk, action="action-submit")
    actions = screen(client, editor, article).context["actions"]
    assert actions == {"approve": "Chuyển Ban biên tập", "reject": "Trả lại người viết"}
    answer = screen(client, editor, article, decision="approve")
    assert "Đã chuyển" in text_of(answer)
    assert screen(client, member, article).status_code == 200


def test_the_address_in_wagtails_mails_leads_there(client, member, waiting):
    client.force_login(member)
    step = step_of(waiting)
    answer = client.get(reverse("wagtailadmin_pages:workflow_preview", args=[waiting.pk, step.task_id]))
    assert answer.url == reverse("review", args=[step.pk])


def sent_in_procedure(author) -> Procedure:
    procedure = a_procedure(live=False)
    procedure.save_revision(user=author)
    Workflow.objects.get(name="Quy trình biên tập").start(procedure, author)
    return Procedure.objects.get(pk=procedure.pk)


def test_a_procedure_is_read_and_decided_on_too(client, member):
    procedure = sent_in_procedure(an_administrator())
    shown = screen(client, member, procedure)
    assert procedure.name in text_of(client.get(shown.context["frame"]))
    screen(client, member, procedure, decision="approve")
    assert Procedure.objects.get(pk=procedure.pk).live


# The note of a return.


def test_a_return_stands_at_the_top_of_the_form_until_it_is_sent_in_again(client, editor, member, waiting):
    screen(client, member, waiting, decision="reject", note=NOTE)
    client.force_login(editor)
    for answer in (
        client.get(edit_address(waiting)),
        client.post(edit_address(waiting), article_form(title="", slug=waiting.slug)),
    ):
        html = text_of(answer)
        assert html.index(NOTE) < html.index('id="page-edit-form"')
        assert "uy-vien trả lại lúc" in html
    client.post(edit_address(waiting), article_form(slug=waiting.slug))
    assert NOTE in text_of(client.get(edit_address(waiting)))
    client.post(edit_address(waiting), article_form(slug=waiting.slug, action="action-submit"))
    assert "workflow-note" not in text_of(client.get(edit_address(waiting)))


def test_a_returned_procedure_shows_the_note_too(client, member):
    author = an_administrator()
    procedure = sent_in_procedure(author)
    screen(client, member, procedure, decision="reject", note=NOTE)
    client.force_login(author)
    html = text_of(client.get(reverse(Procedure.snippet_viewset.get_url_name("edit"), args=[procedure.pk])))
    assert html.index(NOTE) < html.index('id="w-editor-form"')


# Taking back, and the actions below the form.


def actions_below(client, user, address) -> list[str]:
    client.force_login(user)
    menu = client.get(address).context["action_menu"]
    return [item.name for item in [menu.default_item, *menu.menu_items]]


def test_taking_back_asks_first_and_stands_last(client, editor, member, waiting):
    for user in (editor, member):
        assert actions_below(client, user, edit_address(waiting))[-1] == "action-cancel-workflow"
    address = reverse("cancel_workflow", args=[waiting.current_workflow_state.pk])
    assert f'href="{address}"' in text_of(client.get(edit_address(waiting)))
    asked = client.get(address)
    assert "muốn đăng phải gửi duyệt lại" in text_of(asked)
    assert fresh(waiting).workflow_in_progress
    answer = client.post(address, follow=True)
    assert "Đã hủy quy trình duyệt của “Bài chờ duyệt”." in text_of(answer)
    assert not fresh(waiting).workflow_in_progress
    assert "không còn chờ duyệt" in text_of(client.get(address, follow=True))


def test_a_stranger_takes_nothing_back(client, waiting):
    client.force_login(an_editor(a_desk(a_unit("Sở Y tế"))))
    client.post(reverse("cancel_workflow", args=[waiting.current_workflow_state.pk]))
    assert fresh(waiting).workflow_in_progress


def test_what_waits_for_a_decision_is_published_by_the_decision_alone(client, member, waiting):
    assert "action-publish" not in actions_below(client, member, edit_address(waiting))
    screen(client, member, waiting, decision="reject", note=NOTE)
    assert "action-publish" in actions_below(client, member, edit_address(waiting))


def test_so_is_a_procedure(client, member):
    procedure = sent_in_procedure(an_administrator())
    address = reverse(Procedure.snippet_viewset.get_url_name("edit"), args=[procedure.pk])
    names = actions_below(client, member, address)
    assert "action-publish" not in names
    assert names[-1] == "action-cancel-workflow"


# Taking off what is scheduled or locked.


def schedule(thing, user) -> None:
    thing.go_live_at = timezone.now() + timedelta(days=2)
    thing.save_revision(user=user).publish(user=user)


def test_a_scheduled_version_is_unscheduled_before_the_page_is_taken_off(client, desk, member):
    article = an_article(desk)
    schedule(article, member)
    names = actions_below(client, member, edit_address(article))
    assert "action-unpublish" in names
    address = reverse("wagtailadmin_pages:unpublish", args=[article.pk])
    asked = client.get(address)
    assert "Hủy lịch đăng trước, rồi gỡ xuống." in text_of(asked)
    unscheduling = reverse("wagtailadmin_pages:revisions_unschedule", args=[article.pk, asked.context["revision"].pk])
    assert f'action="{unscheduling}"' in text_of(asked)
    answer = client.post(unscheduling, {"next": asked.context["unpublish"]}, follow=True)
    assert answer.redirect_chain[-1][0] == address
    client.post(address)
    assert not fresh(article).live


def test_the_menus_of_a_scheduled_page_offer_it_and_no_other_twice(client, desk, member):
    article, other = an_article(desk), an_article(desk)
    schedule(article, member)
    client.force_login(member)
    html = text_of(client.get(reverse("wagtailadmin_explore", args=[desk.pk])))
    for page in (article, other):
        assert html.count(reverse("wagtailadmin_pages:unpublish", args=[page.pk])) == 1


def test_who_may_not_publish_is_offered_nothing(client, desk, editor, member):
    article = an_article(desk)
    schedule(article, member)
    assert "action-unpublish" not in actions_below(client, editor, edit_address(article))
    answer = client.get(reverse("wagtailadmin_pages:unpublish", args=[article.pk]), follow=True)
    assert "Bạn không có quyền" in text_of(answer)


def test_a_page_that_somebody_locked_says_who(client, desk, member):
    article = an_article(desk)
    other = an_administrator()
    article.locked, article.locked_by, article.locked_at = True, other, timezone.now()
    article.save()
    client.force_login(member)
    answer = client.get(reverse("wagtailadmin_pages:unpublish", args=[article.pk]))
    assert other.username in text_of(answer)
    assert fresh(article).live


@pytest.mark.parametrize("name", ["delete", "move", "copy"])
def test_what_else_is_done_with_a_scheduled_page_is_not_refused(client, desk, member, name):
    article = an_article(desk)
    schedule(article, member)
    client.force_login(member)
    assert client.get(reverse(f"wagtailadmin_pages:{name}", args=[article.pk])).status_code == 200


def test_a_scheduled_procedure_can_be_taken_off_and_stays_off(client, member):
    procedure = a_procedure()
    procedure.save_revision(user=member).publish(user=member)
    schedule(Procedure.objects.get(pk=procedure.pk), member)
    names = actions_below(client, member, reverse(Procedure.snippet_viewset.get_url_name("edit"), args=[procedure.pk]))
    assert names.count("action-unpublish") == 1
    client.post(reverse(Procedure.snippet_viewset.get_url_name("unpublish"), args=[procedure.pk]))
    procedure = Procedure.objects.get(pk=procedure.pk)
    assert not procedure.live
    assert procedure.scheduled_revision is None


def test_an_imported_procedure_stays_readable_while_its_first_new_version_is_scheduled(member):
    procedure = a_procedure()
    assert procedure.live_revision is None
    store_first_state(procedure)
    schedule(Procedure.objects.get(pk=procedure.pk), member)
    procedure = Procedure.objects.get(pk=procedure.pk)
    assert procedure.live
    assert procedure.scheduled_revision is not None
