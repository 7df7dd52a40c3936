"""What the tests of counting share: a reader without a network, and what is on record."""

from __future__ import annotations

from foundations.counters.counting import add_counting
from foundations.counters.folding import fold
from foundations.counters.models import DailyViews, DailyVisits
from foundations.counters.tokens import make_token

PHONE = "Mozilla/5.0 (Linux; Android 14; CUBOT P80) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile"


def passed_on(environ, start_response):
    start_response("299 Passed On", [])
    return [b"django"]


class Reader:
    """A browser that keeps cookies for exact paths and below, and reports views of a thing."""

    def __init__(self, application=None):
        self.application = application or add_counting(passed_on)
        self.cookies: dict[tuple[str, str], str] = {}

    def ask(self, method: str, path: str, query="", **headers) -> tuple[str, dict, bytes]:
        """Status, headers and body of a request as the site's own page makes it; `headers` as in a WSGI environ."""
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "cchc.example.vn",
            "HTTP_USER_AGENT": PHONE,
            "HTTP_SEC_FETCH_SITE": "same-origin",
            "HTTP_COOKIE": "; ".join(f"{name}=1" for name, at in self.cookies if path.startswith(at)),
            **headers,
        }
        environ = {name: value for name, value in environ.items() if value is not None}
        answer = {}

        def start_response(status, sent):
            answer.update(status=status, headers=dict(sent))
            for name, value in sent:
                if name == "Set-Cookie":
                    attributes = dict(part.strip().partition("=")[::2] for part in value.split(";"))
                    self.cookies[value.partition("=")[0], attributes["Path"]] = value

        body = b"".join(self.application(environ, start_response))
        return answer["status"], answer["headers"], body

    def views(self, kind="tin", pk=7, query="va", **headers) -> str:
        """The status of the report that a page's script sends."""
        return self.ask("POST", f"/dem/{make_token(kind, pk)}", query, **headers)[0]

    def loads_picture(self, kind="tin", pk=7, **headers) -> str:
        """The status of the image that a page without script loads."""
        return self.ask("GET", f"/dem/{make_token(kind, pk)}.gif", **headers)[0]


def views(pk=7, kind="tin") -> int:
    fold()
    return sum(DailyViews.objects.filter(kind=kind, object_id=pk).values_list("views", flat=True))


def visits() -> int:
    fold()
    return sum(DailyVisits.objects.values_list("visits", flat=True))
