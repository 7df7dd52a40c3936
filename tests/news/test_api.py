"""The JSON interface of articles: what it gives, narrows, refuses, and how it is described."""

from datetime import datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.builders import a_picture, a_unit, an_article, column

pytestmark = pytest.mark.django_db
API = "/api/v1/tin-bai/"
SCHEMA_TYPES = {"integer": int, "string": str, "array": list, "object": dict, "null": type(None)}


@pytest.fixture
def articles(home):
    unit = a_unit("Sở Nội vụ", slug="so-noi-vu")
    first = an_article(title="Bài một", published=datetime(2024, 4, 30, 23, 30), unit=unit, cover=a_picture())
    first.tags.add("một cửa")
    first.save()
    return first, an_article(column("thong-bao"), title="Bài hai", published=datetime(2024, 5, 1, 0, 30))


def titles(client, query="") -> list[str]:
    answer = client.get(API + query)
    assert answer.status_code == 200, answer.content
    return [item["title"] for item in answer.json()["items"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Bài hai", "Bài một"]),
        ("?chuyen-muc=thong-bao", ["Bài hai"]),
        ("?don-vi=so-noi-vu", ["Bài một"]),
        ("?tu-khoa=Một cửa", ["Bài một"]),
        ("?tu-ngay=2024-05-01", ["Bài hai"]),
        ("?den-ngay=2024-04-30", ["Bài một"]),
        ("?so-luong=1&page=2", ["Bài một"]),
        ("?den-ngay=9999-12-31", ["Bài hai", "Bài một"]),
    ],
)
def test_parameters_narrow_the_list(client, articles, query, expected):
    assert titles(client, query) == expected


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("?page=0", "page"),
        ("?page=abc", "page"),
        ("?so-luong=101", "so-luong"),
        ("?tu-ngay=30/04/2024", "tu-ngay"),
        ("?den-ngay=2024-02-31", "den-ngay"),
        ("?tu-ngay=2024-05-01&den-ngay=2024-04-01", "den-ngay"),
        ("?don-vi=khong-co", "don-vi"),
        ("?chuyen-muc=khong-co", "chuyen-muc"),
        ("?tu-khoa=khong-co", "tu-khoa"),
        ("?la=1", "la"),
    ],
)
def test_what_is_not_understood_is_refused_by_name_and_reason(client, articles, query, parameter):
    answer = client.get(API + query)
    assert answer.status_code == 400
    errors = answer.json()["errors"]
    assert [error["parameter"] for error in errors] == [parameter]
    assert errors[0]["reason"].endswith(".")
    assert "public" not in answer.headers["Cache-Control"]


def test_all_faults_are_told_at_once(client, home):
    assert len(client.get(f"{API}?page=x&so-luong=x&tu-ngay=x").json()["errors"]) == 3


def test_pages_lead_to_each_other_by_full_addresses(client, articles):
    first = client.get(f"{API}?so-luong=1").json()
    assert (first["total"], first["pages"], first["previous"]) == (2, 2, None)
    assert first["next"] == f"{settings.SITE_URL}{API}?so-luong=1&page=2"
    assert client.get(first["next"].removeprefix(settings.SITE_URL)).json()["next"] is None
    assert client.get(f"{API}?page=9").status_code == 404


def test_one_article_comes_with_its_text(client, articles):
    item = client.get(f"{API}{articles[0].pk}/").json()
    assert item["url"] == f"{settings.SITE_URL}{articles[0].url}"
    assert item["date_published"] == "2024-04-30T23:30:00+07:00"
    assert "37/QĐ-UBND" in item["content_html"]
    assert client.get(f"{API}999999/").json()["errors"][0]["parameter"] == "id"


def test_private_and_withdrawn_articles_stay_out(client, articles):
    articles[0].unpublish()
    PageViewRestriction.objects.create(page=articles[1], restriction_type="login")
    assert titles(client) == []
    assert [client.get(f"{API}{each.pk}/").status_code for each in articles] == [404, 404]


def test_the_interface_is_public_cacheable_and_read_only(client, articles):
    answer = client.get(API)
    assert "public" in answer.headers["Cache-Control"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    assert client.post(API).status_code == 405


def test_answers_are_as_the_description_says(client, articles):
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert described["servers"] == [{"url": settings.SITE_URL}]
    schemas = described["components"]["schemas"]
    conforms(client.get(API).json(), schemas["ArticleList"], schemas)
    conforms(client.get(f"{API}{articles[0].pk}/").json(), schemas["Article"], schemas)
    conforms(client.get(f"{API}?page=x").json(), schemas["Errors"], schemas)


def conforms(value, schema, schemas, place="") -> None:
    """As much of JSON Schema as the description uses; nothing may be there that it does not name."""
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rsplit("/", 1)[1]]
    if "oneOf" in schema:
        schema = next(each for each in schema["oneOf"] if (each.get("type") == "null") == (value is None))
        return conforms(value, schema, schemas, place)
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    assert type(value) in {SCHEMA_TYPES[kind] for kind in kinds}, (place, value)
    assert "enum" not in schema or value in schema["enum"], (place, value)
    if isinstance(value, dict):
        assert set(schema["required"]) <= set(value) <= set(schema["properties"]), place
        for name, each in value.items():
            conforms(each, schema["properties"][name], schemas, f"{place}/{name}")
    if isinstance(value, list):
        for each in value:
            conforms(each, schema["items"], schemas, f"{place}[]")
    return None


def test_the_guide_names_every_parameter_and_field(client, home):
    text = client.get("/api/").content.decode()
    described = client.get("/api/v1/openapi.json").json()
    names = [each["name"] for each in described["paths"][API]["get"]["parameters"]]
    names += described["components"]["schemas"]["Article"]["properties"]
    assert [name for name in names if f"<code>{name}</code>" not in text] == []


def test_queries_do_not_grow_with_the_articles(client, articles):
    counts = []
    for total in (2, 40):
        for _each in range(total - 2):
            an_article(cover=a_picture())
        client.get(f"{API}?so-luong=100")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{API}?so-luong=100")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 8


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", f"{API}abc/", 404),
        ("GET", f"{API}{'9' * 40}/", 404),
        ("GET", f"{API}٣/", 404),
        ("GET", f"{API}1/2/", 404),
        ("GET", "/api/v1/", 404),
        ("GET", "/api/v1/khong-co", 404),
        ("GET", "/en/api/v1/khong-co/", 404),
        ("GET", f"{API}?page=%00", 404),
        ("POST", API, 405),
        ("DELETE", f"{API}1/", 405),
        ("PUT", "/api/v1/openapi.json", 405),
        ("POST", "/api/v1/khong-co/", 404),
        ("GET", f"{API}?page=abc", 400),
        ("GET", f"{API}?la=1", 400),
    ],
)
def test_every_error_below_the_api_is_json_as_described(client, home, method, path, status):
    answer = client.generic(method, path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/json")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert all(error["reason"] for error in answer.json()["errors"])
    assert "Allow" in answer.headers or status != 405


def test_an_unknown_host_is_told_so_in_json(client, home):
    answer = client.get(API, headers={"host": "la.example"})
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "")


def test_an_address_without_its_last_stroke_leads_to_the_right_one(client, home):
    assert client.get(API.rstrip("/")).headers["Location"] == API
