"""HTML of Word, LibreOffice and old portals, taken apart into clean parts of an article."""

import unicodedata
from pathlib import Path

import pytest

from foundations.imported_html.html import ImagePart, TablePart, TextPart, split_html
from foundations.imported_html.tree import read_text

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
    parts = split_html(html, **more)
    assert all(isinstance(part, TextPart) for part in parts), parts
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


CASES = Path(__file__).parent.parent / "cases"


@pytest.mark.parametrize(
    ("case", "html"),
    [
        ("P01-word-online-list.html", "<ol><li>Một</li><li>Hai</li><li>Ba</li></ol>"),
        ("P02-letters-by-css.html", "<p>a) Việc a</p><p>b) Việc b</p><p>I. Phần I</p><p>II. Phần II</p>"),
        ("P05-private-use-and-fffe.html", "<ul><li>Một</li><li>Hai</li></ul><p>AB</p>"),
    ],
)
def test_cases_met_in_real_use(case, html):
    assert text((CASES / case).read_text(encoding="utf-8")) == html


LEVELS = """<div><ul><li data-aria-level="1">A</li></ul></div><div><ol start="1" style="list-style-type:lower-alpha">
<li data-aria-level="2" data-leveltext="%2)">x</li></ol></div><div><ul><li data-aria-level="1">B</li></ul></div>"""


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<ol><li>a</li><li>b</li></ol><ol><li>c</li></ol>", "<ol><li>a</li><li>b</li></ol><p>1. c</p>"),
        ("<ol><li>a</li></ol><p>x</p><ol start=2><li>b</li></ol>", "<ol><li>a</li></ol><p>x</p><p>2. b</p>"),
        ("<ol><li>A<ol type=a><li>x</li></ol><li>B</ol>", "<p>1. A</p><p>a. x</p><p>2. B</p>"),
        (
            "<ol><li>A<ol><li>x</li><li>y</li></ol></li><li>B</li></ol>",
            "<ol><li>A<ol><li>x</li><li>y</li></ol></li><li>B</li></ol>",
        ),
        ("<ol reversed><li>a<li>b</ol>", "<p>2. a</p><p>1. b</p>"),
        ("<ol><li>a<li value=5>b<li>c</ol>", "<p>1. a</p><p>5. b</p><p>6. c</p>"),
        ("<ol start=27 style='list-style:lower-latin inside'><li>a</ol>", "<p>aa) a</p>"),
        ("<ol start=48 type=I><li>a</ol>", "<p>XLVIII. a</p>"),
        ("<ol start=x type=q><li>a</ol>", "<ol><li>a</li></ol>"),
        ("<ol style='list-style-type:disc'><li>a</ol>", "<ul><li>a</li></ul>"),
        ("<ol style='list-style-type:\"– \"'><li>a</ol>", "<ul><li>a</li></ul>"),
        ("<ol style='list-style-type:none'><li>(i) a</ol>", "<p>(i) a</p>"),
        ("<ul><li style='list-style-type:decimal'>a</ul>", "<ol><li>a</li></ol>"),
        ("<ol><li style='list-style-type:upper-alpha'>a<li>b</ol>", "<p>A. a</p><p>2. b</p>"),
        (
            '<ul><li aria-level="1">A</li><ul><li aria-level="2">B</li></ul><li aria-level="1">C</li></ul>',
            "<ul><li>A<ul><li>B</li></ul></li><li>C</li></ul>",
        ),
        (LEVELS, "<ul><li>A</li></ul><p>a) x</p><ul><li>B</li></ul>"),
    ],
)
def test_a_list_shows_the_numbers_of_its_source_or_they_are_text(pasted, kept):
    assert text(pasted) == kept


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<p>\uf0a7Một<br>\uf0a7Hai</p>", "<ul><li>Một</li><li>Hai</li></ul>"),
        ("<p><b>\uf0fc</b>\t<b>Một</b> cửa</p>", "<ul><li><b>Một</b> cửa</li></ul>"),
        ("<p>• Một</p><p>●&nbsp;Hai</p><p>- Ba</p>", "<ul><li>Một</li><li>Hai</li></ul><p>- Ba</p>"),
        (
            "<p><span style='font-family:Wingdings'>Ø<span style='font:7.0pt \"Times\"'>&nbsp; </span></span>Một</p>",
            "<ul><li>Một</li></ul>",
        ),
        ("<p>\uf06f Có \uf06f Không</p>", "<p>□ Có □ Không</p>"),
        (
            "<p>Điểm \uf0b3 80</p><p>\uf061-amylase</p><p>\uf0b3 80 điểm</p>",
            "<p>Điểm ≥ 80</p><p>α-amylase</p><p>≥ 80 điểm</p>",
        ),
        ("<p>Bước 1 <span style='font-family:Wingdings'>à</span> Bước 2 à?</p>", "<p>Bước 1 → Bước 2 à?</p>"),
        (
            "<p><font face=Symbol>ba cột</font> <span style='font-family:\"Segoe UI Symbol\"'>b</span></p>",
            "<p>ba cột b</p>",
        ),
        ("<p>Trước \ue123 sau</p>", "<p>Trước [ký hiệu] sau</p>"),
    ],
)
def test_signs_of_symbol_fonts_are_bullets_before_a_line_and_signs_elsewhere(pasted, kept):
    assert text(pasted) == kept


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (
            '<p>a</p><iframe src="https://youtu.be/x">y</iframe><video><source src="https://a.vn/v.mp4"></video><p>b</p>',
            "<p>a</p><p>[Nội dung nhúng chưa đưa sang được: https://youtu.be/x]</p>"
            "<p>[Nội dung nhúng chưa đưa sang được: https://a.vn/v.mp4]</p><p>b</p>",
        ),
        ("<p>Với <math><msup><mi>x</mi><mn>2</mn></msup></math></p>", "<p>Với [công thức: x2]</p>"),
        ("<p>a<iframe></iframe><object>x</object></p>", "<p>a</p>"),
        (
            "<ul><li><input type=checkbox checked>Xong</li><li><input type=checkbox>Chưa</li></ul>",
            "<ul><li>☑ Xong</li><li>☐ Chưa</li></ul>",
        ),
        ('<ul><li role="checkbox" aria-checked="true">Xong</li></ul>', "<ul><li>☑ Xong</li></ul>"),
    ],
)
def test_what_cannot_come_over_is_named_in_its_place(pasted, kept):
    assert text(pasted) == kept


