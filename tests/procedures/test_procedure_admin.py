"""Procedures in the editors' interface."""

import pytest
from django.urls import reverse
from wagtail.models import WorkflowContentType

from procedures.choices import Action, Status
from procedures.completeness import get_completeness
from procedures.models import FieldOfActivity, Procedure
from tests.builders import a_board_member, a_decision, a_procedure, an_administrator, an_article, user_in

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/thu-tuc/"


@pytest.fixture
def board(client, home):
    client.force_login(a_board_member())
    return client


def test_the_listing_is_filtered_and_found_like_the_public_list(board):
    born = a_procedure(name="Đăng ký khai sinh", levels=["xa"])
    land = a_procedure(name="Hòa giải tranh chấp đất đai", levels=["tinh"])
    for query, seen, hidden in [
        ("q=dang+ki+khai+sinh", born, land),
        ("level=tinh", land, born),
        (f"q={born.code}", born, land),
    ]:
        text = board.get(f"{LIST}?{query}").content.decode()
        assert seen.code in text
        assert hidden.code not in text
    assert "thiếu:" in board.get(LIST).content.decode()


def test_what_is_missing_of_article_8_is_named():
    procedure = a_procedure(steps="Nộp hồ sơ.")
    found = get_completeness(procedure)
    assert "trình tự thực hiện" not in found.missing
    assert "thành phần hồ sơ" in found.missing
    assert found.present + len(found.missing) == found.total
    procedure.confirmed_none = ["fees"]
    assert "phí, lệ phí" not in get_completeness(procedure).missing


def test_many_get_their_status_by_a_decision_at_once(board):
    procedures = [a_procedure(), a_procedure()]
    decision = a_decision([(procedures[0], Action.NEW)])
    address = "/quan-tri/bulk/procedures/procedure/theo-quyet-dinh/?" + "&".join(f"id={each.pk}" for each in procedures)
    assert board.get(address).status_code == 200
    board.post(address, {"decision": decision.pk, "action": "bai-bo"})
    assert set(Procedure.objects.statuses().values()) == {Status.ABOLISHED}
    assert decision.items.count() == 2


def test_a_unit_editor_does_not_import(client, home):
    from tests.builders import a_desk, an_editor

    client.force_login(an_editor(a_desk()))
    assert client.get("/quan-tri/nhap-thu-tuc/").status_code in {302, 403}


def test_the_stale_report_names_records_nobody_has_compared(client, home):
    client.force_login(an_administrator())
    procedure = a_procedure()
    text = client.get("/quan-tri/bao-cao/thu-tuc-lau-chua-doi-chieu/").content.decode()
    assert procedure.code in text
    assert "chưa bao giờ" in text


def test_procedures_go_through_the_boards_workflow(home):
    assert WorkflowContentType.objects.filter(content_type__model="procedure").exists()
    an_article()  # a page whose key a procedure may share does not matter
    procedure = a_procedure()
    procedure.save_revision()
    workflow = procedure.get_workflow()
    from django.contrib.auth.models import Group

    writer = user_in(Group.objects.get(name="Ban biên tập"), "nguoi-viet")
    other = a_board_member()
    state = workflow.start(procedure, writer)
    task = state.current_task_state.task.specific
    assert task.get_actions(procedure, writer) == []
    assert task.get_actions(procedure, other)
    assert state.current_task_state in task.get_task_states_user_can_moderate(other)
    assert state.current_task_state not in task.get_task_states_user_can_moderate(writer)


def test_a_field_that_procedures_belong_to_is_not_deleted_and_the_editor_told_why(client, home):
    for code in ("1.001193", "1.004884", "2.000635", "2.000528"):
        a_procedure(code=code)
    field, _made = FieldOfActivity.objects.get_or_create(name="Hộ tịch")
    Procedure.objects.update(field=field)
    client.force_login(an_administrator())
    address = reverse("wagtailsnippets_procedures_fieldofactivity:delete", args=[field.pk])
    page = client.post(address, follow=True).content.decode()
    assert "còn 4 nội dung dùng đến" in page and "1.001193" in page
    assert FieldOfActivity.objects.filter(pk=field.pk).exists()
