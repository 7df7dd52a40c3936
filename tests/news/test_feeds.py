"""Feeds of articles, read by feedparser."""

import json
from datetime import datetime

import feedparser
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from news.models import ArticleAuthor
from tests.builders import a_desk, a_picture, a_unit, an_article, column

pytestmark = pytest.mark.django_db
FEEDS = "/nguon-tin"


def read(client, address):
    """The parsed feed; it is well-formed, typed and free of faults."""
    answer = client.get(address)
    assert answer.status_code == 200
    parsed = feedparser.parse(answer.content, response_headers={"content-type": answer.headers["Content-Type"]})
    assert parsed.bozo == 0, parsed.get("bozo_exception")
    return parsed


@pytest.fixture
def articles(home):
    unit = a_unit("Sở Nội vụ", slug="so-noi-vu")
    desk = a_desk(unit)
    first = an_article(title="Bài <một> & hai", lead="Lời dẫn", cover=a_picture(), unit=unit, byline="BBT")
    first.tags.add("một cửa")
    first.authors.add(ArticleAuthor(name="Y Ngọc"))
    first.save()
    second = an_article(desk, title="Bài của đơn vị", published=datetime(2024, 4, 2, 9, 0), unit=unit)
    third = an_article(column("thong-bao"), title="Thông báo", published=datetime(2024, 5, 1))
    return first, second, third


@pytest.mark.parametrize("form", ["rss", "atom"])
@pytest.mark.parametrize(
    ("scope", "titles"),
    [
        ("tat-ca", ["Thông báo", "Bài của đơn vị", "Bài <một> & hai"]),
        ("chuyen-muc/cai-cach-hanh-chinh", ["Bài của đơn vị", "Bài <một> & hai"]),
        ("chuyen-muc/cai-cach-hanh-chinh/so-noi-vu", ["Bài của đơn vị"]),
        ("don-vi/so-noi-vu", ["Bài của đơn vị", "Bài <một> & hai"]),
        ("tu-khoa/mot-cua", ["Bài <một> & hai"]),
        ("thang/2024-04", ["Bài của đơn vị"]),
    ],
)
def test_each_scope_has_its_articles_newest_first(client, articles, scope, titles, form):
    parsed = read(client, f"{FEEDS}/{scope}.{form}")
    assert [entry.title.replace("&lt;", "<").replace("&gt;", ">") for entry in parsed.entries] == titles
    data = json.loads(client.get(f"{FEEDS}/{scope}.json").content)
    assert [item["title"] for item in data["items"]] == titles
    assert data["feed_url"].endswith(".json")


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_addresses_are_full_dates_true_and_the_cover_enclosed(client, articles, form):
    parsed = read(client, f"{FEEDS}/tat-ca.{form}")
    entry = parsed.entries[-1]
    assert entry.link == f"{settings.SITE_URL}{articles[0].url}"
    assert entry.published_parsed[:5] == (2021, 9, 16, 1, 30)  # 8.30 in Vietnam
    assert entry.author == "Y Ngọc, BBT"
    assert {tag.term for tag in entry.tags} == {"Cải cách hành chính", "một cửa"}
    enclosure = entry.enclosures[0]
    assert enclosure.type == "image/jpeg" and int(enclosure.length) > 100
    assert enclosure.href.startswith(f"{settings.SITE_URL}/media/images/")
    own = next(link.href for link in parsed.feed.links if link.rel == "self")
    assert own == f"{settings.SITE_URL}{FEEDS}/tat-ca.{form}"


def test_a_json_feed_has_what_version_1_1_asks_for(client, articles):
    answer = client.get(f"{FEEDS}/tat-ca.json")
    assert answer.headers["Content-Type"] == "application/feed+json"
    data = answer.json()
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert data["home_page_url"] == f"{settings.SITE_URL}/"
    for item in data["items"]:
        assert item["id"] and item["content_text"]
        assert datetime.fromisoformat(item["date_published"]).tzinfo


def test_an_article_keeps_its_identity_when_it_moves(client, articles):
    before = read(client, f"{FEEDS}/tat-ca.rss").entries[-1]
    articles[0].move(column("thong-bao"), pos="last-child")
    after = read(client, f"{FEEDS}/tat-ca.rss").entries[-1]
    assert after.id == before.id
    assert after.link != before.link


def test_the_feed_of_a_renamed_column_leads_to_its_new_address(client, articles, django_capture_on_commit_callbacks):
    page = column()
    page.slug = "cai-cach"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    answer = client.get(f"{FEEDS}/chuyen-muc/cai-cach-hanh-chinh.rss")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"{FEEDS}/chuyen-muc/cai-cach.rss"
    assert len(read(client, answer.headers["Location"]).entries) == 2


def test_private_and_withdrawn_articles_stay_out(client, articles):
    PageViewRestriction.objects.create(page=articles[0], restriction_type="login")
    articles[1].unpublish()
    assert [entry.title for entry in read(client, f"{FEEDS}/tat-ca.rss").entries] == ["Thông báo"]
    PageViewRestriction.objects.create(page=column("thong-bao"), restriction_type="login")
    assert client.get(f"{FEEDS}/chuyen-muc/thong-bao.rss").status_code == 404


@pytest.mark.parametrize(
    "scope", ["chuyen-muc/khong-co", "don-vi/khong-co", "tu-khoa/khong-co", "thang/2024-13", "khac"]
)
def test_a_feed_of_nothing_is_not_found(client, home, scope):
    assert client.get(f"{FEEDS}/{scope}.rss").status_code == 404


def test_pages_tell_of_their_feeds(client, articles):
    assert f'href="{FEEDS}/tat-ca.rss"' in client.get("/").content.decode()
    assert f'href="{FEEDS}/chuyen-muc/thong-bao.atom"' in client.get(articles[2].url).content.decode()
    assert f'href="{FEEDS}/chuyen-muc/thong-bao.json"' in client.get("/thong-bao/").content.decode()
    assert f'href="{FEEDS}/don-vi/so-noi-vu.rss"' in client.get("/don-vi/so-noi-vu/").content.decode()
    listed = client.get(f"{FEEDS}/").content.decode()
    assert f"{FEEDS}/chuyen-muc/cai-cach-hanh-chinh/so-noi-vu.rss" in listed
    assert f"{FEEDS}/tu-khoa/mot-cua.rss" in listed


def test_feeds_are_public_and_their_queries_fixed(client, articles):
    counts = []
    for total in (3, 30):
        for _each in range(total - 3):
            an_article(cover=a_picture())
        for form in ("rss", "json"):
            client.get(f"{FEEDS}/tat-ca.{form}")
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(f"{FEEDS}/tat-ca.{form}")
            counts.append(len(captured))
            assert "public" in answer.headers["Cache-Control"]
    assert len(set(counts)) == 1
    assert counts[0] <= 8
