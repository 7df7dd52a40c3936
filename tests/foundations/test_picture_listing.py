"""The listing of pictures: what is not described, what is not used, where one is used."""

import pytest
from django.urls import reverse

from foundations.uploads.collections import get_collection
from foundations.uploads.models import Picture
from tests.builders import a_board_member, a_desk, a_picture, a_unit, an_article, an_editor, index_references

pytestmark = [pytest.mark.django_db, pytest.mark.newest_wagtail]

LISTING = "wagtailimages:index"


@pytest.fixture
def pictures(home):
    described = a_picture("Hội nghị sơ kết")
    Picture.objects.filter(pk=described.pk).update(description="Quang cảnh hội nghị")
    nameless = a_picture("IMG_2041")
    index_references(an_article(cover=described, cover_alt="Quang cảnh"))
    return described, nameless


def listed(client, **query) -> str:
    answer = client.get(reverse(LISTING), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_pictures_without_a_description_are_marked_and_found(client, pictures):
    client.force_login(a_board_member())
    everything = listed(client)
    assert "Hội nghị sơ kết" in everything and "IMG_2041" in everything
    assert everything.count('<span class="w-status">Chưa có mô tả</span>') == 1
    found = listed(client, described="chua")
    assert "IMG_2041" in found and "Hội nghị sơ kết" not in found
    found = listed(client, described="co")
    assert "IMG_2041" not in found and "Hội nghị sơ kết" in found


def test_pictures_that_nothing_shows_are_found(client, pictures):
    client.force_login(a_board_member())
    unused, used = listed(client, used="chua-dung"), listed(client, used="dang-dung")
    assert "IMG_2041" in unused and "Hội nghị sơ kết" not in unused
    assert "IMG_2041" not in used and "Hội nghị sơ kết" in used


def test_an_editor_sees_the_own_unit_s_pictures(client, pictures):
    desk = a_desk(a_unit("Sở Nội vụ"))
    Picture.objects.filter(title="IMG_2041").update(collection=get_collection(desk.unit))
    client.force_login(an_editor(desk))
    found = listed(client)
    assert "IMG_2041" in found and "Hội nghị sơ kết" not in found


def test_the_listing_asks_as_much_for_many_pictures_as_for_one(client, home, django_assert_max_num_queries):
    client.force_login(a_board_member())
    a_picture().get_rendition("max-165x165")
    listed(client)
    with django_assert_max_num_queries(60) as few:
        listed(client)
    for _ in range(20):
        a_picture().get_rendition("max-165x165")
    listed(client)
    with django_assert_max_num_queries(60) as many:
        listed(client)
    assert len(many) == len(few)


def test_before_a_used_picture_is_deleted_the_places_are_named(client, pictures):
    described, _nameless = pictures
    client.force_login(a_board_member())
    asked = client.get(reverse("wagtailimages:delete", args=[described.pk])).content.decode()
    assert reverse("wagtailimages:image_usage", args=[described.pk]) in asked
    assert Picture.objects.filter(pk=described.pk).exists()


def test_a_description_and_never_a_file_name_is_what_an_article_starts_from(pictures):
    described, nameless = (Picture.objects.get(pk=picture.pk) for picture in pictures)
    assert (described.default_alt_text, nameless.default_alt_text) == ("Quang cảnh hội nghị", "")
