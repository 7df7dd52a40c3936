"""Tables of rankings as clerks have them: through the screens, from the file to the stored rows."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook

from foundations.members.roles import Role, get_group
from rankings.models import ColumnMemory
from tests.builders import user_in
from tests.rankings.ranking_builders import (
    a_workbook,
    an_edition,
    an_index,
    press_button,
    provinces,
    upload_table,
)

pytestmark = pytest.mark.django_db
COLUMNS = ("name", "score_text", "percent_text", "rank_text")


@pytest.fixture
def edition(home):
    provinces()
    return an_edition(an_index("par-index"), 2023)


@pytest.fixture
def board(client):
    client.force_login(user_in(get_group(Role.BOARD), "ban-bien-tap"))
    return client


@pytest.fixture
def upload(board, edition):
    """Uploads a table; gives the answer of the review page."""
    return lambda name, content=None, to=None, **fields: upload_table(board, to or edition, name, content, **fields)


@pytest.fixture
def confirm(board):
    """Presses the button of a review page, as its form stands, with changes."""
    return lambda review, **changes: press_button(board, review, **changes)


def errors(review) -> list[str]:
    return [str(error) for error in review.context["plan"].errors]


def notes(review) -> str:
    return " ".join(review.context["plan"].notes)


def stored(edition, *columns):
    return list(edition.rows.order_by("order").values_list(*(columns or COLUMNS)))


PLAIN = [
    ("Kon Tum", "92.44", "0.9244", "1"),
    ("Quảng Ngãi", "90.5", "0.905", "2"),
    ("Đà Nẵng", "88.125", "0.88125", "3"),
]
RIGHT = {
    "C03-classic-mac-cr.csv": [("Kon Tum", "92.44", "", "1"), ("Quảng Ngãi", "90.5", "", "2")],
    "C04-title-line-with-commas.csv": [
        ("Kon Tum", "92", "", ""),
        ("Quảng Ngãi", "90", "", ""),
        ("Đà Nẵng", "88", "", ""),
    ],
    "X01-literal-percent.xlsx": [
        ("Kon Tum", "92.44", "92.44", "1"),
        ("Quảng Ngãi", "90.5", "90.5", "2"),
        ("Đà Nẵng", "88.125", "88.125", "3"),
    ],
    "X02-float-tails.xlsx": [
        ("Kon Tum", "92.44", "93.94", "1"),
        ("Quảng Ngãi", "90.5", "57.14", "2"),
        ("Đà Nẵng", "88.125", "66.67", "3"),
    ],
    "X05-strict.xlsx": PLAIN,
    "X06-hidden-row.xlsx": [(*row[:3], "") for row in PLAIN],
    "X12-merged-rank-for-a-tie.xlsx": [
        ("Kon Tum", "92.44", "", "1"),
        ("Quảng Ngãi", "90.5", "", "2"),
        ("Đà Nẵng", "90.5", "", "2"),
    ],
    "C01-semicolon-notes-with-commas.csv": [
        ("Kon Tum", "92.44", "", "1"),
        ("Quảng Ngãi", "90.50", "", "2"),
        ("Đà Nẵng", "88.13", "", "3"),
    ],
    "C02-sep-line.csv": [("Kon Tum", "92.44", "", "1"), ("Quảng Ngãi", "90.50", "", "2")],
    "X04-dimension-a1.xlsx": PLAIN,
    "X07-dates-1904.xlsx": [("Kon Tum", "92.5", "", "")],
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_table_is_stored_as_its_source_says(name, upload, confirm, edition):
    review = upload(name)
    assert errors(review) == []
    confirm(review)
    assert stored(edition) == RIGHT[name]


def test_days_in_a_column_of_ranks_are_refused_by_cell_with_the_reason(upload, confirm, edition):
    review = upload("X10-rank-became-date.xlsx")
    assert [error[:60] for error in errors(review)] == [
        f"Ô D{row} của trang tính “Bảng”, cột “Xếp hạng”: ô này là ngày {day}"[:60]
        for row, day in ((2, "11/01/2026"), (3, "11/02/2026"), (4, "11/03/2026"))
    ]
    confirm(review)
    assert stored(edition) == []


def test_hidden_rows_columns_and_sheets_are_named_and_taken_when_the_clerk_says_so(upload, confirm, edition):
    review = upload("X06-hidden-row.xlsx")
    assert "Dòng ẩn không được lấy: 5 (4; Gia Lai" in notes(review)
    assert "Cột ẩn không được lấy: E “Xếp hạng”" in notes(review)
    assert "Trang tính ẩn không được lấy: Nháp" in notes(review)
    assert "E “Xếp hạng” (cột ẩn)" in review.content.decode()
    assert "Nháp (trang tính ẩn)" in review.content.decode()
    review = confirm(review, press="look", take_hidden="on")
    assert "Dòng ẩn cũng được lấy: 5" in notes(review)
    confirm(review)
    assert stored(edition, "name", "rank_text")[-1] == ("Gia Lai", "4")


def test_line_ends_that_excel_writes_as_escapes_are_no_part_of_a_name(upload, confirm, edition):
    review = upload("X03-x000d.xlsx")
    (unknown,) = review.context["plan"].unknown
    assert unknown.name == "Kon Tum (cơ quan thường trực)"
    confirm(review, **{f"name_{unknown.name}": "keep"})
    assert stored(edition, "name", "note")[0] == ("Kon Tum (cơ quan thường trực)", "Dòng một Dòng hai")


def test_a_place_that_is_shared_in_words_is_refused_by_cell(upload):
    review = upload("X09-text-numbers.xlsx")
    assert [error.partition(",")[0] for error in errors(review)] == [
        "Ô E3 của trang tính “Bảng”",
        "Ô E4 của trang tính “Bảng”",
    ]


@pytest.mark.parametrize("name", ["C05-cp1258.csv", "C06-utf16le-nobom.csv"])
def test_another_encoding_is_refused_with_what_to_do(name, upload):
    assert "CSV UTF-8" in str(upload(name).context["form"].errors["file"])


def test_a_code_or_a_group_is_never_the_score(upload, confirm, home, edition):
    """The shape of a real table, in which the province's code became the score."""
    edition = an_edition(an_index("pci"), 2009)
    ColumnMemory.objects.create(index=edition.index, heading="ma pci", role="score")
    review = upload("R01-code-column.csv", to=edition)
    roles = {column["name"]: column["role"] for column in review.context["columns"]}
    assert roles == {
        "A “TT”": "",
        "B “Tỉnh”": "name",
        "C “Mã PCI”": "",
        "D “PCI 2109 có trọng số”": "score",
        "E “Gia nhập thị trường”": "template:gia-nhap",
        "F “Tiếp cận đất đai”": "template:dat-dai",
        "G “Nhóm xếp hạng PCI 2109”": "grade",
    }
    confirm(review, **{f"name_Tỉnh {letter}": "keep" for letter in "ABC"})
    rows = edition.rows.order_by("-score").values_list("name", "score_text", "grade")
    assert list(rows) == [
        ("Tỉnh A", "75.96", "Rất tốt"),
        ("Tỉnh C", "69.77", "Tốt"),
        ("Tỉnh B", "58.18", "Trung bình"),
    ]


