"""Importing procedures: every shape, update runs, and what is refused, by place and field."""

import csv
import gzip
import io
import json

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from procedures.content import build_content
from procedures.models import Procedure
from procedures.reading import values
from procedures.reading.channel_table import read_channels
from procedures.reading.codes import TypedCode, repair_code
from tests.builders import a_procedure

pytestmark = pytest.mark.django_db

RECORD = {
    "ma_thu_tuc": "1.004884",
    "ten_thu_tuc": "Thủ tục\tđăng ky\u0301 lại khai sinh",
    "linh_vuc": "Hộ tịch",
    "cap_thuc_hien": "Cấp tỉnh, Cấp xã",
    "doi_tuong_thuc_hien": "Công dân Việt Nam, Tổ chức (không bao gồm doanh nghiệp, HTX)",
    "co_quan_thuc_hien": "Ủy ban Nhân dân\u00a0xã,\u00a0phường, Sở Tư pháp",
    "trinh_tu_thuc_hien": "Bước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả.",
    "cach_thuc_thuc_hien": "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến5 Ngày làm việcMiễn phí"
    "(Lệ phí: 135.000 đồng/lần)Trực tiếp7 NgàyKhông có thông tin",
    "thanh_phan_ho_so": "* Giấy tờ phải nộp:Tên giấy tờMẫu đơn, tờ khaiSố lượng- Tờ khai; nộp 01 bản chính.1 bản chính"
    "Giấy khai sinh;ToKhai.docx0 bản chính,1 bản sao",
    "can_cu_phap_ly": "Tên văn bản pháp lýMã văn bảnLuật Doanh nghiệp 202076/2025/QH15Luật 60/2014/QH1360/2014/QH13",
    "ket_qua_xu_ly": "Giấy khai sinhMã: KQ.G15.000032Từ khóaKhông có thông tinMô tảKhông có thông tin",
    "so_quyet_dinh": "163/QĐ-BTP",
}


def run(path, *options):
    output = io.StringIO()
    call_command("import_procedures", path, *options, stdout=output, stderr=output)
    return output.getvalue()


def refused(path) -> str:
    output = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_procedures", path, stdout=output, stderr=output)
    return output.getvalue()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(RECORD), encoding="utf-8")
    return tmp_path


def test_a_record_of_the_portal_is_taken_apart(folder, home):
    assert "1 mới" in run(folder)
    content = build_content(Procedure.objects.get())
    assert content["name"] == "Thủ tục đăng ký lại khai sinh"
    assert content["levels"] == ["tinh", "xa"]
    assert content["subjects"] == ["Tổ chức (không bao gồm doanh nghiệp, HTX)", "Công dân Việt Nam"]
    assert [agency["name"] for agency in content["agencies"]] == ["Ủy ban Nhân dân xã, phường", "Sở Tư pháp"]
    online, direct = content["channels"]
    assert (online["time_amount"], online["time_unit"], online["fee_state"]) == (5, "ngay-lam-viec", "co")
    assert (direct["way"], direct["fee_state"]) == ("truc-tiep", "chua-ro")
    papers = content["cases"][0]["items"]
    assert [(paper["name"], paper["originals"], paper["copies"], paper["form_name"]) for paper in papers] == [
        ("Tờ khai; nộp 01 bản chính.", 1, 0, ""),
        ("Giấy khai sinh;", 0, 1, "ToKhai.docx"),
    ]
    assert [basis["number"] for basis in content["legal_bases"]] == ["76/2025/QH15", "60/2014/QH13"]
    assert content["results"] == [{"name": "Giấy khai sinh", "code": "KQ.G15.000032"}]


def test_a_second_run_changes_nothing(folder, home):
    run(folder)
    before = build_content(Procedure.objects.get())
    assert "0 mới, 0 thay đổi, 1 giữ nguyên" in run(folder)
    assert build_content(Procedure.objects.get()) == before
    assert Procedure.objects.get().latest_revision is None


def test_a_changed_record_becomes_a_revision_and_a_dry_run_stores_nothing(folder, home):
    run(folder)
    (folder / "a.json").write_text(json.dumps({**RECORD, "trinh_tu_thuc_hien": "Bước 1: Khác."}), encoding="utf-8")
    assert "1 thay đổi" in run(folder, "--dry-run")
    assert Procedure.objects.get().steps.startswith("Bước 1: Nộp")
    assert "1.004884: trình tự thực hiện" in run(folder)
    assert Procedure.objects.get().steps == "Bước 1: Khác."
    assert Procedure.objects.get().latest_revision is not None


