"""Metadata of picture files: reads the orientation as browsers do, and makes copies without metadata.

Cameras and programs write invalid metadata: a size of -1/0, a table that points to itself, half a segment. That is no
reason to refuse a picture with intact pixels. Formats: JPEG (ITU T.81), PNG 3rd edition, WebP (RFC 9649), ISO base
media (AVIF, HEIC), EXIF 3.0 in TIFF 6.0.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from foundations.file_kinds import signatures

EXIF, COLOUR, PIXELS = "exif", "colour", "pixels"  # kinds of pieces of a file; "" for all others
ORIENTATION, SHORT = 0x0112, 3
ORIENTATIONS = range(1, 9)
_tiff = re.compile(rb"(?:Exif\x00[\x00-\xff])*(?=II\*\x00|MM\x00\*)")  # some programs write the prefix twice
PNG_PIXELS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"}
PNG_COLOUR = {b"iCCP", b"sRGB", b"gAMA", b"cHRM"}
WEBP_PIXELS = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"}
WEBP_METADATA = 0x2C  # the flags of VP8X that say ICC profile, EXIF and XMP
# The type of an item, in its box: version and flags, its number, its protection, its type.
_exif_item = re.compile(rb"(infe[\x00-\xff]{4}(?:[\x00-\xff]{2}){2,3}?)Exif")

Piece = tuple[str, bytes]  # its kind, and its bytes in the file


def find_orientation(content: bytes) -> int:
    """The orientation, 1 to 8, from the EXIF of a JPEG, PNG or WebP file; 1 if there is none."""
    head = 4 if content.startswith(signatures.JPEG[:2]) else 8  # bytes: kind and length of a piece
    exif = next((piece[head:] for kind, piece in split_pieces(content) if kind == EXIF), b"")
    start = _tiff.match(exif)
    return read_orientation(exif[start.end() :]) if start else 1


def read_orientation(tiff: bytes) -> int:
    """The first valid orientation (16 bits) in the first directory of TIFF data; 1 if there is none.

    Some cameras write two values into the entry; the first one counts.
    """
    order = "<" if tiff.startswith(b"II") else ">"
    try:
        (place,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, place)
        for entry in range(place + 2, place + 2 + 12 * count, 12):
            tag, kind, values, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
            if (tag, kind) == (ORIENTATION, SHORT) and values in (1, 2) and value in ORIENTATIONS:
                return value
    except struct.error:  # the directory ends before its last entry
        pass
    return 1


def make_bare_copies(content: bytes) -> Iterator[bytes]:
    """The file without metadata, first with, then without colour information; nothing for other formats."""
    found = list(split_pieces(content))
    if found:
        yield join_pieces(content, [data for kind, data in found if kind in (PIXELS, COLOUR)])
        yield join_pieces(content, [data for kind, data in found if kind == PIXELS])
    elif content[4:8] == b"ftyp":
        yield _exif_item.sub(rb"\1skip", content)


def join_pieces(content: bytes, pieces: list[bytes]) -> bytes:
    """A file of the pieces; for WebP with new sizes and flags in its headers."""
    joined = b"".join(pieces)
    if not content.startswith(b"RIFF"):
        return joined
    if joined.startswith(b"VP8X") and len(joined) > 8:
        joined = joined[:8] + bytes([joined[8] & ~WEBP_METADATA]) + joined[9:]
    return b"RIFF" + struct.pack("<I", len(joined) + 4) + b"WEBP" + joined


def split_pieces(content: bytes) -> Iterator[Piece]:
    """The pieces of a JPEG, PNG or WebP file in order; none for other formats."""
    if content.startswith(signatures.JPEG[:2]):
        return read_jpeg_segments(content)
    if content.startswith(signatures.PNG):
        return read_png_chunks(content)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return read_webp_chunks(content)
    return iter(())


def read_jpeg_segments(content: bytes) -> Iterator[Piece]:
    """The segments; the pixels are one piece to the end of the file. Bytes between segments are skipped."""
    yield PIXELS, content[:2]
    place = 2
    while (place := content.find(b"\xff", place)) >= 0 and place + 4 <= len(content):
        marker = content[place + 1]
        if marker == 0xDA:  # start of scan
            yield PIXELS, content[place:]
            return
        if marker in (0x00, 0x01, 0xFF) or 0xD0 <= marker <= 0xD9:  # no segment begins here
            place += 1 if marker == 0xFF else 2
            continue
        end = place + 2 + struct.unpack_from(">H", content, place + 2)[0]
        yield find_kind_of_segment(marker, content[place + 4 : end]), content[place:end]
        place = end


def find_kind_of_segment(marker: int, data: bytes) -> str:
    if marker == 0xE1 and data.startswith(b"Exif\x00"):
        return EXIF
    if (marker == 0xE2 and data.startswith(b"ICC_PROFILE\x00")) or marker == 0xE0:
        return COLOUR
    if marker == 0xEE and data.startswith(b"Adobe"):  # how the colours are stored
        return PIXELS
    return "" if 0xE0 <= marker <= 0xEF or marker == 0xFE else PIXELS


def read_png_chunks(content: bytes) -> Iterator[Piece]:
    yield PIXELS, signatures.PNG
    place = len(signatures.PNG)
    while place + 12 <= len(content):
        size, name = struct.unpack_from(">I4s", content, place)
        chunk = content[place : place + 12 + size]
        yield find_kind_of_chunk(name, chunk), chunk
        place += 12 + size


def find_kind_of_chunk(name: bytes, chunk: bytes) -> str:
    if name in PNG_PIXELS:
        return PIXELS
    if zlib.crc32(chunk[4:-4]).to_bytes(4) != chunk[-4:]:  # browsers ignore damaged chunks
        return ""
    return COLOUR if name in PNG_COLOUR else EXIF if name == b"eXIf" else ""


def read_webp_chunks(content: bytes) -> Iterator[Piece]:
    place = 12
    while place + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, place)
        kind = PIXELS if name in WEBP_PIXELS else EXIF if name == b"EXIF" else ""
        size += size % 2
        yield kind, content[place : place + 8 + size]
        place += 8 + size
