"""Attachments of feedback: bounded, known by their content, out of everybody's reach."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from feedback.files import MAX_FILE_SIZE, find_kind, make_safe_name
from feedback.models import CaseFile
from tests.feedback.test_feedback import TEXT, a_file, send
from tests.foundations.picture_files import huge_png, two_photographs

pytestmark = pytest.mark.django_db


def an_archive(**files) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def a_jpeg() -> bytes:
    content = BytesIO()
    Image.new("RGB", (30, 20), "#7d1a1d").save(content, "JPEG")
    return content.getvalue()


ODT = "application/vnd.oasis.opendocument.text"
WORD = {"[Content_Types].xml": "", "word/document.xml": ""}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"\x1b%-12345X@PJL\r\n%PDF-1.7", "pdf"),
        (b"x" * 1024 + b"%PDF-1.7", "pdf"),
        (b"x" * 1025 + b"%PDF-1.7", ""),
        (b"MZ" + b"%PDF-1.7", ""),
        (a_jpeg(), "jpg"),
        (two_photographs(), "jpg"),
        (an_archive(**WORD), "docx"),
        (an_archive(mimetype=ODT, **{"content.xml": ""}), "odt"),
        (an_archive(**WORD, **{"word/vbaProject.bin": ""}), ""),
        (an_archive(mimetype="text/plain", **{"content.xml": ""}), ""),
        (an_archive(a=""), ""),
        (a_jpeg()[:40], ""),
        (b"PK\x03\x04 broken", ""),
        (b"<html><script>alert(1)</script>", ""),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ""),
        (b"GIF89a", ""),
        (b"", ""),
    ],
)
def test_a_file_is_known_by_its_content(content, kind):
    assert find_kind(BytesIO(content)) == kind


@pytest.mark.parametrize(
    ("name", "shown"),
    [("../../etc/Đơn khiếu nại.exe", "Đơn khiếu nại.pdf"), ("C:\\a\\b.docx", "b.pdf"), ("<script>.pdf", "script.pdf")],
)
def test_a_files_name_is_made_harmless(name, shown):
    assert make_safe_name(name, "pdf") == shown


def test_files_lie_outside_the_public_folder_under_names_of_our_own(client, home, settings):
    send(client, files=[a_file(), a_file(a_jpeg(), "ảnh chụp.png")])
    kept = CaseFile.objects.order_by("pk")
    assert [file.name for file in kept] == ["don.pdf", "ảnh chụp.jpg"]
    for file in kept:
        path = Path(file.file.path)
        assert path.is_relative_to(settings.VAR_DIR)
        assert not path.is_relative_to(settings.MEDIA_ROOT)
        assert re.fullmatch(r"[0-9a-f]{32}\.(pdf|jpg)", path.name)
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (an_archive(**WORD, **{"word/vbaProject.bin": ""}), "có macro"),
        (huge_png(9_000, 9_000), "quá nhiều điểm ảnh"),
        (huge_png(), "quá nhiều điểm ảnh"),
        (a_jpeg()[:40], "hoặc tệp đã hỏng"),
    ],
)
def test_a_refused_file_is_told_the_true_reason_once(client, home, content, said):
    answered = send(client, files=[a_file(content, "a.docx")])
    (words,) = answered.context["form"].errors["files"]
    assert said in words and "“a.docx”" in words


def test_too_many_or_too_large_files_are_let_go_and_the_text_stays(client, home):
    large = a_file(b"%PDF-" + b"0" * MAX_FILE_SIZE, "lon.pdf")
    for files, named in [([large], "lon.pdf"), ([a_file(name=f"{number}.pdf") for number in range(4)], "3.pdf")]:
        answered = send(client, files=files)
        text = answered.content.decode()
        assert answered.status_code == 422
        assert named in text
        assert TEXT in text
    assert not CaseFile.objects.exists()
