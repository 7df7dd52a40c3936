"""Canonical addresses, cards of shared links and linked data of every kind of page."""

import json
from datetime import date, datetime
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from site_project.models import SiteSettings
from tests.builders import a_document, a_picture, a_procedure, a_unit, an_administrator, an_article, column
from tests.rankings.ranking_builders import an_edition, an_index, fill

pytestmark = pytest.mark.django_db
# What schema.org's readers (Google's guides of each type) need to use a node at all.
REQUIRED = {
    "NewsArticle": {"headline", "datePublished", "dateModified", "author", "publisher", "url", "mainEntityOfPage"},
    "Dataset": {"name", "description", "creator", "distribution", "temporalCoverage", "url"},
    "GovernmentService": {"name", "identifier", "url"},
    "GovernmentOrganization": {"name", "url"},
    "WebSite": {"name", "url", "potentialAction"},
    "Legislation": {"name", "legislationIdentifier", "legislationType", "legislationDate", "legislationPassedBy"},
    "BreadcrumbList": {"itemListElement"},
}


class Head(HTMLParser):
    """Canonical address, meta data and data blocks of a page."""

    def __init__(self, text: str):
        super().__init__()
        self.canonical, self.meta, self.blocks, self.inside = [], {}, [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "link" and found.get("rel") == "canonical":
            self.canonical.append(found["href"])
        if tag == "meta" and (name := found.get("property") or found.get("name")):
            self.meta.setdefault(name, []).append(found["content"])
        self.inside = tag == "script" and found.get("type") == "application/ld+json"

    def handle_data(self, data):
        if self.inside:
            self.blocks.append(json.loads(data))
            self.inside = False

    @property
    def nodes(self) -> dict[str, dict]:
        """The nodes of all blocks by type, each with what its readers need and addresses in full."""
        found = {}
        for block in self.blocks:
            assert block["@context"] == "https://schema.org"
            for node in block.get("@graph", [block]):
                assert REQUIRED[node["@type"]] <= {name for name, value in node.items() if value}, node
                assert "url" not in node or node["url"].startswith(settings.SITE_URL)
                found[node["@type"]] = node
        return found


def head(client, address) -> Head:
    answer = client.get(address)
    assert answer.status_code == 200
    return Head(answer.content.decode())


def test_every_page_names_its_publisher_and_the_way_to_it(client, home):
    unit = a_unit()
    addresses = ["/van-ban/", "/thu-tuc-hanh-chinh/", "/don-vi/", column().url, "/xep-hang/", an_index().url, "/api/"]
    for address in [*addresses, unit.get_absolute_url(), "/so-do-trang/", "/nguon-tin/", "/cach-dem/"]:
        found = head(client, address)
        assert {"GovernmentOrganization", "BreadcrumbList"} <= set(found.nodes)
        assert found.canonical == [f"{settings.SITE_URL}{address}"]
        steps = found.nodes["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert steps[-1]["item"] == f"{settings.SITE_URL}{address}"
        assert all(step["name"] for step in steps)


def test_the_home_page_tells_of_the_site_and_its_search(client, home):
    found = head(client, "/")
    site = found.nodes["WebSite"]
    template = site["potentialAction"]["target"]["urlTemplate"]
    assert template == f"{settings.SITE_URL}/tim-kiem/?q={{search_term_string}}"
    assert site["name"] == SiteSettings.objects.get().name == found.meta["og:title"][0]
    assert "BreadcrumbList" not in found.nodes


def test_an_article_is_a_news_article_with_a_card(client, home):
    article = an_article(
        title="Bài </script><b>một</b> & hai",
        lead="Lời dẫn của bài.",
        cover=a_picture(size=(1600, 1000)),
        cover_alt="Hội nghị",
        unit=a_unit("Sở Nội vụ"),
        published=datetime(2024, 4, 30, 8, 0),
    )
    article.tags.add("một cửa")
    article.save()
    found = head(client, article.url)
    node, meta = found.nodes["NewsArticle"], found.meta
    assert node["headline"] == article.title
    assert node["datePublished"] == "2024-04-30T08:00:00+07:00"
    assert (node["image"]["width"], node["image"]["height"]) == (1200, 630)
    assert node["publisher"]["@id"] == found.nodes["GovernmentOrganization"]["@id"]
    assert (node["keywords"], node["articleSection"]) == (["một cửa"], "Cải cách hành chính")
    assert meta["og:type"] == ["article"]
    assert meta["og:description"] == ["Lời dẫn của bài."]
    assert meta["og:image"] == [node["image"]["url"]]
    assert meta["og:image:alt"] == ["Hội nghị"]
    assert meta["twitter:card"] == ["summary_large_image"]
    answer = client.get(node["image"]["url"].removeprefix(settings.SITE_URL))
    assert answer.status_code == 200
    answer.close()


def test_a_page_without_a_picture_has_the_mark_of_the_site(client, home):
    meta = head(client, an_article().url).meta
    assert meta["twitter:card"] == ["summary"]
    assert meta["og:image"][0].endswith("icon-512.png")


def test_an_edition_is_a_dataset_whose_files_are_there(client, home):
    edition = fill(an_edition(year=2023), ["name", "score"], ["Kon Tum", "86,14"])
    node = head(client, edition.url).nodes["Dataset"]
    assert node["temporalCoverage"] == "2023"
    assert 50 <= len(node["description"]) <= 5000
    for file in node["distribution"]:
        answer = client.get(file["contentUrl"].removeprefix(settings.SITE_URL))
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith(file["encodingFormat"])


def test_procedures_documents_and_units_are_what_they_are(client, home):
    procedure, unit = a_procedure(), a_unit("Sở Nội vụ", valid_from=date(2020, 1, 1))
    document = a_document("37/QĐ-UBND", effective_on=date(2022, 1, 24))
    assert head(client, procedure.get_absolute_url()).nodes["GovernmentService"]["identifier"] == procedure.code
    legislation = head(client, document.get_absolute_url()).nodes["Legislation"]
    assert legislation["legislationIdentifier"] == "37/QĐ-UBND"
    assert legislation["legislationLegalForce"] == "https://schema.org/InForce"
    assert head(client, unit.get_absolute_url()).nodes["GovernmentOrganization"]["foundingDate"] == "2020-01-01"


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?thang=2024-04", ""),
        ("?page=2", "?page=2"),
        ("?page=1", ""),
        ("?page=abc", ""),
        ("?page=2&thang=2024-04", ""),
        ("?utm_source=x", ""),
        ('?"><script>', ""),
    ],
)
def test_filters_are_dropped_from_the_canonical_address_and_pages_kept(client, home, query, kept):
    assert head(client, f"{column().url}{query}").canonical == [f"{settings.SITE_URL}{column().url}{kept}"]


