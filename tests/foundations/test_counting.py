"""Who is counted when, and what an answer carries."""

import errno
import logging
import os
import resource
from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings as site_settings

from foundations.counters import tokens
from foundations.counters.counting import PICTURE_GIF, add_counting
from foundations.counters.folding import fold
from foundations.counters.models import ActiveReaders, DailyViews, DailyVisits
from foundations.counters.readers import is_robot
from foundations.counters.recording import Recorder, get_folder
from foundations.counters.records import RECORD_SIZE, VIEW, Record
from foundations.counters.tokens import make_token
from tests.foundations.counting import PHONE, Reader, passed_on, views, visits

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_folder_of_its_own(settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(
        "foundations.counters.background.FoldingThread.ensure_running", lambda self: None
    )  # tests fold by themselves
    tokens.forget_tokens()


def test_two_readers_are_two_views_and_two_visits():
    application = add_counting(passed_on)
    for _each in range(2):
        assert Reader(application).views() == "204 No Content"
    assert (views(), visits()) == (2, 2)
    assert ActiveReaders.objects.get().readers == 2


def test_a_reader_who_goes_on_reading_is_one_visit():
    reader = Reader()
    reader.views(pk=7, query="va")
    reader.views(pk=8, query="")
    assert (views(7), views(8), visits()) == (1, 1, 1)


def test_a_page_without_a_counter_counts_for_visits_alone():
    Reader().views("site", 2)
    assert (views(2, "site"), visits()) == (0, 1)
    assert not DailyViews.objects.exists()


def test_an_answer_is_never_stored():
    reader = Reader()
    status, headers, body = reader.ask("POST", f"/dem/{make_token('tin', 7)}")
    assert (status, headers["Cache-Control"], body) == ("204 No Content", "no-store", b"")
    status, headers, body = reader.ask("GET", f"/dem/{make_token('tin', 7)}.gif")
    assert (headers["Cache-Control"], headers["Content-Type"], len(body)) == ("no-store", "image/gif", 43)
    assert body == PICTURE_GIF
    assert headers["Content-Length"] == "43"


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_SEC_FETCH_SITE": "none"},
        {"HTTP_SEC_FETCH_SITE": None},
        {"HTTP_SEC_FETCH_SITE": None, "HTTP_ORIGIN": "https://other.example"},
        {"HTTP_SEC_FETCH_SITE": None, "HTTP_ORIGIN": "null"},
        {"HTTP_SEC_FETCH_SITE": None, "HTTP_REFERER": "https://cchc.example.vn.other.example/"},
        {"HTTP_SEC_FETCH_SITE": None, "HTTP_REFERER": "https://[broken"},
    ],
)
def test_a_request_from_elsewhere_is_refused(headers):
    reader = Reader()
    assert reader.views(**headers) == "403 Forbidden"
    assert reader.loads_picture(**headers) == "403 Forbidden"
    assert views() == 0


@pytest.mark.parametrize("header", ["HTTP_ORIGIN", "HTTP_REFERER"])
def test_a_browser_without_fetch_metadata_is_known_by_its_page(header):
    address = {header: "https://cchc.example.vn:8443/tin-7/"}
    assert Reader().views(HTTP_SEC_FETCH_SITE=None, **address) == "204 No Content"
    assert views() == 1


ROBOTS = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "TelegramBot (like TwitterBot)",
    "WhatsApp/2.23.20.0",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36",
    "curl/8.5.0",
    "python-requests/2.32",
    "",
]
PEOPLE = [
    PHONE,
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/120.0 Chrome/114",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 [FBAN/FBIOS;FBAV/470.0;FBBV/620]",
    "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 Chrome/115 Mobile Safari/537.36 Zalo android/12100",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605",
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Lynx/2.9.0dev.12 libwww-FM/2.14SSL-MM/1.4.1",
]


@pytest.mark.parametrize("agent", ROBOTS)
def test_a_robot_is_answered_but_not_counted(agent):
    reader = Reader()
    assert reader.views(HTTP_USER_AGENT=agent) == "204 No Content"
    assert reader.loads_picture(HTTP_USER_AGENT=agent) == "200 OK"
    assert views() == 0
    assert not reader.cookies


@pytest.mark.parametrize("agent", PEOPLE)
def test_a_person_is_no_robot(agent):
    assert not is_robot(agent)
    assert not is_robot(agent + " " * 300)


@pytest.mark.parametrize(
    "header",
    [
        {"HTTP_SEC_PURPOSE": "prefetch"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_X_MOZ": "prefetch"},
        {"HTTP_X_PURPOSE": "preview"},
    ],
)
def test_a_page_fetched_ahead_is_not_counted(header):
    reader = Reader()
    assert reader.views(**header) == "204 No Content"
    assert reader.loads_picture(**header) == "200 OK"
    assert views() == 0


def test_who_is_signed_in_is_not_counted():
    reader = Reader()
    cookie = f"display=text-size:large; {site_settings.SESSION_COOKIE_NAME}=abc"
    assert reader.views(HTTP_COOKIE=cookie) == "204 No Content"
    assert reader.loads_picture(HTTP_COOKIE=cookie) == "200 OK"
    assert views() == 0


def test_asking_for_the_head_counts_nothing():
    status, headers, body = Reader().ask("HEAD", f"/dem/{make_token('tin', 7)}.gif")
    assert (status, headers["Content-Length"], body) == ("200 OK", "43", b"")
    assert views() == 0


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/"), ("GET", "/dem/"), ("GET", "/dem/tin-7-x"), ("POST", "/dem/tin-7-x.gif"), ("PUT", "/dem/tin-7-x")],
)
def test_everything_else_is_the_sites(method, path):
    assert Reader().ask(method, path)[2] == b"django"


