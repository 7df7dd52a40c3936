"""Signing in with a password: who has to wait after wrong ones, and who has not."""

from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt, AccessFailureLog
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foundations.authentication import throttling
from tests.builders import a_board_member

ADDRESS, OTHER_ADDRESS = "203.0.113.7", "198.51.100.20"


@pytest.fixture
def person(db):
    return a_board_member("nguyen-van-a")


def sign_in(client, name="nguyen-van-a", password="mat-khau", address=ADDRESS, **headers):
    fields = {"username": name, "password": password}
    return client.post(reverse("wagtailadmin_login"), fields, REMOTE_ADDR=address, **headers)


def fail(times, client=None, **how):
    return [sign_in(client or Client(), password="sai", **how).status_code for _time in range(times)]


def is_in(response):
    return response.status_code == 302 and response["Location"] == reverse("wagtailadmin_home")


def test_the_right_password_signs_in(client, person):
    assert is_in(sign_in(client))
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_the_fifth_wrong_password_locks_the_name_at_that_place(client, person):
    assert fail(5) == [200, 200, 200, 200, 429]
    response = sign_in(client)
    assert response.status_code == 429
    assert "Tạm dừng đăng nhập" in response.content.decode()
    assert 14 * 60 < int(response["Retry-After"]) <= 15 * 60


def test_the_answer_says_when_to_come_back(client, person):
    with time_machine.travel("2026-11-23T08:00:00+07:00", tick=False):
        fail(5)
        assert "sau 08:15 (khoảng 15 phút nữa)" in sign_in(client).content.decode()


def test_midnight_neither_opens_the_lock_nor_gives_new_attempts(client, person):
    with time_machine.travel("2026-12-31T23:59:00+07:00", tick=False) as clock:
        fail(3)
        clock.shift(timedelta(minutes=2))
        assert fail(2) == [200, 429]
        assert sign_in(client).status_code == 429
        clock.shift(timedelta(minutes=15))
        assert is_in(sign_in(client))


def test_another_address_still_signs_in(client, person):
    fail(5)
    assert is_in(sign_in(client, address=OTHER_ADDRESS))


def test_a_forged_address_does_not_win_new_attempts(client, person):
    fail(4)
    assert sign_in(client, password="sai", HTTP_X_FORWARDED_FOR=OTHER_ADDRESS).status_code == 429
    assert sign_in(client, HTTP_X_FORWARDED_FOR="192.0.2.1").status_code == 429


def test_another_browser_at_the_same_address_wins_no_new_attempts(client, person):
    fail(4)
    assert sign_in(client, password="sai", HTTP_USER_AGENT="another").status_code == 429


def test_the_lock_opens_by_itself_and_trying_on_does_not_lengthen_it(client, person):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        fail(5)
    with time_machine.travel(start + timedelta(minutes=14), tick=False):
        assert fail(3) == [429, 429, 429]
    with time_machine.travel(start + timedelta(minutes=15, seconds=1), tick=False):
        assert is_in(sign_in(client))


def test_a_known_browser_signs_in_while_others_guess(client, person):
    sign_in(client)
    client.post(reverse("wagtailadmin_logout"))
    for number in range(6):
        fail(5, address=f"203.0.113.{number + 50}")
    assert sign_in(Client(), address=OTHER_ADDRESS).status_code == 429
    assert is_in(sign_in(client))


def test_a_known_browser_has_five_attempts_itself(client, person):
    sign_in(client)
    client.post(reverse("wagtailadmin_logout"))
    assert fail(6, client)[4:] == [429, 429]
    assert is_in(sign_in(Client()))


def test_the_mark_of_a_known_browser_is_worth_nothing_for_another_name(client, person):
    a_board_member("tran-thi-b")
    sign_in(client, "tran-thi-b")
    client.post(reverse("wagtailadmin_logout"))
    fail(5)
    assert sign_in(client).status_code == 429


def test_guessing_from_many_addresses_makes_a_name_wait_but_not_for_ever(client, person):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        for number in range(20):
            fail(1, address=f"203.0.113.{number}")
        assert sign_in(client, address=OTHER_ADDRESS).status_code == 429
    with time_machine.travel(start + timedelta(seconds=61), tick=False):
        assert is_in(sign_in(client, address=OTHER_ADDRESS))


@pytest.mark.parametrize(
    ("failures", "minutes"), [(19, 0), (20, 1), (24, 1), (25, 2), (30, 4), (40, 16), (45, 30), (90_000, 30)]
)
def test_the_pause_of_a_name_grows_up_to_half_an_hour(failures, minutes):
    assert throttling.get_pause(failures) == timedelta(minutes=minutes)


def test_a_name_that_nobody_has_is_locked_alike_and_not_stored(client, db):
    assert fail(5, name="mat-khau-go-nham")[-1] == 429
    stored = [*AccessFailureLog.objects.values_list("username", flat=True)]
    assert len(stored) == 5
    assert all(name.startswith(throttling.UNKNOWN_NAME_PREFIX) for name in stored)
    assert "nham" not in str([*AccessAttempt.objects.values()])


def test_no_address_is_stored_and_its_mark_is_struck_out_after_a_day(client, person):
    fail(2)
    stored = str([*AccessAttempt.objects.values(), *AccessFailureLog.objects.values()])
    assert ADDRESS not in stored
    assert "sai" not in stored
    assert AccessFailureLog.objects.filter(ip_address__isnull=False).count() == 2
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        sign_in(client)
    assert not AccessAttempt.objects.exists()
    assert AccessFailureLog.objects.filter(ip_address=None).count() == 2


def test_failures_are_thrown_away_after_ninety_days(client, person):
    fail(1)
    with time_machine.travel(timezone.now() + timedelta(days=91), tick=False):
        sign_in(client)
    assert not AccessFailureLog.objects.exists()


def test_signing_in_forgets_what_was_mistyped_before(client, person):
    fail(4)
    sign_in(client)
    assert fail(1) == [200]


def test_the_page_of_signing_in_costs_a_reader_no_cookie_elsewhere(client, person):
    response = sign_in(client)
    assert response.cookies["trinh_duyet_quen"]["path"] == "/quan-tri/"
    assert "nguyen-van-a" not in response.cookies["trinh_duyet_quen"].value


def test_the_checks_of_axes_are_green():
    assert [found for found in run_checks() if "axes" in (found.id or "")] == []
