"""Who belongs to a unit, as what and how long; and what that allows."""

import datetime

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from foundations.members.memberships import Membership, settle_due_groups, settle_groups
from foundations.members.roles import ADMINISTRATORS, Role, get_group
from foundations.units.models import Unit
from news.desks import get_editors_group, get_writers_group
from news.models import ArticlePage
from site_project.first_tree import make_first_tree
from tests.builders import a_board_member, a_desk, a_merger, a_unit, an_article, an_editor, user_in

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 10)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC), tick=False):
        yield TODAY


@pytest.fixture
def desk(home):
    return a_desk(a_unit("Sở Nội vụ"))


def a_person(username="nguyen-van-an", **fields):
    return get_user_model().objects.create_user(username, password="mat-khau", **fields)


def a_member(role=Role.EDITOR, unit=None, user=None, **days):
    membership = Membership(user=user or a_person(), role=role, unit=unit, **days)
    membership.full_clean()
    membership.save()
    return membership


def groups_of(user) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def draft_of(user, desk):
    article = ArticlePage(title="Bản nháp", owner=user, live=False)
    desk.add_child(instance=article)
    article.save_revision(user=user)
    return article


def can_edit(client, user, page) -> bool:
    client.force_login(user)
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_a_writer_edits_own_drafts_and_nobody_elses(client, desk):
    writer = a_member(Role.WRITER, desk.unit).user
    assert can_edit(client, writer, draft_of(writer, desk))
    assert not can_edit(client, writer, draft_of(an_editor(desk), desk))
    assert not can_edit(client, writer, desk)


def test_an_editor_edits_what_the_units_writers_wrote_and_nothing_of_another_unit(client, desk):
    editor, writer = a_member(Role.EDITOR, desk.unit).user, a_person("nguoi-viet")
    other = a_desk(a_unit("Sở Tài chính"))
    assert can_edit(client, editor, draft_of(writer, desk))
    assert not can_edit(client, editor, draft_of(writer, other))


def test_a_writer_publishes_nothing(client, desk):
    writer = a_member(Role.WRITER, desk.unit).user
    assert not draft_of(writer, desk).permissions_for_user(writer).can_publish()


def test_a_person_works_for_several_units(client, desk):
    other = a_desk(a_unit("Sở Tài chính"))
    user = a_member(Role.WRITER, desk.unit).user
    a_member(Role.EDITOR, other.unit, user)
    assert groups_of(user) == {"Người viết: Sở Nội vụ", "Biên tập viên: Sở Tài chính"}


@pytest.mark.parametrize("role", [Role.BOARD, Role.ADMINISTRATOR])
def test_a_role_of_the_whole_site_gives_its_group(role):
    user = a_member(role).user
    assert list(user.groups.all()) == [get_group(role)]
    assert user.has_perm("wagtailadmin.access_admin")


def test_administrators_manage_people_and_workflows_without_being_superusers(client):
    client.force_login(a_member(Role.ADMINISTRATOR).user)
    for address in ("wagtailusers_users:index", "wagtailadmin_workflows:index", "wagtailsnippets_units_unit:list"):
        assert client.get(reverse(address)).status_code == 200, address
    assert client.get(reverse("wagtailusers_groups:index")).status_code == 302


def test_rights_end_with_the_last_day(desk, today):
    with time_machine.travel(today) as clock:
        user = a_member(Role.EDITOR, desk.unit, valid_to=today + datetime.timedelta(days=1)).user
        clock.shift(datetime.timedelta(days=1))
        assert settle_due_groups() == 0 and groups_of(user)
        clock.shift(datetime.timedelta(days=1))
        assert settle_due_groups() == 1 and not groups_of(user)
        assert settle_due_groups() == 0