def test_the_first_and_the_last_are_shown_before_anything_is_stored(upload, edition):
    review = upload("X02-float-tails.xlsx")
    ends = review.context["ends"]
    assert ends.headings == ["Điểm (do cơ quan công bố chấm)", "Tỷ lệ %", "Thứ hạng"]
    assert ends.first[0] == ("Kon Tum", ["92,44", "93,94", "1"])
    assert [name for name, _figures in ends.first] == ["Kon Tum", "Quảng Ngãi", "Đà Nẵng"]
    assert ends.last == []
    assert "Sau khi ghi, đứng đầu và đứng cuối là:" in review.content.decode()


def a_table(*rows) -> bytes:
    return a_workbook(["Tỉnh", "Điểm", "Tỷ lệ %", "Xếp hạng"], *rows)


def test_figures_outside_the_scale_are_asked_about(upload, confirm, edition):
    rows = [["Kon Tum", 92.44, 9244, 1], ["Gia Lai", 9050, 90.5, 2], ["Đà Nẵng", 88, 88, 46033]]
    review = upload("a.xlsx", a_table(*rows))
    assert review.context["plan"].doubts == [
        "Điểm ngoài thang ở 1 đơn vị: Gia Lai 9050.",
        "Tỷ lệ % ngoài thang ở 1 đơn vị: Kon Tum 9244.",
        "Thứ hạng ngoài thang ở 1 đơn vị: Đà Nẵng 46033.",
    ]
    assert "có số liệu ngoài thang" in confirm(review).content.decode()
    assert stored(edition) == []
    confirm(review, right="on")
    assert len(stored(edition)) == 3


def test_errors_of_a_spreadsheet_are_refused_by_cell_in_excel_and_csv(upload):
    assert errors(upload("a.csv", "Tỉnh,Điểm\nKon Tum,#N/A\nGia Lai,#DIV/0!\nĐà Nẵng,1".encode())) == [
        "Ô B2 của trang tính “Bảng CSV”, cột “Điểm”: “#N/A” là lỗi của bảng tính, không phải số liệu.",
        "Ô B3 của trang tính “Bảng CSV”, cột “Điểm”: “#DIV/0!” là lỗi của bảng tính, không phải số liệu.",
    ]
    (error,) = errors(upload("a.xlsx", a_table(["Kon Tum", "#N/A"], ["Gia Lai", 2])))
    assert error.startswith("Ô B2 của trang tính “Bảng”, cột “Điểm”: ô này mang lỗi #N/A của Excel.")


@pytest.mark.parametrize("rank", ["11/01/2026", "11/1", "1/11/2026", "1/x"])
def test_a_day_or_a_wrong_share_in_words_is_no_rank(rank, upload):
    assert len(errors(upload("a.csv", f"Tỉnh;Xếp hạng\nKon Tum;{rank}\nGia Lai;2\nĐà Nẵng;3\n".encode()))) == 1


