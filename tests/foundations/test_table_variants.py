"""Tables as other programs write them: LibreOffice, Google, libraries of database systems, old exports."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundations.spreadsheets.number_formats import show_number
from foundations.spreadsheets.reading import read_file
from foundations.spreadsheets.sheets import RefusedFile

TABLE = 'Tỉnh;Điểm;Ghi chú\nKon Tum;92,44;"a;b"\nGia Lai;90,5;"c""d"\n'
ROWS = [["Tỉnh", "Điểm", "Ghi chú"], ["Kon Tum", "92,44", "a;b"], ["Gia Lai", "90,5", 'c"d']]


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        b"\xfe\xff" + TABLE.encode("utf-16-be"),
        b"\xef\xbb\xbf" + TABLE.encode("utf-8-sig"),  # the mark twice
        b"\xef\xbb\xbfsep=;\r\n" + TABLE.replace("\n", "\r\n").encode(),
        f"sep=;\n{TABLE}".encode("utf-16"),
        TABLE.replace("\n", ";;\n").encode(),  # empty columns at the end
        f"{TABLE}\x1a".encode(),  # an old mark of the end of a file
        TABLE.replace("Kon Tum", "Ko\x01n\x08 Tum\x9f\ufffe").encode(),
        TABLE.replace("\n", "\r").encode(),
    ],
)
def test_csv_as_many_programs_write_it(content):
    assert read_file("a.csv", content)[0].rows == ROWS


def test_a_mark_written_twice_opens_no_cell():
    text = b"\xef\xbb\xbf" + '"Tỉnh, thành";"Điểm"\n"A";"1"\n'.encode("utf-8-sig")
    assert read_file("a.csv", text)[0].rows == [["Tỉnh, thành", "Điểm"], ["A", "1"]]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "cp1258", "utf-32"])
def test_another_encoding_is_refused_with_what_to_do(encoding):
    with pytest.raises(RefusedFile, match=r"UTF-8|văn bản CSV"):
        read_file("a.csv", TABLE.encode(encoding, errors="replace"))


@pytest.mark.parametrize(
    ("stored", "code", "computed", "text"),
    [
        ("12345", "0.0,", False, "12.3"),
        ("12345678", "#,##0.0,,", False, "12.3"),
        ("1234.5", "#,##0.00", False, "1234.5"),
        ("0.123456", "[<1]0.00%;0%", True, "12.35"),
        ("150.26", "[>=100]0;0.0", True, "150"),
        ("99.55", "[>=100]0;0.00", True, "99.55"),
        ("7", "00", False, "07"),
        ("815", "0000000", False, "0000815"),
        ("7", "0", False, "7"),
        ("0.5", "0%", False, "50"),
        ("0.571428571428571", "0%", True, "57"),
    ],
)
def test_numbers_as_their_cells_show_them(stored, code, computed, text):
    assert show_number(stored, code, is_computed=computed).text == text


TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"""
RELATIONS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{base}/{kind}" Target="{target}"/>{more}</Relationships>"""
BASE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_BASE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def a_book(sheet: str, *, base=BASE, main=MAIN, strings="", styles="", prefix="") -> bytes:
    """A workbook with one sheet, part by part as the programs write them."""
    p = f"{prefix}:" if prefix else ""
    space = f'xmlns{":" + prefix if prefix else ""}="{main}" xmlns:r="{base}"'
    more = "".join(
        f'<Relationship Id="rId{number}" Type="{base}/{kind}" Target="{kind}.xml"/>'
        for number, kind in ((2, "sharedStrings"), (3, "styles"))
    )
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(base=base, kind="officeDocument", target="xl/workbook.xml", more=""),
        "xl/_rels/workbook.xml.rels": RELATIONS.format(
            base=base, kind="worksheet", target="worksheets/sheet1.xml", more=more
        ),
        "xl/workbook.xml": f'<{p}workbook {space}><{p}sheets><{p}sheet name="Bảng" sheetId="1" state="visible" '
        f'r:id="rId1"/></{p}sheets></{p}workbook>',
        "xl/sharedStrings.xml": f"<{p}sst {space}>{strings}</{p}sst>",
        "xl/styles.xml": f"<{p}styleSheet {space}>{styles}</{p}styleSheet>",
        "xl/worksheets/sheet1.xml": f"<{p}worksheet {space}>{sheet}</{p}worksheet>",
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


