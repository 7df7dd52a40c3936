"""Tables of other programs: they stay tables, with one name for each column and the text of joined cells in each."""

from pathlib import Path

import pytest

from foundations.imported_html.html import ImagePart, TablePart, TextPart, split_html
from news.word_files.articles import build_draft
from news.word_files.files import read_word
from tests.news.word_builders import a_docx, line

CASES = Path(__file__).parent.parent / "cases"


def html(*rows, mark="td"):
    """A table; a cell is its text or (text, attributes), a row of headings a list in a tuple."""

    def cells(row):
        name = "th" if isinstance(row, tuple) else mark
        for cell in row:
            text, more = cell if isinstance(cell, tuple) else (cell, "")
            yield f"<{name} {more}>{text}</{name}>"

    lines = [f"<tr>{''.join(cells(row))}</tr>" for row in rows]
    return f"<table>{''.join(lines)}</table>"


def table(*rows):
    parts = split_html(html(*rows))
    assert [type(part) for part in parts] == [TablePart], parts
    return parts[0]


def test_two_heading_rows_of_a_word_file_are_one():
    draft = build_draft(read_word((CASES / "D11-two-heading-rows.docx").read_bytes()))
    assert draft.parts[1] == TablePart(
        ["TT", "Đơn vị", "Điểm · Tự chấm", "Điểm · Thẩm định"],
        [["1", "Sở Nội vụ", "92,5", "90,1"], ["2", "Sở Y tế", "91,0", "88,75"]],
        "Bảng 1. Kết quả chấm điểm",
    )
    assert [column["type"] for column in draft.parts[1].make_block_value()["columns"]] == [
        "number",
        "text",
        "number",
        "number",
    ]


def test_two_heading_rows_of_pasted_html_are_one_years_too():
    (found,) = split_html((CASES / "P04-two-heading-rows.html").read_text(encoding="utf-8"))
    assert found == TablePart(["Đơn vị", "Điểm · 2025", "Điểm · 2026"], [["Sở A", "1", "2"]])


DOWN, WIDE, WIDER = "rowspan=2", "colspan=2", "colspan=3"
HEADINGS = {
    "without thead": ([[("TT", DOWN), ("Điểm", WIDE)], ["Tự chấm", "Thẩm định"], ["1", "9,5", "9"]], 2),
    "empty below instead of joined": ([["TT", ("Điểm", WIDE)], ["", "Tự chấm", "Thẩm định"], ["1", "9,5", "9"]], 2),
    "years below": ([["Đơn vị", ("Điểm", WIDE)], ["", "Năm 2025", "2026"], ["Sở A", "9,5", "9"]], 2),
    "rows of th": ([(("TT", DOWN), ("Điểm", WIDE)), ("Tự chấm", "Thẩm định"), ["1", "tốt", "khá"]], 2),
    "in bold": ([["TT", ("Đạt", WIDE)], ["<b>Số</b>", "<b>Loại</b>", "<b>Hạng</b>"], ["1", "tốt", "khá"]], 2),
    "three rows": (
        [[("TT", "rowspan=3"), ("Điểm", WIDE)], [("Năm 2025", WIDE)], ["Tự chấm", "Thẩm định"], ["1", "9,5", "9"]],
        3,
    ),
    "one row": ([["TT", "Đơn vị", "Điểm"], ["1", "Sở A", "9,5"]], 1),
    "joined headings, then figures": ([["Đơn vị", ("Điểm", WIDE)], ["Sở A", "1", "2"], ["Sở B", "3", "4"]], 1),
    "joined data": ([["Đơn vị", "Năm", "Điểm"], [("Sở A", DOWN), "2025", "9"], ["2026", "8"]], 1),
    "no headings at all": ([[("Sở A", DOWN), "2025", "9,1"], ["2026", "8,2"], ["Sở B", "2025", "7,3"]], 1),
    "everything joined": ([[("Sở A", "rowspan=3"), "x"], ["y"], ["z"]], 1),
}


@pytest.mark.parametrize("name", HEADINGS)
def test_how_many_rows_are_headings(name):
    rows, count = HEADINGS[name]
    found = table(*rows)
    assert len(found.rows) == len(rows) - count
    if count > 1:
        assert found.headings[1].count(" · ") == count - 1


def test_a_joined_cell_stands_in_each_that_it_covers():
    found = table(["TT", "Đơn vị", "Điểm"], [("Tổng cộng", WIDE), "18"], ["1", ("Sở A", DOWN), "9"], ["2", "9"])
    assert found.rows == [["Tổng cộng", "Tổng cộng", "18"], ["1", "Sở A", "9"], ["2", "Sở A", "9"]]


