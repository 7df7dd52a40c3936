"""Lists of procedures as tables: what each file of the collected cases gives."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import Workbook

from foundations.members.roles import Role, get_group
from foundations.vietnamese.normalisation import make_one_line
from procedures.content import build_content
from procedures.models import Procedure
from tests.builders import user_in
from tests.rankings.ranking_builders import CASES
from tests.sample_files import SAMPLES

pytestmark = pytest.mark.django_db
WORD = re.compile(r"\w+")
LISTS = SAMPLES / "procedures" / "danh-muc"


def run(path, *options) -> str:
    output = io.StringIO()
    call_command("import_procedures", path, *options, stdout=output, stderr=output)
    return output.getvalue()


def refused(path) -> str:
    output = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_procedures", path, stdout=output, stderr=output)
    return output.getvalue()


def contents() -> dict[str, dict]:
    return {procedure.code: build_content(procedure) for procedure in Procedure.objects.order_by("code")}


def legal(content) -> list[str]:
    return [basis["title"] for basis in content["legal_bases"]]


def times(content) -> list[int]:
    return [channel["time_amount"] for channel in content["channels"]]


def a_list(path, *rows, merged=(), hidden=()):
    """An .xlsx list; `hidden`: numbers of rows and letters of columns."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for each in merged:
        book.active.merge_cells(each)
    for each in hidden:
        dimensions = book.active.row_dimensions if isinstance(each, int) else book.active.column_dimensions
        dimensions[each].hidden = True
    book.save(path)
    return path


def test_line_ends_that_excel_writes_as_escapes_are_lines_of_the_cell(home):
    run(CASES / "T01-x000d-procedures.xlsx")
    found = contents()
    assert found["1.990002"]["name"] == "Thủ tục thử hai (cấp xã)"
    assert [legal(content) for content in found.values()] == [["Luật A", "Nghị định B"]] * 2


def test_what_ends_a_line_inside_a_cell_ends_no_row(home):
    assert "3 mới" in run(CASES / "T02-line-separators.csv")
    found = contents()
    assert [content["name"] for content in found.values()] == [
        "Thủ tục thử ba (có dấu ngắt dòng)",
        "Thủ tục thử bốn",
        "Thủ tục thử năm",
    ]
    assert {content["field"] for content in found.values()} == {"Hộ tịch"}


def test_half_a_legal_basis_is_no_field_of_the_next_procedure(home):
    assert "2 mới" in run(CASES / "T06-break-in-last-column.csv")
    found = contents()
    assert legal(found["1.990041"]) == ["Luật A", "Nghị định B"]
    assert (legal(found["1.990042"]), found["1.990042"]["field"]) == (["Luật C"], "")


def test_hidden_rows_are_named_and_left_out_until_they_are_asked_for(home):
    said = run(CASES / "T03-hidden-row-procedures.xlsx")
    assert "dòng ẩn 4 không được lấy" in said
    assert list(contents()) == ["1.990011", "1.990012", "1.990014"]
    said = run(CASES / "T03-hidden-row-procedures.xlsx", "--hidden")
    assert "dòng ẩn 4 cũng được lấy" in said
    assert "1 mới" in said


def test_commas_in_sentences_part_no_cells_of_a_list_with_semicolons(home):
    run(CASES / "T04-semicolons-with-prose.csv")
    (content,) = contents().values()
    assert content["name"] == "Cấp giấy xác nhận, trích lục, bản sao, đính chính"
    assert (content["field"], times(content)) == ("Hộ tịch", [5, 5, 5])


def test_a_merged_field_or_time_counts_for_every_procedure_it_covers(home):
    run(CASES / "T05-merged-field-and-time.xlsx")
    found = contents()
    assert [content["field"] for content in found.values()] == ["Hộ tịch"] * 3
    assert [times(content) for content in found.values()] == [[5, 5]] * 3


def test_the_screen_names_what_is_hidden_and_takes_it_when_asked(client, home, imports_at_once):
    client.force_login(user_in(get_group(Role.BOARD), "ban-bien-tap"))

    def send(**fields):
        file = SimpleUploadedFile("ds.xlsx", (CASES / "T03-hidden-row-procedures.xlsx").read_bytes())
        return client.get(client.post(reverse("procedures_import"), {"file": file, **fields}).url).content.decode()

    assert "dòng ẩn 4 không được lấy" in send()
    assert not Procedure.objects.exists()
    assert "Thêm 4 thủ tục mới" in send(hidden="on")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["BoTuPhap", "NongNghiepvaMoiTruong"])
