"""Sitemaps, robots.txt, security.txt, the manifest, icons and the site map for people."""

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from procedures.choices import Action
from site_project.models import SiteSettings
from tests.builders import a_decision, a_desk, a_document, a_procedure, a_unit, an_article, column, many_procedures
from tests.rankings.ranking_builders import an_edition

pytestmark = pytest.mark.django_db
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
W3C_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?")
ORDER = ["loc", "lastmod", "changefreq", "priority"]


def locations(client, address, kind) -> dict[str, str]:
    """Addresses with their dates; every rule of https://www.sitemaps.org/protocol.html that a file can break."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/xml")
    assert len(answer.content) < 50 * 1024 * 1024
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{NAMESPACE}{kind}"
    assert 1 <= len(root) <= 50_000
    found = {}
    for entry in root:
        assert entry.tag == NAMESPACE + {"urlset": "url", "sitemapindex": "sitemap"}[kind]
        names = [child.tag.removeprefix(NAMESPACE) for child in entry]
        assert set(names) <= set(ORDER) and len(set(names)) == len(names) and "loc" in names
        values = {child.tag.removeprefix(NAMESPACE): child.text for child in entry}
        loc = urlsplit(values["loc"])
        assert loc.scheme in {"http", "https"} and loc.netloc == "testserver" and not loc.fragment
        assert len(values["loc"]) < 2048 and values["loc"].isascii()
        assert values["loc"] not in found
        lastmod = values.get("lastmod", "")
        assert not lastmod or W3C_DATE.fullmatch(lastmod)
        assert not lastmod or date.fromisoformat(lastmod[:10]) <= timezone.localdate()
        found[values["loc"].removeprefix("http://testserver")] = lastmod
    return found


def whole(client) -> dict[str, str]:
    """All addresses of all parts."""
    found = {}
    for part in locations(client, "/sitemap.xml", "sitemapindex"):
        found |= locations(client, part, "urlset")
    return found


@pytest.fixture
def content(home):
    unit = a_unit("Sở Nội vụ", slug="so-noi-vu")
    article = an_article(a_desk(unit), published=datetime(2024, 4, 30, 8, 0))
    return {"article": article.url, "edition": an_edition().url, "procedure": a_procedure().get_absolute_url()} | {
        "document": a_document().get_absolute_url(),
        "unit": unit.get_absolute_url(),
        "list": "/thu-tuc-hanh-chinh/",
    }


def test_the_sitemap_is_valid_and_names_every_kind_of_page(client, content):
    found = whole(client)
    assert set(content.values()) <= set(found)
    assert "/" in found and column().url in found


def test_every_address_of_the_sitemap_answers(client, content):
    assert {address: status for address in whole(client) if (status := client.get(address).status_code) != 200} == {}


def test_dates_are_those_of_publication_and_columns_change_with_their_articles(client, content):
    found = whole(client)
    assert found[content["article"]] == "2024-04-30"
    older, newer = column("thong-bao"), column()
    type(older).objects.update(last_published_at=datetime(2020, 1, 1, tzinfo=UTC))
    found = whole(client)
    assert found[newer.url] == "2024-04-30"
    assert found[older.url] == "2020-01-01"
    assert found[content["edition"]] == ""


def test_what_readers_may_not_see_is_left_out(client, content):
    hidden = an_article()
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    withdrawn = an_article()
    withdrawn.unpublish()
    draft, over = a_procedure(live=False), a_procedure()
    a_decision([(over, Action.ABOLISHED)], day=date(2020, 1, 1))
    found = whole(client)
    hidden_addresses = {hidden.url, withdrawn.url, draft.get_absolute_url(), over.get_absolute_url()}
    assert not hidden_addresses & set(found)


def test_a_part_without_content_is_no_part(client, home):
    parts = locations(client, "/sitemap.xml", "sitemapindex")
    assert "/sitemap-van-ban.xml" not in parts
    assert client.get("/sitemap-van-ban.xml").status_code == 404
    assert client.get("/sitemap-trang.xml?p=2").status_code == 404
    assert client.get("/sitemap-trang.xml?p=abc").status_code == 404


def test_a_long_part_goes_on_with_the_next_file(client, home, monkeypatch):
    monkeypatch.setattr("site_project.sitemaps.SiteSitemap.limit", 2)
    units = {a_unit(f"Xã {number}").get_absolute_url() for number in range(5)}
    parts = [part for part in locations(client, "/sitemap.xml", "sitemapindex") if "don-vi" in part]
    assert len(parts) == 3
    assert {address for part in parts for address in locations(client, part, "urlset")} == units


def test_queries_of_sitemaps_do_not_grow(client, content):
    counts = []
    for total in (1, 15):
        for _each in range(total - 1):
            an_article()
            a_document()
        many_procedures(*({} for _each in range(total - 1)))
        client.get("/sitemap.xml")
        with CaptureQueriesContext(connection) as captured:
            client.get("/sitemap.xml")
            client.get("/sitemap-trang.xml")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_robots_may_read_all_but_what_is_endless_or_private(client, home, settings):
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text
    assert "Disallow: /quan-tri/" in text and "Disallow: /tim-kiem/" in text
    assert "Disallow: /\n" not in text


def test_whom_to_tell_of_a_weakness_stands_there_only_when_named_and_never_expired(client, home):
    assert client.get("/.well-known/security.txt").status_code == 404
    found = SiteSettings.objects.get()
    found.security_contact = "an-toan@example.gov.vn"
    found.save()
    for moment in (datetime(2026, 11, 23, tzinfo=UTC), datetime(2031, 2, 28, 23, 59, tzinfo=UTC)):
        with time_machine.travel(moment, tick=False):
            text = client.get("/.well-known/security.txt").content.decode()
        assert "Contact: mailto:an-toan@example.gov.vn\n" in text
        expires = datetime.fromisoformat(re.search(r"Expires: (\S+)", text)[1])
        assert timedelta(days=30) < expires - moment < timedelta(days=365)
    for wrong in ("an-toan", "http://x.vn", "javascript:alert(1)", "a@b.vn\nExpires: 1"):
        found.security_contact = wrong
        with pytest.raises(ValidationError):
            found.clean_fields()


def test_the_manifest_names_the_site_and_icons_that_exist(client, home):
    data = client.get("/manifest.webmanifest").json()
    assert data["name"] == SiteSettings.objects.get().name
    sources = [*(icon["src"] for icon in data["icons"]), client.get("/favicon.ico").headers["Location"]]
    assert [source for source in sources if not finders.find(source.removeprefix("/static/"))] == []
    assert len(sources) == 4
    page = client.get("/").content.decode()
    assert 'rel="manifest"' in page and 'rel="apple-touch-icon"' in page


def test_the_site_map_shows_the_tree_without_single_articles(client, content):
    text = client.get("/so-do-trang/").content.decode()
    main = text.split("<main")[1].split("</main>")[0]
    assert 'href="/cai-cach-hanh-chinh/so-noi-vu/"' in main
    assert content["edition"] in main and content["article"] not in main
    PageViewRestriction.objects.create(page=column(), restriction_type="login")
    main = client.get("/so-do-trang/").content.decode().split("<main")[1]
    assert "/cai-cach-hanh-chinh/so-noi-vu/" not in main
