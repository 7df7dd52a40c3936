"""Records of the national portal whose cells a crawler ran together: each kind of fault that was seen, read rightly."""

import json
import re
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from procedures.content import build_content
from procedures.models import Procedure
from procedures.reading import channel_table, dossier_table, legal_table, related_table, values
from procedures.reading.accounting import Account, check_account
from procedures.reading.document_numbers import find_numbers
from procedures.reading.form_names import split_forms
from procedures.reading.problems import RefusedRecordError
from procedures.reading.remarks import RemarkKind
from procedures.reading.shapes import read
from tests.procedures.procedure_records import CASES, own_records


def test_the_reading_knows_nothing_of_what_is_stored():
    """It is an app below `procedures`: a model whose columns must hold a record is handed in."""
    folder = Path(channel_table.__file__).parent
    upward = re.compile(r"(?:from|import) procedures(?!\.reading)", re.M)
    imports = {path.name: upward.findall(path.read_text(encoding="utf-8")) for path in folder.glob("*.py")}
    assert len(imports) > 20
    assert not {name for name, found in imports.items() if found}


def channels(text):
    return channel_table.read_channels(channel_table.HEAD + text)[0]


def papers(text):
    return [item for case in dossier_table.read_cases(dossier_table.HEAD + text)[0] for item in case["items"]]


def bases(text, known=()):
    rows, _remarks = legal_table.read_legal_bases(legal_table.HEAD + text, known)
    return [(row["title"], row["number"]) for row in rows]


def case(name):
    """The text of one of the written cases."""
    lines = (CASES / "run-together.txt").read_text(encoding="utf-8").splitlines()
    line = next(line for line in lines if line.split()[:1] == [name])
    return line.split(" | ", 1)[1].split("   -> ")[0].replace("(line break)", "\n")


def short(rows):
    return [(row["way"], row["time_amount"] or row["time_text"], row["fee_state"], row["description"]) for row in rows]


def test_each_channel_has_its_own_row_whatever_stands_before_it():
    after_blank, after_break = channels(case("D1a")), channels(case("D1b"))
    assert short(after_blank) == [
        ("truc-tuyen", 7, "co", "Kể từ ngày nhận đủ hồ sơ."),
        ("truc-tiep", 7, "co", "Nộp tại quầy"),
    ]
    assert [fee["amount"] for row in after_blank for fee in row["fees"]] == [450_000, 450_000]
    assert short(after_break) == [
        ("truc-tuyen", 7, "mien-phi", "Qua cổng"),
        ("buu-chinh", 7, "mien-phi", "Qua bưu điện"),
    ]


def test_a_way_in_a_sentence_is_no_row():
    text = (
        "Trực tuyến5 NgàyMiễn phí+ Trực tiếp: nộp tại quầy. + Trực tuyến: nộp qua cổng. Trực tiếp 7 ngày nếu nộp chậm."
    )
    assert len(channels(text)) == 1


def test_a_time_without_a_number_is_kept_as_text():
    waived = "Không phải trả kết quả cho người nộp thuế"
    assert short(channels(case("D2"))) == [
        ("truc-tuyen", waived, "mien-phi", "Qua cổng"),
        ("truc-tiep", waived, "mien-phi", "Tại quầy"),
    ]
    assert short(channels("Trực tiếpKhông Không có thông tinTại quầyTrực tuyếnKhông quy địnhMiễn phíQua cổng")) == [
        ("truc-tiep", "Không", "chua-ro", "Tại quầy"),
        ("truc-tuyen", "Không quy định", "mien-phi", "Qua cổng"),
    ]


@pytest.mark.parametrize("time", ["30 Phút", "3-5 Ngày", "Trong thời hạn 05 ngày làm việc", "Trong ngày"])
def test_times_of_other_kinds_are_kept_as_they_stand(time):
    rows = channels(f"Trực tuyến{time}Miễn phíQua cổng. Trực tiếp{time}450,000 VNĐTại quầy")
    assert [(row["time_text"], row["description"]) for row in rows] == [(time, "Qua cổng."), (time, "Tại quầy")]