LIBREOFFICE = """<sheetPr filterMode="false"><pageSetUpPr fitToPage="false"/></sheetPr><dimension ref="A1:C3"/>
<cols><col collapsed="false" customWidth="false" hidden="false" outlineLevel="0"
max="3" min="1" style="0" width="11.52"/>
</cols><sheetData>
<row r="1" customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false">
<c r="A1" s="0" t="s"><v>0</v></c><c r="B1" s="0" t="s"><v>1</v></c></row>
<row r="2" customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false">
<c r="A2" s="0" t="s"><v>2</v></c><c r="B2" s="1" t="n"><f aca="false">46.22*2/100</f><v>0.9244</v></c></row>
<row r="3" hidden="true"><c r="A3" t="str"><f aca="false">"Gia"&amp;" Lai"</f><v>Gia Lai</v></c>
<c r="B3" s="2" t="n"><v>46033</v></c></row></sheetData>"""
STRINGS = "<si><t xml:space='preserve'>Tỉnh </t></si><si><t>Tỷ lệ</t></si><si><r><t>Kon</t></r><r><t> Tum</t></r></si>"
STYLES = """<numFmts count="2"><numFmt numFmtId="164" formatCode="General"/><numFmt numFmtId="165"
formatCode="[$-42A]dd/mm/yyyy;@"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs count="3">
<xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="10"/><xf numFmtId="165"/></cellXfs>"""


def test_a_workbook_of_libreoffice():
    (sheet,) = read_file("a.xlsx", a_book(LIBREOFFICE, strings=STRINGS, styles=STYLES))
    assert sheet.rows == [["Tỉnh", "Tỷ lệ"], ["Kon Tum", "92.44"], ["Gia Lai", "11/01/2026"]]
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.is_hidden) == ([2], [], False)
    assert sheet.kinds == {"2,1": "day"}
    assert sheet.suffixes == {"1,1": "%"}


def test_a_strict_workbook_and_one_whose_elements_have_a_prefix():
    cells = '<c r="A1" t="s"><v>2</v></c><c r="B1" t="d"><v>2026-01-11T00:00:00</v></c>'
    strict = f'<sheetData><row r="1">{cells}</row></sheetData>'
    (sheet,) = read_file("a.xlsx", a_book(strict, base=STRICT_BASE, main=STRICT_MAIN, strings=STRINGS))
    assert (sheet.rows, sheet.kinds) == ([["Kon Tum", "11/01/2026"]], {"0,1": "day"})
    cells = "<x:c t='inlineStr'><x:is><x:t>Kon Tum</x:t></x:is></x:c><x:c><x:v>92.44</x:v></x:c>"
    (sheet,) = read_file("a.xlsx", a_book(f"<x:sheetData><x:row>{cells}</x:row></x:sheetData>", prefix="x"))
    assert sheet.rows == [["Kon Tum", "92.44"]]


def test_a_workbook_of_google():
    cells = """<sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr customHeight="1"
    defaultRowHeight="15.75"/><sheetData>
    <row r="1"><c r="A1" s="1" t="s"><v>2</v></c><c r="B1" s="0"><v>1.0</v></c></row>
    <row r="2"><c r="A2" s="1" t="b"><v>1</v></c><c r="B2" s="0"><f t="array" ref="B2">SUM(B1)</f><v>1.0</v></c></row>
    </sheetData><drawing r:id="rId9"/>"""
    (sheet,) = read_file("a.xlsx", a_book(cells, strings=STRINGS, styles=STYLES))
    assert sheet.rows == [["Kon Tum", "1"], ["ĐÚNG", "1"]]


@settings(max_examples=150)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=4))
def test_a_damaged_workbook_is_refused_in_a_sentence(place, wrong):
    content = bytearray(a_book(LIBREOFFICE, strings=STRINGS, styles=STYLES))
    place %= len(content)
    content[place : place + len(wrong)] = wrong
    try:
        read_file("a.xlsx", bytes(content))
    except RefusedFile as refusal:
        assert len(str(refusal)) > 20


@settings(max_examples=150)
@given(st.text(alphabet='a1;,|\t"\n\r\x0b\u2028\ufeff=é ', max_size=40))
def test_no_text_breaks_the_reader_and_no_word_of_it_is_lost(text):
    try:
        (sheet,) = read_file("a.csv", text.encode())
    except RefusedFile:
        return
    read = "".join(cell for row in sheet.rows for cell in row)
    named = text.lstrip("\ufeff").replace("\r", "\n").startswith("sep=")
    assert named or all(read.count(letter) == text.count(letter) for letter in "a1é")
