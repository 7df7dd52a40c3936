"""HTML of Word, LibreOffice and old portals, taken apart into clean parts of an article."""

import unicodedata
from pathlib import Path

import pytest

from news.foreign.html import Image, Table, Text, parts_of
from news.foreign.tree import text_of

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0} --></style>
<xml><w:WordDocument>x</w:WordDocument></xml></head><body lang=EN-US><!--StartFragment-->
<p class=MsoNormal style='text-indent:.5in'><b style='mso-bidi-font-weight:normal'><span
style='font-size:14.0pt;font-family:"Times New Roman",serif;color:red'>Ngày   24/01,</span></b><span lang=VI
style='font-size:14.0pt'> UBND&nbsp;&nbsp;tỉnh
họp.<o:p></o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>{}<!--EndFragment--></body></html>"""
CLEAN = "<p><b>Ngày 24/01,</b> UBND tỉnh họp.</p>"


def item(text, marker="·", level=1):
    font = "<span style='font-family:Symbol'>"
    ignored = (
        f"{font}<span style='mso-list:Ignore'>{marker}<span style='font:7.0pt \"Times\"'>&nbsp; </span></span></span>"
    )
    style = f"text-indent:-.25in;mso-list:l0 level{level} lfo1"
    return f"<p class=MsoListParagraph style='{style}'><![if !supportLists]>{ignored}<![endif]>{text}<o:p></o:p></p>"


def text(html, **more):
    parts = parts_of(html, **more)
    assert all(isinstance(part, Text) for part in parts), parts
    return "".join(part.html for part in parts)


def test_of_words_markup_only_what_the_editor_offers_stays():
    assert text(WORD.replace("{}", "")) == CLEAN


@pytest.mark.parametrize(
    ("items", "lists"),
    [
        ([("Một",), ("Con", "o", 2), ("Hai", "§")], "<ul><li>Một<ul><li>Con</li></ul></li><li>Hai</li></ul>"),
        ([("Một", "1."), ("Hai", "2.")], "<ol><li>Một</li><li>Hai</li></ol>"),
        ([("Kết quả", "II.")], "<p>II. Kết quả</p>"),
        ([("Một", "a)"), ("Hai", "b)")], "<p>a) Một</p><p>b) Hai</p>"),
        ([("Ba", "3."), ("Bốn", "4.")], "<p>3. Ba</p><p>4. Bốn</p>"),
        ([("A",), ("B", "1.", 2), ("C", "2.", 2)], "<ul><li>A<ol><li>B</li><li>C</li></ol></li></ul>"),
    ],
)
def test_lists_of_word_are_lists_unless_their_numbers_would_be_lost(items, lists):
    assert text(WORD.replace("{}", "".join(item(*each) for each in items))) == CLEAN + lists


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<h1>Tên</h1><h2>Mục</h2><h5>Nhỏ</h5>", "<h2>Tên</h2><h3>Mục</h3><h4>Nhỏ</h4>"),
        ("<h2><b>Mục</b></h2><h3>Nhỏ</h3>", "<h2>Mục</h2><h3>Nhỏ</h3>"),
        ("<p class=MsoTitle>Tên</p><p class=MsoNormal>Chữ</p>", "<h2>Tên</h2><p>Chữ</p>"),
        ("<p>a<p>b<div>c<div>d</div>e</div>", "<p>a</p><p>b</p><p>c</p><p>d</p><p>e</p>"),
        ("<p>a<br><br>b<br>c<br></p><p><br></p>", "<p>a</p><p>b<br>c</p>"),
        ('<b style="font-weight:normal"><p>G <b>x</b><strong>y</strong></p></b>', "<p>G <b>xy</b></p>"),
        ('<span style="font-weight:700">x</span> <font color=red>y</font>', "<p><b>x</b> y</p>"),
        ('<p>m<span style="vertical-align:super">2</span></p>', "<p>m<sup>2</sup></p>"),
        ('<p><a href="file:///C:/a">a</a> <a href="javascript:b()">b</a></p>', "<p>a b</p>"),
        (
            '<p><a href="https://a.vn/?a=1&amp;b=2" style="color:red">a</a></p>',
            '<p><a href="https://a.vn/?a=1&amp;b=2">a</a></p>',
        ),
        ("<p>a<script>alert(1)</script><style>x</style></p><iframe>y</iframe>", "<p>a</p>"),
        ("<p>a\u00ad\u200bb &lt;c&gt;</p>", "<p>ab &lt;c&gt;</p>"),
        ("<ol start=3><li>c</li></ol><ol type=a><li>x</li></ol>", "<p>3. c</p><p>a. x</p>"),
        (
            "<ul><li><p>a</p></li><li><p>b</p><ul><li>c</li></ul></li></ul>",
            "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>",
        ),
        ("<table><tr><td>a<p>b</p></td></tr></table>", "<p>a</p><p>b</p>"),
        ("", ""),
        ("&nbsp;<p> </p><div><br></div>", ""),
    ],
)
def test_structure_stays_and_dress_goes(pasted, kept):
    assert text(pasted) == kept


def test_decomposed_letters_become_single_ones():
    assert text(unicodedata.normalize("NFD", "<p>Đẩy mạnh</p>")) == "<p>Đẩy mạnh</p>"


@pytest.mark.parametrize(
    ("line", "caption", "credit", "rest"),
    [
        (
            '<p style="text-align:center"><i>Quang cảnh hội nghị. Ảnh: Văn Hiển</i></p>',
            "Quang cảnh hội nghị.",
            "Ảnh: Văn Hiển",
            [],
        ),
        ("<p>Ảnh: Văn phòng UBND tỉnh</p>", "", "Ảnh: Văn phòng UBND tỉnh", []),
        ("<center>Bộ phận một cửa (Ảnh: BBT)</center>", "Bộ phận một cửa", "Ảnh: BBT", []),
        ("<p><em>Bộ phận một cửa</em></p>", "Bộ phận một cửa", "", []),
        ("<p>Hội nghị khai mạc.</p>", "", "", [Text("<p>Hội nghị khai mạc.</p>")]),
        ("<p><i>Dài</i> rồi.</p>", "", "", [Text("<p><i>Dài</i> rồi.</p>")]),
    ],
)
def test_a_picture_takes_the_caption_below_it(line, caption, credit, rest):
    found = parts_of(f'<p>Trước</p><p><img src="data:image/png;base64,AA" alt="Hội nghị"></p><p>&nbsp;</p>{line}')
    picture = Image("data:image/png;base64,AA", "Hội nghị", caption, credit)
    assert found == [Text("<p>Trước</p>"), picture, *rest]


def test_a_table_comes_out_with_its_name_and_joined_cells_spread():
    rows = "<tr><th>Đơn vị</th><th colspan=2>Điểm</th></tr>"
    rows += "<tr><td rowspan=2><p>Sở</p><p>Nội vụ</p></td><td>92,44</td><td>A</td></tr>"
    table = parts_of(
        f"<p>Trước</p><p><b>Bảng 1. Điểm số</b></p><table>{rows}<tr><td>1.000,5</td><td>B</td></tr></table>"
    )[1]
    assert table == Table(
        ["Đơn vị", "Điểm", "Điểm"], [["Sở Nội vụ", "92,44", "A"], ["Sở Nội vụ", "1.000,5", "B"]], "Bảng 1. Điểm số"
    )
    assert [column["type"] for column in table.stored()["columns"]] == ["text", "number", "text"]


def test_text_of_old_fonts_is_read_with_fonts_of_capitals_in_capitals():
    old = '<p><span style="font-family:.VnTimeH">céng hßa</span></p>'
    old += '<p><font face=".VnTime">n\u00adíc §éc <b>lËp</b></font></p>'
    assert text(old, encoding="tcvn3") == "<p>CỘNG HÒA</p><p>nước Độc <b>lập</b></p>"
    assert text_of(old) == "céng hßa\nn\u00adíc §éc lËp"
    assert text("<p>Ñoäc laäp</p><p>Đã đúng</p>", encoding="vni") == "<p>Độc lập</p><p>Đã đúng</p>"


def test_what_libreoffice_writes_is_read_alike():
    written = """<h1 class="western" align="left">