def test_a_table_that_cannot_be_told_apart_is_kept_whole_and_reported():
    rows, remarks = channel_table.read_channels(channel_table.HEAD + "Trực tiếpTheo lịch hẹnNộp tại quầy")
    assert short(rows) == [("truc-tiep", "", "chua-ro", "Theo lịch hẹnNộp tại quầy")]
    assert [remark.kind for remark in remarks] == [RemarkKind.CELLS]
    rows, remarks = channel_table.read_channels(channel_table.HEAD + "Nộp qua người khác 7 ngày")
    assert rows == []
    assert [(remark.kind, remark.words) for remark in remarks] == [(RemarkKind.UNPLACED, "Nộp qua người khác 7 ngày")]


def test_a_time_and_a_sum_without_a_unit_between_them_stay_as_they_are():
    rows, remarks = channel_table.read_channels("Trực tuyến120 VNĐ(20.000 đồng)Trực tiếp7450,000 VNĐ")
    assert short(rows) == [("truc-tuyen", "", "co", "120 VNĐ(20.000 đồng)"), ("truc-tiep", "", "co", "7450,000 VNĐ")]
    assert [remark.kind for remark in remarks] == [RemarkKind.TIME_AND_FEE] * 2


def test_what_names_sums_is_not_free():
    (row,) = channels(case("D3"))
    assert row["fee_state"] == "co"
    assert "250.000 đ/lần" in row["fees"][0]["note"]
    assert "400.000 đ/lần" in row["fees"][0]["note"]
    assert row["description"] == "Nộp tại quầy"
    (row,) = channels("Trực tiếp5 NgàyMiễn phíPhí: 500.000 đồng/hồ sơ")
    assert (row["fee_state"], row["description"]) == ("co", "Phí: 500.000 đồng/hồ sơ")
    (row,) = channels("Trực tiếp5 NgàyMiễn phíVốn dưới 15 tỷ đồng thì nộp tại tỉnh")
    assert row["fee_state"] == "mien-phi"


def test_sums_keep_their_cents_and_currency():
    (row,) = channels("Trực tiếp5 Ngày12.50 USD(/lần)1,500,000 Việt Nam ĐồngTại quầy")
    assert [(fee["amount"], fee["currency"], fee["note"]) for fee in row["fees"]] == [
        ("12.5", "USD", "/lần"),
        (1_500_000, "đồng", ""),
    ]


def test_numbers_of_documents_are_whole():
    assert bases(case("D4a")) == [
        ("quy định về quản lý thuốc", "21/2015/TT-BNNPTNT"),
        ("quy định chi tiết một số điều", "07/2026/TT-BNNMT"),
    ]
    assert bases(case("D4b")) == [("Luật sửa đổi 15 luật", "146/2025/QH15"), ("Luật Thú y", "79/2015/QH13")]


AMENDED = "Hướng dẫn số 24/2012/NĐ-CP được sửa đổi bởi Nghị định số 232/2025/NĐ-CP"
LEGAL_ROWS = [
    [("Luật 54/2014/QH13", "54/2014/QH13")],
    [("Luật Doanh nghiệp 2020", "76/2025/QH15")],
    [("Luật Đất đai ngày 18/01/2024;", "31/2024/QH15")],
    [("QUY ĐỊNH MỨC THU", "64/2025/TT-BTC"), ("QUY ĐỊNH KHÁC", "25/2021/TT-BTC")],
    [(AMENDED, "34/2025/TT-NHNN")],
    [("Luật", "28/2023/QH15"), ("Luật Bảo vệ thực vật", "41/2013/QH13")],
    [("của Chính phủ", "167/2025")],
    [("Quy định", "66.7/2025/NQ-CP"), ("Về thuế", "15/VBHN-BTC"), ("Về Đảng", "12-NQ/TW")],
    [("Quyết định 24/QĐ-UBND của tỉnh", "")],
]


