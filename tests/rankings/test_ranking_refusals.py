"""Files that are no table, or more than the importer takes: refused with what to do, in bounded memory."""

import io
import tracemalloc
import zipfile

import pytest

from foundations.spreadsheets.reading import read_file
from foundations.spreadsheets.sheets import DEFAULT_LIMITS, RefusedFile, make_column_letter
from tests.rankings.ranking_builders import a_workbook, an_edition, provinces, read

FORMULA_WITH_VALUE = '<c r="B2"><f>40+2.5</f><v>42.5</v></c>'
FORMULA_WITHOUT_VALUE = '<c r="B2"><f>40+2.5</f></c>'


def changed(content: bytes, **parts: bytes | None) -> bytes:
    """The archive with some parts replaced or added; names written with __ for / and _ for a dot at the end."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename not in parts:
                new.writestr(item, old.read(item.filename))
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def sheet_xml(cells: str) -> bytes:
    name = '<c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c>'
    return (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f'<row r="1">{name.format(1, "Tỉnh")}<c r="B1" t="inlineStr"><is><t>Điểm</t></is></c></row>'
        f'<row r="2">{name.format(2, "Kon Tum")}{cells}</row></sheetData></worksheet>'
    ).encode()


def with_sheet(cells: str) -> bytes:
    return changed(a_workbook(["x"]), **{"xl/worksheets/sheet1.xml": sheet_xml(cells)})


def refused(name: str, content: bytes) -> str:
    with pytest.raises(RefusedFile) as refusal:
        read_file(name, content)
    return str(refusal.value)


def test_a_workbook_is_read_as_text_with_all_decimals():
    (sheet,) = read_file("a.xlsx", a_workbook(["Tỉnh", "Điểm"], ["Kon Tum", 41.6269583], ["Gia Lai", 42], [None, None]))
    assert sheet.rows == [["Tỉnh", "Điểm"], ["Kon Tum", "41.6269583"], ["Gia Lai", "42"]]


def test_a_percentage_is_read_as_the_clerk_sees_it():
    cells = '<c r="B2" s="1"><v>0.953</v></c>'
    styles = (
        '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="10"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
    content = changed(
        a_workbook(["x"]), **{"xl/worksheets/sheet1.xml": sheet_xml(cells), "xl/styles.xml": styles.encode()}
    )
    assert read_file("a.xlsx", content)[0].rows[1] == ["Kon Tum", "95.3"]


@pytest.mark.django_db
def test_a_formula_counts_with_its_stored_result_and_is_told(home):
    provinces()
    (sheet,) = read_file("a.xlsx", with_sheet(FORMULA_WITH_VALUE))
    assert sheet.rows[1] == ["Kon Tum", "42.5"]
    assert (sheet.formulas, sheet.broken) == (["1,1"], [])
    (sheet,) = read_file("a.xlsx", with_sheet(FORMULA_WITHOUT_VALUE))
    assert (sheet.formulas, sheet.broken) == ([], ["1,1"])


@pytest.mark.django_db
def test_a_formula_without_result_is_an_error_at_its_cell(home):
    from rankings.imports.mapping import Choices
    from rankings.imports.reader import Reader

    provinces()
    edition = an_edition()
    (sheet,) = read_file("a.xlsx", with_sheet(FORMULA_WITHOUT_VALUE))
    plan = Reader(sheet, Choices(roles=["name", "score"]), edition).read()
    assert [str(error)[:60] for error in plan.errors] == [
        "Ô B2 của trang tính “Bảng”, cột “Điểm”: ô có công thức nhưng"
    ]
    (sheet,) = read_file("a.xlsx", with_sheet(FORMULA_WITH_VALUE))
    plan = Reader(sheet, Choices(roles=["name", "score"]), edition).read()
    assert plan.is_ready
    assert "1 ô có công thức" in " ".join(plan.notes)


def test_a_macro_workbook_is_refused_whatever_its_name():
    content = changed(a_workbook(["Tỉnh"]), **{"xl/vbaProject.bin": b"\xd0\xcf"})
    for name in ("a.xlsm", "a.xlsx"):
        assert "macro" in refused(name, content)


def test_an_old_workbook_is_refused_also_under_the_new_name():
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4096
    for name in ("a.xls", "a.xlsx"):
        assert "Lưu thành" in refused(name, content)


def test_a_large_file_is_refused_by_its_size():
    assert "quá mức 5 MB" in refused("a.xlsx", b"PK\x03\x04" + b"0" * (50 * 1024 * 1024))


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = changed(a_workbook(["x"]), **{"xl/worksheets/sheet1.xml": b"<row/>" * (200 * 1024 * 1024 // 6)})
    assert len(bomb) < DEFAULT_LIMITS.content
    tracemalloc.start()
    try:
        assert "Tệp mở ra thành 200 MB" in refused("a.xlsx", bomb)
        assert tracemalloc.get_traced_memory()[1] < 5 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size_is_refused():
    content = bytearray(changed(a_workbook(["x"]), **{"xl/worksheets/sheet1.xml": b" " * 1000 + sheet_xml("")}))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    shortened = bytes(content).replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert "hỏng" in refused("a.xlsx", shortened)


def test_entities_are_not_expanded():
    xml = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    )
    assert "hỏng" in refused("a.xlsx", changed(a_workbook(["x"]), **{"xl/worksheets/sheet1.xml": xml}))


def test_too_many_rows_columns_or_cells_are_refused():
    assert "quá 5.000 dòng" in refused("a.csv", b"Kon Tum,1\n" * 5001)
    assert "quá 200 cột" in refused("a.csv", b",".join([b"1"] * 201))
    assert "quá 2.000 ký tự" in refused("a.csv", b"a" * 2001)
    rows = [["1"] * 150 for _row in range(1400)]
    assert "quá 200.000 ô" in refused("a.xlsx", a_workbook(*rows))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"Tinh,Diem\nKon Tum,1", "không phải bảng tính"),
        ("a.xlsx", b"PK\x03\x04 broken", "hỏng"),
        ("a.csv", "Tỉnh,Điểm".encode("cp1258", "replace") + b"\xff\xfe\x80", "UTF-8"),
        ("a.csv", b"a\x00b", "CSV"),
        pytest.param("a.csv", b'"' + b"a," * 200_000, "hỏng|dài quá 2.000 ký tự", id="a cell without an end"),
    ],
)
def test_a_broken_file_is_refused(name, content, words):
    message = refused(name, content)
    assert any(each in message for each in words.split("|"))


def test_another_archive_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    assert "không phải bảng tính .xlsx" in refused("a.xlsx", out.getvalue())


def test_csv_of_any_usual_kind_is_read():
    for content in ("Tỉnh;Điểm\nKon Tum;86,14".encode("utf-8-sig"), "Tỉnh\tĐiểm\nKon Tum\t86,14".encode("utf-16")):
        assert read_file("a.csv", content)[0].rows == [["Tỉnh", "Điểm"], ["Kon Tum", "86,14"]]


@pytest.mark.django_db
@pytest.mark.parametrize("score", ["1e300", "9" * 301, "-1e300"])
def test_an_absurd_score_is_an_error_at_its_cell(home, score):
    provinces()
    plan = read(an_edition(), [["Tỉnh", "Điểm"], ["Kon Tum", score]], ["name", "score"])
    assert len(plan.errors) == 1
    assert str(plan.errors[0]).startswith("Ô B2 của trang tính “Bảng”, cột “Điểm”: ")


def test_an_absurd_number_of_a_workbook_stays_one():
    assert read_file("a.xlsx", a_workbook(["Kon Tum", 1e300]))[0].rows == [["Kon Tum", "1e+300"]]


def test_columns_are_named_as_spreadsheets_do():
    assert [make_column_letter(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