def test_the_clerk_chooses_the_delimiter_in_the_form(upload):
    text = "Địa bàn,x;Kết luận,y\nKon Tum,a;92,4\nGia Lai,b;90,5\n".encode()  # two ways to read it
    for delimiter, samples in (("", ["Kon Tum", "a;92", "4"]), (";", ["Kon Tum,a", "92,4"])):
        columns = upload("a.csv", text, delimiter=delimiter).context["columns"]
        assert [column["samples"][0] for column in columns] == samples


def test_headings_below_one_another_over_merged_cells_name_their_columns(upload, confirm, edition):
    book, content = Workbook(), BytesIO()
    sheet = book.active
    for row in (
        ["BẢNG XẾP HẠNG CÁC TỈNH NĂM 2023"],
        [],
        ["STT", "Tên tỉnh", "Điểm", None, "Xếp hạng"],
        [None, None, "Tự chấm", "Thẩm định", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["I", "Vùng Tây Nguyên"],
        [1, "Kon Tum", 95, 92.4, 1],
        [2, "Gia Lai", 94, 90.5, 2],
        [3, "Đắk Lắk", 93, 90.5, None],
        ["Tổng cộng", None, 282, 273.4],
        ["Ghi chú: số liệu làm tròn"],
    ):
        sheet.append(row)
    for merged in ("A1:E1", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "B6:E6", "E8:E9", "A10:B10", "A11:E11"):
        sheet.merge_cells(merged)
    book.save(content)
    review = upload("a.xlsx", content.getvalue())
    assert {column["name"]: column["role"] for column in review.context["columns"]} == {
        "A “STT”": "",
        "B “Tên tỉnh”": "name",
        "C “Điểm · Tự chấm”": "self_score",
        "D “Điểm · Thẩm định”": "score",
        "E “Xếp hạng”": "rank",
    }
    assert errors(review) == []
    confirm(review)
    assert stored(edition, "name", "self_score_text", "score_text", "rank_text") == [
        ("Kon Tum", "95", "92.4", "1"),
        ("Gia Lai", "94", "90.5", "2"),
        ("Đắk Lắk", "93", "90.5", "2"),
    ]


def test_shares_that_lack_their_factor_of_100_are_remarked_on(upload):
    rows = [["Kon Tum", 0.9244, 0.9, 1], ["Gia Lai", 0.905, 0.8, 2]]
    said = notes(upload("a.xlsx", a_table(*rows)))
    assert "Điểm ở mọi đơn vị không quá 1, trong khi thang là 100" in said
    assert "Tỷ lệ % ở mọi đơn vị không quá 1, trong khi thang là 100" in said


def test_of_two_years_the_one_of_the_edition_is_proposed_and_codes_are_not(upload, home):
    edition = an_edition(an_index("pci"), 2023)
    heading = ["Tỉnh", "PCI", "Điểm PCI 2022", "Điểm PCI 2023", "Hạng PCI"]
    rows = [["Kon Tum", 62, 60.1, 64.89, 3], ["Gia Lai", 64, 61.2, 65.1, 2], ["Đà Nẵng", 48, 62.3, 68.5, 1]]
    review = upload("a.xlsx", a_workbook(heading, *rows), to=edition)
    assert [column["role"] for column in review.context["columns"]] == ["name", "", "", "score", "rank"]


def test_a_wrong_figure_in_the_first_row_makes_it_no_heading(upload):
    review = upload("a.csv", "Tỉnh,Điểm\nKon Tum,#N/A\nGia Lai,khá\nĐà Nẵng,1".encode())
    assert review.context["layout"].initial["header_row"] == 1
    assert len(errors(review)) == 2


def test_columns_without_a_heading_get_one_and_figures_no_tail(upload, home):
    """Pairs of names and figures, each sorted by itself, as the workbooks of the PCI have them."""
    edition = an_edition(an_index("pci"), 2010)
    text = "Thứ tự,Tỉnh,Gia nhập thị trường,,PCI 2010,,Xếp hạng\n"
    text += "1,Gia Lai,8.1,Kon Tum,53.653805500000004,Kon Tum,1\n2,Kon Tum,7.9,Gia Lai,52.1,Gia Lai,2\n"
    review = upload("a.csv", text.encode(), to=edition)
    names = [column["name"] for column in review.context["columns"]]
    assert names[3] == "D “Tên đơn vị của cột “PCI 2010””"
    assert names[5] == "F “Tên đơn vị của cột “Xếp hạng””"
    assert review.context["preview"].headings == [
        "Điểm (do cơ quan công bố chấm)",
        "Thứ hạng",
        "Gia nhập thị trường",
    ]
    assert [figures for _row, figures in review.context["preview"].rows] == [
        ["52,1", "2", "8,1"],
        ["53,6538055", "1", "7,9"],
    ]
    assert "500000004" not in review.content.decode()
