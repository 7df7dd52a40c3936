"""Files of forms: attached to the papers that name them, each content once, through the checks of every upload."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.documents import get_document_model

from foundations.legal_documents.models import LegalDocument
from procedures.form_files import attach_forms
from procedures.form_sources import UnusableSourceError, make_name_key
from procedures.models import DossierItem, Procedure
from procedures.reading.legal_table import strip_kind
from tests.procedures.test_procedure_import import RECORD

pytestmark = pytest.mark.django_db
Document = get_document_model()
HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"


def a_docx(words: str) -> bytes:
    """What the check of uploads takes for a Word file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<document>{words}</document>")
    return content.getvalue()


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def records(tmp_path, home, media):
    """Two procedures with four papers; the folder of their records."""
    folder = tmp_path / "records"
    folder.mkdir()
    papers = {
        "1.004884": f"{HEAD}- Tờ khai đăng kýTo khai.docx1 bản chínhĐơn đề nghịMẫu số 12.docx1 bản chính",
        "1.004885": f"{HEAD}Đơn đề nghịMẫu số 12.docx1 bản chínhGiấy báoGiay bao.doc1 bản chính",
    }
    for code, text in papers.items():
        record = RECORD | {"ma_thu_tuc": code, "ten_thu_tuc": f"Thủ tục {code}", "thanh_phan_ho_so": text}
        (folder / f"{code}.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


@pytest.fixture
def forms(tmp_path):
    folder = tmp_path / "forms"
    (folder / "sub").mkdir(parents=True)
    (folder / "TO  KHAI.docx").write_bytes(a_docx("tờ khai"))
    (folder / "sub" / unicodedata.normalize("NFD", "Mẫu số 12.docx")).write_bytes(a_docx("mẫu"))
    (folder / "Giay bao.docx").write_bytes(a_docx("không phải .doc"))
    (folder / ".DS_Store").write_bytes(b"x")
    return folder


def run(folder, *options) -> str:
    output = io.StringIO()
    call_command("import_procedures", folder, *options, stdout=output, stderr=output)
    return output.getvalue()


def attached() -> list[tuple[str, str, str]]:
    rows = DossierItem.objects.order_by("case__procedure__code", "sort_order").values_list(
        "case__procedure__code", "form_name", "form__title"
    )
    return [(code, name, title or "") for code, name, title in rows]


def test_files_are_found_by_name_whatever_its_spelling_and_stored_once(records, forms):
    out = run(records, "--forms", forms)
    assert attached() == [
        ("1.004884", "To khai.docx", "To khai.docx"),
        ("1.004884", "Mẫu số 12.docx", "Mẫu số 12.docx"),
        ("1.004885", "Mẫu số 12.docx", "Mẫu số 12.docx"),
        ("1.004885", "Giay bao.doc", ""),
    ]
    assert Document.objects.count() == 2
    assert "Mẫu đơn: 3 được gắn tệp, 0 đã có tệp, 1 chưa có tệp" in out
    assert "1.004885: Giay bao.doc: chưa có tệp" in out
    assert "Không giấy tờ nào nêu tệp Giay bao.docx" in out


def test_a_second_run_attaches_what_was_left_and_nothing_twice(records, forms):
    run(records, "--forms", forms)
    outcome = attach_forms(forms)
    assert (outcome.attached, outcome.known, len(outcome.missing)) == ([], 3, 1)
    other = Document.objects.first()
    (forms / "Giay bao.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600)
    assert attach_forms(forms).attached == [("1.004885", "Giay bao.doc")]
    assert Document.objects.count() == 3
    assert other.pk in Document.objects.values_list("pk", flat=True)


def test_the_public_page_offers_the_file_or_says_that_there_is_none(records, forms, client):
    run(records, "--forms", forms)
    page = client.get(reverse("procedure", args=["1.004885"])).content.decode()
    document = Document.objects.get(title="Mẫu số 12.docx")
    assert f'href="{document.url}"' in page
    assert "Giay bao.doc (chưa có tệp)" in page


def test_a_file_that_no_upload_may_hold_is_refused_with_the_reason(records, forms):
    (forms / "TO  KHAI.docx").write_bytes(b"MZ a program")
    out = run(records, "--forms", forms)
    assert "Không nhận tệp TO  KHAI.docx: Nội dung tệp không phải là .docx như tên gọi." in out
    assert ("1.004884", "To khai.docx", "") in attached()


def test_two_files_of_one_name_are_told_apart_by_folders_named_after_codes(records, forms):
    (forms / "1.004885.000.00.00.H34").mkdir()
    (forms / "1.004885.000.00.00.H34" / "Mẫu số 12.docx").write_bytes(a_docx("mẫu của 1.004885"))
    run(records, "--forms", forms)
    items = DossierItem.objects.filter(form_name="Mẫu số 12.docx").order_by("case__procedure__code")
    assert len({item.form_id for item in items}) == 2
    (forms / "mau").mkdir()
    (forms / "mau" / "Mẫu số 12.docx").write_bytes(a_docx("mẫu khác"))
    DossierItem.objects.update(form=None)
    (problem,) = attach_forms(forms).refused
    assert "Nhiều tệp cùng tên, khác nội dung" in problem.message


def a_zip(path, files: dict[str, bytes]):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_zip_is_read_like_a_folder(records, tmp_path):
    path = a_zip(tmp_path / "forms.zip", {"a/Mẫu số 12.docx": a_docx("mẫu"), "__MACOSX/._To khai.docx": b"x"})
    run(records, "--forms", path)
    assert [name for _code, _name, name in attached()] == ["", "Mẫu số 12.docx", "Mẫu số 12.docx", ""]


def test_a_zip_bomb_and_what_is_no_zip_are_refused_in_a_sentence(records, tmp_path):
    run(records)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("To khai.docx", b"0" * 20_000_000)
    with pytest.raises(UnusableSourceError, match="quá lớn"):
        attach_forms(tmp_path / "bomb.zip")
    (tmp_path / "not.zip").write_bytes(b"no archive")
    with pytest.raises(UnusableSourceError, match="không phải thư mục hay tệp ZIP"):
        attach_forms(tmp_path / "not.zip")
    with pytest.raises(CommandError, match="chưa gắn được mẫu đơn"):
        run(records, "--forms", tmp_path / "nowhere")


def test_nothing_outside_the_folder_is_read(records, forms, tmp_path):
    secret = tmp_path / "Giay bao.doc"
    secret.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 secret")
    (forms / "Giay bao.doc").symlink_to(secret)
    run(records, "--forms", forms)
    assert attached()[-1] == ("1.004885", "Giay bao.doc", "")
    path = a_zip(tmp_path / "forms.zip", {"../../Giay bao.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 in the archive"})
    assert attach_forms(path).attached == []


def test_the_versions_of_a_procedure_hold_the_form_too(records, forms):
    run(records)
    procedure = Procedure.objects.get(code="1.004885")
    procedure.save_revision().publish()
    draft = Procedure.objects.get(code="1.004884")
    draft.notes = "nháp"
    draft.save_revision()
    attach_forms(forms)
    for code in ("1.004884", "1.004885"):
        procedure = Procedure.objects.get(code=code)
        latest = procedure.get_latest_revision_as_object()
        titles = [item.form.title for case in latest.cases.all() for item in case.items.all() if item.form]
        assert "Mẫu số 12.docx" in titles
    assert Procedure.objects.get(code="1.004884").has_unpublished_changes


def test_a_later_import_that_changes_the_papers_keeps_the_files(records, forms):
    run(records, "--forms", forms)
    path = records / "1.004885.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["thanh_phan_ho_so"] = (
        f"{HEAD}Bản đồ1 bản chínhĐơn mớiMẫu số 12.docx1 bản chínhGiấy báoGiay bao.doc1 bản chính"
    )
    path.write_text(json.dumps(record), encoding="utf-8")
    assert "1 thay đổi" in run(records)
    procedure = Procedure.objects.get(code="1.004885")
    for version in (procedure, procedure.get_latest_revision_as_object()):
        titles = [item.form and item.form.title for case in version.cases.all() for item in case.items.all()]
        assert titles == [None, "Mẫu số 12.docx", None]


def test_a_trial_stores_nothing(records, forms):
    run(records)
    out = run(records, "--forms", forms, "--dry-run")
    assert "3 được gắn tệp" in out
    assert Document.objects.count() == 0


def test_a_form_with_a_very_long_name_is_stored(records, forms):
    run(records)
    name = f"PHỤ LỤC {'ĐĂNG KÝ ' * 13}.docx"
    DossierItem.objects.filter(form_name="Giay bao.doc").update(form_name=name)
    (forms / name).write_bytes(a_docx("dài"))
    assert ("1.004885", name) in attach_forms(forms).attached
    assert Document.objects.get(title=name).filename.endswith(".docx")


def test_keys_of_names():
    assert make_name_key("Mẫu  số 12.DOCX") == make_name_key(unicodedata.normalize("NFD", "mẫu số12.docx"))
    assert make_name_key("a.doc") != make_name_key("a.docx")


# -- Legal bases and related procedures


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("21/2015/TT-BNNPTNT", "21/2015/TT–BNNPTNT"),
        ("63/2010/NĐ-CP", "63/2010/ND-CP"),
        ("05/2020/TT-BTP", "5/2020/tt-btp"),
        ("1234/QĐ-BNN-TCLN", "1234 / QĐ - BNN - TCLN"),
        ("60/2014/QH13", "60/2014/QH13"),
        ("104/2024/TT-BQP", "104/2024/TT-BQP"),
    ],
)
def test_legal_bases_lead_to_the_document_of_that_number(written, stored, home, tmp_path, client):
    document = LegalDocument(
        number=stored, kind="thong-tu", agency="Bộ", issued_on=date(2024, 1, 2), abstract="Về việc thử", number_key=""
    )
    document.save()
    near = LegalDocument(number=f"1{stored}", kind="thong-tu", agency="Bộ", issued_on=date(2024, 1, 2), abstract="Khác")
    near.save()
    bases = f"Tên văn bản pháp lýMã văn bảnQuy định thử nghiệm{written}"
    (tmp_path / "a.json").write_text(json.dumps(RECORD | {"can_cu_phap_ly": bases}), encoding="utf-8")
    run(tmp_path)
    page = client.get(reverse("procedure", args=["1.004884"])).content.decode()
    assert f'<a href="{document.get_absolute_url()}">{written}</a>' in page
    assert near.get_absolute_url() not in page
    assert "Thủ tục đăng ký lại khai sinh" in client.get(document.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("1.001193", "1.001193"),
        ("1.001193", "1.001193.000.00.00.H34"),
        ("1.001193.000.00.00.H34", "1.001193"),
    ],
)
def test_related_procedures_are_found_by_code_in_any_length(listed, written, home, tmp_path):
    for code, name, related in (
        ("1.004884", "Thủ tục một", f"- {written} - Đăng ký khai sinh\n- Cấp bản sao ({written})"),
        (listed, "Thủ tục hai", "Không có thông tin"),
    ):
        record = RECORD | {"ma_thu_tuc": code, "ten_thu_tuc": name, "thu_tuc_lien_quan": related}
        (tmp_path / f"{code}.json").write_text(json.dumps(record), encoding="utf-8")
    out = run(tmp_path)
    assert "0/2 bản ghi" in out
    found = Procedure.objects.get(code="1.004884").find_related()
    assert [(row.code, row.name, match.code) for row, match in found] == [
        (written, "Đăng ký khai sinh", listed),
        (written, "Cấp bản sao", listed),
    ]


def test_the_kind_of_a_document_is_no_part_of_its_number():
    assert strip_kind("Thông tư số 104/2024/TT-BQP") == "104/2024/TT-BQP"
    assert strip_kind("Luật 47/2014/QH13") == "47/2014/QH13"
    assert strip_kind("Luật Cư trú") == "Luật Cư trú"
