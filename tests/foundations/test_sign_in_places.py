"""Where one is signed in: the list, ending it elsewhere, how long a session lasts."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from foundations.authentication.browsers import find_device
from foundations.authentication.models import SignIn
from foundations.authentication.standing import SIGN_IN_SESSION_KEY, read_session_state
from tests.builders import a_board_member, a_desk, an_administrator, an_editor

HOME = "/quan-tri/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Mobile Safari/537.36"


@pytest.fixture
def person(db):
    return a_board_member("nguyen-van-a")


def a_browser(user, agent=FIREFOX, **fields):
    browser = Client(HTTP_USER_AGENT=agent)
    fields = {"username": user.get_username(), "password": "mat-khau", **fields}
    assert browser.post(reverse("wagtailadmin_login"), fields).status_code == 302
    return browser


def is_in(browser):
    return browser.get(HOME).status_code == 200


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (FIREFOX, ("Firefox", "Windows")),
        (PHONE, ("Chrome", "Android")),
        (PHONE.replace("Safari", "Safari/537.36 Edg/141"), ("Edge", "Android")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", ("Safari", "iPhone")),
        ("curl/8.0", ("", "")),
    ],
)
def test_a_device_is_named_by_what_its_browser_says(agent, device):
    assert find_device(agent) == device


def test_the_list_names_devices_and_this_one_first(person):
    a_browser(person, PHONE)
    page = a_browser(person).get(reverse("sign_ins")).content.decode()
    assert page.index("Firefox trên Windows") < page.index("Chrome trên Android")
    assert page.count("Đang dùng, nơi này") == 1


def test_one_place_is_ended_and_only_one_s_own(person):
    here, there, third = a_browser(person), a_browser(person, PHONE), a_browser(person, PHONE)
    stranger = a_browser(a_board_member("tran-thi-b"))
    rows = list(SignIn.objects.order_by("pk").values_list("pk", flat=True))
    here.post(reverse("sign_ins"), {"end": rows[1]})
    here.post(reverse("sign_ins"), {"end": rows[3]})
    here.post(reverse("sign_ins"), {"end": rows[0]})
    assert [is_in(browser) for browser in (here, there, third, stranger)] == [True, False, True, True]


def test_all_others_are_ended_at_once(person):
    here, there, third = a_browser(person), a_browser(person, PHONE), a_browser(person, PHONE)
    here.post(reverse("sign_ins"), {"end": "others"})
    assert [is_in(browser) for browser in (here, there, third)] == [True, False, False]
    assert ModelLogEntry.objects.filter(action="signing_in.ended", user=person).count() == 2


def test_a_new_password_ends_all_others_and_they_leave_the_list(person):
    here, there = a_browser(person), a_browser(person, PHONE)
    names = {"first_name": "A", "last_name": "Nguyễn Văn", "email": "a@example.org"}
    fields = {f"name_email-{name}": value for name, value in names.items()}
    fields |= {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    fields |= {"password-old_password": "mat-khau", "password-new_password1": "Hai-ba-bon-5"}
    here.post(reverse("wagtailadmin_account"), {**fields, "password-new_password2": "Hai-ba-bon-5"})
    assert [is_in(here), is_in(there)] == [True, False]
    assert "Chrome trên Android" not in here.get(reverse("sign_ins")).content.decode()
    assert SignIn.objects.get().session_key == here.session.session_key


def test_last_seen_is_written_at_most_each_five_minutes(person):
    browser = a_browser(person)
    start = SignIn.objects.get().seen_at
    with time_machine.travel(start + timedelta(minutes=4), tick=False):
        browser.get(HOME)
    assert SignIn.objects.get().seen_at == start
    with time_machine.travel(start + timedelta(minutes=6), tick=False):
        browser.get(HOME)
    assert SignIn.objects.get().seen_at == start + timedelta(minutes=6)


@pytest.mark.parametrize("elsewhere", [0, 20])
def test_the_gate_asks_the_database_once(person, elsewhere, django_assert_num_queries):
    browser = a_browser(person)
    for _other in range(elsewhere):
        SignIn.objects.create(user=person, seen_at=timezone.now())
    session = browser.session
    assert session.get(SIGN_IN_SESSION_KEY)  # the session itself is read before, by Django
    with django_assert_num_queries(1):
        assert read_session_state(session, person).is_good


def test_a_form_left_open_does_not_keep_a_session_awake(person):
    browser = a_browser(person)
    start = SignIn.objects.get().seen_at
    with time_machine.travel(start + timedelta(minutes=6), tick=False):
        browser.post(reverse("wagtailadmin_editing_sessions:ping", args=["auth", "user", person.pk, 1]))
    assert SignIn.objects.get().seen_at == start


def test_a_public_page_asks_nothing_and_writes_nothing(person, home):
    browser = a_browser(person)
    start = SignIn.objects.get().seen_at
    with time_machine.travel(start + timedelta(hours=1), tick=False):
        assert "session" not in browser.get("/").headers.get("Vary", "").lower()
    assert SignIn.objects.get().seen_at == start


@pytest.mark.parametrize(
    ("remembered", "hours", "still_in"),
    [(False, 11, True), (False, 13, False), (True, 13, False)],
)
def test_who_publishes_is_signed_out_after_twelve_idle_hours(person, remembered, hours, still_in):
    browser = a_browser(person, **({"remember": "on"} if remembered else {}))
    with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=False):
        assert is_in(browser) is still_in


@pytest.mark.parametrize(("days", "still_in"), [(13, True), (15, False)])
def test_an_editor_who_is_remembered_stays_for_two_weeks(home, days, still_in):
    editor = an_editor(a_desk())
    browser = a_browser(editor, remember="on")
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        assert is_in(browser) is still_in


def test_without_being_remembered_the_cookie_goes_with_the_browser(person):
    browser = a_browser(person)
    assert browser.cookies["sessionid"]["max-age"] == ""
    assert a_browser(person, remember="on").cookies["sessionid"]["max-age"] == 14 * 24 * 3600


def test_an_administrator_ends_a_person_s_sessions_and_takes_a_lost_telephone_off(person):
    from foundations.authentication import second_step

    browser = a_browser(person)
    second_step.turn_on(person, "00" * 20, -1)
    administrator = Client()
    administrator.force_login(an_administrator())
    address = reverse("person_sign_ins", args=[person.pk])
    administrator.post(address, {"action": "end"})
    assert not is_in(browser)
    assert "Trường này" in administrator.post(address, {"action": "remove", "reason": ""}).content.decode()
    assert second_step.get_device(person)
    administrator.post(address, {"action": "remove", "reason": "mất điện thoại"})
    assert not second_step.get_device(person)
    entry = ModelLogEntry.objects.get(action="signing_in.two_step_removed")
    assert entry.message == "Gỡ bước hai. Lý do: mất điện thoại"


def test_an_administrator_unlocks_and_so_does_the_command(person, capsys):
    from django.core.management import CommandError, call_command

    def lock():
        for _time in range(5):
            answer = Client().post(reverse("wagtailadmin_login"), {"username": "nguyen-van-a", "password": "sai"})
        assert answer.status_code == 429

    lock()
    administrator = Client()
    administrator.force_login(an_administrator())
    address = reverse("person_sign_ins", args=[person.pk])
    assert "5 lần nhập sai" in administrator.get(address).content.decode()
    administrator.post(address, {"action": "unlock"})
    a_browser(person)
    lock()
    call_command("unlock_sign_in", "nguyen-van-a")
    a_browser(person)
    with pytest.raises(CommandError):
        call_command("unlock_sign_in", "khong-co")


@pytest.mark.parametrize("name", ["two_step_rules", "activity", "failed_sign_ins", "person_sign_ins"])
def test_only_administrators_see_others(client, person, name):
    client.force_login(person)
    answer = client.get(reverse(name, args=[person.pk] if name == "person_sign_ins" else []))
    assert answer.status_code == 302
    assert answer["Location"] == HOME


def test_the_rules_name_roles_and_are_logged(client, person):
    client.force_login(an_administrator())
    address, board = reverse("two_step_rules"), Group.objects.get(name="Ban biên tập")
    assert "Ban biên tập (nên bắt buộc)" in client.get(address).content.decode()
    client.post(address, {"save": "1", "roles": [str(board.pk)]})
    assert not is_in(a_browser(person))
    client.post(address, {"save": "1"})
    assert is_in(a_browser(person))
    messages = [entry.message for entry in ModelLogEntry.objects.filter(action__startswith="signing_in.rule")]
    assert sorted(messages) == [
        "Bắt buộc đăng nhập hai bước: Ban biên tập",
        "Thôi bắt buộc đăng nhập hai bước: Ban biên tập",
    ]