@pytest.mark.parametrize("rows", LEGAL_ROWS)
def test_rows_of_legal_bases_come_back_as_they_were(rows):
    assert bases("".join(cell for row in rows for cell in row)) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Luật Thú y 41/2013/QH13Thông tư 2/2026/TT-BTC", [("Luật Thú y", "41/2013/QH13"), ("", "2/2026/TT-BTC")]),
        ("LuậtLuật 18/2017/QH14", [("Luật", "18/2017/QH14")]),
        ("Về phí\nThông tư số 01/2026/TT-BNNMT", [("Về phí", "01/2026/TT-BNNMT")]),
    ],
)
def test_rows_of_legal_bases(text, rows):
    assert bases(text) == rows


def test_rows_that_cannot_be_told_apart_are_kept_whole_and_reported():
    rows, remarks = legal_table.read_legal_bases("Thông tư80Nghị định 59/2018/NĐ-CP59/2018/NĐ-CP")
    assert [(row["title"], row["number"]) for row in rows] == [("Thông tư80Nghị định 59/2018/NĐ-CP", "59/2018/NĐ-CP")]
    assert [remark.kind for remark in remarks] == [RemarkKind.NUMBER]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1/2020/TT-BNNPTNTquy", "1/2020/TT-BNNPTNT"),
        ("1/2020/QĐ-XYZQuy", "1/2020/QĐ-XYZ"),
        ("1/2020/QĐ-SNVPhê", "1/2020/QĐ-SNV"),
        ("1/2020/TT-BCATHÔNG", "1/2020/TT-BCA"),
        ("1/2020/TTLT-BTP-BCA-BYTThông", "1/2020/TTLT-BTP-BCA-BYT"),
        ("1/2020/QĐ-TTgvề", "1/2020/QĐ-TTg"),
        ("1/2020/UBTVQH15Về", "1/2020/UBTVQH15"),
        ("1/2020/QĐ-ABChướng dẫn", "1/2020/QĐ-ABC"),
        ("1/2020/N\u00d0-CPquy", "1/2020/N\u00d0-CP"),  # an Icelandic letter
        ("25/2023/TT- BKHĐT ngày", "25/2023/TT-BKHĐT"),
        ("1/2020/NĐ-CP-Quy định", "1/2020/NĐ-CP"),
    ],
)
def test_a_number_ends_where_its_symbol_ends(text, number):
    assert [found.number for found in find_numbers(text)] == [number]


def test_numbers_are_checked_against_those_the_record_gives_apart():
    data = {**next(own_records()), "so_hieu": ["07/2026/TT-BNNMT", "146/2025/QH15", "79/2015/QH13", "54/2014/QH13"]}
    remarks = [(remark.kind, remark.words) for remark in read(data, Procedure)["remarks"]]
    assert remarks == [(RemarkKind.NUMBER_DIFFERS, "21/2015/TT-BNNPTNT")]
    assert bases("Về X1/2020/QĐ-LẠQuy định khác2/2020/NĐ-CP", ["1/2020/QĐ-LẠ"])[0] == ("Về X", "1/2020/QĐ-LẠ")


@pytest.mark.parametrize(
    ("name", "paper", "form"),
    [
        ("D5a", "Văn bản đề nghị công bố đưa bến xe khách vào khai thác theo mẫu", "Don_TT1.docx"),
        ("D5b", "Tờ khai ban hành kèm theo Thông tư số 22/2023/TT-BCA ngày 30/6/2023 của Bộ Công an.", "NA5.doc"),
        ("D5c", "Đơn khai báo kiểm dịch nhập khẩu", "Mau 03 TS. Don khai bao kiem dich dong vat.docx"),
    ],
)
def test_papers_and_their_forms_keep_their_whole_names(name, paper, form):
    (item,) = papers(case(name))
    assert (item["name"], item["form_name"], item["originals"]) == (paper, form, 1)


