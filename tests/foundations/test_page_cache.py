"""Public pages from memory: what is stored, for whom, and how long it is good."""

import gzip
import io

import brotli
import pytest
from django.db import DatabaseError

from foundations.delivery.freshness import ContentVersion, is_public_write
from foundations.delivery.page_cache import MAX_NUMBERS_AGE, PageCache
from tests.wsgi import Answer

PUBLIC = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "public, s-maxage=5")]
NUMBER = '<data class="count" value="%d" data-count="v:a:1">%s</data>'


class Rendering:
    """An application that says how often it was asked."""

    def __init__(self, headers=PUBLIC, status="200 OK", text="Trang %d. " + "Cải cách hành chính. " * 100):
        self.asked, self.headers, self.status, self.text = 0, headers, status, text

    def __call__(self, environ, start_response):
        self.asked += 1
        start_response(self.status, list(self.headers))
        return [(self.text % self.asked if "%d" in self.text else self.text).encode()]


@pytest.fixture
def version(tmp_path):
    return ContentVersion(tmp_path / "content_version")


@pytest.fixture
def cached(version):
    def around(application=None, fill=lambda body: body, capacity=1_000_000) -> PageCache:
        return PageCache(application or Rendering(), version, fill, capacity)

    return around


def test_the_second_reader_gets_the_stored_page(cached):
    cache = cached()
    assert Answer(cache).body == Answer(cache).body
    assert cache.application.asked == 1


def test_a_change_of_content_makes_every_stored_page_outdated(cached, version):
    cache, other_process = cached(), ContentVersion(version.path)
    Answer(cache)
    other_process.renew()
    assert Answer(cache).body.startswith(b"Trang 2.")


def test_what_changes_while_a_page_is_rendered_is_in_the_next_one(cached, version):
    rendering = Rendering()

    def meanwhile(environ, start_response):
        version.renew()
        return rendering(environ, start_response)

    cache = cached(meanwhile)
    Answer(cache)
    Answer(cache)
    assert rendering.asked == 2


def test_a_page_is_rendered_again_after_a_minute_whatever_happens(cached, monkeypatch):
    cache = cached()
    Answer(cache)
    next(iter(cache.pages.values())).stored_at -= 61
    Answer(cache)
    assert cache.application.asked == 2


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_COOKIE": "csrftoken=abc"},
        {"HTTP_COOKIE": "display=links:underlined; sessionid=abc"},
        {"HTTP_COOKIE": "display=links:underlined; la[x]=1; sessionid=abc"},
        {"HTTP_AUTHORIZATION": "Basic YTpi"},
        {"REQUEST_METHOD": "POST"},
        {"REQUEST_METHOD": "DELETE"},
    ],
)
def test_who_is_somebody_or_wants_something_done_goes_past_the_cache(cached, environ):
    cache = cached()
    Answer(cache)
    Answer(cache, **environ)
    Answer(cache, **environ)
    assert cache.application.asked == 3
    assert len(cache.pages) == 1


@pytest.mark.parametrize(
    "rendering",
    [
        Rendering(headers=[*PUBLIC, ("Set-Cookie", "csrftoken=abc")]),
        Rendering(headers=[("Content-Type", "text/html"), ("Cache-Control", "private, no-store")]),
        Rendering(headers=[("Content-Type", "text/html")]),
        Rendering(headers=[("Content-Type", "image/png"), ("Cache-Control", "public, max-age=3600")]),
        Rendering(status="404 Not Found"),
        Rendering(status="302 Found"),
        Rendering(status="500 Internal Server Error"),
    ],
)
def test_what_is_not_said_to_be_public_text_is_not_stored(cached, rendering):
    cache = cached(rendering)
    first, second = Answer(cache), Answer(cache)
    assert (first.status, len(cache.pages)) == (int(rendering.status[:3]), 0)
    assert first.body != second.body


def test_a_file_passes_unread(cached):
    def sending(environ, start_response):
        start_response("200 OK", PUBLIC)
        return environ["wsgi.file_wrapper"](io.BytesIO(b"x" * 5000))

    cache = cached(sending)
    answer = Answer(cache, HTTP_ACCEPT_ENCODING="br")
    assert (len(answer.body), len(cache.pages)) == (5000, 0)
    assert "Content-Encoding" not in answer.headers


def test_addresses_hosts_schemes_and_display_choices_are_pages_of_their_own(cached):
    cache = cached()
    variants = [
        ("/", {}),
        ("/a/", {}),
        ("/?page=2", {}),
        ("/", {"HTTP_HOST": "khac.example"}),
        ("/", {"HTTP_X_FORWARDED_PROTO": "https"}),
        ("/", {"HTTP_COOKIE": "display=contrast:higher"}),
        ("/", {"HTTP_COOKIE": "display=text-size:large|contrast:higher"}),
    ]
    bodies = {Answer(cache, path, **environ).body for path, environ in variants * 2}
    assert len(bodies) == cache.application.asked == len(variants)


def test_a_display_cookie_of_nonsense_is_no_page_of_its_own(cached):
    cache = cached()
    for value in ("", "x" * 300, "contrast:none", "display", 'display="', "display=a:b|c:d"):
        Answer(cache, HTTP_COOKIE=f"display={value}")
    Answer(cache)
    assert cache.application.asked == 1


