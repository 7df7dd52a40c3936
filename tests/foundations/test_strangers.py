"""Keeping robots at bay: the limits that all processes share, and the traps that cost no person a text."""

import subprocess
import sys

import pytest
import time_machine
from django import forms
from django.core.cache import caches
from django.test import RequestFactory

from foundations.public_forms.forms import PublicForm, make_stamp
from foundations.public_forms.limits import get_address_mark, get_household, is_too_often
from foundations.public_forms.origin import is_from_another_site, is_from_this_site
from foundations.public_forms.shared_counts import SharedCounts

HERE = {"Sec-Fetch-Site": "same-origin"}
THEN = "2026-11-23 08:00 +0700"


class NoteForm(PublicForm):
    purpose = "note"
    texts = ("note",)
    note = forms.CharField()


def a_request(address="192.0.2.1", headers=None):
    return RequestFactory().post("/", headers=HERE if headers is None else headers, REMOTE_ADDR=address)


def sent(after=60, note="Đường vào xã còn ngập.", headers=None, stamped=None, **more):
    """A form opened at THEN and sent `after` so many seconds."""
    with time_machine.travel(THEN, tick=False) as clock:
        shown = make_stamp("note") if stamped is None else stamped
        clock.shift(after)
        form = NoteForm({"stamp": shown, "note": note, **more}, request=a_request(headers=headers))
        form.is_valid()
        form.shown_again = form.present_stamp
        return form


@pytest.mark.parametrize("seconds", [4, 3600, 20 * 3600])
def test_who_writes_for_an_hour_or_quickly_is_no_robot(seconds):
    form = sent(after=seconds)
    assert not form.errors
    assert form.suspicions == []


def test_a_form_sent_at_once_comes_back_filled_and_passes_the_second_time():
    form = sent(after=1)
    assert "vẫn còn nguyên" in str(form.non_field_errors())
    assert form["note"].value() == "Đường vào xã còn ngập."
    assert not sent(after=9, stamped=form.shown_again).errors


@pytest.mark.parametrize("stamped", ["", "made-up", "a:b:c"])
def test_a_form_that_was_never_shown_comes_back_with_a_good_stamp(stamped):
    form = sent(stamped=stamped)
    assert form.errors
    assert form.shown_again != stamped


def test_a_form_left_open_for_two_days_comes_back_with_a_new_stamp():
    form = sent(after=48 * 3600)
    assert "quá lâu" in str(form.non_field_errors())
    assert form.shown_again != form.data["stamp"]


def test_a_form_of_another_site_comes_back():
    assert sent(headers={"Sec-Fetch-Site": "cross-site"}).errors
    assert sent(headers={"Origin": "https://elsewhere.example"}).errors


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"trang_web": "https://example.com"}, "điền ô ẩn"),
        ({"headers": {}}, "không cho biết"),
        ({"note": "http://a.vn http://b.vn www.c.vn"}, "nhiều liên kết"),
    ],
)
def test_what_a_person_may_do_too_is_a_suspicion_and_no_refusal(more, words):
    form = sent(**more)
    assert not form.errors
    assert words in form.suspicions[0]


def test_the_sixth_of_an_hour_is_suspected_and_the_next_hour_begins_anew():
    assert [bool(sent().suspicions) for _time in range(6)] == [False] * 5 + [True]
    assert not sent(after=3700).suspicions


def test_the_same_form_sent_twice_has_one_seal_and_another_text_another():
    first = sent()
    again = sent(stamped=first.data["stamp"])
    other = sent(stamped=first.data["stamp"], note="Nội dung khác hẳn.")
    assert first.seal == again.seal != other.seal


def test_an_address_is_unknown_the_next_day():
    with time_machine.travel(THEN, tick=False) as clock:
        today = get_address_mark(a_request())
        assert today == get_address_mark(a_request())
        assert today != get_address_mark(a_request("192.0.2.2"))
        clock.shift(24 * 3600)
        assert today != get_address_mark(a_request())


def test_a_household_has_one_limit_however_many_addresses_it_has():
    assert get_household("2001:db8::1") == get_household("2001:db8::ffff:1")
    assert get_household("2001:db8::1") != get_household("2001:db8:0:1::1")
    assert get_household("192.0.2.1") != get_household("192.0.2.2")
    assert get_household("::ffff:192.0.2.1") == get_household("192.0.2.1")


def test_a_browser_that_says_nothing_is_not_accused():
    assert not is_from_another_site(a_request(headers={}))
    assert not is_from_this_site(a_request(headers={}))
    assert is_from_this_site(a_request(headers={"Referer": "http://testserver/a/"}))


def test_counts_are_shared_by_processes_and_none_is_lost(tmp_path):
    path = str(tmp_path / "counts.sqlite3")
    code = (
        "import django.conf; django.conf.settings.configure(USE_I18N=False);"
        "from foundations.public_forms.shared_counts import SharedCounts;"
        f"counts = SharedCounts({path!r}, {{}}); counts.add('a', 0, None); [counts.incr('a') for _ in range(200)]"
    )
    running = [subprocess.Popen([sys.executable, "-c", code]) for _number in range(3)]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    counts = SharedCounts(path, {})
    assert counts.get("a") == 600


def test_counts_expire_and_are_tidied_away(tmp_path):
    counts = SharedCounts(tmp_path / "counts.sqlite3", {"OPTIONS": {"MAX_ENTRIES": 3}})
    with time_machine.travel(THEN, tick=False) as clock:
        assert counts.add("a", 1, 10)
        assert not counts.add("a", 1, 10)
        clock.shift(11)
        assert counts.get("a") is None
        with pytest.raises(ValueError, match="not found"):
            counts.incr("a")
        for number in range(5):
            counts.set(f"key{number}", number, 100 + number)
        counts.tidy()
        assert [counts.get(f"key{number}") for number in range(5)] == [None, None, 2, 3, 4]
        assert counts.touch("key4", 1)
        assert counts.delete("key3")
        clock.shift(2)
        assert counts.get("key4") is None


def test_no_address_is_kept(settings):
    request = a_request("198.51.100.77")
    is_too_often(request, "note", 5)
    kept = caches["limits"].file.execute("SELECT key, value FROM counts").fetchall()
    assert kept
    assert "198.51.100" not in str(kept)