@pytest.mark.parametrize(
    ("paper", "forms"),
    [
        ("Giấy khai sinh;", ["ToKhai.docx"]),
        ("Đề án theo Nghị định số 23/2026/NĐ-CP.", ["Mau35.docx", "Mau36.docx"]),
        ("Phụ lục I kèm theo Nghị định số 33/2026/NĐ-CP", ["Mẫu số 37.docx"]),
        ("Đơn kèm theo Thông tư số 94/2025/TT-BNNMT", ["Đơn đề nghị công nhận.docx"]),
        ("Mẫu số 01.QLT kèm theo Nghị định số 32/2026/NĐ-CP;", ["Mẫu số 01.QLT.docx"]),
        ("Tờ trình theo quy định", ["tờ trình.docx"]),
        ("Tờ khai (Mẫu CT01) theo Thông tư số 53/2025/TT-BCA).", ["1.MuCT01banhnhkm (3).doc"]),
        ("Đề nghị theo Mẫu TP- QTV-04", ["Mẫu TP-QTV-04.docx"]),
        ("Văn bản theo Phụ lục số 01.", ["PHLC2.TT06 (QĐ.3730).doc"]),
        ("Đơn kèm theo Nghị định 155/2020/NĐ-CP ngày 31/12/2020", ["Mẫu số 97.DOCX"]),
        ("Đơn xin thường trú\n", ["Mau don.pdf"]),
        ("Bảng kê theo Thông tư 98/2020/TT-BTC;", ["Phụ lục II.II.docx"]),
        ("Ảnh dạng .jpg hoặc .png theo mẫu.", ["Mau 1.docx"]),
    ],
)
def test_where_the_name_of_a_form_begins(paper, forms):
    assert split_forms(paper + "".join(forms)) == (paper.strip(), forms, False)


def test_a_form_that_cannot_be_told_from_its_paper_stays_with_it_and_is_reported():
    cases, remarks = dossier_table.read_cases(
        dossier_table.HEAD + "Đơn theo Hiệp định GMSGMS - Gia hạn.docx1 bản chính"
    )
    assert [(item["name"], item["form_name"]) for item in cases[0]["items"]] == [
        ("Đơn theo Hiệp định GMSGMS - Gia hạn.docx", "")
    ]
    assert [remark.kind for remark in remarks] == [RemarkKind.FORM]


def test_files_behind_a_line_or_a_mark_are_files_of_their_own():
    assert split_forms("Đơn theo mẫu.Mau1.docx\nMau2.docx") == ("Đơn theo mẫu.", ["Mau1.docx", "Mau2.docx"], False)
    assert split_forms("Đơn theo mẫu;Mau1.doc; Mau2.pdf") == ("Đơn theo mẫu;", ["Mau1.doc", "Mau2.pdf"], False)
    assert split_forms("Đơn theo mẫu Mau1.docx") == ("Đơn theo mẫu Mau1.docx", [], True)


def test_quantities_in_a_sentence_end_no_paper():
    names = [
        "Tờ khai 02 bản chính. Tại ô chứng từ ghi rõ tờ khai số 1;",
        "Hồ sơ gồm 01 bản chính và 02 bản sao; nộp (01 bản chính) tại quầy",
        "01 bản chính văn bản ủy quyền",
        "Giấy phép: 01 bản chính",
    ]
    assert [item["name"] for item in papers("1 bản chính".join([*names, ""]))] == names


@pytest.mark.parametrize(
    ("text", "name", "originals", "copies"),
    [
        ("Đơn theo Mẫu số 181 bản chính", "Đơn theo Mẫu số 18", 1, 0),
        ("Bản vẽ tỷ lệ 1:10.0001 bản chính", "Bản vẽ tỷ lệ 1:10.000", 1, 0),
        ("Ảnh chụp ngày 02/7/20251 bản chính,1 bản sao", "Ảnh chụp ngày 02/7/2025", 1, 1),
        ("Hồ sơ dự thầu;12 bản chính", "Hồ sơ dự thầu;", 12, 0),
        ("Giấy khai sinh0 bản chính,2 bản sao", "Giấy khai sinh", 0, 2),
    ],
)
def test_a_quantity_is_the_last_number_of_a_row(text, name, originals, copies):
    (item,) = papers(text + "Bản sao hộ chiếu1 bản chính")[:1]
    assert (item["name"], item["originals"], item["copies"]) == (name, originals, copies)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Sở Văn hóa, Thể thao và Du lịch, Trung tâm Chất lượng, Chế biến và Phát triển thị trường vùng 1",
            ["Sở Văn hóa, Thể thao và Du lịch", "Trung tâm Chất lượng, Chế biến và Phát triển thị trường vùng 1"],
        ),
        (
            "Cơ sở đăng kiểm (xe cơ giới, Xe máy), Công an tỉnh",
            ["Cơ sở đăng kiểm (xe cơ giới, Xe máy)", "Công an tỉnh"],
        ),
        ("Ủy ban nhân dân xã, Phường, Thị trấn\nBộ Công an", ["Ủy ban nhân dân xã, Phường, Thị trấn", "Bộ Công an"]),
        ("Thuế tỉnh, thành phố, Thuế cơ sở", ["Thuế tỉnh, thành phố", "Thuế cơ sở"]),
    ],
)
def test_names_of_agencies_are_whole(text, names):
    assert values.parse_names(text) == names


