"""Who is the board: one answer for every screen and every mail. A right given to others gives that right alone."""

import ast
import re
from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser, Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from feedback.models import CaseState
from feedback.receiving import find_staff_addresses
from foundations.counters.models import DailyViews
from foundations.members.rights import collect_rights, get_permissions
from foundations.members.roles import ADMINISTRATORS, BOARD, Role, get_board_members, get_group, is_board
from news.comments.moderation import notify_board
from news.desks import get_writers_group
from news.models import UnitReviewTask
from news.quotas.reminders import build_reminders
from site_project.first_tree import BOARD_RIGHTS_TO_WAGTAIL
from tests.builders import a_desk, a_rule, a_unit, an_administrator, an_article, user_in
from tests.code.test_house import app_of, modules
from tests.feedback.test_feedback import a_case
from tests.news.test_comments import a_comment

# Named after the board, and no answer to the question who is of it.
OTHER_NAMES = {"make_board", "notify_board", "_build_board_reminders"}
NAMED_AFTER_IT = re.compile(r"(?<!dash)(?<!key)(?<!clip)board", re.IGNORECASE)
GROUPS = {BOARD, ADMINISTRATORS}
LOOKUPS = {"name", "name__in", "groups__name", "groups__name__in"}
RIGHTS_OF_ONE_PLACE = {"quotas.close_month", "feedback.change_feedbackcase", "comments.change_sentcomment"}

FOR_THE_BOARD = ["quotas:report", "quotas:print", "quotas:year_pack", "feedback_report"]
ACCOUNTS = ["writer with a right", "writer with all rights", "board without rights", "board", "administrator"]


