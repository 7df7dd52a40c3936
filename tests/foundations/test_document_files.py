"""Files to download: what is not what its name says is refused, in every way of uploading."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import UploadedFile

from foundations.file_kinds import signatures
from foundations.uploads.documents import check_document
from tests.builders import an_administrator

WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}
SHEET = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<c/>"}


def packed(parts: dict[str, bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return content.getvalue()


def a_file(name, content) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("quyet-dinh.pdf", b"%PDF-1.7\n"),
        ("may-in.pdf", b"\x1b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n%PDF-1.4\n"),
        ("tai-ve.pdf", b"x" * 1024 + b"%PDF-1.4\n"),
        ("QUYET DINH.DOCX", packed(WORD)),
        ("so-lieu.xlsx", packed(SHEET)),
        ("to-trinh.odt", packed(ODT)),
        ("cong-van.doc", signatures.OLE + bytes(600)),
        ("don.doc", b"{\\rtf1 Don}"),
        ("so-lieu.csv", "đơn vị;điểm\nSở Nội vụ;92,44".encode()),
        ("ho-so.zip", packed({"quyet-dinh.pdf": b"%PDF-1.7"})),
    ],
)
def test_a_file_that_is_what_its_name_says_is_taken(name, content):
    file = a_file(name, content)
    check_document(file)
    assert file.read() == content


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("quyet-dinh.pdf", b"MZ\x90\x00" + bytes(200), "không phải là .pdf"),
        ("quyet-dinh.pdf", b"MZ\x90\x00" + bytes(200) + b"%PDF-1.4", "không phải là .pdf"),
        ("quyet-dinh.pdf", b"x" * 1025 + b"%PDF-1.4", "không phải là .pdf"),
        ("mat.docx", signatures.OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "có mật khẩu"),
        ("quyet-dinh.docx", b"MZ\x90\x00" + bytes(200), "không phải là .docx"),
        ("quyet-dinh.docx", packed(SHEET), "không phải là .docx"),
        ("to-trinh.odt", packed(WORD), "không phải là .odt"),
        ("so-lieu.xls", b"<html><table></table>", "không phải là .xls"),
        ("ghi-chu.txt", b"\x7fELF\x00\x00", "không phải là .txt"),
        ("ho-so.zip", packed(WORD)[:60], "không phải là .zip"),
        ("mau.docx", packed({**WORD, "word/vbaProject.bin": b"x"}), "macro"),
        ("ho-so.zip", packed({"ảnh/CAI-DAT.EXE": b"MZ"}), "“ảnh/CAI-DAT.EXE”"),
        ("ho-so.zip", packed({"<img src=x onerror=alert(1)>.exe": b"MZ"}), "“img srcx onerroralert(1).exe”"),
        ("so-lieu.xlsx", packed({**SHEET, "xl/a.xml": bytes(30_000_000)}), "quá lớn (28,6"),
    ],
)
def test_a_file_that_is_something_else_is_refused_in_a_sentence(name, content, said):
    with pytest.raises(ValidationError) as refusal:
        check_document(a_file(name, content))
    assert said in refusal.value.message


def test_a_heavy_file_is_refused_with_both_sizes(settings):
    settings.DOCUMENTS_MAX_UPLOAD_SIZE = 1000
    with pytest.raises(ValidationError, match="mỗi tệp chỉ được đến 1000"):
        check_document(a_file("a.txt", b"x" * 2000))


@pytest.mark.django_db
def test_a_disguised_file_is_refused_by_every_way_and_leaves_nothing(client, home):
    client.force_login(an_administrator())
    before = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    many = client.post(reverse("wagtaildocs:add_multiple"), {"files[]": a_file("a.pdf", b"MZ"), "title": "a"}).json()
    assert not many["success"] and "không phải là .pdf" in many["error_message"]
    form = {"document-chooser-upload-title": "a", "document-chooser-upload-file": a_file("a.pdf", b"MZ")}
    assert "không phải là .pdf" in client.post(reverse("wagtaildocs_chooser:create"), form).json()["htmlFragment"]
    named = client.post(reverse("wagtaildocs:add_multiple"), {"files[]": a_file("a.exe", b"MZ"), "title": "a"}).json()
    assert not named["success"] and "exe" in named["error_message"]
    form = {"title": "a", "file": a_file("a.pdf", b"MZ")}
    assert "không phải là .pdf" in client.post(reverse("wagtaildocs:add"), form).content.decode()
    assert not Document.objects.exists() and not UploadedFile.objects.exists()
    assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} == before


@pytest.mark.django_db
def test_each_refusal_is_one_sentence(client, home):
    client.force_login(an_administrator())
    refused = "Nội dung tệp không phải là .pdf như tên gọi. Hãy mở tệp, lưu lại đúng loại rồi tải lên."
    many = client.post(reverse("wagtaildocs:add_multiple"), {"files[]": a_file("a.pdf", b"MZ"), "title": "a"}).json()
    assert many["error_message"] == refused
    form = {"title": "a", "file": a_file("a.pdf", b"MZ"), "collection": 1}
    answer = client.post(reverse("wagtaildocs:add"), form)
    assert answer.context["form"].errors == {"file": [refused]}
    nothing = client.post(reverse("wagtaildocs:add"), {"title": "a", "collection": 1})
    assert len(nothing.context["form"].errors["file"]) == 1
    named = client.post(reverse("wagtaildocs:add_multiple"), {"files[]": a_file("a.exe", b"MZ"), "title": "a"}).json()
    assert "phần mở rộng “exe”" in named["error_message"] and "\n" not in named["error_message"]


@pytest.mark.django_db
def test_a_true_file_is_stored(client, home):
    client.force_login(an_administrator())
    answer = client.post(
        reverse("wagtaildocs:add_multiple"), {"files[]": a_file("a.pdf", b"%PDF-1.7"), "title": "a"}
    ).json()
    assert answer["success"]
    with Document.objects.get().file.open() as stored:
        assert stored.read() == b"%PDF-1.7"
