"""The requests that count, answered before Django at about the cost of an empty answer.

`POST /dem/<token>?va` comes from the page's script (`static/counters/count.js`), `GET /dem/<token>.gif` from an image
if there is no script. A view is recorded before the request is answered with 204 or the image.
"""

from __future__ import annotations

import base64
import time
from urllib.parse import quote

from django.conf import settings

from foundations.counters.background import FoldingThread
from foundations.counters.kinds import SITE
from foundations.counters.readers import is_fetched_ahead, is_from_elsewhere, is_robot, read_cookie_names
from foundations.counters.recording import RateLimitedLog, Recorder, get_folder
from foundations.counters.records import ACTIVE, VIEW, VISIT, Record
from foundations.counters.tokens import read_token

PREFIX = "/dem/"
PICTURE_GIF = base64.b64decode("R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")  # 1 × 1, transparent
RELOAD_SECONDS = 10 * 60  # the same reader's next view of a thing within this time is a reload
VISIT_GAP_SECONDS = 30 * 60  # after this time without a view a new visit begins
WINDOW_SECONDS = 10 * 60  # readers who opened a page in the same ten minutes are "online"
SEEN_COOKIE, VISIT_COOKIE, ACTIVE_COOKIE = "da-xem", "dang-truy-cap", "dang-truc-tuyen"

NO_STORE_HEADERS = [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
PICTURE_HEADERS = [*NO_STORE_HEADERS, ("Content-Type", "image/gif"), ("Content-Length", str(len(PICTURE_GIF)))]
REFUSAL_HEADERS = [*NO_STORE_HEADERS, ("Content-Length", "0")]
_complaints = RateLimitedLog()


def add_counting(application):
    """Wraps a WSGI application: answers the requests that count and passes the others on."""
    recorder = Recorder(get_folder())
    background = FoldingThread()

    def count_or_pass_on(environ, start_response):
        background.ensure_running()
        path = environ["PATH_INFO"]
        if not path.startswith(PREFIX):
            return application(environ, start_response)
        method, name = environ["REQUEST_METHOD"], path[len(PREFIX) :]
        if method == "POST" and "." not in name:
            return count_by_script(environ, start_response, name, recorder)
        if method in {"GET", "HEAD"} and name.endswith(".gif"):
            return count_by_picture(environ, start_response, name.removesuffix(".gif"), recorder)
        return application(environ, start_response)

    return count_or_pass_on


def count_by_script(environ, start_response, token: str, recorder: Recorder) -> list[bytes]:
    """Counts a view reported by a page's script; the query says if a visit (v) or an online window (a) begins."""
    thing = read_token(token)
    if thing is None:
        return refuse(start_response, "404 Not Found")
    if is_from_elsewhere(environ):
        return refuse(start_response, "403 Forbidden")
    if is_person(environ, read_cookie_names(environ)):
        query = environ.get("QUERY_STRING", "")
        begins = (VISIT if "v" in query else 0) | (ACTIVE if "a" in query else 0)
        if not record_view(thing, begins, recorder):
            return refuse(start_response, "503 Service Unavailable")
    start_response("204 No Content", NO_STORE_HEADERS[:])
    return []


def count_by_picture(environ, start_response, token: str, recorder: Recorder) -> list[bytes]:
    """Counts a view of a page without script. Cookies with the value 1 say what was counted for this browser."""
    thing = read_token(token)
    if thing is None:
        return refuse(start_response, "404 Not Found")
    if is_from_elsewhere(environ):
        return refuse(start_response, "403 Forbidden")
    headers, cookies = PICTURE_HEADERS[:], read_cookie_names(environ)
    if environ["REQUEST_METHOD"] == "GET" and is_person(environ, cookies):
        begins = (VISIT if VISIT_COOKIE not in cookies else 0) | (ACTIVE if ACTIVE_COOKIE not in cookies else 0)
        if SEEN_COOKIE not in cookies:
            if not record_view(thing, begins, recorder):
                return refuse(start_response, "503 Service Unavailable")
            headers += [make_cookie(SEEN_COOKIE, f"{PREFIX}{quote(token)}.gif", RELOAD_SECONDS)]
            headers += [make_cookie(ACTIVE_COOKIE, PREFIX, WINDOW_SECONDS - int(time.time()) % WINDOW_SECONDS)]
        headers += [make_cookie(VISIT_COOKIE, PREFIX, VISIT_GAP_SECONDS)]
    start_response("200 OK", headers)
    return [PICTURE_GIF] if environ["REQUEST_METHOD"] == "GET" else []


def is_person(environ, cookies: set[str]) -> bool:
    """Whether a reader opened the page: not a robot, a prefetching browser or a signed-in user."""
    return not (
        settings.SESSION_COOKIE_NAME in cookies
        or is_robot(environ.get("HTTP_USER_AGENT", ""))
        or is_fetched_ahead(environ)
    )


def record_view(thing: tuple[str, int], begins: int, recorder: Recorder) -> bool:
    """Records a view; logs an error and returns False if the disk cannot take it."""
    kind, pk = thing
    flags = begins if kind == SITE else VIEW | begins
    try:
        recorder.append(Record(int(time.time()), kind, pk, flags))
    except OSError as error:
        _complaints.error("A view was not counted: %s. Pages are served all the same.", error)
        return False
    return True


def refuse(start_response, status: str) -> list[bytes]:
    """An empty answer with an error status."""
    start_response(status, REFUSAL_HEADERS[:])
    return []


def make_cookie(name: str, path: str, seconds: int) -> tuple[str, str]:
    """A header that sets a cookie with the value 1: it identifies nobody."""
    safe = "; Secure" if settings.SESSION_COOKIE_SECURE else ""
    return "Set-Cookie", f"{name}=1; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Strict{safe}"