def test_an_official_list_is_stored_word_by_word(name, kind, home):
    """Against the file as the csv module reads it: code, name, field and both agencies of each row."""
    with (LISTS / f"danh-sach-tthc-{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        source = {row[0].strip(): row for row in list(csv.reader(file))[2:] if any(row)}
    assert f"{len(source)} mới" in run(LISTS / f"danh-sach-tthc-{name}.{kind}")
    found = contents()
    assert len(found) == len(source)
    for code, (_code, title, issuing, executing, field) in source.items():
        content = found[code]
        assert (content["name"], content["field"].lower()) == (make_one_line(title), make_one_line(field).lower())
        for role, agencies in (("ban-hanh", issuing), ("thuc-hien", executing)):
            stored = " ".join(each["name"] for each in content["agencies"] if each["role"] == role)
            assert set(WORD.findall(stored)) == set(WORD.findall(make_one_line(agencies)))  # the same agency once


HEAD = ["STT", "Mã thủ tục", "Tên thủ tục", "Lĩnh vực", "Thời hạn giải quyết", "Căn cứ pháp lý"]


def test_two_heading_rows_a_row_of_numbers_and_merged_fields_of_activity(tmp_path, home):
    path = a_list(
        tmp_path / "a.xlsx",
        ["DANH MỤC THỦ TỤC HÀNH CHÍNH"],
        ["STT", "Mã thủ tục", "Tên thủ tục", "Cơ quan", None, "Thời hạn"],
        [None, None, None, "ban hành", "thực hiện", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        ["I", "Lĩnh vực hộ tịch"],
        [1, "1.990101", "Thủ tục một", "Bộ Tư pháp", "Sở Tư pháp", "05 ngày"],
        [2, "1.990102", "Thủ tục hai", None, None, "06 ngày"],
        merged=["A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3", "B5:F5", "D6:D7", "E6:E7"],
    )
    assert "2 mới" in run(path)
    for content in contents().values():
        assert content["field"] == "Hộ tịch"
        assert [(each["role"], each["name"]) for each in content["agencies"]] == [
            ("ban-hanh", "Bộ Tư pháp"),
            ("thuc-hien", "Sở Tư pháp"),
        ]


def test_a_procedure_over_several_rows_is_one_with_all_their_lines(tmp_path, home):
    path = a_list(
        tmp_path / "a.xlsx",
        HEAD,
        [1, "1.990111", "Thủ tục một", "Hộ tịch", "05 ngày", "Luật A"],
        [None, None, None, None, None, "Nghị định B"],
        [2, "1.990112", "Thủ tục hai", "Hộ tịch", "06 ngày", "Luật C"],
        merged=["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3"],
    )
    assert "2 mới" in run(path)
    found = contents()
    assert legal(found["1.990111"]) == ["Luật A", "Nghị định B"]
    assert times(found["1.990111"]) == [5]
    assert legal(found["1.990112"]) == ["Luật C"]


def test_what_stands_in_a_row_without_code_and_name_is_said(tmp_path, home):
    path = tmp_path / "a.csv"
    path.write_text(
        "Mã thủ tục,Tên thủ tục,Căn cứ,Phí\n1.990121,Một,Luật A,Không\n,,Nghị định B,Có\n", encoding="utf-8"
    )
    assert "dòng 3: dòng không có mã và tên thủ tục nên không được lấy: Nghị định B; Có" in run(path)


def test_days_errors_and_formulas_without_value_are_refused_by_cell_all_at_once(tmp_path, home):
    import datetime

    path = a_list(
        tmp_path / "a.xlsx",
        HEAD,
        [1, "1.990131", "Một", "Hộ tịch", datetime.date(2026, 10, 5), "Luật A"],
        [2, "1.990132", "Hai", "#REF!", "05 ngày", "Luật A"],
        [3, "=B3", "Ba", "Hộ tịch", "05 ngày", "Luật A"],
        [4, "abc", "Bốn", "Hộ tịch", "05 ngày", "Luật A"],
    )
    said = refused(path)
    for words in (
        "dòng 2: Thời hạn giải quyết: ô này là ngày 05/10/2026",
        "(ô E2 của trang tính “Sheet”)",
        "dòng 3: Lĩnh vực: ô này mang lỗi #REF! của Excel",
        "(ô D3 của trang tính “Sheet”)",
        "dòng 4: Mã thủ tục: ô có công thức nhưng chưa có kết quả",
        "(ô B4 của trang tính “Sheet”)",
        "“abc” không phải mã thủ tục (ô B5 của trang tính “Sheet”)",
    ):
        assert words in said
    assert not Procedure.objects.exists()


def test_each_sheet_with_headings_is_read_and_the_others_are_named(tmp_path, home):
    book = Workbook()
    for name, rows in (
        ("Hộ tịch", [HEAD, [1, "1.990141", "Một", "Hộ tịch"]]),
        ("Hướng dẫn", [["Cách dùng tệp này"]]),
        ("Nháp", [HEAD, [1, "1.990142", "Hai", "Hộ tịch"]]),
        ("Đất đai", [["Tên thủ tục", "Mã số"], ["Ba", "1.990143"]]),
    ):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book["Nháp"].sheet_state = "veryHidden"
    book.save(tmp_path / "a.xlsx")
    said = run(tmp_path / "a.xlsx")
    assert list(contents()) == ["1.990141", "1.990143"]
    assert "trang tính “Hướng dẫn” không có dòng tiêu đề" in said
    assert "trang tính ẩn “Nháp” không được lấy" in said


def test_a_hidden_column_is_named_and_left_out(tmp_path, home):
    path = a_list(tmp_path / "a.xlsx", HEAD, [1, "1.990151", "Một", "Bản nháp", "05 ngày", "Luật A"], hidden=["D"])
    assert "cột ẩn D không được lấy" in run(path)
    assert contents()["1.990151"]["field"] == ""


def test_a_cut_list_and_a_chosen_delimiter(tmp_path, home):
    cut = tmp_path / "cut.csv"
    cut.write_text('Mã số,Tên\n1.990161,Một\n1.990162,"Hai\n', encoding="utf-8")
    assert "ở dòng 3 có ô mở bằng dấu nháy kép" in refused(cut)
    odd = tmp_path / "odd.csv"
    odd.write_text("Mã số^Tên\n1.990163^Ba\n", encoding="utf-8")
    assert "không thấy dòng tiêu đề" in refused(odd)
    assert "1 mới" in run(odd, "--delimiter", "^")


def test_sums_notes_and_signatures_below_the_list_are_left_out_and_said(tmp_path, home):
    path = a_list(
        tmp_path / "a.xlsx",
        HEAD,
        [1, "1.990171", "Một", "Hộ tịch", "05 ngày", "Luật A"],
        ["Tổng cộng", None, 1, "thủ tục"],
        ["Ghi chú: mã theo Cơ sở dữ liệu quốc gia"],
        [None, None, "Người lập biểu", None, "Giám đốc"],
    )
    said = run(path)
    assert "1 mới" in said
    assert "dòng 3: dòng không có mã và tên thủ tục nên không được lấy: Tổng cộng; thủ tục" in said
    assert "dòng 5: dòng không có mã và tên thủ tục nên không được lấy: Người lập biểu; Giám đốc" in said


def test_what_a_format_writes_behind_a_number_is_part_of_it(tmp_path, home):
    book = Workbook()
    book.active.append(["Mã thủ tục", "Tên thủ tục", "Thời hạn", "Phí"])
    book.active.append(["1.990181", "Một", 5, 0.1])
    book.active.append(["1.990182", "Hai", 5, 8000])
    for cell, code in (("C2", '0" ngày làm việc"'), ("D2", "0%"), ("C3", '0" ngày"'), ("D3", '#,##0" đồng"')):
        book.active[cell].number_format = code
    book.save(tmp_path / "a.xlsx")
    run(tmp_path / "a.xlsx")
    one, two = (content["channels"][0] for content in contents().values())
    assert (one["time_amount"], one["time_unit"], one["fees"][0]["note"]) == (5, "ngay-lam-viec", "10%")
    assert (two["time_amount"], two["time_unit"], two["fees"][0]["amount"]) == (5, "ngay", 8000)


@pytest.mark.parametrize(
    ("written", "state", "notes"),
    [
        ("Không quy định", "chua-ro", ["Không quy định"]),
        ("Chưa quy định.", "chua-ro", ["Chưa quy định."]),
        ("Không", "mien-phi", []),
        ("Không thu phí", "mien-phi", []),
        ("Miễn phí", "mien-phi", []),
        ("Theo quy định của HĐND tỉnh", "co", ["Theo quy định của HĐND tỉnh"]),
    ],
)
def test_no_fee_set_is_not_free_and_stands_in_its_own_words(written, state, notes, tmp_path, home, client):
    path = tmp_path / "a.csv"
    path.write_text(f"Mã thủ tục;Tên thủ tục;Thời hạn;Phí\n1.990181;Một;5 ngày;{written}\n", encoding="utf-8")
    run(path)
    (channel,) = contents()["1.990181"]["channels"]
    assert (channel["fee_state"], [fee["note"] for fee in channel["fees"]]) == (state, notes)
    shown = client.get("/thu-tuc-hanh-chinh/1.990181/").content.decode()
    assert all(note in shown for note in notes)


def test_a_list_whose_codes_are_hidden_says_so(tmp_path, home):
    path = a_list(tmp_path / "a.xlsx", HEAD, [1, "1.990191", "Một", "Hộ tịch", "05 ngày", "Luật A"], hidden=["B"])
    assert "cột mã hoặc cột tên thủ tục bị ẩn" in refused(path)