def second_answers(source: str) -> list[str]:
    """What in a module answers by itself who the board is: functions named so, groups looked up by name, rights."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FunctionDef(name=name) if NAMED_AFTER_IT.search(name) and name not in OTHER_NAMES:
                found.append(name)
            case ast.Attribute(attr="with_perm"):
                found.append("with_perm")
            case ast.keyword(arg=arg, value=ast.Constant(value=value)) if arg in LOOKUPS and value in GROUPS:
                found.append(f"{arg}={value}")
            case ast.ImportFrom(module="foundations.members.roles", names=names):
                found += sorted({each.name for each in names} & {"BOARD", "ADMINISTRATORS", "SITE_GROUPS"})
    return found


def address(name: str) -> str:
    return reverse(name, args=[2026] if name in {"quotas:print", "quotas:year_pack"} else [])


def test_no_module_answers_by_itself_who_the_board_is():
    others = {name: path for name, path in modules().items() if app_of(name) != "foundations.members"}
    found = {path: second_answers(path.read_text(encoding="utf-8")) for path in others.values()}
    assert {path: answers for path, answers in found.items() if answers} == {}


def test_a_second_answer_is_noticed():
    assert second_answers("def is_board(user):\n    return user.has_perm('quotas.close_month')") == ["is_board"]
    assert second_answers("people = users.with_perm('quotas.close_month')") == ["with_perm"]
    assert second_answers("users.filter(groups__name='Ban biên tập')") == ["groups__name=Ban biên tập"]
    assert second_answers("from foundations.members.roles import BOARD, is_board") == ["BOARD"]
    assert second_answers("def dashboard(): ...\ndef notify_board(): ...") == []


def test_a_right_that_once_stood_for_the_board_is_named_in_one_module_each():
    named = {right: set() for right in RIGHTS_OF_ONE_PLACE}
    for path in modules().values():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in named:
                named[node.value].add(path)
    assert {right: len(paths) for right, paths in named.items()} == dict.fromkeys(RIGHTS_OF_ONE_PLACE, 1)


@pytest.fixture
def desk(db):
    return a_desk(a_unit("Sở Nội vụ"))


@pytest.fixture(params=ACCOUNTS)
def account(request, desk):
    """(user, is of the board)"""
    writers, board = get_writers_group(desk.unit), get_group(Role.BOARD)
    match request.param:
        case "writer with a right":
            writers.permissions.add(*get_permissions(["close_month"]))
        case "writer with all rights":
            writers.permissions.add(*get_permissions([*BOARD_RIGHTS_TO_WAGTAIL, *collect_rights("board_rights")]))
        case "board without rights":
            board.permissions.set(get_permissions(["access_admin"]))
        case "administrator":
            board = get_group(Role.ADMINISTRATOR)
    is_writer = request.param.startswith("writer")
    user = user_in(writers if is_writer else board, "tai-khoan")
    user.email = "tai-khoan@example.vn"
    user.save()
    return user, not is_writer


@pytest.fixture
def signed_in(client, account):
    client.force_login(account[0])
    return client, account[1]


def test_no_single_right_makes_anybody_the_board(desk):
    writers = get_writers_group(desk.unit)
    for right in [*BOARD_RIGHTS_TO_WAGTAIL, *collect_rights("board_rights")]:
        writers.permissions.set(get_permissions([right]))
        user = user_in(writers, f"nguoi-viet-{right}")
        assert user.has_perm(f"{get_permissions([right])[0].content_type.app_label}.{right}")
        assert (is_board(user), get_board_members().filter(pk=user.pk).exists()) == (False, False), right


def test_both_answers_are_the_same_for_everybody_with_a_role(desk):
    for role in Role:
        unit = desk.unit if role in {Role.WRITER, Role.EDITOR} else None
        for is_active in (True, False):
            user = user_in(get_group(role, unit), f"{role}-{is_active}")
            user.is_active = is_active
            user.save()
            due = is_active and role in {Role.BOARD, Role.ADMINISTRATOR}
            assert (is_board(user), get_board_members().filter(pk=user.pk).exists()) == (due, due)


def test_a_superuser_sees_what_the_board_sees_and_gets_none_of_its_mail(home):
    user = an_administrator()
    assert is_board(user)
    assert user not in get_board_members()
    assert not is_board(AnonymousUser())


def test_it_is_asked_of_the_database_once(desk, django_assert_num_queries):
    user = user_in(get_group(Role.BOARD), "ban-bien-tap")
    with django_assert_num_queries(1):
        assert is_board(user) and is_board(user)


@pytest.mark.parametrize("page", FOR_THE_BOARD)
def test_the_pages_of_the_board(signed_in, page):
    client, of_the_board = signed_in
    assert client.get(address(page)).status_code == (200 if of_the_board else 302)


def test_the_menu(signed_in):
    client, of_the_board = signed_in
    page = client.get("/quan-tri/account/").content.decode()
    for words in (reverse("feedback_report"), reverse("quotas:report")):
        assert (words in page) == of_the_board
    for words in (reverse("own_articles"), reverse("own_quota")):
        assert (words in page) != of_the_board


def test_the_dashboard(signed_in):
    client, of_the_board = signed_in
    a_rule()
    article = an_article(unit=a_unit("Sở Tài chính"), title="Bài của đơn vị khác")
    DailyViews.objects.create(kind="tin", object_id=article.pk, day=timezone.localdate(), views=5)
    page = client.get("/quan-tri/").content.decode()
    assert ("Tất cả đơn vị" in page) == of_the_board
    assert ("Bài của đơn vị khác" in page) == of_the_board


def test_the_mails(account, monkeypatch):
    user, of_the_board = account
    told = []
    monkeypatch.setattr(
        "news.comments.moderation.notify_staff", lambda _kind, _subject, _text, people: told.extend(people)
    )
    notify_board(a_comment(an_article()))
    a_rule(valid_from=date(2026, 11, 1))
    reminders = [each for each in build_reminders(date(2026, 12, 2)) if each.template == "after"]
    addresses = [find_staff_addresses(a_case()), told, [one for each in reminders for one in each.recipients]]
    assert [user.email in found for found in addresses] == [of_the_board] * 3


def test_the_right_to_close_months_closes_months_and_nothing_more(client, desk):
    get_writers_group(desk.unit).permissions.add(*get_permissions(["close_month"]))
    with time_machine.travel("2026-11-21 03:00Z"):
        client.force_login(user_in(get_writers_group(desk.unit), "nguoi-viet"))
        a_rule()
        closings = reverse("quotas:closings")
        assert f'href="{closings}"' in client.get("/quan-tri/").content.decode()
        closed = client.post(closings, {"month": "2026-10"}, follow=True).content.decode()
        assert "Đã khóa sổ tháng 10/2026." in closed
        assert reverse("quotas:report") not in closed
        assert client.get(reverse("quotas:unit", args=[a_unit("Sở Tài chính").pk])).status_code == 302


def test_the_right_to_handle_cases_handles_cases_and_nothing_more(client, desk):
    get_writers_group(desk.unit).permissions.add(*get_permissions(["change_feedbackcase"]))
    client.force_login(user_in(get_writers_group(desk.unit), "nguoi-viet"))
    case = a_case(state=CaseState.SUSPECTED)
    assert case.number in client.get("/quan-tri/gop-y/").content.decode()
    client.post(f"/quan-tri/xu-ly-gop-y/{case.pk}/", {"state": CaseState.SPAM})
    case.refresh_from_db()
    assert case.state == CaseState.SPAM
    assert client.get(reverse("feedback_report")).status_code == 302


def test_the_right_to_publish_at_a_desk_does_not_take_the_step_of_its_editors(desk, home):
    helpers = Group.objects.create(name="Giúp đăng bài")
    [publish] = get_permissions(["publish_page"])
    GroupPagePermission.objects.create(group=helpers, page=desk, permission=publish)
    article = an_article(desk)
    helper, member = user_in(helpers, "nguoi-giup"), user_in(get_group(Role.BOARD), "ban-bien-tap")
    review = UnitReviewTask.objects.get()
    assert article.permissions_for_user(helper).can_publish()
    assert [review.is_reviewer(article, user) for user in (helper, member)] == [False, True]


def test_a_board_that_may_not_close_months_is_not_led_to_closing_them(client, home):
    board = get_group(Role.BOARD)
    board.permissions.remove(*get_permissions(["close_month"]))
    client.force_login(user_in(board, "ban-bien-tap"))
    assert reverse("quotas:closings") not in client.get(reverse("quotas:report")).content.decode()
    assert client.get(reverse("quotas:closings")).status_code == 302
