"""Accounts in the editors' interface: who reaches which, and what may be done to them."""

import datetime
import re

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foundations.members.invitations import Invitation
from foundations.members.memberships import Membership
from foundations.members.roles import Role, get_group
from tests.builders import a_board_member, a_desk, a_unit, an_administrator, an_article, an_editor, user_in

pytestmark = [pytest.mark.django_db, pytest.mark.newest_wagtail]
USERS = "wagtailusers_users"
MEMBERS = "wagtailsnippets_members_membership"


@pytest.fixture
def desk(home):
    return a_desk(a_unit("Sở Nội vụ"))


@pytest.fixture
def administrator(client, home):
    user = user_in(get_group(Role.ADMINISTRATOR), "quan-tri-vien")
    client.force_login(user)
    return user


def a_member(desk, username="an", role=Role.WRITER):
    user = get_user_model().objects.create_user(username, f"{username}@quangngai.example", "mat-khau", last_name="An")
    return Membership.objects.create(user=user, role=role, unit=desk.unit)


def account_form(user, **fields):
    names = ("username", "first_name", "last_name", "email")
    return {**{name: getattr(user, name) for name in names}, "is_active": "on", **fields}


def html_of(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_the_form_of_an_account_has_no_groups_and_says_the_roles(client, administrator, desk):
    html = html_of(client, f"{USERS}:edit", a_member(desk).user.pk)
    assert "Người viết, Sở Nội vụ" in html
    for name in ("groups", "is_superuser"):
        assert f'name="{name}"' not in html


def test_the_listing_says_each_persons_roles(client, administrator, desk):
    a_member(desk)
    assert "Người viết, Sở Nội vụ" in html_of(client, f"{USERS}:index")


@pytest.mark.parametrize("name", [f"{USERS}:index", f"{MEMBERS}:list"])
def test_the_listings_ask_the_same_number_of_questions_for_many(client, administrator, desk, name):
    a_member(desk)
    html_of(client, name)
    with CaptureQueriesContext(connection) as for_one:
        html_of(client, name)
    for number in range(15):
        a_member(desk, f"nguoi-{number}")
    with CaptureQueriesContext(connection) as for_many:
        html_of(client, name)
    assert len(for_many) == len(for_one)


def test_an_administrator_does_not_reach_a_superuser(client, administrator):
    superuser = an_administrator()
    assert superuser.username not in html_of(client, f"{USERS}:index")
    for view in ("edit", "history"):
        assert client.get(reverse(f"{USERS}:{view}", args=[superuser.pk])).status_code == 302
    answer = client.post(
        reverse(f"{USERS}:edit", args=[superuser.pk]),
        account_form(
            superuser, last_name="X", email="x@y.example", password1="Mat-khau-moi-1", password2="Mat-khau-moi-1"
        ),
    )
    assert answer.status_code == 302
    assert superuser.check_password("mat-khau")
    superuser.refresh_from_db()
    assert superuser.check_password("mat-khau")


def test_what_is_sent_beyond_the_form_makes_nobody_a_superuser(client, administrator, desk):
    user = a_member(desk).user
    data = account_form(user, is_superuser="on", groups=[get_group(Role.ADMINISTRATOR).pk], username="khac")
    assert client.post(reverse(f"{USERS}:edit", args=[user.pk]), data).status_code == 302
    user = get_user_model().objects.get(pk=user.pk)
    assert (user.is_superuser, user.username) == (False, "an")
    assert [group.name for group in user.groups.all()] == ["Người viết: Sở Nội vụ"]


def test_putting_an_account_out_of_use_takes_its_rights(client, administrator, desk):
    user = a_member(desk).user
    data = account_form(user)
    del data["is_active"]
    client.post(reverse(f"{USERS}:edit", args=[user.pk]), data)
    user.refresh_from_db()
    assert not user.is_active
    assert not user.groups.exists()
    client.post(reverse(f"{USERS}:edit", args=[user.pk]), account_form(user))
    assert user.groups.exists()


def test_an_account_is_never_deleted(client, desk):
    user = a_member(desk).user
    article = an_article(desk, owner=user)
    client.force_login(an_administrator())
    client.post(reverse(f"{USERS}:delete", args=[user.pk]))
    client.post(reverse("wagtail_bulk_action", args=["auth", "user", "delete"]) + f"?id={user.pk}")
    article.refresh_from_db()
    assert article.owner == user


def test_nobody_hands_out_groups_to_many_at_once(client, administrator, desk):
    user, group = a_member(desk).user, get_group(Role.ADMINISTRATOR)
    address = reverse("wagtail_bulk_action", args=["auth", "user", "assign_role"]) + f"?id={user.pk}"
    client.post(address, {"role": group.pk})
    assert group not in user.groups.all()


@pytest.mark.parametrize("own", [True, False])
def test_an_address_belongs_to_one_account(client, administrator, desk, own):
    first, second = a_member(desk).user, a_member(desk, "binh").user
    data = account_form(second, first_name="Lê", email="binh@quangngai.example" if own else first.email.upper())
    answer = client.post(reverse(f"{USERS}:edit", args=[second.pk]), data)
    assert (answer.status_code == 302) is own
    client.force_login(second)
    data = {f"name_email-{name}": data[name] for name in ("first_name", "last_name", "email")}
    html = client.post(reverse("wagtailadmin_account"), data).content.decode()
    assert ("đã được dùng cho một tài khoản khác" in html) is not own


def test_a_units_editor_sees_the_own_units_members_and_changes_none(client, desk):
    other = a_desk(a_unit("Sở Tài chính"))
    own, foreign = a_member(desk), a_member(other, "binh")
    client.force_login(an_editor(desk))
    html = html_of(client, f"{MEMBERS}:list")
    assert own.user.email in html
    assert foreign.user.email not in html
    assert client.get(reverse(f"{MEMBERS}:edit", args=[own.pk])).status_code == 302
    assert client.get(reverse(f"{MEMBERS}:add")).status_code == 302


@pytest.mark.parametrize("make", [lambda desk: a_member(desk).user, lambda desk: a_board_member()])
def test_writers_and_the_board_see_no_list_of_members(client, desk, make):
    client.force_login(make(desk))
    assert client.get(reverse(f"{MEMBERS}:list")).status_code == 302


def test_a_role_is_given_to_an_account_and_ended_by_its_last_day(client, administrator, desk):
    user = a_member(desk).user
    other = a_unit("Sở Tài chính")
    data = {"user": user.pk, "role": "editor", "unit": other.pk, "valid_from": "2026-01-01", "valid_to": ""}
    assert client.post(reverse(f"{MEMBERS}:add"), data).status_code == 302
    given = Membership.objects.get(unit=other)
    assert user.groups.filter(name="Biên tập viên: Sở Tài chính").exists()
    data |= {"role": "writer", "unit": desk.unit.pk, "valid_to": "2026-01-31"}
    assert client.post(reverse(f"{MEMBERS}:edit", args=[given.pk]), data).status_code == 302
    given.refresh_from_db()
    assert (given.role, given.unit, str(given.valid_to)) == ("editor", other, "2026-01-31")
    assert not user.groups.filter(name="Biên tập viên: Sở Tài chính").exists()


def test_nobody_deletes_a_membership(client, desk):
    membership = a_member(desk)
    client.force_login(an_administrator())
    client.post(reverse(f"{MEMBERS}:delete", args=[membership.pk]))
    assert Membership.objects.filter(pk=membership.pk).exists()


def test_the_list_leads_administrators_to_days_and_invitations_and_editors_to_neither(client, administrator, desk):
    membership = a_member(desk)
    invitation = an_invitation(membership.user)
    days = reverse(f"{MEMBERS}:edit", args=[membership.pk])
    invited = reverse("people_invitation", args=[invitation.pk])
    html = html_of(client, f"{MEMBERS}:list")
    assert days in html
    assert invited in html
    client.force_login(an_editor(desk))
    html = html_of(client, f"{MEMBERS}:list")
    assert days not in html
    assert invited in html  # a writer's of the own unit


def an_invitation(user):
    expires_at = timezone.now() + datetime.timedelta(days=7)
    return Invitation.objects.create(user=user, form_key=user.username, expires_at=expires_at, sent_at=timezone.now())


@pytest.mark.parametrize(
    ("words", "found"), [("nguyen", False), ("AN", True), ("noi vu", True), ("quangngai.example", True)]
)
def test_members_are_found_by_name_address_and_unit_without_accents(client, administrator, desk, words, found):
    a_member(desk)
    html = client.get(reverse(f"{MEMBERS}:list"), {"q": words}).content.decode()
    assert ("an@quangngai.example" in html) is found


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "Chờ nhận lời mời"),
        ({"failure": "not-sent"}, "Chưa gửi được lời mời"),
        ({"expires_at": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)}, "Lời mời đã hết hạn"),
        ({"accepted_at": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)}, "Đang tham gia"),
    ],
)
def test_the_list_says_how_it_stands_with_an_invitation(client, administrator, desk, change, words):
    invitation = an_invitation(a_member(desk).user)
    Invitation.objects.filter(pk=invitation.pk).update(**change)
    row = re.search(r"an@quangngai\.example.*?</tr>", html_of(client, f"{MEMBERS}:list"), re.DOTALL)[0]
    assert words in row