def test_rights_begin_with_the_first_day(desk, today):
    with time_machine.travel(today) as clock:
        user = a_member(Role.EDITOR, desk.unit, valid_from=today + datetime.timedelta(days=2)).user
        assert not groups_of(user)
        clock.shift(datetime.timedelta(days=2))
        call_command("settle_memberships", verbosity=0)
        assert groups_of(user) == {"Biên tập viên: Sở Nội vụ"}


def test_nothing_to_settle_asks_one_question_for_the_people_and_none_for_each(desk, django_assert_num_queries):
    for number in range(3):
        a_member(Role.WRITER, desk.unit, a_person(f"nguoi-{number}"))
    with django_assert_num_queries(1):
        settle_due_groups()


def test_a_group_that_was_given_by_hand_is_not_taken_with_another(desk):
    user = a_member(Role.WRITER, desk.unit).user
    user.groups.add(get_group(Role.BOARD))
    user.memberships.get().delete()
    assert groups_of(user) == {"Ban biên tập"}


def test_an_account_out_of_use_loses_its_rights_and_keeps_its_articles(desk):
    user = a_member(Role.EDITOR, desk.unit).user
    article = an_article(desk, owner=user)
    user.is_active = False
    user.save()
    settle_groups(user)
    assert not groups_of(user)
    assert ArticlePage.objects.get(pk=article.pk).owner == user
    user.is_active = True
    user.save()
    settle_groups(user)
    assert groups_of(user)


def test_nobody_joins_a_unit_that_is_over(desk):
    desk.unit.valid_to = TODAY - datetime.timedelta(days=1)
    desk.unit.save()
    a_merger([desk.unit], a_unit("Sở Nội vụ tỉnh mới", valid_from=TODAY), TODAY)
    with pytest.raises(ValidationError, match=r"kết thúc hoạt động ngày 09/03/2026\..*Sở Nội vụ tỉnh mới"):
        a_member(Role.EDITOR, desk.unit)


@pytest.mark.parametrize(("role", "has_unit"), [(Role.WRITER, False), (Role.EDITOR, False), (Role.BOARD, True)])
def test_role_and_unit_go_together(desk, role, has_unit):
    with pytest.raises(ValidationError) as refusal:
        a_member(role, desk.unit if has_unit else None)
    assert "unit" in refusal.value.message_dict


def test_the_same_role_twice_at_the_same_time_is_refused_and_one_after_the_other_is_not(desk, today):
    first = a_member(Role.EDITOR, desk.unit, valid_to=today)
    with pytest.raises(ValidationError, match="đã giữ vai trò đó"):
        a_member(Role.EDITOR, desk.unit, first.user)
    a_member(Role.EDITOR, desk.unit, first.user, valid_from=today + datetime.timedelta(days=1))


def test_people_of_before_memberships_are_taken_over_once(desk):
    editor, board = an_editor(desk), a_board_member()
    for _time in range(2):
        make_first_tree()
    assert [each.role for each in editor.memberships.all()] == ["editor"]
    assert [each.unit for each in board.memberships.all()] == [None]


def test_two_units_of_the_same_name_have_groups_of_their_own(home):
    units = [a_unit("Phường Thống Nhất", slug=slug) for slug in ("thong-nhat-cu", "thong-nhat")]
    assert len({get_editors_group(unit) for unit in units} | {get_writers_group(unit) for unit in units}) == 4
    assert len({get_editors_group(Unit.objects.get(pk=unit.pk)) for unit in units}) == 2


def test_making_the_tree_again_changes_no_rights(desk):
    before = {role: set(get_group(role).permissions.values_list("pk", flat=True)) for role in (Role.BOARD,)}
    make_first_tree()
    assert {role: set(get_group(role).permissions.values_list("pk", flat=True)) for role in (Role.BOARD,)} == before
    administrators = user_in(get_group(Role.ADMINISTRATOR), "quan-tri-vien")
    assert groups_of(administrators) == {ADMINISTRATORS}
    assert administrators.has_perms(["auth.change_user", "quotas.close_month", "members.change_membership"])
    assert not administrators.has_perm("auth.change_group")
