"""Checks uploaded pictures and redraws them from nothing but their pixels.

Metadata tells where, when and with which phone a picture was taken, and a file may hide a second one (a page, an
archive) behind the first. Everything but the colour profile is dropped.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, JpegImagePlugin, UnidentifiedImageError
from pillow_heif import HeifImagePlugin  # noqa: F401 (teaches Pillow to read HEIC; Wagtail brings it)

from foundations.uploads.metadata import find_orientation, make_bare_copies, read_orientation
from foundations.vietnamese.templatetags.vietnamese import grouped

FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF"]
MIN_SIDE = 16  # pixels, of width and of height
QUALITY = 92  # of recompressed pictures: no visible loss, at about the size of phone pictures
# Errors that Pillow and its libraries raise on damaged files.
DECODER_ERRORS = (OSError, SyntaxError, ValueError, EOFError, RuntimeError, TypeError, struct.error, zlib.error)
DECODER_ERRORS += (
    LookupError,
    ArithmeticError,
    AssertionError,
    AttributeError,
)  # from trusting damaged metadata
DAMAGED_CODE = "invalid_image"
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# The keys under which Pillow keeps metadata.
TRACES = ("exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment", "mp", "metadata")
COLOURS = {"jpg": ("L", "RGB"), "webp": ("RGB", "RGBA"), "png": ("1", "L", "LA", "P", "RGB", "RGBA")}


class RedrawnPicture(NamedTuple):
    """The bytes of a redrawn picture and the suffix of its format."""

    content: bytes
    suffix: str


def redraw(file) -> RedrawnPicture:
    """Redraws a picture the right way up and without metadata. Raises ValidationError.

    If it cannot be read, it is tried again without metadata, as only those may be damaged.
    """
    check_size(file)
    file.seek(0)
    content = file.read()
    try:
        return redraw_file(file, content)
    except ValidationError as error:
        if error.code != DAMAGED_CODE:
            raise
        for bare in make_bare_copies(content):
            with suppress(ValidationError):
                return redraw_file(BytesIO(bare), content)
        raise


def redraw_file(file, content: bytes) -> RedrawnPicture:
    """Redraws the picture of `file`, with the orientation from `content`, the original. Raises ValidationError."""
    with open_picture(file) as picture:
        check_shape(picture)
        with refuse_damage():
            picture.load()
            return write_picture(picture, find_picture_orientation(picture, content))


def find_picture_orientation(picture: Image.Image, content: bytes) -> int:
    """The EXIF orientation, 1 to 8, as browsers apply it; of an AVIF that of its boxes."""
    if picture.format == "HEIF":  # the decoder turns it
        return 1
    if picture.format == "AVIF":  # Pillow writes the orientation of the boxes into the EXIF
        exif = picture.info.get("exif", b"").removeprefix(b"Exif\x00\x00")
        return read_orientation(exif)
    return find_orientation(content)


def check_size(file) -> None:
    """Raises ValidationError if the file has too many bytes."""
    if file.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise ValidationError(
            _("Tệp ảnh nặng %(size)s; mỗi ảnh chỉ được đến %(most)s. Hãy thu nhỏ ảnh rồi tải lên lại.")
            % {"size": filesizeformat(file.size), "most": filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)},
            code="file_too_large",
        )


@contextmanager
def open_picture(file) -> Iterator[Image.Image]:
    """Opens a picture by its content, without decoding it. Raises ValidationError."""
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about large pictures and odd metadata, which are handled here
            picture = Image.open(file, formats=FORMATS)
    except Image.DecompressionBombError:
        raise make_too_many_pixels_error() from None
    except UnidentifiedImageError:
        raise ValidationError(describe_wrong_file(file), code=DAMAGED_CODE) from None
    except DECODER_ERRORS:
        raise make_damaged_error() from None
    try:
        yield picture
    finally:
        file.seek(0)


@contextmanager
def refuse_damage():
    """Raises ValidationError in place of the decoders' errors on a damaged file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except DECODER_ERRORS as error:
        if isinstance(error, ValidationError):
            raise
        raise make_damaged_error() from None


def check_shape(picture: Image.Image) -> None:
    """Refuses too large, too small and animated pictures before decoding them. Raises ValidationError."""
    if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise make_too_many_pixels_error()
    if min(picture.size) < MIN_SIDE:
        raise ValidationError(
            _("Ảnh quá nhỏ (%(width)s × %(height)s điểm ảnh). Hãy chọn ảnh có ít nhất %(least)s điểm ảnh mỗi chiều.")
            % {"width": grouped(picture.width), "height": grouped(picture.height), "least": MIN_SIDE},
            code="too_small",
        )
    with refuse_damage():
        moves = picture.format not in {"MPO", "HEIF"} and getattr(picture, "is_animated", False)
    if moves:
        raise ValidationError(
            _("Đây là ảnh động. Ảnh động làm người đọc mất tập trung và không tạm dừng được; hãy chọn một ảnh tĩnh."),
            code="animated",
        )