def test_what_is_gone_is_proposed_and_never_done(folder, home):
    gone = a_procedure()
    assert f"{gone.code} không còn trong nguồn" in run(folder, "--complete")
    assert Procedure.objects.get(pk=gone.pk).live
    assert "không còn trong nguồn: đề nghị" not in run(folder)


def test_our_own_export_comes_back_as_it_was(client, folder, home, tmp_path):
    run(folder)
    exported = b"".join(client.get("/thu-tuc-hanh-chinh/tai-ve/json/").streaming_content)
    path = tmp_path / "xuat.json"
    path.write_bytes(exported)
    assert "1 giữ nguyên" in run(path)
    Procedure.objects.all().delete()
    run(path)
    assert build_content(Procedure.objects.get()) == json.loads(exported)[0]


BAD = {
    "cut.json": (b'{"ma_thu_tuc": "1.0048', "bị cắt ngang"),
    "utf16.json": ('{"ma_thu_tuc": ""}'.encode("utf-16"), "UTF-16"),
    "latin.json": ('{"ma_thu_tuc": "ộ"}'.encode() + b"\xe9", "UTF-8"),
    "list.json": (b"[1]", "đối tượng JSON"),
    "nan.json": (b'{"ma_thu_tuc": NaN}', "không phải JSON"),
    "shape.json": (b'{"x": 1}', "không nhận ra mẫu"),
    "code.json": (json.dumps({**RECORD, "ma_thu_tuc": "abc"}).encode(), "“abc” không phải mã thủ tục"),
    "name.json": (json.dumps({**RECORD, "ten_thu_tuc": ""}).encode(), "tên thủ tục: thiếu tên"),
    "huge.json": (
        json.dumps({**RECORD, "trinh_tu_thuc_hien": "x" * 1_000_000}).encode(),
        "trinh_tu_thuc_hien: dài quá",
    ),
    "type.json": (json.dumps({**RECORD, "ma_thu_tuc": ["1"]}).encode(), "ma_thu_tuc: phải là văn bản, không phải danh"),
    "own.json": (b'{"code": "1.000001", "name": "A", "checked_on": "2026-02-31"}', "checked_on: ngày “2026-02-31”"),
    "word.json": (
        json.dumps(
            {
                "metadata": {"mã_thủ_tục": "1.000002", "tên_thủ_tục": "A"},
                "content": {},
                "tables": {"can_cu_phap_ly": [{"so_ky_hieu": "1", "ngay_ban_hanh": "31-02-2020"}]},
            }
        ).encode(),
        "căn cứ pháp lý: ngày “31-02-2020”",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_named_by_file_and_field_and_nothing_is_stored(folder, home, name):
    raw, reason = BAD[name]
    (folder / name).write_bytes(raw)
    said = refused(folder)
    assert name in said
    assert reason in said
    assert not Procedure.objects.exists()


def test_all_that_is_wrong_is_said_at_once(folder, home):
    for name, (raw, _reason) in BAD.items():
        (folder / name).write_bytes(raw)
    said = refused(folder)
    assert [name for name in BAD if name not in said] == []


def test_one_code_twice_is_refused_with_both_places(folder, home):
    (folder / "b.json").write_text(json.dumps(RECORD))
    assert "mã 1.004884 đã có ở a.json" in refused(folder)


def test_a_cut_archive_is_refused(tmp_path, home):
    whole = gzip.compress("\n".join(json.dumps({**RECORD, "ma_thu_tuc": f"1.{n:06}"}) for n in range(500)).encode())
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(whole[: len(whole) // 2])
    assert "bị cắt ngang" in refused(path)
    assert not Procedure.objects.exists()


HEAD = [
    ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập", None],
    [
        "STT",
        "Mã thủ tục",
        "Tên thủ tục hành chính",
        "Thời hạn giải quyết",
        "Địa điểm thực hiện",
        "Phí, lệ phí",
        "Cơ quan thực hiện",
    ],
]


def a_workbook(path, rows):
    workbook = Workbook()
    for row in [*HEAD, *rows]:
        workbook.active.append(row)
    workbook.active.merge_cells("A1:F1")
    workbook.save(path)
    return path


def test_an_annex_in_excel_is_read(tmp_path, home):
    rows = [
        ["I", "Lĩnh vực hộ tịch"],
        [
            1,
            2.00072,
            "Đăng ký\nkhai sinh",
            "05 ngày làm việc",
            "Trực tiếp hoặc trực tuyến",
            "Không",
            "UBND cấp xã\nSở Tư pháp",
        ],
        [2, "1.013.978", "Cấp bản sao", "Trong ngày", "Bưu chính", "8.000 đồng/bản", ""],
        ["II. LĨNH VỰC ĐẤT ĐAI", None, None],
        [1, "1.012812", "Hòa giải", "", "", "", ""],
    ]
    said = run(a_workbook(tmp_path / "a.xlsx", rows))
    assert "3 mới" in said
    assert "mã ghi “2.00072”, hiểu là 2.000720" in said
    born, copy, land = (
        build_content(Procedure.objects.get(code=code)) for code in ("2.000720", "1.013978", "1.012812")
    )
    assert (born["name"], born["field"], land["field"]) == ("Đăng ký khai sinh", "Hộ tịch", "Đất đai")
    assert [(each["way"], each["time_amount"], each["fee_state"]) for each in born["channels"]] == [
        ("truc-tiep", 5, "mien-phi"),
        ("truc-tuyen", 5, "mien-phi"),
    ]
    assert copy["channels"][0]["fees"][0]["note"] == "8.000 đồng/bản"
    assert [agency["name"] for agency in born["agencies"]] == ["UBND cấp xã", "Sở Tư pháp"]
    assert land["channels"] == []


def test_a_list_leaves_alone_what_it_does_not_speak_of(tmp_path, folder, home):
    run(folder)
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([["Mã số", "Tên", "Cơ quan ban hành"], ["1.004884", "Tên mới", "Bộ Tư pháp"]])
    run(path)
    content = build_content(Procedure.objects.get())
    assert content["name"] == "Tên mới"
    assert content["steps"]
    assert [(agency["role"], agency["name"]) for agency in content["agencies"]] == [
        ("thuc-hien", "Ủy ban Nhân dân xã, phường"),
        ("thuc-hien", "Sở Tư pháp"),
        ("ban-hanh", "Bộ Tư pháp"),
    ]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([[1, "abc", "A"]], "dòng 3: mã thủ tục: “abc” không phải mã"),
        ([[1, None, "A", "x"]], "dòng 3: mã thủ tục: thiếu mã"),
        ([[1, "1.000001", None, "x"]], "dòng 3: tên thủ tục: thiếu tên"),
        ([[1, "1.000001", "A"], [2, "1.000001", "B"]], "dòng 4: mã thủ tục: mã 1.000001 đã có ở a.xlsx, dòng 3"),
        ([[1, "1.00072", "A"], [2, "1.000720", "B"]], "dòng 4: mã thủ tục: mã 1.000720 đã có"),
    ],
)
def test_a_wrong_row_is_named(tmp_path, home, rows, reason):
    assert reason in refused(a_workbook(tmp_path / "a.xlsx", rows))
    assert not Procedure.objects.exists()


def test_other_files_are_refused_with_a_sentence(tmp_path, home):
    a_workbook(tmp_path / "whole.xlsx", [])
    files = {
        "cut.xlsx": ((tmp_path / "whole.xlsx").read_bytes()[:2000], "cắt ngang"),
        "long.csv": (("Mã số,Tên\n1.000001," + "x" * 1_000_000).encode(), "dòng 2: Tên: ô dài"),
        "heads.csv": (b"a,b\n1,2", "không thấy dòng tiêu đề"),
        "latin.csv": ("Mã số,Tên\n1.000001,".encode() + b"\xe9\xff", "UTF-8"),
        "old.xls": (b"\xd0\xcf", "chỉ đọc tệp .xlsx và .csv"),
    }
    for name, (raw, reason) in files.items():
        (tmp_path / name).write_bytes(raw)
        assert reason in refused(tmp_path / name)
    assert "không có tệp" in refused(tmp_path / "missing.csv")


def test_codes_are_mended_only_where_it_is_sure():
    assert repair_code("2.00072") == "2.000720"
    assert repair_code("1.013.978") == "1.013978"
    assert repair_code("1.004194.000.00.00.H34") == "1.004194.000.00.00.H34"
    assert repair_code("1.0133611") == "1.0133611"
    assert repair_code("khai sinh") is None
    assert TypedCode("200072").means("2.000720")
    assert not TypedCode("200072").means("2.000721")


def test_free_is_what_is_said_to_be_free():
    said = lambda text: read_channels(f"Trực tiếp5 Ngày{text}")[0][0]["fee_state"]  # noqa: E731
    assert said("Miễn phí") == "mien-phi"
    assert said("Miễn phí(Không có)") == "mien-phi"
    assert said("Miễn phí(Mức lệ phí do Hội đồng nhân dân tỉnh quyết định.)") == "co"
    assert said("Miễn phí(Lệ phí: 135.000 đồng/lần)") == "co"
    assert said("Không có thông tin") == "chua-ro"
    assert said("150,000 Việt Nam Đồng") == "co"
    assert values.parse_fee_state([], said_free=False) == "chua-ro"