def test_a_drawing_keeps_its_place_and_an_icon_none():
    drawing = '<svg width="400" height="300"><title>Sơ đồ một cửa</title><text>x</text></svg>'
    icon = '<svg width="16" height="16"><title>in</title></svg>'
    assert split_html(f"<p>a{icon}</p>{drawing}<p>b</p>") == [
        TextPart("<p>a</p>"),
        ImagePart("", "Sơ đồ một cửa"),
        TextPart("<p>b</p>"),
    ]


def test_lists_in_a_cell_keep_their_numbers():
    lists = '<ol type="a"><li>x</li><li>y</li></ol>', "<ol start=3><li>z</li></ol><ul><li>t</li></ul>"
    rows = f"<tr><th>A</th><th>B</th></tr><tr><td>{lists[0]}</td><td>{lists[1]}</td></tr>"
    assert split_html(f"<table>{rows}</table>")[0].rows == [["a. x b. y", "3. z - t"]]


def test_signs_in_a_table_are_signs():
    rows = "<tr><th>Việc</th><th>Xong</th></tr><tr><td>A</td><td><span style='font-family:Wingdings'>ü</span></td></tr>"
    (table,) = split_html(f"<table>{rows}</table>")
    assert table.rows == [["A", "✓"]]


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
        ("<p>Hội nghị khai mạc.</p>", "", "", [TextPart("<p>Hội nghị khai mạc.</p>")]),
        ("<p><i>Dài</i> rồi.</p>", "", "", [TextPart("<p><i>Dài</i> rồi.</p>")]),
    ],
)
def test_a_picture_takes_the_caption_below_it(line, caption, credit, rest):
    found = split_html(f'<p>Trước</p><p><img src="data:image/png;base64,AA" alt="Hội nghị"></p><p>&nbsp;</p>{line}')
    picture = ImagePart("data:image/png;base64,AA", "Hội nghị", caption, credit)
    assert found == [TextPart("<p>Trước</p>"), picture, *rest]


def test_a_table_comes_out_with_its_name_and_joined_cells_spread():
    rows = "<tr><th>Đơn vị</th><th colspan=2>Điểm</th></tr>"
    rows += "<tr><td rowspan=2><p>Sở</p><p>Nội vụ</p></td><td>92,44</td><td>A</td></tr>"
    table = split_html(
        f"<p>Trước</p><p><b>Bảng 1. Điểm số</b></p><table>{rows}<tr><td>1.000,5</td><td>B</td></tr></table>"
    )[1]
    assert table == TablePart(
        ["Đơn vị", "Điểm", "Điểm"], [["Sở Nội vụ", "92,44", "A"], ["Sở Nội vụ", "1.000,5", "B"]], "Bảng 1. Điểm số"
    )
    assert [column["type"] for column in table.make_block_value()["columns"]] == ["text", "number", "text"]


def test_text_of_old_fonts_is_read_with_fonts_of_capitals_in_capitals():
    old = '<p><span style="font-family:.VnTimeH">céng hßa</span></p>'
    old += '<p><font face=".VnTime">n\u00adíc §éc <b>lËp</b></font></p>'
    assert text(old, encoding="tcvn3") == "<p>CỘNG HÒA</p><p>nước Độc <b>lập</b></p>"
    assert read_text(old) == "céng hßa\nn\u00adíc §éc lËp"
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
    assert split_html(written) == [
        TextPart(before),
        TablePart(["Đơn vị", "Điểm"], [["Sở", "92,44"]]),
        TextPart("<p>Hết.</p>"),
    ]


@pytest.mark.parametrize("tag", ["div", "b", "font", "ul><li", "table><tr><td"])
def test_a_thousand_elements_within_one_another_come_out_as_their_text(tag):
    (part,) = split_html(f"<{tag}>" * 1000 + "Chữ <i>cuối</i>")
    assert " ".join(read_text(part.html).split()) == "Chữ cuối"


def test_what_libreoffice_makes_of_a_whole_word_file_comes_in_clean():
    written = (Path(__file__).parent.parent / "word_files" / "bai-hai-anh.html").read_text(encoding="utf-8")
    parts = split_html(written)
    assert [type(part) for part in parts] == [TextPart, ImagePart, TextPart, ImagePart, TextPart]
    assert parts[1].source.startswith("data:image/jpeg;base64,")
    assert (parts[3].caption, parts[3].credit) == ("Bưu cục trung tâm.", "Ảnh: Sở Tư pháp")
    assert parts[2].html == (
        "<p><b>Ba bước, không phải đi lại</b></p>"
        "<ol><li>Nộp hồ sơ trực tuyến.</li><li>Thanh toán phí trên Cổng.</li><li>Nhận kết quả tại nhà.</li></ol>"
    )