def test_related_procedures_are_read():
    text = "#Tên thủ tục1Cấp lại2Gia hạn#1Tên thủ tụcCấp lại#2Tên thủ tụcGia hạn"
    assert related_table.read_related(text) == [{"code": "", "name": "Cấp lại"}, {"code": "", "name": "Gia hạn"}]
    assert related_table.read_related("1.004884 - Đăng ký lại\n2.000635: Cấp bản sao") == [
        {"code": "1.004884", "name": "Đăng ký lại"},
        {"code": "2.000635", "name": "Cấp bản sao"},
    ]


def test_codes_in_full_width_digits_become_plain_ones():
    assert read({**next(own_records()), "ma_thu_tuc": "１.００４８８４"}, Procedure)["code"] == "1.004884"
    with pytest.raises(RefusedRecordError):
        read({**next(own_records()), "ma_thu_tuc": "²1.004884"}, Procedure)


RECORD = next(own_records())
OWN = {"code": "1.000001", "name": "A"}
ROW = {"way": "truc-tiep", "time_amount": None, "time_unit": "", "time_text": "", "fee_state": "co", "description": ""}
FEE = {"kind": "phi", "amount": 1, "currency": "đồng", "note": ""}
REFUSED = [
    ({**RECORD, "can_cu_phap_ly": ["Luật"]}, "can_cu_phap_ly", "phải là văn bản, không phải danh sách"),
    ({**RECORD, "trinh_tu_thuc_hien": {"a": 1}}, "trinh_tu_thuc_hien", "không phải đối tượng"),
    ({**RECORD, "ma_thu_tuc": 1.004884}, "ma_thu_tuc", "phải là văn bản, không phải số"),
    ({**RECORD, "ten_thu_tuc": "Tên \ud83d"}, "ten_thu_tuc", "nửa cặp surrogate"),
    ({**RECORD, "linh_vuc": "x" * 501}, "lĩnh vực", "dài 501 ký tự, quá 500"),
    ({**RECORD, "so_quyet_dinh": "x" * 256}, "quyết định công bố hiện hành", "dài 256 ký tự, quá 255"),
    ({**RECORD, "co_quan_thuc_hien": "Sở " + "x" * 1000}, "cơ quan 3, tên cơ quan", "dài 1003 ký tự"),
    (
        {**RECORD, "cach_thuc_thuc_hien": "Trực tiếp5 Ngày100,000,000,000,000 VNĐ"},
        "cách thức thực hiện 1, khoản phí, lệ phí 1, số tiền",
        "quá lớn",
    ),
    ({**OWN, "levels": "tinh"}, "levels", "phải là danh sách, không phải văn bản"),
    ({**OWN, "steps": ["a"]}, "steps", "phải là văn bản, không phải danh sách"),
    ({**OWN, "non_territorial": "có"}, "non_territorial", "phải là đúng hoặc sai"),
    ({**OWN, "channels": {}}, "channels", "phải là danh sách, không phải đối tượng"),
    ({**OWN, "channels": ["a"]}, "channels 1", "phải là đối tượng"),
    (
        {**OWN, "channels": [{**ROW, "description": ["a"], "fees": []}]},
        "cách thức thực hiện 1, mô tả",
        "phải là văn bản",
    ),
    (
        {**OWN, "channels": [{**ROW, "way": "đi bộ", "fees": []}]},
        "cách thức thực hiện 1, hình thức nộp",
        "không phải giá trị hợp lệ",
    ),
    (
        {**OWN, "channels": [{**ROW, "fees": [{**FEE, "amount": "1e20"}]}]},
        "cách thức thực hiện 1, khoản phí, lệ phí 1, số tiền",
        "quá lớn",
    ),
    (
        {**OWN, "channels": [{**ROW, "fees": [{**FEE, "amount": "x"}]}]},
        "cách thức thực hiện 1, khoản phí, lệ phí 1, số tiền",
        "không phải số",
    ),
    ({**OWN, "subjects": ["a", 1]}, "subjects 2", "phải là văn bản, không phải số"),
]


