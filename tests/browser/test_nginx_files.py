"""Parts of files, dates and logs: through nginx and straight at gunicorn, with what programs really send."""

import re
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils.http import http_date, parse_http_date

from tests.browser.fronts import Front, needs_nginx, nginx_before

pytestmark = [pytest.mark.browser, needs_nginx]

MAKE_DOCUMENT = """
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
print(Document.objects.create(title="Tệp dài", file=ContentFile(bytes(range(256)) * 4000, name="dai.pdf")).url)
"""
CONTENT = bytes(range(256)) * 4000
SENDER, NAMED = "127.0.0.7", "203.0.113.9"
MALFORMED = (
    b"NONSENSE\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For : {NAMED}\r\n\r\n".encode(),
    f"GET /{NAMED} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: {NAMED}\r\n\r\n".encode(),
    b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + b"a" * 50_000 + b"\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + NAMED.encode() + bytes(range(200)),
    f"PROXY TCP4 {NAMED} 127.0.0.1 1 2\r\n\r\n".encode(),
    b"POST /quan-tri/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked, chunked\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
)


@pytest.fixture(scope="module")
def front(site, tmp_path_factory):
    port, var_dir = int(site.environment["PORT"]), Path(site.environment["VAR_DIR"])
    with nginx_before(tmp_path_factory.mktemp("nginx"), port, var_dir) as running:
        yield running


@pytest.fixture(scope="module")
def document(site):
    return site.manage("shell", "-v", "0", "-c", MAKE_DOCUMENT).strip()


@pytest.fixture(params=["nginx", "gunicorn"])
def server(request, front, site):
    return front if request.param == "nginx" else Front(site.address, front.folder)


def test_a_document_comes_in_parts(server, document):
    whole = server.get(document)
    assert (whole.status_code, whole.raw_body, whole.headers["Accept-Ranges"]) == (200, CONTENT, "bytes")
    for wanted, first, last in (("0-9", 0, 9), ("0-0", 0, 0), ("1023000-", 1023000, 1023999), ("-5", 1023995, 1023999)):
        part = server.get(document, Range=f"bytes={wanted}")
        assert (part.status_code, part.raw_body) == (206, CONTENT[first : last + 1])
        assert part.headers["Content-Range"] == f"bytes {first}-{last}/{len(CONTENT)}"
    assert server.get(document, Range=f"bytes={len(CONTENT)}-").status_code == 416
    for known, status in ((whole.headers["ETag"], 206), (whole.headers["Last-Modified"], 206), ('"other"', 200)):
        assert server.get(document, **{"Range": "bytes=0-9", "If-Range": known}).status_code == status
    head = server.get(document, "HEAD", Range="bytes=0-9")
    assert head.headers["Content-Length"] == str(len(CONTENT if head.status_code == 200 else CONTENT[:10]))
    assert server.get(document, **{"If-None-Match": whole.headers["ETag"]}).status_code == 304


def test_a_picture_comes_in_parts_asked_for_first_or_again(server):
    path = re.search(rb'"(/media/images/[^"\s]+)', server.get("/").raw_body)[1].decode()
    for number in range(2):
        whole = server.get(f"{path}?thu={number}")
        for _time in range(2):
            part = server.get(f"{path}?thu={number}", Range="bytes=0-9")
            assert (part.status_code, part.raw_body) == (206, whole.raw_body[:10])
    first = server.get(f"{path}?lan-dau", Range="bytes=5-6")  # not kept yet
    assert (first.status_code, first.raw_body) == (206, whole.raw_body[5:7])


@pytest.mark.parametrize("path", ["/nguon-tin/tat-ca.rss", "/api/v1/tin-bai/", "/sitemap-trang.xml"])
def test_who_asks_by_the_date_alone_is_told_that_nothing_changed(server, path):
    date = server.get(path).headers["Last-Modified"]
    assert server.get(path, **{"If-Modified-Since": date}).status_code == 304
    earlier = http_date(parse_http_date(date) - 3600)
    assert server.get(path, **{"If-Modified-Since": earlier}).status_code == 200


def send(address: str, data: bytes) -> None:
    host = urlsplit(address)
    with socket.create_connection((host.hostname, host.port), timeout=10, source_address=(SENDER, 0)) as connection:
        try:
            connection.sendall(data)
            while connection.recv(65_536):
                pass
        except OSError:
            pass  # cut off


@pytest.mark.long
def test_no_log_names_the_sender_of_what_cannot_be_read(front, site):
    for data in MALFORMED:
        for address in (site.address, front.address):
            send(address, data)
    port = site.environment["PORT"]
    logs = [Path(site.environment["VAR_DIR"]) / f"server-{port}.log", *front.folder.glob("*.log")]
    deadline = time.monotonic() + 10
    while "Invalid request" not in logs[0].read_text() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert "Invalid request" in logs[0].read_text()
    assert len(logs) == 3
    for log in logs:
        assert SENDER not in log.read_text(errors="replace")
    for log in (logs[0], front.folder / "error.log"):
        assert NAMED not in log.read_text(errors="replace")