def test_what_advertisers_add_to_a_link_makes_no_other_page(cached):
    asked_for = []

    def listening(environ, start_response):
        asked_for.append(environ["QUERY_STRING"])
        return Rendering()(environ, start_response)

    cache = cached(listening)
    for query in ("don-vi=so-noi-vu", "fbclid=1&don-vi=so-noi-vu", "don-vi=so-noi-vu&utm_source=zalo&zarsrc=31"):
        Answer(cache, f"/?{query}")
    assert asked_for == ["don-vi=so-noi-vu"]


@pytest.mark.parametrize(
    ("accepted", "encoding", "decompress"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("", None, bytes),
        ("identity", None, bytes),
        ("br ; q=0.000", None, bytes),
    ],
)
def test_each_reader_gets_an_encoding_it_takes(cached, accepted, encoding, decompress):
    cache = cached()
    plain = Answer(cache).body
    for _time in range(2):
        answer = Answer(cache, HTTP_ACCEPT_ENCODING=accepted)
        assert answer.headers.get("Content-Encoding") == encoding
        assert int(answer.headers["Content-Length"]) == len(answer.body)
        assert decompress(answer.body) == plain


def test_a_reader_who_has_the_page_is_told_so_and_nothing_more(cached):
    cache = cached()
    answer = Answer(cache, HTTP_ACCEPT_ENCODING="br")
    again = Answer(cache, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=f'"other", {answer.headers["ETag"]}')
    assert (again.status, again.body) == (304, b"")
    assert again.headers.keys() & {"ETag", "Cache-Control", "Content-Length"} == {"ETag", "Cache-Control"}
    other_encoding = Answer(cache, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=answer.headers["ETag"])
    assert other_encoding.status == 200


def test_head_has_the_headers_of_get_and_no_body(cached):
    cache = cached()
    for _time in range(2):  # rendered, then stored
        answer, head = Answer(cache), Answer(cache, REQUEST_METHOD="HEAD")
        assert (head.headers, head.body) == (answer.headers, b"")


def test_the_memory_of_a_worker_is_bounded_and_keeps_what_is_read(cached):
    cache = cached(capacity=60_000)
    for number in range(200):
        Answer(cache, f"/?page={number}")
        Answer(cache, "/?page=0")
    assert cache.size <= 60_000
    assert cache.size == sum(page.size for page in cache.pages.values())
    assert cache.application.asked == 200  # the page that is read all the time never left


def test_a_page_too_large_for_the_memory_is_answered_all_the_same(cached):
    cache = cached(Rendering(text="Số. " * 50_000))
    assert len(Answer(cache).body) == len("Số. ".encode()) * 50_000
    assert not cache.pages


@pytest.mark.django_db
def test_numbers_of_a_stored_page_follow_the_counters(cached):
    numbers = [NUMBER % (2485, "2.485"), NUMBER % (2486, "2.486")]
    cache = cached(
        Rendering(text=f"Lượt xem: {NUMBER}" % (1, "1") + " " * 600),
        lambda body: body.replace((NUMBER % (1, "1")).encode(), numbers[0].encode()),
    )
    tag = Answer(cache).headers["ETag"]
    page = next(iter(cache.pages.values()))
    page.counted_at -= MAX_NUMBERS_AGE + 1
    answer = Answer(cache, HTTP_ACCEPT_ENCODING="br")
    assert NUMBER % (2485, "2.485") in brotli.decompress(answer.body).decode()
    assert Answer(cache).headers["ETag"] != tag
    numbers.pop(0)
    assert "2.485" in Answer(cache).body.decode()  # not asked again within the seconds
    assert cache.application.asked == 1


@pytest.mark.django_db
def test_a_database_that_does_not_answer_leaves_the_earlier_numbers(cached, caplog):
    def failing(body):
        raise DatabaseError("database is locked")

    cache = cached(Rendering(text=NUMBER % (1, "1")), failing)
    Answer(cache)
    next(iter(cache.pages.values())).counted_at -= MAX_NUMBERS_AGE + 1
    assert Answer(cache).status == 200
    assert "database is locked" in caplog.text


@pytest.mark.parametrize(
    ("sql", "seen"),
    [
        ('UPDATE "wagtailcore_page" SET "title" = %s, "draft_title" = %s WHERE "wagtailcore_page"."id" = %s', True),
        ("UPDATE wagtailcore_page SET path = %s || substr(path, 13) WHERE path LIKE %s", True),
        ('INSERT INTO "news_articlepage" ("page_ptr_id") SELECT %s', True),
        ('DELETE FROM "units_unit" WHERE "units_unit"."id" IN (%s)', True),
        ('INSERT OR IGNORE INTO "taggit_tag" ("name") VALUES (%s)', True),
        ('INSERT INTO "counters_openingbalance" ("value") VALUES (%s)', True),
        ('UPDATE "wagtailcore_page" SET "latest_revision_id" = %s, "draft_title" = %s WHERE "title" = %s', False),
        ('INSERT INTO "wagtailcore_revision" ("content") VALUES (%s)', False),
        ('UPDATE "auth_user" SET "last_login" = %s', False),
        ('INSERT INTO "counters_dailyviews" ("views") VALUES (%s)', False),
        ('INSERT INTO "uploads_picturerendition" ("file") VALUES (%s)', False),
        ('SELECT "wagtailcore_page"."title" FROM "wagtailcore_page"', False),
    ],
)
def test_a_write_is_told_from_what_readers_do_not_see(sql, seen):
    assert is_public_write(sql) is seen
