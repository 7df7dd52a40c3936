"""The log of activity: who did what, in Vietnamese, for administrators, on screen and in Excel."""

from io import BytesIO

import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import LogContext, log, registry
from wagtail.models import ModelLogEntry

from foundations.members.roles import BOARD
from tests.builders import a_board_member, a_desk, a_unit, an_administrator, an_article, an_editor

pytestmark = pytest.mark.newest_wagtail


@pytest.fixture
def person(db):
    return a_board_member("nguyen-van-a")


@pytest.fixture
def administrator(client, db):
    user = an_administrator()
    client.force_login(user)
    return user


def rows(client, **filters):
    return client.get(reverse("activity_results"), filters).context["object_list"]


def test_signing_in_and_failing_are_in_the_log(client, administrator, person):
    address = reverse("wagtailadmin_login")
    agent = "Mozilla/5.0 (Windows NT 10.0) Firefox/145.0"
    for password in ["sai"] * 5:
        Client().post(address, {"username": "nguyen-van-a", "password": password})
    browser = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR="198.51.100.20")
    browser.post(address, {"username": "nguyen-van-a", "password": "mat-khau"})
    said = [str(entry.message) for entry in rows(client)]
    assert said.count("Đăng nhập không thành công") == 5
    assert "Tạm dừng đăng nhập sau 5 lần nhập sai" in said
    assert said[0] == "Đăng nhập bằng Firefox trên Windows"
    assert [entry.actor for entry in rows(client)][:2] == ["nguyen-van-a", "không rõ"]


def test_roles_given_and_taken_are_logged_whoever_does_it(administrator, person):
    group = Group.objects.create(name="Biên tập viên Sở Nội vụ")
    with LogContext(user=administrator):
        person.groups.add(group)
        group.user_set.remove(person)
        person.groups.clear()
    said = [entry.message for entry in ModelLogEntry.objects.filter(action__startswith="signing_in").order_by("pk")]
    assert said == [
        "Giao vai trò: Biên tập viên Sở Nội vụ",
        "Thôi vai trò: Biên tập viên Sở Nội vụ",
        "Thôi vai trò: Ban biên tập",
    ]


def test_what_commands_do_to_roles_is_not_logged(person):
    person.groups.clear()
    assert not ModelLogEntry.objects.exists()


def test_the_form_of_a_user_logs_who_becomes_administrator(client, administrator, person):
    address = reverse("wagtailusers_users:edit", args=[person.pk])
    fields = {"username": "nguyen-van-a", "email": "a@example.org", "first_name": "A", "last_name": "Nguyễn"}
    client.post(address, {**fields, "is_active": "on", "is_superuser": "on"})
    said = [entry.message for entry in ModelLogEntry.objects.filter(action__startswith="signing_in").order_by("pk")]
    assert said == ["Giao quyền quản trị"]


def test_the_log_filters_by_person_action_day_and_unit(client, administrator, home):
    editor, other = an_editor(a_desk(a_unit("Sở Nội vụ"))), an_editor(a_desk(a_unit("Sở Tài chính")))
    article = an_article()
    log(article, "wagtail.edit", user=editor)
    log(article, "wagtail.publish", user=other)
    assert [entry.user for entry in rows(client, user=editor.pk)] == [editor]
    assert {entry.action for entry in rows(client, action="wagtail.publish")} == {"wagtail.publish"}
    assert {entry.user for entry in rows(client, role=other.groups.get().pk)} == {other}
    assert len(rows(client, timestamp_from="01/01/2020", timestamp_to="02/01/2020")) == 0


def test_every_action_has_words(administrator):
    assert len(registry.get_choices()) > 50
    assert not [action for action, label in registry.get_choices() if not str(label).strip()]


def test_an_action_that_is_no_longer_known_breaks_nothing(client, administrator, person):
    log(person, "wagtail.edit", user=administrator)
    ModelLogEntry.objects.update(action="gone.away")
    assert client.get(reverse("activity")).status_code == 200
    assert client.get(reverse("activity"), {"export": "xlsx"}).status_code == 200


def test_the_log_comes_as_an_excel_file_in_words(client, administrator, person):
    log(person, "signing_in.role_given", user=administrator, data={"roles": BOARD})
    answer = client.get(reverse("activity"), {"export": "xlsx"})
    assert "nhat-ky-hoat-dong" in answer["Content-Disposition"]
    table = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    cells = [[cell.value for cell in row] for row in table.active.rows]
    assert cells[0][:5] == ["Thời điểm", "Người thực hiện", "Việc", "Nội dung", "Đối tượng"]
    assert ["Giao vai trò", "Giao vai trò: Ban biên tập", "nguyen-van-a"] in [row[2:5] for row in cells]


def test_failed_attempts_are_listed_without_names_that_nobody_has(client, administrator, person):
    for name in ("nguyen-van-a", "mot-mat-khau"):
        Client().post(reverse("wagtailadmin_login"), {"username": name, "password": "sai"})
    page = client.get(reverse("failed_sign_ins")).content.decode()
    assert "nguyen-van-a" in page
    assert "(tên không có trong hệ thống)" in page
    assert "mot-mat-khau" not in page
    assert "2 lần đăng nhập không thành công" in page
    export = client.get(reverse("failed_sign_ins"), {"export": "xlsx"})
    assert export.status_code == 200


def test_the_log_asks_as_often_for_many_entries(client, administrator, person, django_assert_max_num_queries):
    log(person, "wagtail.edit", user=administrator)
    client.get(reverse("activity"))
    for _entry in range(30):
        log(person, "wagtail.edit", user=administrator)
    with django_assert_max_num_queries(40):
        assert len(rows(client)) >= 30


def test_administrators_find_one_log_and_others_wagtails(client, administrator, person):
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("activity") in page
    assert reverse("wagtailadmin_reports:site_history") not in page
    client.force_login(person)
    assert reverse("activity") not in client.get(reverse("wagtailadmin_home")).content.decode()


def saved_by_itself(article, user, times):
    """As autosave does: each time into the same revision."""
    revision = None
    for number in range(times):
        article.title = f"Bài lưu lần {number}"
        with LogContext(user=user):
            revision = article.save_revision(user=user, log_action=True, overwrite_revision=revision)


def test_the_autosaves_of_one_session_are_one_line(client, administrator, person, home):
    article, other = an_article(a_desk(a_unit())), an_article()
    saved_by_itself(article, person, times=3)
    saved_by_itself(article, administrator, times=2)
    saved_by_itself(other, person, times=1)
    edits = [(entry.user, entry.page_id, entry.label) for entry in rows(client) if entry.action == "wagtail.edit"]
    assert edits == [
        (person, other.pk, "Bài lưu lần 0"),
        (administrator, article.pk, "Bài lưu lần 1"),
        (person, article.pk, "Bài lưu lần 2"),
    ]


def test_one_deed_on_many_pages_is_a_line_for_each(client, administrator, home):
    articles = [an_article() for _number in range(3)]
    with LogContext(user=administrator):
        for article in articles:
            log(article, "wagtail.edit", user=administrator)
    found = {entry.page_id for entry in rows(client) if entry.action == "wagtail.edit"}
    assert found == {article.pk for article in articles}
