"""Scaled copies of pictures: made when a page is published, and clean; old pictures made clean."""

import json
import os
import time
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import UploadedFile

from foundations.uploads.models import Picture, PictureRendition
from foundations.uploads.picture_files import find_traces
from news.models import ArticlePage
from site_project.models import StandardPage
from tests.builders import a_picture, an_administrator, an_article, column
from tests.foundations.picture_files import photograph

pytestmark = pytest.mark.django_db


def body_with(picture) -> str:
    return json.dumps([{"type": "picture", "value": {"image": picture.pk, "alt": "Quang cảnh hội nghị"}}])


def an_old_picture(**options) -> Picture:
    """As it was stored before uploads were drawn anew."""
    picture = a_picture()
    Path(picture.file.path).write_bytes(photograph(**options))
    return Picture.objects.get(pk=picture.pk)


def assert_first_reader_makes_no_copy(client, *addresses):
    before = set(PictureRendition.objects.values_list("pk", flat=True))
    for address in addresses:
        assert "<picture>" in client.get(address).content.decode(), address
    assert set(PictureRendition.objects.values_list("pk", flat=True)) == before


def test_the_first_reader_of_an_article_and_its_lists_waits_for_no_picture(client, home):
    article = an_article(cover=a_picture(), cover_alt="Quang cảnh", body=body_with(a_picture()))
    assert_first_reader_makes_no_copy(client, article.get_url(), column().get_url(), "/")


def test_nor_does_the_first_reader_of_an_article_published_on_schedule(client, home):
    with time_machine.travel("2026-11-22 11:00+07:00", tick=False):
        article = ArticlePage(title="Bài hẹn giờ", live=False, cover=a_picture(), cover_alt="Quang cảnh")
        article.body, article.go_live_at = body_with(a_picture()), timezone.now() + timezone.timedelta(minutes=5)
        column().add_child(instance=article)
        article.save_revision().publish()
        PictureRendition.objects.all().delete()  # Wagtail says "published" at approval already
    with time_machine.travel("2026-11-22 11:06+07:00", tick=False):
        call_command("publish_scheduled")
        assert_first_reader_makes_no_copy(client, article.get_url())


def test_nor_does_the_first_reader_of_a_standard_page(client, home):
    page = StandardPage(title="Giới thiệu", slug="gioi-thieu-anh", body=body_with(a_picture()))
    home.add_child(instance=page)
    page.save_revision().publish()
    assert_first_reader_makes_no_copy(client, page.get_url())


def test_a_new_focal_point_makes_the_copies_of_published_pages_anew(client, home):
    picture = a_picture(size=(400, 300))
    article = an_article(cover=picture, cover_alt="Quang cảnh")
    client.force_login(an_administrator())
    point = {"focal_point_x": 50, "focal_point_y": 50, "focal_point_width": 20, "focal_point_height": 20}
    form = {"description": "Quang cảnh", "collection": picture.collection_id, "tags": "", **point}
    assert client.post(reverse("wagtailimages:edit", args=[picture.pk]), form).status_code == 302
    assert (
        picture.renditions.filter(focal_point_key="x50y50w20h20" if False else "").count() < picture.renditions.count()
    )
    client.logout()
    assert_first_reader_makes_no_copy(client, article.get_url(), column().get_url())


def test_pictures_of_before_are_made_clean_with_their_copies(home, django_capture_on_commit_callbacks):
    old = an_old_picture(orientation=6)
    article = an_article(cover=old, cover_alt="Quang cảnh")
    copies = [Path(copy.file.path) for copy in old.renditions.all()]
    assert any(b"SERIAL" in path.read_bytes() for path in copies)
    told = StringIO()
    call_command("clean_pictures", "--dry-run", stdout=told)
    assert f"{old.pk} " in told.getvalue() and find_traces(Picture.objects.get(pk=old.pk).file)
    with django_capture_on_commit_callbacks(execute=True):  # Wagtail deletes files then
        call_command("clean_pictures", stdout=StringIO())
    clean = Picture.objects.get(pk=old.pk)
    assert not find_traces(clean.file) and (clean.width, clean.height) == (40, 64)
    assert not Path(old.file.path).exists() and not any(path.exists() for path in copies)
    assert clean.renditions.count() == len(copies)
    assert not any(b"SERIAL" in Path(copy.file.path).read_bytes() for copy in clean.renditions.all())
    assert article.cover_id == clean.pk


def test_cleaning_again_changes_nothing_and_names_what_is_lost(home):
    good, lost = a_picture(), a_picture()
    Path(lost.file.path).unlink()
    told, complained = StringIO(), StringIO()
    call_command("clean_pictures", stdout=told, stderr=complained)
    assert "0 cleaned, 1 unreadable." in told.getvalue()
    assert f"{lost.pk} " in complained.getvalue()
    assert Picture.objects.get(pk=good.pk).file.name == good.file.name


def test_uploads_that_nobody_described_are_deleted_after_a_day(home):
    uploads = [UploadedFile.objects.create(file=ContentFile(b"x", name="anh.jpg")) for _ in range(2)]
    old, new = (Path(upload.file.path) for upload in uploads)
    for path, hours in ((old, 25), (new, 23)):  # files are stamped by the kernel, which follows no clock of a test
        os.utime(path, times=(time.time() - hours * 3600,) * 2)
    call_command("forget_uploads", stdout=StringIO())
    assert (old.exists(), new.exists()) == (False, True)
    assert list(UploadedFile.objects.all()) == uploads[1:]
