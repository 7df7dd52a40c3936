"""What becomes of the files that editors upload as pictures."""

import struct
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image

from foundations.uploads.metadata import read_orientation
from foundations.uploads.models import Picture
from foundations.uploads.picture_files import find_traces, redraw
from tests.foundations import picture_files
from tests.foundations.picture_files import an_upload, photograph

KINDS = ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"]
SECRETS = [b"Hoa", b"SM-A546E", b"SERIAL", b"GPSLatitude", b"chup tai nha", b"Exif"]
REFUSED = {
    "a PDF": (b"%PDF-1.7\n1 0 obj", "tệp PDF"),
    "a page": (b"<!DOCTYPE html><script>alert(1)</script>", "trang web"),
    "a drawing": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "hình vẽ SVG"),
    "a program": (b"MZ\x90\x00" + bytes(200), "chương trình"),
    "a Word text": (b"PK\x03\x04" + bytes(200), "tệp Word"),
    "noise": (b"xin chao", "không phải là ảnh"),
    "half a photograph": (photograph(size=(640, 400))[:3000], "bị hỏng"),
    "half a PNG": (picture_files.plain("PNG", (640, 400))[:-40], "bị hỏng"),
    "a bomb": (picture_files.huge_png(), "quá nhiều điểm ảnh"),
    "a large picture": (picture_files.plain("PNG", (8000, 5001), "1"), "đến 40 triệu"),
    "one pixel": (picture_files.plain("PNG", (1, 1)), "quá nhỏ (1 × 1"),
    "a moving picture": (picture_files.moving(), "ảnh động"),
}


