"""The requests that count: answered before Django, at about the price of an empty answer.

`POST /dem/<token>?va` comes from the page's script (`static/counters/count.js`), `GET /dem/<token>.gif` from an image
where there is no script. What is answered with 204, or the image, and was to be counted is on record by then.
"""

from __future__ import annotations

import base64
import time
from urllib.parse import quote

from django.conf import settings

from foundations.counters.background import Background
from foundations.counters.kinds import SITE
from foundations.counters.readers import cookie_names, is_fetched_ahead, is_from_elsewhere, is_robot
from foundations.counters.recording import Rarely, Recorder, folder
from foundations.counters.records import ACTIVE, VIEW, VISIT, Record
from foundations.counters.tokens import thing_of

PREFIX = "/dem/"
PICTURE = base64.b64decode("R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")  # 1 × 1, transparent
RELOAD = 10 * 60  # seconds within which the same reader's next view of a thing is a reload
VISIT_GAP = 30 * 60  # seconds without a view after which a new visit begins
WINDOW = 10 * 60  # seconds: who opened a page in the same ten minutes is "online"
SEEN_COOKIE, VISIT_COOKIE, ACTIVE_COOKIE = "da-xem", "dang-truy-cap", "dang-truc-tuyen"

NEVER_STORED = [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
PICTURE_HEADERS = [*NEVER_STORED, ("Content-Type", "image/gif"), ("Content-Length", str(len(PICTURE)))]
REFUSAL_HEADERS = [*NEVER_STORED, ("Content-Length", "0")]
_complaints = Rarely()


def counting(application):
    """The WSGI application with the counting requests answered in front of it."""
    recorder = Recorder(folder())
    background = Background()

    def with_counting(environ, start_response):
        background.ensure()
        path = environ["PATH_INFO"]
        if not path.startswith(PREFIX):
            return application(environ, start_response)
        method, name = environ["REQUEST_METHOD"], path[len(PREFIX) :]
        if method == "POST" and "." not in name:
            return by_script(environ, start_response, name, recorder)
        if method in {"GET", "HEAD"} and name.endswith(".gif"):
            return by_picture(environ, start_response, name.removesuffix(".gif"), recorder)
        return application(environ, start_response)

    return with_counting


def by_script(environ, start_response, token: str, recorder: Recorder) -> list[bytes]:
    """Counts a view that the script of a page reports; the query says whether a visit (v) or a window (a) begins."""
    thing = thing_of(token)
    if thing is None:
        return refused(start_response, "404 Not Found")
    if is_from_elsewhere(environ):
        return refused(start_response, "403 Forbidden")
    if is_person(environ, cookie_names(environ)):
        query = environ.get("QUERY_STRING", "")
        begins = (VISIT if "v" in query else 0) | (ACTIVE if "a" in query else 0)
        if not recorded(thing, begins, recorder):
            return refused(start_response, "503 Service Unavailable")
    start_response("204 No Content", NEVER_STORED[:])
    return []


def by_picture(environ, start_response, token: str, recorder: Recorder) -> list[bytes]:
    """Counts a view of a page without script. Cookies with the value 1 say what this browser has done already."""
    thing = thing_of(token)
    if thing is None:
        return refused(start_response, "404 Not Found")
    if is_from_elsewhere(environ):
        return refused(start_response, "403 Forbidden")
    headers, cookies = PICTURE_HEADERS[:], cookie_names(environ)
    if environ["REQUEST_METHOD"] == "GET" and is_person(environ, cookies):
        begins = (VISIT if VISIT_COOKIE not in cookies else 0) | (ACTIVE if ACTIVE_COOKIE not in cookies else 0)
        if SEEN_COOKIE not in cookies:
            if not recorded(thing, begins, recorder):
                return refused(start_response, "503 Service Unavailable")
            headers += [cookie(SEEN_COOKIE, f"{PREFIX}{quote(token)}.gif", RELOAD)]
            headers += [cookie(ACTIVE_COOKIE, PREFIX, WINDOW - int(time.time()) % WINDOW)]
        headers += [cookie(VISIT_COOKIE, PREFIX, VISIT_GAP)]
    start_response("200 OK", headers)
    return [PICTURE] if environ["REQUEST_METHOD"] == "GET" else []


def is_person(environ, cookies: set[str]) -> bool:
    """Whether a reader has opened the page: no robot, no page fetched ahead, nobody signed in."""
    return not (
        settings.SESSION_COOKIE_NAME in cookies
        or is_robot(environ.get("HTTP_USER_AGENT", ""))
        or is_fetched_ahead(environ)
    )


def recorded(thing: tuple[str, int], begins: int, recorder: Recorder) -> bool:
    """Puts a view on record; False, and a line in the log, where the disk takes no more."""
    kind, pk = thing
    flags = begins if kind == SITE else VIEW | begins
    try:
        recorder.append(Record(int(time.time()), kind, pk, flags))
    except OSError as error:
        _complaints.error("A view was not counted: %s. Pages are served all the same.", error)
        return False
    return True


def refused(start_response, status: str) -> list[bytes]:
    start_response(status, REFUSAL_HEADERS[:])
    return []


def cookie(name: str, path: str, seconds: int) -> tuple[str, str]:
    """A cookie that says no more than that something was done on this browser."""
    safe = "; Secure" if settings.SESSION_COOKIE_SECURE else ""
    return "Set-Cookie", f"{name}=1; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Strict{safe}"
