"""Documents and pictures: parts, conditions, and who may keep them."""

import pytest
from django.core.files.base import ContentFile
from django.utils.http import http_date, parse_http_date
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from foundations.delivery.public_pages import PRIVATE_CACHING, PUBLIC_CACHING
from tests.builders import a_picture, an_administrator

pytestmark = pytest.mark.django_db
CONTENT = b"0123456789" * 20


@pytest.fixture
def document(home):
    return Document.objects.create(title="Văn bản", file=ContentFile(CONTENT, name="văn bản.pdf"))


@pytest.fixture
def get(client):
    def getting(path, method="GET", **headers):
        answer = client.generic(method, path, headers={name.replace("_", "-"): text for name, text in headers.items()})
        answer.body = answer.getvalue()
        return answer

    return getting


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=0-0", 0, 0),
        ("bytes=199-199", 199, 199),
        ("bytes=190-", 190, 199),
        ("bytes=-10", 190, 199),
        ("bytes=-1", 199, 199),
        ("bytes=-9999", 0, 199),
        ("bytes=190-9999", 190, 199),
        ("Bytes = 5 - 6 ", 5, 6),
        ("bytes=0-99999999999999999999999999", 0, 199),
    ],
)
def test_a_part_is_sent_to_who_asks_for_it(get, document, wanted, first, last):
    answer = get(document.url, Range=wanted)
    assert answer.status_code == 206
    assert answer.body == CONTENT[first : last + 1]
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/200"
    assert answer.headers["Content-Length"] == str(last - first + 1)
    whole = get(document.url)
    for name in ("Content-Type", "ETag", "Last-Modified", "Content-Disposition", "Cache-Control"):
        assert answer.headers[name] == whole.headers[name]


@pytest.mark.parametrize("wanted", ["bytes=200-", "bytes=9999-10000", "bytes=-0"])
def test_a_part_that_the_file_has_not_is_refused_with_its_size(get, document, wanted):
    answer = get(document.url, Range=wanted)
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, "bytes */200")


@pytest.mark.parametrize(
    "wanted", ["bytes=0-1,5-6", "bytes=9-5", "bytes=-", "bytes=a-b", "lines=0-9", "0-9", "bytes=٠-٩", "bytes=--5"]
)
def test_several_parts_and_nonsense_are_answered_with_the_whole(get, document, wanted):
    answer = get(document.url, Range=wanted)
    assert (answer.status_code, answer.body) == (200, CONTENT)


def test_head_tells_that_parts_may_be_asked_for_and_is_no_part(get, document):
    answer = get(document.url, "HEAD", Range="bytes=0-9")
    assert (answer.status_code, answer.headers["Content-Length"], answer.headers["Accept-Ranges"]) == (
        200,
        "200",
        "bytes",
    )


def test_a_part_of_the_file_that_the_reader_began_with_or_the_whole_of_another(get, document):
    whole = get(document.url)
    for known in (whole.headers["ETag"], whole.headers["Last-Modified"]):
        assert get(document.url, Range="bytes=0-9", If_Range=known).status_code == 206
    earlier = http_date(parse_http_date(whole.headers["Last-Modified"]) - 1)
    for other in ('"other"', f"W/{whole.headers['ETag']}", earlier, "nonsense"):
        answer = get(document.url, Range="bytes=0-9", If_Range=other)
        assert (answer.status_code, answer.body) == (200, CONTENT)


def test_the_tag_decides_before_the_date(get, document):
    whole = get(document.url)
    tag, date = whole.headers["ETag"], whole.headers["Last-Modified"]
    earlier = http_date(parse_http_date(date) - 1)
    assert get(document.url, If_Modified_Since=date).status_code == 304
    assert get(document.url, If_Modified_Since=earlier).status_code == 200
    assert get(document.url, If_None_Match=tag, If_Modified_Since=earlier).status_code == 304
    assert get(document.url, If_None_Match='"other"', If_Modified_Since=date).status_code == 200
    unchanged = get(document.url, If_None_Match=tag, Range="bytes=0-9")
    assert (unchanged.status_code, unchanged.headers["Cache-Control"]) == (304, PUBLIC_CACHING)


def test_a_public_document_may_be_kept_and_a_restricted_one_never(get, client, document):
    assert get(document.url).headers["Cache-Control"] == PUBLIC_CACHING
    inner = Collection.get_first_root_node().add_child(name="Nội bộ")
    document.collection = inner.add_child(name="Bên trong")
    document.save()
    CollectionViewRestriction.objects.create(collection=inner, restriction_type="login")
    refused = get(document.url, Range="bytes=0-9")
    assert (refused.status_code, refused.headers["Cache-Control"]) == (302, PRIVATE_CACHING)
    client.force_login(an_administrator())
    allowed = get(document.url, Range="bytes=0-9")
    assert (allowed.status_code, allowed.headers["Cache-Control"]) == (206, PRIVATE_CACHING)
    assert get(document.url, If_None_Match=allowed.headers["ETag"]).headers["Cache-Control"] == PRIVATE_CACHING


def test_the_form_for_a_password_is_kept_by_nobody(get, document):
    collection = Collection.get_first_root_node().add_child(name="Có mật khẩu")
    document.collection = collection
    document.save()
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="password", password="a")
    answer = get(document.url)
    assert CONTENT not in answer.body
    assert answer.headers["Cache-Control"] == PRIVATE_CACHING


def test_pictures_come_in_parts_too(get, home):
    scaled = a_picture().get_rendition("width-32")
    whole = get(scaled.url)
    part = get(scaled.url, Range="bytes=10-19", If_Range=whole.headers["ETag"])
    assert (part.status_code, part.body, part.headers["Content-Type"]) == (206, whole.body[10:20], "image/jpeg")
    assert "s-maxage=5" in whole.headers["Cache-Control"]
    assert get(scaled.url, If_None_Match='"other"', If_Modified_Since=whole.headers["Last-Modified"]).status_code == 200
    scaled.file.close()


def test_a_document_that_is_not_there_is_not_found(get, document):
    address = document.url
    assert get(f"{address}x", Range="bytes=0-9").status_code == 404
    document.delete()
    answer = get(address, Range="bytes=0-9")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, PRIVATE_CACHING)