def look_at(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("kind", KINDS)
def test_neither_place_nor_owner_nor_device_is_left_in_a_photograph(kind):
    before = photograph(kind)
    assert look_at(before).getexif().get_ifd(0x8825)  # the position is there to be removed
    after = redraw(ContentFile(before)).content
    assert not look_at(after).getexif()
    assert find_traces(ContentFile(before)) and not find_traces(ContentFile(after))
    assert [secret for secret in SECRETS if secret in after] == []


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_held_upright_stands_upright_and_keeps_its_colours(kind):
    after = look_at(redraw(ContentFile(photograph(kind, orientation=6))).content)
    assert after.size == (40, 64)
    assert after.convert("L").getpixel((20, 4)) < 60
    assert after.convert("L").getpixel((20, 60)) > 200
    assert after.info["icc_profile"]


@pytest.mark.parametrize(
    ("kind", "suffix"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("HEIF", "jpg"), ("AVIF", "jpg")]
)
def test_what_browsers_may_not_show_is_stored_as_what_they_do(kind, suffix):
    drawn = redraw(ContentFile(photograph(kind)))
    assert drawn.suffix == suffix


def test_a_second_file_behind_the_picture_is_cut_off():
    """A page, an archive or the second photograph that telephones put there."""
    after = redraw(ContentFile(photograph() + b"PK\x03\x04<script>alert(1)</script>"))
    assert b"script" not in after.content
    two = BytesIO()
    look_at(photograph()).save(two, "MPO", save_all=True, append_images=[look_at(photograph())])
    alone = redraw(ContentFile(two.getvalue()))
    assert (look_at(alone.content).format, alone.suffix) == ("JPEG", "jpg")


def test_pictures_for_print_and_in_sixteen_bits_become_what_screens_show():
    printed = look_at(redraw(ContentFile(picture_files.plain("JPEG", mode="CMYK"))).content)
    assert (printed.mode, printed.format) == ("RGB", "JPEG")
    grey = look_at(redraw(ContentFile(picture_files.deep_png())).content)
    assert [grey.getpixel((x, 0)) for x in (0, 128, 255)] == [0, 128, 255]


def test_a_see_through_picture_stays_so():
    for kind in ("PNG", "WEBP", "AVIF"):
        clear = picture_files.plain(kind, mode="RGBA")
        assert look_at(redraw(ContentFile(clear)).content).getchannel("A").getextrema() == (0, 0), kind


CASES = Path(__file__).parent.parent / "cases"
TURNED = {"E01", "E03", "E04", "E05", "E05b", "E06", "E07c", "E08", "E09", "E10", "E19", "E20", "E20b", "E20c"}
PICTURES = sorted(path.name for path in CASES.glob("E*"))


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_met_in_real_use_come_in_upright(name):
    drawn = redraw(ContentFile((CASES / name).read_bytes(), name=name))
    upright = {"E15": (300, 200), "E18": (15_000, 1200)}.get(name.partition("-")[0], (640, 480))
    assert look_at(drawn.content).size == (upright[::-1] if name.partition("-")[0] in TURNED else upright)


TINY = {
    "JPEG": photograph(orientation=6),
    "two JPEGs": picture_files.two_photographs(),
    "PNG": photograph("PNG", orientation=6),
    "WEBP": photograph("WEBP", orientation=6),
    "AVIF": photograph("AVIF", orientation=6),
    "HEIF": photograph("HEIF", orientation=6),
    **{name: (CASES / name).read_bytes() for name in PICTURES if (CASES / name).stat().st_size < 12_000},
}
DAMAGEABLE = [name for name, content in TINY.items() if picture_files.metadata_places(content)]


@pytest.mark.parametrize("name", DAMAGEABLE)
def test_damaged_metadata_never_refuse_a_whole_picture(name):
    size = look_at(redraw(ContentFile(TINY[name])).content).size
    for seed in range(60 if size[0] < 100 else 12):
        drawn = redraw(ContentFile(picture_files.with_damaged_metadata(TINY[name], seed)))
        assert look_at(drawn.content).size in (size, size[::-1]), seed


def test_orientation_comes_from_exif_alone():
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description tiff:Orientation="6"/></x:xmpmeta>'
    for kind in ("JPEG", "PNG", "WEBP"):
        assert look_at(redraw(ContentFile(picture_files.plain(kind, xmp=xmp))).content).size == (64, 40), kind


@pytest.mark.parametrize(
    ("entry", "orientation"),
    [
        (struct.pack("<HHIHH", 0x112, 3, 1, 6, 0), 6),
        (struct.pack("<HHIHH", 0x112, 3, 1, 9, 0) + struct.pack("<HHIHH", 0x112, 3, 1, 8, 0), 8),
        (struct.pack("<HHII", 0x112, 4, 1, 6), 1),  # 32 bits: no browser takes it
        (struct.pack("<HHI4s", 0x112, 2, 2, b"6"), 1),
        (struct.pack("<HHIHH", 0x112, 3, 0, 6, 0), 1),
        (struct.pack("<HHIHH", 0x112, 3, 1, 0, 0), 1),
        (b"", 1),
    ],
)
def test_an_orientation_is_a_short_number_from_one_to_eight(entry, orientation):
    tiff = b"II*\x00" + struct.pack("<IH", 8, len(entry) // 12) + entry + bytes(4)
    assert read_orientation(tiff) == orientation
    for size in range(len(tiff)):
        assert read_orientation(tiff[:size]) in (1, orientation)


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_usable_picture_is_refused_in_a_sentence(what):
    content, said = REFUSED[what]
    with pytest.raises(ValidationError) as refusal:
        redraw(an_upload(content))
    assert said in refusal.value.message


def test_a_heavy_file_is_refused_with_both_sizes(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1024
    with pytest.raises(ValidationError, match=r"nặng 4,9.+KB; mỗi ảnh chỉ được đến 1,0.+KB"):
        redraw(an_upload(bytes(5000)))


@pytest.mark.django_db
def test_whoever_stores_a_picture_it_is_drawn_anew_and_named_by_its_content():
    picture = Picture(title="Hội nghị", description="Hội nghị")
    picture.file = ContentFile(photograph("PNG", orientation=6), name="IMG_2041.JPG")
    picture.save()
    assert picture.file.name.endswith("IMG_2041.png")
    assert (picture.width, picture.height) == (40, 64)
    assert not find_traces(picture.file)
    assert not look_at(Path(picture.get_rendition("width-30|format-jpeg").file.path).read_bytes()).getexif()


@pytest.mark.django_db
def test_of_what_is_refused_nothing_is_stored():
    before = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    with pytest.raises(ValidationError, match="tệp PDF"), transaction.atomic():
        Picture.objects.create(title="Hội nghị", file=ContentFile(b"%PDF-1.7", name="anh.jpg"))
    with pytest.raises(ValidationError, match="bị hỏng"), transaction.atomic():
        Picture.objects.create(title="Hội nghị", file=ContentFile(REFUSED["half a PNG"][0], name="anh.png"))
    assert not Picture.objects.exists()
    assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} == before
