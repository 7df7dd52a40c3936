"""The reader of tables: bytes of a file in, sheets of rows of cells out."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from foundations.spreadsheets.delimited import find_delimiter, read_csv
from foundations.spreadsheets.number_formats import show_number
from foundations.spreadsheets.reading import DelimiterField, read_file
from foundations.spreadsheets.sheets import (
    CellKind,
    RefusedFile,
    Sheet,
    fill_merged,
    format_row_numbers,
    is_row_of_numbers,
)
from foundations.spreadsheets.workbook_parts import unescape
from tests.rankings.ranking_builders import CASES

pytestmark = pytest.mark.filterwarnings("error")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def rows_of(text: str, **options) -> list[list[str]]:
    return read_csv(text.encode(), **options).rows


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_end_as_any_system_ends_them(end):
    assert rows_of(end.join(["Tỉnh,Điểm", "Kon Tum,92", ""])) == [["Tỉnh", "Điểm"], ["Kon Tum", "92"]]


@pytest.mark.parametrize("inside", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1c", "\x1d", "\x1e", "\x1f"])
def test_what_ends_a_line_inside_a_cell_ends_no_row(inside):
    assert rows_of(f"Mã,Căn cứ\n1.000001,Luật A{inside}Nghị định B\n") == [
        ["Mã", "Căn cứ"],
        ["1.000001", "Luật A\nNghị định B"],
    ]


def test_empty_cells_at_the_end_of_a_row_are_none():
    assert rows_of("a,b,,\n1,,,\n,,,\n") == [["a", "b"], ["1"]]


def test_row_ends_inside_quotes_are_lines_of_the_cell():
    for end in ("\n", "\r\n", "\r"):
        assert rows_of(f'Mã,Căn cứ\r\n1,"Luật A{end}Nghị định B"\r\n')[1] == ["1", "Luật A\nNghị định B"]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Tỉnh, thành phố;Điểm\nKon Tum;92,44\nGia Lai;90,50\n", ";"),
        ("Tỉnh, thành phố;Điểm\nKon Tum;92,44;\nGia Lai;90,50\n", ";"),
        ("BẢNG, KÈM THEO, QUYẾT ĐỊNH, SỐ 12\nĐơn vị;Điểm\nKon Tum;92\nGia Lai;90\n", ";"),
        ("Đơn vị\tĐiểm\nSở Nội vụ, tỉnh\t92,4\nSở Y tế, tỉnh\t90,5\n", "\t"),
        ("Đơn vị|Điểm|Ghi chú\nSở Nội vụ|92,4|a; b; c\nSở Y tế|90,5|d; e; f\n", "|"),
        ("Đơn vị,Điểm,Ghi chú\nSở A,92.4,sớm; đúng; đủ; tốt\nSở B,90.5,chậm; thiếu; sai; kém\n", ","),
        ("Đơn vị,Cách thức\nSở A,Trực tiếp; trực tuyến\nSở B,Trực tiếp; trực tuyến\n", ","),
        ("X;1,5;2,5\nY;1,6;2,6\n", ";"),
    ],
)
def test_the_delimiter_is_the_one_that_gives_rows_of_one_width(text, delimiter):
    known = {"Tỉnh, thành phố", "Tỉnh", "Điểm", "Đơn vị", "Ghi chú"}
    assert find_delimiter(text, lambda row: sum(cell in known for cell in row)) == delimiter


def test_a_known_heading_decides_where_two_delimiters_give_rows_of_one_width():
    text = "Tỉnh, thành phố;Điểm, số\nKon Tum;92,44\nGia Lai;90,50\n".replace(";", "|")
    assert find_delimiter(text, lambda row: row.count("Điểm, số")) == "|"
    assert find_delimiter(text.replace("|", " | "), None) == "|"


def test_the_first_line_may_name_the_delimiter_and_is_no_row():
    for line in ("sep=;\n", '"sep=;"\r\n', "SEP=;\r"):
        assert rows_of(f"{line}a,b;c\n1,2;3\n".replace("\n", line[-1])) == [["a,b", "c"], ["1,2", "3"]]


def test_the_clerk_may_choose_the_delimiter():
    assert rows_of("a,b;c\n", delimiter=",") == [["a", "b;c"]]
    assert [DelimiterField().clean(value) for value in ("", "tab", ";", None)] == ["", "\t", ";", ""]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('a,b\n1,"x', 2),
        ('a,b\n1,"x\ny', 2),
        ('a,b\n1,2\n3,"x\n4,5\n6,7\n', 3),
        ('a,b\n1,"x ""trích"" y\n', 2),
    ],
)
def test_a_file_cut_inside_a_quoted_cell_is_refused_with_the_row(text, row):
    with pytest.raises(RefusedFile, match=f"bị cắt ngang: ở dòng {row} "):
        read_csv(text.encode())


def test_whole_quoted_cells_are_taken_whatever_stands_beside_them():
    assert rows_of('a,b\n"x ""trích"" y","z"\n"q" r,s') == [["a", "b"], ['x "trích" y', "z"], ["q r", "s"]]


@pytest.mark.parametrize(
    ("stored", "code", "text"),
    [
        ("0.5714285714285714", "0.00%", "57.14"),
        ("0.57142857", "0.00%", "57.14"),
        ("0.9244", "0.00%", "92.44"),
        ("0.9244", "0%", "92.44"),  # somebody typed it; the cell is only too narrow
        ("0.953", "0.00%", "95.3"),
        ("92.44", '0.00"%"', "92.44"),
        ("92.44", '0.00" %"', "92.44"),
        ("92.44", "0.00\\%", "92.44"),
        ("92.44", '0.00_%" %"', "92.44"),
        ("0.9244", '0.00%" của tổng"', "92.44"),
        ("53.653805500000004", "", "53.6538055"),
        ("53.653805500000004", "0.00", "53.65"),
        ("88.09999999999999", "General", "88.1"),
        ("41.6269583", "0.00", "41.6269583"),  # published with seven decimals
        ("1234.5", "#,##0.00", "1234.5"),
        ("-0.25", "#,##0.00;[Red](#,##0.00)", "-0.25"),
        ("92.5", '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)', "92.5"),
        ("0", '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)', "0"),
        ("92", '0" điểm"', "92"),
        ("7", '[>=10]0;[<10]"0"0', "7"),
        ("100", "0.00E+00", "100"),
        ("1E-2", "0.000", "0.01"),
        ("92.4", "[$-42A]#,##0.0", "92.4"),
    ],
)
def test_a_number_counts_as_its_cell_shows_it(stored, code, text):
    assert show_number(stored, code)[:2] == (text, None)


@pytest.mark.parametrize(
    ("code", "suffix"),
    [
        ("0%", "%"),
        ("0.00 %", " %"),
        ('0" ngày làm việc"', " ngày làm việc"),
        ('#,##0\\ "đồng"', " đồng"),
        ("#,##0\\ [$₫-42A]", " ₫"),
        ('"khoảng "0', ""),
        ("0.0_)", ""),
        ("General", ""),
        ('0"0"', "0"),
    ],
)
def test_what_a_format_writes_behind_a_number_is_known(code, suffix):
    assert show_number("5", code).suffix == suffix


def test_a_computed_number_is_rounded_to_its_format_and_said_to_be():
    assert show_number("92.4567", "0.00", is_computed=True) == ("92.46", None, True, "")
    assert show_number("92.45", "0.00", is_computed=True) == ("92.45", None, False, "")
    assert show_number("0.125", "0%", is_computed=True) == ("13", None, True, "%")


@pytest.mark.parametrize(
    ("stored", "code", "text", "kind"),
    [
        ("46033", "d/m", "11/01/2026", CellKind.DAY),
        ("46033", "d-mmm", "11/01/2026", CellKind.DAY),
        ("46033", "[$-42A]d mmmm yyyy;@", "11/01/2026", CellKind.DAY),
        ("46033.5", "dd/mm/yyyy hh:mm", "11/01/2026", CellKind.DAY),
        ("46033", "mmm-yy", "11/01/2026", CellKind.DAY),
        ("1", "dd/mm/yyyy", "01/01/1900", CellKind.DAY),
        ("0.0625", "h:mm", "01:30", CellKind.TIME),
        ("1.5", "[h]:mm", "36:00", CellKind.TIME),
        ("0.5", "# ?/?", "0.5", CellKind.FRACTION),
        ("0.0909090909090909", "# ??/??", "0.0909090909090909", CellKind.FRACTION),
        ("3", "# ?/?", "3", None),
        ("3", ";;;", "3", CellKind.CONCEALED),
        ("-3", "0;;0", "-3", CellKind.CONCEALED),
        ("3", "0;;0", "3", None),
        ("0", '0;-0;"-"', "0", None),
        ("99999999", "dd/mm/yyyy", "99999999", None),
    ],
)
def test_days_times_and_fractions_are_known_by_their_format(stored, code, text, kind):
    assert show_number(stored, code)[:2] == (text, kind)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a_x000D_\nb", "a\r\nb"),
        ("_x005F_x000D_", "_x000D_"),
        ("_x005f_x000D_", "_x000D_"),
        ("_x0041_", "A"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("_xD83D_", ""),
        ("ten_xa_x1", "ten_xa_x1"),
    ],
)
def test_escaped_characters_are_decoded(text, meant):
    assert unescape(text) == meant


def a_sheet(cells: str, before="", after="", workbook="", parts=()) -> Sheet:
    """The sheet of a workbook whose one part is this XML."""
    content = io.BytesIO()
    book = Workbook()
    book.save(content)
    out = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        own = {"xl/worksheets/sheet1.xml", *dict(parts)}
        for item in old.infolist():
            if item.filename not in own:
                new.writestr(item, old.read(item.filename))
        for name, part in dict(parts).items():
            new.writestr(name, part)
        new.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{MAIN}">{before}<sheetData>{cells}</sheetData>{after}</worksheet>',
        )
    return read_file("a.xlsx", out.getvalue())[0]


def test_rich_inline_and_reading_aid_text_is_read_as_it_is_seen():
    runs = "<is><r><t>Kon</t></r><r><rPr><b/></rPr><t xml:space='preserve'> Tum</t></r><rPh><t>kana</t></rPh></is>"
    assert a_sheet(f'<row><c t="inlineStr">{runs}</c></row>').rows == [["Kon Tum"]]


def test_cells_without_addresses_are_counted_and_gaps_stay():
    cells = '<row r="2"><c><v>1</v></c><c><v>2</v></c><c r="D2"><v>4</v></c></row><row><c><v>5</v></c></row>'
    assert a_sheet(cells).rows == [[], ["1", "2", "", "4"], ["5"]]


def test_formulas_are_told_apart_by_what_is_stored_beside_them():
    cells = (
        "<row><c><f>1+1</f><v>2</v></c><c><f>1+1</f></c><c><f>1+1</f><v/></c><c t='str'><f>x</f><v></v></c>"
        "<c t='shared'/><c><f t='shared' si='0'/><v>3</v></c><c t='e'><f>1/0</f><v>#DIV/0!</v></c></row>"
    )
    sheet = a_sheet(cells)
    assert sheet.rows == [["2", "", "", "", "", "3", "#DIV/0!"]]
    assert sheet.formulas == ["0,0", "0,5", "0,6"]
    assert sheet.broken == ["0,1", "0,2"]
    assert sheet.kinds == {"0,6": "error"}


def test_rows_and_columns_of_no_size_are_hidden_too():
    sheet = a_sheet(
        '<row r="1"><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row><row r="2" ht="0"><c><v>4</v></c></row>'
        '<row r="3" hidden="true"><c><v>5</v></c></row><row r="4" hidden="1"/>',
        before='<cols><col min="2" max="2" width="0"/><col min="3" max="16384" hidden="1"/></cols>',
    )
    assert (sheet.hidden_rows, sheet.hidden_columns) == ([1, 2], [1, 2])


def test_a_merged_range_gives_its_value_to_every_cell_but_a_heading_between_rows_does_not():
    sheet = Sheet("Bảng", [["I. Khối sở", ""], ["Sở A", "1", ""], ["Sở B", "9"]], merged=[[0, 0, 0, 1], [1, 1, 2, 2]])
    filled = fill_merged(sheet, range(3), headings=[0])
    assert filled.rows == [["I. Khối sở", ""], ["Sở A", "1", "1"], ["Sở B", "1", "1"]]
    assert sheet.rows[2] == ["Sở B", "9"]


def test_a_merged_day_is_a_day_in_every_cell():
    sheet = Sheet("Bảng", [["11/01/2026"], []], kinds={"0,0": "day"}, merged=[[0, 0, 1, 0]])
    assert fill_merged(sheet, range(2)).kinds == {"0,0": "day", "1,0": "day"}


def test_a_merged_range_over_the_whole_sheet_is_cut_to_where_cells_are():
    cells = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    sheet = a_sheet(cells, after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    assert sheet.merged == [[0, 0, 1, 1]]


def test_a_workbook_is_found_by_its_relations_whatever_its_parts_are_called():
    sheet = (CASES / "X05-strict.xlsx").read_bytes()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            data = old.read(item.filename)
            if item.filename == "_rels/.rels":
                data = data.replace(b"xl/workbook.xml", b"XL/Workbook2.xml")
            name = {"xl/workbook.xml": "xl\\workbook2.xml", "xl/_rels/workbook.xml.rels": "xl/_rels/workbook2.xml.rels"}
            new.writestr(name.get(item.filename, item.filename), data)
    assert read_file("a.xlsx", out.getvalue())[0].rows == read_file("a.xlsx", sheet)[0].rows


def test_days_of_a_strict_workbook_are_days():
    sheet = a_sheet('<row><c t="d"><v>2026-01-11</v></c><c t="d"><v>2026-01-11T00:00:00</v></c></row>')
    assert sheet.rows == [["11/01/2026", "11/01/2026"]]
    assert set(sheet.kinds.values()) == {"day"}


def test_rows_that_number_the_columns_are_known():
    assert is_row_of_numbers(["(1)", "(2)", "(3)"])
    assert is_row_of_numbers(["A", "B", "1", "2"])
    assert is_row_of_numbers(["", "1", "2", "3", ""])
    assert not is_row_of_numbers(["1", "2"])
    assert not is_row_of_numbers(["1", "Kon Tum", "3"])
    assert not is_row_of_numbers(["1", "3", "4"])


def test_ranges_of_rows_are_named_as_the_sheet_names_them():
    assert format_row_numbers([4, 6, 7, 8]) == "5, 7–9"
