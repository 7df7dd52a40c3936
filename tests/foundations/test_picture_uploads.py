"""Uploading pictures in the editors' interface: one, many, and while writing."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.models import UploadedFile

from foundations.uploads.collections import get_collection
from foundations.uploads.models import Picture
from foundations.uploads.names import is_machine_name
from foundations.uploads.picture_files import find_traces
from tests.builders import a_desk, a_picture, a_unit, an_editor
from tests.foundations.picture_files import an_upload, photograph

pytestmark = pytest.mark.django_db

MANY, CHOOSER = "wagtailimages:add_multiple", "wagtailimages_chooser:create"
DESCRIPTION = "Công chức Bộ phận Một cửa hướng dẫn người dân nộp hồ sơ."


@pytest.fixture
def desk(home):
    return a_desk(a_unit("Sở Nội vụ"))


@pytest.fixture
def editor(client, desk):
    editor = an_editor(desk)
    client.force_login(editor)
    return editor


def stored_files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def upload(client, content, name="IMG_2041.jpg"):
    return client.post(reverse(MANY), {"files[]": an_upload(content, name), "title": name}).json()


def describe(client, desk, upload_id, **fields):
    data = {"collection": get_collection(desk.unit).pk, "tags": "", **fields}
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload_id])
    return client.post(address, {f"uploaded-image-{upload_id}-{name}": value for name, value in data.items()}).json()


def chooser_form(desk, content, name="anh.jpg", **fields):
    data = {"collection": get_collection(desk.unit).pk, "tags": "", "file": an_upload(content, name), **fields}
    return {f"image-chooser-upload-{name}": value for name, value in data.items()}


def test_of_many_pictures_each_becomes_one_once_it_is_described(client, editor, desk):
    answer = upload(client, photograph(orientation=6))
    assert answer["success"] and not Picture.objects.exists()
    assert "Mô tả ảnh" in answer["form"] and "Tên ảnh trong thư viện" in answer["form"]
    refused = describe(client, desk, answer["uploaded_file_id"], description=" ")
    assert not refused["success"] and "Hãy mô tả ảnh" in refused["form"]
    assert describe(client, desk, answer["uploaded_file_id"], description=DESCRIPTION, credit="Ảnh: Văn Hiển")[
        "success"
    ]
    picture = Picture.objects.get()
    assert (picture.title, picture.description, picture.credit) == (DESCRIPTION, DESCRIPTION, "Ảnh: Văn Hiển")
    assert (picture.width, picture.height, picture.uploaded_by_user) == (40, 64, editor)
    assert not find_traces(picture.file) and picture.file_size == picture.file.size


def test_what_waits_for_its_description_does_not_say_where_it_was_taken(client, editor):
    waiting = UploadedFile.objects.get(pk=upload(client, photograph("PNG"))["uploaded_file_id"])
    assert waiting.file.name.endswith("IMG_2041.png")
    assert not find_traces(waiting.file)


def test_a_large_photograph_comes_through_the_disk_as_well(client, editor, desk, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = upload(client, photograph())
    assert describe(client, desk, answer["uploaded_file_id"], description=DESCRIPTION)["success"]
    assert not find_traces(Picture.objects.get().file)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"%PDF-1.7", "anh.jpg", "tệp PDF"),
        (b"<html><script>alert(1)</script>", "anh.png", "trang web"),
        (photograph()[:900], "anh.jpg", "bị hỏng"),
    ],
)
def test_many_or_one_what_is_no_picture_is_refused_and_leaves_nothing(client, editor, desk, content, name, said):
    before = stored_files()
    answer = upload(client, content, name)
    assert not answer["success"] and said in answer["error_message"]
    form = chooser_form(desk, content, name, title="Ảnh", description=DESCRIPTION)
    assert said in client.post(reverse(CHOOSER), form).json()["htmlFragment"]
    assert not Picture.objects.exists() and not UploadedFile.objects.exists()
    assert stored_files() == before


def test_a_picture_uploaded_while_writing_needs_its_description_too(client, editor, desk):
    refused = client.post(reverse(CHOOSER), chooser_form(desk, photograph())).json()
    assert "Hãy mô tả ảnh" in refused["htmlFragment"] and not Picture.objects.exists()
    chosen = client.post(reverse(CHOOSER), chooser_form(desk, photograph(), description=DESCRIPTION)).json()
    assert chosen["result"]["default_alt_text"] == DESCRIPTION
    assert not find_traces(Picture.objects.get().file)


def test_an_old_picture_is_not_saved_again_without_a_description(client, editor, desk):
    picture = a_picture()
    picture.collection = get_collection(desk.unit)
    picture.save()
    address = reverse("wagtailimages:edit", args=[picture.pk])
    form = {"title": "Hội nghị", "description": "", "collection": picture.collection_id, "tags": ""}
    assert "Hãy mô tả ảnh" in client.post(address, form).content.decode()
    assert client.post(address, {**form, "description": DESCRIPTION}).status_code == 302
    picture.refresh_from_db()
    assert picture.description == DESCRIPTION and picture.file.storage.exists(picture.file.name)


def test_a_new_file_takes_the_place_of_the_old_one(client, editor, desk):
    picture = a_picture()
    picture.collection = get_collection(desk.unit)
    picture.save()
    old = picture.file.name
    form = {"description": DESCRIPTION, "collection": picture.collection_id, "tags": ""}
    form["file"] = an_upload(photograph(size=(80, 60)))
    assert client.post(reverse("wagtailimages:edit", args=[picture.pk]), form).status_code == 302
    picture.refresh_from_db()
    assert (picture.width, picture.height) == (80, 60)
    assert not find_traces(picture.file) and not picture.file.storage.exists(old)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "IMG_20261128_101500",
        "IMG-20261128-WA0003",
        "DSC_0012",
        "P1040123",
        "PXL_20260101_123456789",
        "20261128_101500",
        "image (3)",
        "Screenshot_20261128-101500_Chrome",
        "Screenshot_2026-11-28-10-15-00-123_com.zalo",
        "Ảnh chụp màn hình 2026-11-28 lúc 10.15.00",
        "WhatsApp Image 2026-11-28 at 10.15.00 AM",
        "FB_IMG_1700000000000",
        "z5123456789012_a1b2c3d4e5f60718293a4b5c6d7e8f90",
        "4f3a2b1c-1234-4abc-9def-0123456789ab",
    ],
)
def test_what_a_machine_called_a_file_is_no_name(name):
    assert is_machine_name(name)


@pytest.mark.parametrize(
    "name",
    ["Hội nghị 2026", "hoi-nghi-cchc-28-11", "Lễ ký", "Bộ phận một cửa phường 1", "PAR INDEX 2025", "IMG Sở Nội vụ"],
)
def test_what_a_person_called_a_file_stays(name):
    assert not is_machine_name(name)


@pytest.mark.parametrize(("title", "kept"), [("DSC_0012", DESCRIPTION), ("Lễ công bố", "Lễ công bố")])
def test_a_picture_is_named_by_its_description_rather_than_by_a_camera(client, editor, desk, title, kept):
    client.post(reverse(CHOOSER), chooser_form(desk, photograph(), title=title, description=DESCRIPTION))
    assert Picture.objects.get().title == kept