@pytest.mark.parametrize(
    ("data", "field", "message"), REFUSED, ids=[f"{field}-{n}" for n, (_d, field, _m) in enumerate(REFUSED)]
)
def test_a_value_of_the_wrong_kind_or_too_large_is_refused_by_field(data, field, message):
    with pytest.raises(RefusedRecordError) as refusal:
        read(data, Procedure)
    assert [(name, message in said) for name, said in refusal.value.problems] == [(field, True)]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "x" * 500, "https://", "https://a.vn/" + "x" * 500])
def test_an_address_that_is_none_of_the_web_is_left_out_and_reported(address):
    content = read({**RECORD, "detail_url": address}, Procedure)
    assert "portal_url" not in content
    assert [(remark.kind, remark.words) for remark in content["remarks"]] == [(RemarkKind.ADDRESS, address[:200])]


def test_a_field_that_nobody_reads_is_reported():
    content = read({**RECORD, "ghi_chu": "Áp dụng từ năm 2027", "trong": ""}, Procedure)
    assert [(remark.kind, remark.field, remark.words) for remark in content["remarks"]] == [
        (RemarkKind.UNREAD, "ghi_chu", "Áp dụng từ năm 2027")
    ]


def test_half_a_character_in_a_field_that_nobody_reads_can_be_printed_and_listed():
    (remark,) = read({**RECORD, "ghi \udc00": ["chú \ud83d"]}, Procedure)["remarks"]
    assert (remark.field, remark.words) == ("ghi \ufffd", "chú")
    with pytest.raises(RefusedRecordError) as refusal:
        read({"_id": {"$oid": "\ud83d"}, "title": "A", "Trình tự thực hiện": "B"}, Procedure)
    assert ("mã thủ tục", "“tam-\ufffd” không phải mã thủ tục") in refusal.value.problems


def test_the_account_names_what_is_missing_cut_or_added():
    kinds = lambda source, *pieces: [(r.kind, r.words) for r in check_account(Account("f", source, list(pieces)))]  # noqa: E731
    assert kinds("Nộp hồ sơ tại quầy", "Nộp hồ sơ", "tại quầy") == []
    assert kinds("Nộp hồ sơ tại quầy", "Nộp hồ sơ") == [(RemarkKind.UNPLACED, "tại quầy")]
    assert kinds("Nộp hồ sơ tại quầy", "Nộp hồ sơ tạ", "i quầy") == [(RemarkKind.CUT, "Nộp hồ sơ tại quầy")]
    assert kinds("Nộp hồ sơ", "Nộp hồ sơ", "tại nhà") == [(RemarkKind.ADDED, "tại nhà")]
    assert kinds("Không có thông tin") == []
    assert kinds("Nộp, nộp", "Nộp") == [(RemarkKind.UNPLACED, "nộp")]


@pytest.fixture
def folder(tmp_path):
    for number, record in enumerate(own_records()):
        (tmp_path / f"{number}.json").write_text(json.dumps(record), encoding="utf-8")
    odd = {**RECORD, "ma_thu_tuc": "1.990109", "ghi_chu": "Chữ lạ", "thanh_phan_ho_so": ""}
    (tmp_path / "9.json").write_text(json.dumps(odd), encoding="utf-8")
    return tmp_path


def run(path, *options):
    output = StringIO()
    call_command("import_procedures", path, *options, stdout=output, stderr=output)
    return output.getvalue()