Kết quả cải cách</h1>
<p class="western" align="left" style="line-height: 115%">Đoạn
một&nbsp;&nbsp;hai <i>nghiêng</i> <font color="#ff0000">đỏ</font>.</p>
<p class="western" align="left" style="line-height: 115%">&nbsp;</p>
<ul>
	<li><p class="western" align="left" style="margin-bottom: 0in">Một</p>
	<li><p class="western" align="left">Hai</p>
</ul>
<table width="125" cellpadding="2"><col width="72"/><tr><td style="padding: 0.02in"><p class="western">
			Đơn vị</p></td><td><p class="western">Điểm</p></td></tr><tr><td><p>Sở</p></td>
<td><p>92,44</p></td></tr></table>
<p class="western" align="left">Hết.</p>"""
    before = "<h2>Kết quả cải cách</h2><p>Đoạn một hai <i>nghiêng</i> đỏ.</p><ul><li>Một</li><li>Hai</li></ul>"
    assert parts_of(written) == [Text(before), Table(["Đơn vị", "Điểm"], [["Sở", "92,44"]]), Text("<p>Hết.</p>")]


@pytest.mark.parametrize("tag", ["div", "b", "font", "ul><li", "table><tr><td"])
def test_a_thousand_elements_within_one_another_come_out_as_their_text(tag):
    (part,) = parts_of(f"<{tag}>" * 1000 + "Chữ <i>cuối</i>")
    assert " ".join(text_of(part.html).split()) == "Chữ cuối"


def test_what_libreoffice_makes_of_a_whole_word_file_comes_in_clean():
    written = (Path(__file__).parent / "word_files" / "bai-hai-anh.html").read_text(encoding="utf-8")
    parts = parts_of(written)
    assert [type(part) for part in parts] == [Text, Image, Text, Image, Text]
    assert parts[1].source.startswith("data:image/jpeg;base64,")
    assert (parts[3].caption, parts[3].credit) == ("Bưu cục trung tâm.", "Ảnh: Sở Tư pháp")
    assert parts[2].html == (
        "<p><b>Ba bước, không phải đi lại</b></p>"
        "<ol><li>Nộp hồ sơ trực tuyến.</li><li>Thanh toán phí trên Cổng.</li><li>Nhận kết quả tại nhà.</li></ol>"
    )