def test_a_block_of_rows_and_columns_is_filled():
    found = table(["a", "b", "c"], [("x", "rowspan=2 colspan=2"), "1"], ["2"], ["p", "q", "3"])
    assert found.rows == [["x", "x", "1"], ["x", "x", "2"], ["p", "q", "3"]]


def test_a_line_across_the_table_is_its_name_above_and_stands_once_below():
    found = table([("Bảng điểm năm 2026", WIDER)], ["TT", "Đơn vị", "Điểm"], [("I. Các sở", WIDER)], ["1", "Sở A", "9"])
    assert found.caption == "Bảng điểm năm 2026"
    assert found.rows == [["I. Các sở", "", ""], ["1", "Sở A", "9"]]


def test_lists_lines_and_tables_in_cells_are_text_with_their_numbers():
    inner = html(["Xã", "Ngày"], ["Đăk Hà", "thứ hai"])
    found = table(
        ["Việc", "Hồ sơ", "Nơi"],
        ["A", "<ol><li>Tờ khai</li><li>Giấy</li></ol>", f"theo lịch của các xã, phường trong tỉnh: {inner}"],
        ["B", "<ul><li>Đơn</li></ul>", "một<br>hai<p>ba</p>"],
    )
    assert found.rows == [
        ["A", "1. Tờ khai 2. Giấy", "theo lịch của các xã, phường trong tỉnh: Xã · Ngày; Đăk Hà · thứ hai"],
        ["B", "- Đơn", "một hai ba"],
    ]
    assert found.notes == {"table": 1}


def test_a_picture_in_a_cell_follows_the_table_which_stays_one():
    parts = split_html((CASES / "P08-table-with-one-picture.html").read_text(encoding="utf-8"))
    assert parts == [
        TablePart(["Tên", "Ảnh", "Điểm"], [["A", "[ảnh 1]", "9"], ["B", "", "8"]]),
        ImagePart("https://example.org/1.png", "a", "Ảnh 1 trong bảng"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [['<img src="a">', '<img src="b">'], ["Một cửa", "Trụ sở"]],
        [["Tên", "Ảnh"], ['<img src="a">', '<img src="b">']],
    ],
)
def test_pictures_beside_each_other_are_pictures(rows):
    kinds = {type(part) for part in split_html(html(*rows))}
    assert kinds in ({ImagePart, TextPart}, {ImagePart})


@pytest.mark.parametrize("width", [31, 63, 100])
def test_many_columns_stay_a_table(width):
    found = table([f"c{at}" for at in range(width)], [str(at) for at in range(width)])
    assert len(found.headings) == width
    assert found.rows[0][-1] == str(width - 1)


def test_a_table_that_places_others_lets_them_be():
    inner = html(["Đơn vị", "Điểm"], ["Sở A", "9,5"])
    assert [type(part) for part in split_html(html(["", inner], ["", "Nguồn"]))] == [TablePart, TextPart]


def test_cells_left_out_at_the_side_keep_columns_below_each_other():
    row = "<w:tr>{}{}</w:tr>"
    cell = "<w:tc>{}</w:tc>"
    head = row.format("", "".join(cell.format(line(text)) for text in ("TT", "Đơn vị", "Điểm")))
    before = row.format(
        '<w:trPr><w:gridBefore w:val="1"/></w:trPr>', cell.format(line("Sở A")) + cell.format(line("9"))
    )
    merged = cell.format('<w:tcPr><w:hMerge w:val="restart"/></w:tcPr>' + line("Cộng"))
    merged += cell.format("<w:tcPr><w:hMerge/></w:tcPr>" + line("")) + cell.format(line("9"))
    draft = build_draft(read_word(a_docx(line("Tên"), f"<w:tbl>{head}{before}{row.format('', merged)}</w:tbl>")))
    assert draft.parts == [TablePart(["TT", "Đơn vị", "Điểm"], [["", "Sở A", "9"], ["Cộng", "Cộng", "9"]])]


def test_links_in_cells_are_told_of():
    body = line("Tên")
    link = '<w:hyperlink r:id="l"><w:r><w:t>cổng</w:t></w:r></w:hyperlink>'
    rows = "".join(f"<w:tr><w:tc><w:p>{cell}</w:p></w:tc><w:tc>{line('x')}</w:tc></w:tr>" for cell in ("", link))
    related = [("l", "hyperlink", "https://example.org/")]
    draft = build_draft(read_word(a_docx(body, f"<w:tbl>{rows}</w:tbl>", related=related)))
    assert draft.warnings == ["Liên kết trong ô của bảng chỉ còn chữ: 1."]