@pytest.mark.django_db
def test_the_import_prints_totals_and_writes_a_list_to_work_through(folder, tmp_path_factory, home):
    report = tmp_path_factory.mktemp("report") / "can-xem.xlsx"
    said = run(folder, "--report", report)
    assert "1/4 bản ghi (25,0 %) có chữ không nằm ở trường nào" in said
    assert "Thời hạn và số tiền dính liền, giữ nguyên văn: 1 bản ghi, 1 chỗ" in said
    book = load_workbook(report)
    rows = [[cell.value for cell in row[:5]] for row in book["Cần xem lại"].iter_rows()]
    assert rows[0] == ["Mã thủ tục", "Tên thủ tục", "Loại", "Trường của nguồn", "Chữ"]
    assert ["1.990109", RECORD["ten_thu_tuc"], "Trường của nguồn không được đọc", "ghi_chu", "Chữ lạ"] in rows
    assert [row[0].value for row in book["Tổng hợp"].iter_rows()][1:3] == [
        "Bản ghi đã đọc",
        "Bản ghi có chữ không nằm ở trường nào",
    ]
    assert "4 giữ nguyên" in run(folder)


@pytest.mark.django_db
def test_what_is_refused_comes_as_a_list_too(folder, tmp_path_factory, home):
    (folder / "8.json").write_text(json.dumps({**RECORD, "ma_thu_tuc": "abc"}), encoding="utf-8")
    report = tmp_path_factory.mktemp("report") / "loi.xlsx"
    with pytest.raises(CommandError):
        run(folder, "--report", report)
    assert [cell.value for cell in load_workbook(report)["Lỗi"][2]] == [
        "8.json",
        "mã thủ tục",
        "“abc” không phải mã thủ tục",
    ]
    assert not Procedure.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["thieu/can-xem.xlsx", "can-xem.txt"])
def test_a_list_that_cannot_be_written_is_said_before_anything_is_stored(folder, home, name):
    with pytest.raises(CommandError, match=r"cần một tệp \.xlsx"):
        run(folder, "--report", folder / name)
    assert not Procedure.objects.exists()


@pytest.mark.django_db
def test_a_wrong_kind_erases_nothing_that_is_stored(folder, home):
    run(folder)
    before = build_content(Procedure.objects.get(code=RECORD["ma_thu_tuc"]))
    (folder / "0.json").write_text(json.dumps({**RECORD, "can_cu_phap_ly": ["x"], "thanh_phan_ho_so": 1}))
    with pytest.raises(CommandError):
        run(folder)
    assert build_content(Procedure.objects.get(code=RECORD["ma_thu_tuc"])) == before


@pytest.mark.django_db
def test_what_fits_the_columns_is_stored_on_either_database(folder, home):
    largest = {
        **RECORD,
        "linh_vuc": "x" * 500,
        "so_quyet_dinh": "x" * 255,
        "co_quan_thuc_hien": "Sở " + "x" * 997,
        "cach_thuc_thuc_hien": "Trực tiếp5 Ngày99,999,999,999,999 VNĐ",
        "detail_url": "https://a.vn/" + "x" * 487,
    }
    (folder / "0.json").write_text(json.dumps(largest), encoding="utf-8")
    assert "4 mới" in run(folder)
    assert "4 giữ nguyên" in run(folder)


@pytest.mark.django_db
def test_the_import_page_shows_the_account_and_gives_the_list(client, django_user_model, home, imports_at_once):
    client.force_login(django_user_model.objects.create_superuser("quantri", "q@example.vn", "x"))
    lines = "\n".join(json.dumps(record) for record in own_records()).encode()
    address = client.post("/quan-tri/nhap-thu-tuc/", {"file": upload(lines)}).url
    shown = client.get(address).content.decode()
    assert "0/3 bản ghi có chữ không nằm ở trường nào" in shown
    assert "Thời hạn và số tiền dính liền, giữ nguyên văn" in shown
    response = client.get(f"{address}bao-cao.xlsx")
    assert "-can-xem-lai.xlsx" in response["Content-Disposition"]
    assert load_workbook(BytesIO(response.content)).sheetnames == ["Cần xem lại", "Tổng hợp"]


def upload(content):
    file = BytesIO(content)
    file.name = "records.jsonl"
    return file
