"""Files as people upload them: photographs with their position, and what only looks like one."""

import random
import re
import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from pillow_heif import HeifImagePlugin  # noqa: F401 (teaches Pillow to write HEIC)

from foundations.uploads.metadata import PIXELS, split_pieces

LATITUDE, LONGITUDE = (14.0, 21.0, 24.0), (108.0, 0.0, 12.5)
MAKER = "Điện thoại của chị Hoa".encode()
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>14,21.4N</exif:GPSLatitude></x:xmpmeta>'


def position(orientation=1) -> Image.Exif:
    """EXIF as a telephone writes it: make, owner, orientation, and where it stood."""
    exif = Image.Exif()
    exif[0x0110], exif[0x013B], exif[0x0112] = "SM-A546E", "Nguyen Thi Hoa", orientation
    exif.get_ifd(0x8825).update({1: "N", 2: LATITUDE, 3: "E", 4: LONGITUDE})
    exif.get_ifd(0x8769).update({0x927C: MAKER, 0xA431: "SERIAL-123456"})
    return exif


def photograph(kind="JPEG", size=(64, 40), orientation=1, **options) -> bytes:
    """A picture, dark left and bright right, with all the metadata that its format holds."""
    picture = Image.new("RGB", size, "#202020")
    picture.paste("#e0e0e0", (size[0] // 2, 0, *size))
    content = BytesIO()
    exif = position(orientation)
    if kind in {"JPEG", "WEBP", "HEIF", "PNG"}:
        options.setdefault("xmp", XMP)
    if kind == "JPEG":
        options.setdefault("comment", b"chup tai nha")
    picture.save(content, kind, exif=exif, icc_profile=profile(), **{k: v for k, v in options.items() if v})
    return content.getvalue()


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def plain(kind, size=(64, 40), mode="RGB", **options) -> bytes:
    content = BytesIO()
    Image.new(mode, size).save(content, kind, **options)
    return content.getvalue()


def moving(frames=500) -> bytes:
    """An animated GIF of that many frames."""
    first, *others = [Image.new("RGB", (32, 32), (shade % 256, shade // 256, 90)) for shade in range(frames)]
    content = BytesIO()
    first.save(content, "GIF", save_all=True, append_images=others, duration=40)
    return content.getvalue()


def huge_png(width=50_000, height=50_000) -> bytes:
    """Some hundred bytes that say they unfold into 2.5 thousand million pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(10_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def deep_png() -> bytes:
    """Grey in 16 bits, from black to white."""
    picture = Image.new("I;16", (256, 16))
    picture.putdata([x * 257 for _y in range(16) for x in range(256)])
    content = BytesIO()
    picture.save(content, "PNG")
    return content.getvalue()


def an_upload(content: bytes, name="anh.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def two_photographs() -> bytes:
    """A JPEG with a second one behind it and the table (MPF) that says so, as telephones write."""
    content = BytesIO()
    first, second = (Image.open(BytesIO(photograph(orientation=6))) for _ in range(2))
    first.save(content, "MPO", save_all=True, append_images=[second], exif=position(6))
    return content.getvalue()


def metadata_places(content: bytes) -> list[int]:
    """Where in a file of a picture the bytes stand that are neither pixels nor the lengths and names of its pieces."""
    found, place = [], 12 if content.startswith(b"RIFF") else 0
    head = 4 if content.startswith(b"\xff\xd8") else 8
    for kind, piece in split_pieces(content):
        place = content.index(piece, place)
        if kind != PIXELS:
            found += range(place + head, place + len(piece))
        place += len(piece)
    if content[4:8] == b"ftyp" and (start := re.search(rb"II\*\x00|MM\x00\*", content)):
        found = list(range(start.start(), min(start.start() + 150, len(content))))
    return found


def with_damaged_metadata(content: bytes, seed: int) -> bytes:
    """The file with up to 64 bytes of its metadata written over."""
    chance, damaged = random.Random(seed), bytearray(content)
    places = metadata_places(content)
    for _ in range(chance.choice((1, 2, 4, 16, 64))):
        damaged[chance.choice(places)] = chance.choice((0, 255, chance.randrange(256)))
    return bytes(damaged)