def make_too_many_pixels_error() -> ValidationError:
    most = grouped(settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000)
    return ValidationError(
        _("Ảnh có quá nhiều điểm ảnh; mỗi ảnh chỉ được đến %(most)s triệu điểm ảnh. Hãy thu nhỏ ảnh rồi tải lên lại.")
        % {"most": most},
        code="file_too_many_pixels",
    )


def make_damaged_error() -> ValidationError:
    return ValidationError(
        _("Tệp ảnh bị hỏng hoặc chưa được sao chép hết. Hãy mở thử ảnh trên máy của mình, rồi chọn lại tệp lành."),
        code=DAMAGED_CODE,
    )


def describe_wrong_file(file) -> str:
    """Says what a file is that is not a picture."""
    file.seek(0)
    head = file.read(1024).lstrip().lower()
    if b"%pdf-" in head:
        kind = _("tệp PDF")
    elif b"<svg" in head:
        kind = _("hình vẽ SVG")
    elif head.startswith((b"<!doctype", b"<html", b"<?xml", b"<script")):
        kind = _("trang web")
    elif head.startswith(b"pk"):
        kind = _("tệp Word, Excel hoặc tệp nén")
    elif head.startswith((b"mz", b"\x7felf")):
        kind = _("chương trình máy tính")
    else:
        return _("Tệp này không phải là ảnh. Hãy chọn ảnh JPEG, PNG, WebP, HEIC, AVIF hoặc GIF.")
    return _("Tệp này là %(kind)s, không phải ảnh. Hãy chọn ảnh JPEG, PNG, WebP, HEIC, AVIF hoặc GIF.") % {"kind": kind}


def write_picture(picture: Image.Image, orientation: int) -> RedrawnPicture:
    """Compressed as little anew as the format allows: JPEG by its own tables, PNG without any loss."""
    suffix, options = get_compression(picture)
    turned = picture.transpose(TURNS[orientation]) if orientation in TURNS else picture.copy()
    upright = convert_colours(turned, COLOURS[suffix])
    if upright.mode in {"RGB", "RGBA", "P"} and picture.mode != "CMYK":
        options["icc_profile"] = picture.info.get("icc_profile")
    upright.info = {}  # Pillow writes some of what it read there without being asked
    content = BytesIO()
    upright.save(content, **options)
    return RedrawnPicture(content.getvalue(), suffix)


def get_compression(picture: Image.Image) -> tuple[str, dict]:
    """The suffix to store a picture under, and how Pillow is to write it."""
    if picture.format in {"JPEG", "MPO"} and picture.mode in {"L", "RGB"}:
        sampling = JpegImagePlugin.get_sampling(picture)
        options = {"subsampling": sampling} if sampling >= 0 else {}
        return "jpg", {"format": "JPEG", "qtables": picture.quantization, **options}
    if picture.format in {"PNG", "GIF"}:
        transparency = picture.info.get("transparency")
        return "png", {"format": "PNG", **({} if transparency is None else {"transparency": transparency})}
    if picture.format == "WEBP" or picture.has_transparency_data:
        return "webp", {"format": "WEBP", "quality": QUALITY}
    return "jpg", {"format": "JPEG", "quality": QUALITY}


def convert_colours(picture: Image.Image, modes: tuple[str, ...]) -> Image.Image:
    """The picture in eight-bit colours that browsers show and the format holds."""
    if picture.mode in modes:
        return picture
    if picture.mode.startswith("I"):  # grey in 16 bits; conversion alone would cut all above 255 to white
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.mode == "CMYK" and picture.info.get("icc_profile"):
        with suppress(ImageCms.PyCMSError, *DECODER_ERRORS):
            printed = ImageCms.ImageCmsProfile(BytesIO(picture.info["icc_profile"]))
            return ImageCms.profileToProfile(picture, printed, ImageCms.createProfile("sRGB"), outputMode="RGB")
    return picture.convert("RGBA" if picture.has_transparency_data and "RGBA" in modes else "RGB")


def find_traces(file) -> list[str]:
    """What a stored picture holds besides its pixels, by Pillow's names; empty for one that was drawn anew."""
    with file.open("rb") as stored, open_picture(stored) as picture:
        found = [name for name in TRACES if picture.info.get(name)]
        found += [name for name in getattr(picture, "text", {}) if name not in found]
        return [*found, *(["exif"] if picture.getexif() and "exif" not in found else [])]