def test_no_page_has_two_canonical_addresses_and_none_that_is_not_there_has_one(client, home):
    edition = an_edition()
    assert head(client, edition.url).canonical == [f"{settings.SITE_URL}{edition.url}"]
    assert head(client, f"{edition.url}nhung/").canonical[0].endswith(edition.url)
    assert Head(client.get("/khong-co/").content.decode()).canonical == []


def test_a_preview_is_told_to_nobody(client, home):
    article = an_article()
    client.force_login(an_administrator())
    found = Head(client.get(f"/quan-tri/pages/{article.pk}/view_draft/").content.decode())
    assert (found.canonical, found.meta.get("og:url")) == ([], None)


def test_linked_data_is_no_script_that_the_policy_would_forbid(client, home):
    answer = client.get("/")
    assert "script-src 'self';" in answer.headers["Content-Security-Policy"]
    text = answer.content.decode()
    scripts = [part.split(">")[0] for part in text.split("<script")[1:]]
    assert [each for each in scripts if " src=" not in each and "application/ld+json" not in each] == []


def test_cards_cost_no_query_once_they_are_known(client, home):
    plain, covered = an_article(), an_article(cover=a_picture())
    counts = []
    for article in (plain, covered):
        client.get(article.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(article.url)
        counts.append(len(captured))
    assert counts[1] == counts[0] + 1  # the cover itself, not its rendition