def forged(token):
    others = ["", "tin-7", "x" * 5000, "tin-\x00-", "tin-7-" + "A" * 16, token + "A", token.replace("-", "−", 1)]
    changed = token[:-1] + ("A" if token[-1] != "A" else "B")
    return [*others, changed, "tin-8" + token[5:], "tin-07" + token[5:], "trang" + token[3:]]


@pytest.mark.parametrize("number", range(11))
def test_a_forged_token_is_refused_without_a_row_or_a_query(number, django_assert_num_queries):
    token = forged(make_token("tin", 7))[number]
    with django_assert_num_queries(0):
        assert Reader().ask("POST", f"/dem/{token}")[0] == "404 Not Found"
        assert Reader().ask("GET", f"/dem/{token}.gif")[0] == "404 Not Found"
    assert fold() == 0
    assert not list(get_folder().glob("*.views"))


def test_a_page_rendered_before_the_secret_changed_still_counts(settings):
    token = make_token("tin", 7)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new secret", [settings.SECRET_KEY]
    tokens.forget_tokens()
    assert Reader().ask("POST", f"/dem/{token}")[0] == "204 No Content"
    settings.SECRET_KEY_FALLBACKS = []
    tokens.forget_tokens()
    assert Reader().ask("POST", f"/dem/{token}")[0] == "404 Not Found"


def test_no_more_tokens_are_remembered_than_fit(monkeypatch):
    monkeypatch.setattr(tokens, "MAX_VERIFIED", 3)
    for pk in range(1, 20):
        assert tokens.read_token(make_token("tin", pk)) == ("tin", pk)
    assert len(tokens._verified) <= 3


def test_counting_asks_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        Reader().views()
        Reader().loads_picture()


class TestWithoutScript:
    def test_a_reload_is_no_view(self):
        reader = Reader()
        reader.loads_picture()
        reader.loads_picture()
        assert (views(), visits()) == (1, 1)

    def test_another_page_is_a_view_of_the_same_visit(self):
        reader = Reader()
        reader.loads_picture(pk=7)
        reader.loads_picture(pk=8)
        assert (views(7), views(8), visits()) == (1, 1, 1)
        assert ActiveReaders.objects.get().readers == 1

    def test_two_readers_count_apart(self):
        application = add_counting(passed_on)
        Reader(application).loads_picture()
        Reader(application).loads_picture()
        assert (views(), visits()) == (2, 2)

    @time_machine.travel(datetime(2026, 3, 1, 8, 4, 10, tzinfo=UTC), tick=False)
    def test_the_cookies_name_nobody_and_end_soon(self):
        reader = Reader()
        reader.loads_picture()
        token = make_token("tin", 7)
        assert set(reader.cookies.values()) == {
            f"da-xem=1; Path=/dem/{token}.gif; Max-Age=600; HttpOnly; SameSite=Strict",
            "dang-truy-cap=1; Path=/dem/; Max-Age=1800; HttpOnly; SameSite=Strict",
            "dang-truc-tuyen=1; Path=/dem/; Max-Age=350; HttpOnly; SameSite=Strict",
        }

    def test_cookies_are_safe_where_the_site_is(self, settings):
        settings.SESSION_COOKIE_SECURE = True
        reader = Reader()
        reader.loads_picture()
        assert all(cookie.endswith("; Secure") for cookie in reader.cookies.values())


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC), "2026-12-31"),
        (datetime(2026, 12, 31, 17, 0, 0, tzinfo=UTC), "2027-01-01"),
        (datetime(2026, 12, 31, 23, 30, 0, tzinfo=UTC), "2027-01-01"),
    ],
)
def test_a_day_is_the_local_one(moment, day):
    with time_machine.travel(moment, tick=False):
        Reader().views()
    with time_machine.travel(datetime(2027, 6, 1, tzinfo=UTC)):
        fold()  # whenever it is folded
    assert str(DailyViews.objects.get().day) == str(DailyVisits.objects.get().day) == day


def test_where_the_disk_is_full_nothing_is_counted_and_counting_goes_on_later(monkeypatch, caplog):
    reader = Reader()
    reader.views()
    real = os.write

    def no_room(file, data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", no_room)
    with caplog.at_level(logging.ERROR, logger="foundations.counters.recording"):
        assert [reader.views() for _each in range(5)] == ["503 Service Unavailable"] * 5
        assert reader.loads_picture() == "503 Service Unavailable"
    monkeypatch.setattr(os, "write", real)
    assert len([line for line in caplog.messages if "not counted: " in line]) <= 1  # once a minute
    assert not reader.cookies
    assert reader.views() == "204 No Content"
    assert views() == 2


def test_half_a_record_is_cut_back():
    recorder = Recorder(get_folder())
    recorder.append(Record(1, "tin", 7, VIEW))
    recorder.append(Record(2, "tin", 7, VIEW))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * RECORD_SIZE + 10, hard))  # room for 10 bytes of the third record
    try:
        with pytest.raises(OSError, match="no room"):
            recorder.append(Record(3, "tin", 7, VIEW))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    (file,) = get_folder().glob("*.views")
    assert file.stat().st_size == 2 * RECORD_SIZE
    recorder.append(Record(4, "tin", 7, VIEW))
    assert views() == 3
    recorder.close()


def test_a_file_that_was_deleted_under_a_worker_is_made_again():
    recorder = Recorder(get_folder())
    recorder.append(Record(1, "tin", 7, VIEW))
    assert views() == 1
    next(get_folder().glob("*.views")).unlink()
    recorder.append(Record(2, "tin", 7, VIEW))
    assert views() == 2
    recorder.close()
