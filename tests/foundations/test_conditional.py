"""Feeds, tables and sitemaps are dated by the last change of what readers see."""

import time

import pytest
from django.utils.http import http_date, parse_http_date

from foundations.delivery.freshness import ContentVersion
from foundations.delivery.page_cache import PageCache
from tests.builders import an_article
from tests.foundations.test_page_cache import Rendering
from tests.wsgi import Answer

API = "/api/v1/tin-bai/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        API,
        "/api/v1/openapi.json",
        "/nguon-tin/tat-ca.rss",
        "/nguon-tin/tat-ca.json",
        "/sitemap.xml",
        "/van-ban/tai-ve/csv/",
    ],
)
def test_who_has_what_is_there_is_told_by_the_date_alone(client, home, path):
    an_article()
    answer = client.get(path)
    date = answer.headers["Last-Modified"]
    again = client.get(path, headers={"if-modified-since": date})
    assert (again.status_code, again.content, again.headers["Last-Modified"]) == (304, b"", date)
    assert again.headers["Cache-Control"] == answer.headers["Cache-Control"]
    earlier = http_date(parse_http_date(date) - 1)
    assert client.get(path, headers={"if-modified-since": earlier}).status_code == 200
    assert client.get(path, headers={"if-modified-since": date, "if-none-match": '"other"'}).status_code == 200


@pytest.mark.django_db
def test_the_date_moves_on_when_the_newest_article_is_withdrawn(client, home, monkeypatch):
    article, path = an_article(), "/nguon-tin/tat-ca.rss"
    date = client.get(path).headers["Last-Modified"]
    article.unpublish()
    moment = time.time() + 2
    monkeypatch.setattr(time, "time", lambda: moment)
    assert client.get(path, headers={"if-modified-since": date}).status_code == 200


@pytest.mark.django_db
def test_a_page_for_people_has_no_date_as_its_numbers_count_on(client, home):
    assert "Last-Modified" not in client.get("/").headers


def test_a_change_after_an_answer_is_dated_later_and_many_before_it_are_one(tmp_path, monkeypatch):
    clock, version = [1_000_000.5], ContentVersion(tmp_path / "content_version")
    monkeypatch.setattr(time, "time", lambda: clock[0])
    assert version.read_change_time() == 0
    clock[0] += 1
    for _change in range(100):
        version.renew()
    assert version.read_change_time() == 1_000_001
    for _change in range(100):
        version.renew()
    assert [version.read_change_time(), version.read_change_time()] == [1_000_002] * 2
    version.renew()
    assert version.read_change_time() == 1_000_003
    clock[0] += 3600
    assert ContentVersion(version.path).read_change_time() == 1_000_003
    version.renew()
    assert version.read_change_time() == 1_003_602


def test_a_stored_page_is_told_by_its_date_and_first_by_its_tag(tmp_path):
    headers = [("Content-Type", "application/rss+xml"), ("Cache-Control", "public"), ("Last-Modified", http_date(9000))]
    cache = PageCache(Rendering(headers), ContentVersion(tmp_path / "version"), lambda body: body, 1_000_000)
    tag = Answer(cache).headers["ETag"]
    for since, status in ((9000, 304), (9001, 304), (8999, 200)):
        assert Answer(cache, HTTP_IF_MODIFIED_SINCE=http_date(since)).status == status
        assert Answer(cache, HTTP_IF_MODIFIED_SINCE=http_date(since), HTTP_IF_NONE_MATCH='"x"').status == 200
        assert Answer(cache, HTTP_IF_MODIFIED_SINCE=http_date(since), HTTP_IF_NONE_MATCH=tag).status == 304
    assert Answer(cache, HTTP_IF_MODIFIED_SINCE="nonsense").status == 200
    assert Answer(cache, HTTP_IF_NONE_MATCH="*").status == 304
