"""What stands in Word files beside plain text: what of it comes over, and that everything else is named in its place."""

import re
from pathlib import Path

import pytest

from news.foreign.html import Image, Text
from news.foreign.tables import Table
from news.foreign.tree import text_of
from news.word.articles import draft_of
from news.word.files import WordFileError, read_word
from tests.word_builders import (
    OFFICE,
    RELATIONS,
    TYPES,
    a_docx,
    drawing,
    field,
    line,
    paragraph,
    photograph,
    picture,
    run,
    table,
    words,
)

CASES = Path(__file__).parent / "cases"
BODY = "Ủy ban nhân dân xã A đã ban hành kế hoạch cải cách hành chính năm 2026 với nhiều nhiệm vụ cụ thể."
BLIP = "<pic:pic><pic:blipFill><a:blip {}/></pic:blipFill></pic:pic>"
BOX = "<w:txbxContent>{}</w:txbxContent>"
SHAPE = '<wps:wsp><wps:spPr><a:prstGeom prst="{}"/></wps:spPr>{}</wps:wsp>'
MATH = "<m:oMath>{}</m:oMath>"
LETTER = "<m:r><m:t>{}</m:t></m:r>"


def case(name):
    return draft_of(read_word((CASES / name).read_bytes()))


def read(*body, **more):
    return draft_of(read_word(a_docx(line("Tên bài"), *body, **more)))


def html_of(draft):
    return "".join(part.html for part in draft.parts if isinstance(part, Text))


@pytest.mark.parametrize("name", ["D01-word-online-document2.docx", "D07-customxml-utf16.docx"])
def test_parts_of_other_names_and_encodings_are_read(name):
    draft = case(name)
    assert draft.title == "Xã A đẩy mạnh cải cách hành chính"
    assert draft.parts == [Text(f"<p>{BODY}</p>")]
    assert draft.warnings == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_the_text_itself_may_be_in_another_encoding(encoding):
    content = a_docx(line("Tên bài"), line("Chữ Việt"))
    original = dict_of(content)["word/document.xml"].decode()
    declared = original.replace('encoding="UTF-8"', 'encoding="UTF-16"') if "16" in encoding else original
    draft = draft_of(read_word(a_docx(more={"word/document.xml": declared.encode(encoding)})))
    assert (draft.title, html_of(draft)) == ("Tên bài", "<p>Chữ Việt</p>")


def dict_of(content):
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("main", ["word/document22.xml", "Doc/Main.xml", "main.xml"])
def test_the_main_part_is_the_one_that_the_package_names(main):
    parts = dict_of(a_docx(line("Tên bài"), picture(0), line("Chữ"), pictures=[photograph()]))
    folder = main.rpartition("/")[0]
    moved = {
        "_rels/.rels": RELATIONS.format(f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="/{main}"/>'),
        "[Content_Types].xml": TYPES.replace("/word/document.xml", f"/{main}"),
        main: parts["word/document.xml"],
        f"{folder}/_rels/{main.rpartition('/')[2]}.rels".lstrip("/"): parts["word/_rels/document.xml.rels"],
        f"{folder}/media/image0.jpeg".lstrip("/"): parts["word/media/image0.jpeg"],
    }
    others = {name: b"" for name in ("word/document.xml", "word/_rels/document.xml.rels") if name != main}
    kept = {name: content for name, content in moved.items()}
    draft = draft_of(read_word(zip_of({**kept, **{f"old/{name}": content for name, content in others.items()}})))
    assert [type(part) for part in draft.parts] == [Image, Text]
    assert len(draft.pictures) == 1


def zip_of(parts):
    import zipfile
    from io import BytesIO

    result = BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return result.getvalue()


def test_a_workbook_is_no_word_file():
    kind = TYPES.replace("wordprocessingml.document.main", "spreadsheetml.sheet.main")
    with pytest.raises(WordFileError, match=r"không phải tệp Word"):
        read_word(a_docx(line("x"), more={"[Content_Types].xml": kind}))


@pytest.mark.parametrize("name", ["D02-linked-picture.docx", "D02b-linked-picture-file.docx"])
def test_a_linked_picture_leaves_a_place_holder_and_a_warning(name):
    draft = case(name)
    assert [type(part) for part in draft.parts] == [Text, Image, Text]
    assert draft.parts[1].alt == "Ảnh liên kết: Cán bộ tiếp dân"
    assert draft.warnings == ["Ảnh chỉ được liên kết, không nằm trong tệp: 1. Hãy thêm ảnh vào chỗ đã đánh dấu."]


def test_an_equation_is_a_line_of_text_and_named():
    draft = case("D09-equation.docx")
    assert html_of(draft) == "<p>Tỷ lệ được tính bằng a/b×100 theo quy định.</p>"
    assert draft.warnings == ["Công thức được viết thành một dòng chữ: 1. Hãy so lại với tệp Word."]


@pytest.mark.parametrize(
    ("equation", "text"),
    [
        ("<m:f><m:num>{a}</m:num><m:den>{bc}</m:den></m:f>", "a/(b+c)"),
        ("<m:sSup><m:e>{a}</m:e><m:sup>{b}</m:sup></m:sSup>", "a^b"),
        ("<m:sSub><m:e>{a}</m:e><m:sub>{b}</m:sub></m:sSub>", "a_b"),
        ("<m:rad><m:radPr/><m:deg/><m:e>{bc}</m:e></m:rad>", "√(b+c)"),
        (
            '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{a}</m:sub><m:sup>{b}</m:sup><m:e>{a}</m:e></m:nary>',
            "∑_a^b a",
        ),
        ("<m:d><m:dPr/><m:e>{bc}</m:e></m:d>", "(b+c)"),
        ("<m:unknown>{a}<m:e>{b}</m:e></m:unknown>", "ab"),
    ],
)
def test_pieces_of_equations(equation, text):
    inner = equation.format(a=LETTER.format("a"), b=LETTER.format("b"), bc=LETTER.format("b+c"))
    draft = read(paragraph(words("Tính "), MATH.format(inner), words(".")))
    assert html_of(draft) == f"<p>Tính {text}.</p>"


CHART = '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:title><a:p><a:r><a:t>Điểm số</a:t></a:r></a:p></c:title><c:strCache><c:pt><c:v>Sở A</c:v></c:pt></c:strCache></c:chartSpace>'  # noqa: E501
DIAGRAM = '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>Bước 1</a:t></a:r></a:p><a:p><a:r><a:t>Bước 2</a:t></a:r></a:p></dgm:dataModel>'  # noqa: E501
RELATED = [
    ("chart", "chart", "charts/chart1.xml"),
    ("data", "diagramData", "diagrams/data1.xml"),
    ("gone", "image", "media/gone.png"),
    ("far", "image", "https://example.org/a.png"),
]
PARTS = {"word/charts/chart1.xml": CHART, "word/diagrams/data1.xml": DIAGRAM}
OBJECT = '<w:object><v:shape id="x">{}</v:shape>{}</w:object>'
NAMED = [
    ("chart", drawing("chart", '<c:chart r:id="chart"/>'), "Biểu đồ: Điểm số; Sở A", "Biểu đồ không đưa vào bài được: 1"),
    ("diagram", drawing("diagram", '<dgm:relIds r:dm="data"/>'), "Sơ đồ", "Sơ đồ không đưa vào bài được: 1"),
    ("shape", drawing("x", SHAPE.format("star5", ""), "Ngôi sao"), "Hình vẽ: Ngôi sao", "Hình vẽ không đưa vào bài được: 1"),
    ("missing", drawing("picture", BLIP.format('r:embed="gone"')), "Ảnh trong tệp Word", "Ảnh bị mất khỏi tệp: 1"),
    ("no such id", drawing("picture", BLIP.format('r:embed="x"')), "Ảnh trong tệp Word", "Ảnh bị mất khỏi tệp: 1"),
    ("linked by VML", run('<w:pict><v:shape alt="Ảnh A"><v:imagedata r:href="far"/></v:shape></w:pict>'), "Ảnh liên kết: Ảnh A", "Ảnh chỉ được liên kết"),
    ("object", run(OBJECT.format("", '<o:OLEObject ProgID="Excel.Sheet.12"/>')), "Tệp nhúng", "Tệp nhúng không đưa vào bài được: 1"),
    ("old equation", run(OBJECT.format("", '<o:OLEObject ProgID="Equation.3"/>')), "Công thức", "Công thức không đọc được: 1"),
    ("control", run(OBJECT.format("", '<w:control w:name="a" r:id="x"/>')), "Ô điều khiển", "Ô điều khiển của biểu mẫu"),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "alt", "warning"), [each[1:] for each in NAMED], ids=[each[0] for each in NAMED])
def test_what_cannot_come_over_is_named_where_it_stood(inner, alt, warning):
    draft = read(line("Trước"), paragraph(words("Giữa"), inner), line("Sau"), related=RELATED, more=PARTS)
    images = [part for part in draft.parts if isinstance(part, Image)]
    assert [(part.alt, part.source) for part in images] == [(alt, "part:lost")]
    assert warning in draft.warnings[0]
    assert html_of(draft).startswith("<p>Trước</p><p>Giữa</p>")
    assert html_of(draft).endswith("<p>Sau</p>")
    assert len(draft.warnings) == 1


def test_the_words_of_a_diagram_come_after_it():
    draft = read(paragraph(drawing("diagram", '<dgm:relIds r:dm="data"/>')), related=RELATED, more=PARTS)
    assert html_of(draft) == "<p>Bước 1</p><p>Bước 2</p>"


def alternates(choice, fallback, requires="wps"):
    return run(
        f'<mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def box_of(*paragraphs):
    inner = SHAPE.format("rect", f"<wps:txbx>{BOX.format(''.join(paragraphs))}</wps:txbx>")
    return re.sub(
        "</?w:r>|<w:rPr></w:rPr>", "", drawing("x", inner).replace("<w:r><w:rPr></w:rPr>", "", 1)[: -len("</w:r>")]
    )


def test_text_boxes_are_text_after_their_paragraph_once_and_named():
    inside = BOX.format(line("Trong hộp"))
    new = f"<w:drawing><wp:anchor><a:graphic><a:graphicData>{SHAPE.format('rect', f'<wps:txbx>{inside}</wps:txbx>')}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    for boxed in (alternates(new, old), alternates(new, old, "mystery"), run(new), run(old)):
        draft = read(paragraph(words("Trước"), boxed), line("Sau"))
        assert html_of(draft) == "<p>Trước</p><p>Trong hộp</p><p>Sau</p>"
        assert draft.warnings == ["Hộp văn bản: 1. Chữ trong hộp đặt ngay sau đoạn có hộp."]


def test_lines_are_told_of_but_leave_no_place_holder():
    draft = read(paragraph(words("Chữ"), drawing("x", SHAPE.format("line", ""))), run_of_rule(), line("Sau"))
    assert draft.parts == [Text("<p>Chữ</p><p>Sau</p>")]
    assert [left.name for left in draft.left_out] == ["Đường kẻ"]


def run_of_rule():
    return paragraph(run('<w:pict><v:rect o:hr="t" fillcolor="gray"/></w:pict>'))


def test_text_in_art_letters_is_text():
    art = '<w:pict><v:shapetype id="t"/><v:shape><v:textpath string="Chúc mừng"/></v:shape></w:pict>'
    assert html_of(read(paragraph(run(art)))) == "<p>Chúc mừng</p>"


def test_pictures_of_a_group_all_come():
    inner = "<wpg:wgp>" + BLIP.format('r:embed="rId10"') + BLIP.format('r:embed="rId11"') + "</wpg:wgp>"
    draft = read(paragraph(drawing("x", inner)), pictures=[photograph(), photograph("#123456")])
    assert [part.source for part in draft.parts] == ["part:0", "part:1"]
    assert draft.warnings == []


FIELDS = [
    (field(" PAGEREF x ", words("5")), "5"),
    (field(" MERGEFIELD Ten ", words("«Tên»")), "«Tên»"),
    (field(f' IF {field(" MERGEFIELD x ", words("ẩn"))} = "a" "b" ', words("b")).replace(" IF <", " IF </w:instrText></w:r><"), "b"),
    ('<w:fldSimple w:instr=" DATE "><w:r><w:t>5/11</w:t></w:r></w:fldSimple>', "5/11"),
    (field(" SYMBOL 252 \\f Wingdings "), "✓"),
    (field(" EQ \\f(1,2) "), "[công thức] \\f(1,2)"),
    (field(" AUTONUM "), "[trường]"),
    (field(' XE "mục" '), ""),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "shown"), [each for each in FIELDS if "</w:instrText></w:r><" not in each[0]])
def test_of_fields_their_result_is_shown(inner, shown):
    assert html_of(read(paragraph(words("a "), inner, words(" b")))) == f"<p>a {shown} b</p>".replace("  ", " ")


def test_the_result_of_a_field_inside_the_code_of_another_is_not_shown():
    begin, end = run('<w:fldChar w:fldCharType="begin"/>'), run('<w:fldChar w:fldCharType="end"/>')
    separate = run('<w:fldChar w:fldCharType="separate"/>')
    code = run('<w:instrText xml:space="preserve"> IF </w:instrText>')
    inner = begin + code + field(" MERGEFIELD x ", words("ẩn")) + separate + words("hiện") + end
    assert html_of(read(paragraph(inner))) == "<p>hiện</p>"


@pytest.mark.parametrize(
    ("code", "href"),
    [
        (' HYPERLINK "https://a.vn/b c" \\o "gợi ý" ', "https://a.vn/b c"),
        (' HYPERLINK "https://a.vn/" \\l "muc" ', "https://a.vn/#muc"),
        (" HYPERLINK https://a.vn ", "https://a.vn"),
        (' HYPERLINK \\t "_blank" "https://a.vn" ', "https://a.vn"),
    ],
)
def test_links_made_by_fields(code, href):
    escaped = code.replace('"', "&quot;")
    simple = f'<w:fldSimple w:instr="{escaped}"><w:r><w:t>chữ</w:t></w:r></w:fldSimple>'
    for inner in (field(code, words("chữ")), simple):
        assert html_of(read(paragraph(inner))) == f'<p><a href="{href}">chữ</a></p>'


def test_boxes_and_choices_of_forms_are_text():
    box = '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{}</w:checkBox></w:ffData></w:fldChar>'
    end = run('<w:fldChar w:fldCharType="end"/>')
    code = run("<w:instrText> FORMCHECKBOX </w:instrText>")
    boxes = "".join(run(box.format(state)) + code + end for state in ("<w:checked/>", '<w:default w:val="0"/>', ""))
    entries = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Nam"/><w:listEntry w:val="Nữ"/></w:ddList>'
    down = run(f'<w:fldChar w:fldCharType="begin"><w:ffData>{entries}</w:ffData></w:fldChar>')
    down += run("<w:instrText> FORMDROPDOWN </w:instrText>") + end
    control = "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    draft = read(paragraph(boxes, words(" "), down, words(" "), control.format(words("☒")), words(" có")))
    assert html_of(draft) == "<p>☒☐☐ Nữ ☒ có</p>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:ruby><w:rt><w:r><w:t>trên</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>dưới</w:t></w:r></w:rubyBase></w:ruby>", "dưới (trên)"),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "✓"),
        ('<w:sym w:font="Times New Roman" w:char="2022"/>', "•"),
        ('<w:sym w:font="Phông lạ" w:char="F041"/>', "[ký hiệu]"),
        ('<w:t>thủ</w:t><w:noBreakHyphen/><w:t>tục</w:t>', "thủ\u2011tục"),
        ("<w:t>hành</w:t><w:softHyphen/><w:t>chính</w:t>", "hànhchính"),
        ('<w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t>', "a<br>b"),
        ("<w:t>a</w:t><w:cr/><w:t>b</w:t>", "a<br>b"),
        ("<w:t>a</w:t><w:ptab/><w:t>b</w:t>", "a b"),
        ("<w:t>a</w:t><w:tab/><w:t>b</w:t>", "a b"),
    ],
)  # fmt: skip
def test_small_things_in_a_line_keep_words_apart_or_together(inner, text):
    assert html_of(read(paragraph(run(inner)))) == f"<p>{text}</p>"


def test_letters_typed_in_a_symbol_font_are_signs():
    typed = words("\uf0fc Ø", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')
    assert html_of(read(paragraph(typed, words(" xong")))) == "<p>✓ ⮚ xong</p>"


def test_wrappers_of_any_kind_hold_text():
    inner = words("chữ")
    for name in ("smartTag", "customXml", "dir", "bdo", "ins"):
        assert html_of(read(paragraph(f"<w:{name}>{inner}</w:{name}>"))) == "<p>chữ</p>"
    control = "<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert html_of(read(control.format(control.format(line("chữ"))))) == "<p>chữ</p>"
    row = control.format("<w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>".replace("<w:p/>", line("ô")))
    assert read(f"<w:tbl>{row}{row}</w:tbl>").parts == [Table(["ô", "ô"], [["ô", "ô"]])]


def test_a_drop_cap_goes_back_to_its_word():
    cap = paragraph(words("T"), properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
    assert html_of(read(cap, line("háng mười một."))) == "<p>Tháng mười một.</p>"


def test_frames_are_text_in_their_place():
    framed = paragraph(words("Trong khung"), properties='<w:framePr w:w="2000" w:hAnchor="page"/>')
    assert html_of(read(line("a"), framed, line("b"))) == "<p>a</p><p>Trong khung</p><p>b</p>"


def test_hidden_text_is_left_out_and_shown_apart():
    draft = read(paragraph(words("Hiện "), words("ẩn", "<w:vanish/>"), words("rõ", '<w:vanish w:val="0"/>')))
    assert html_of(draft) == "<p>Hiện rõ</p>"
    assert [(left.name, left.lines) for left in draft.left_out] == [("Chữ ẩn", ["ẩn"])]


def test_struck_text_is_named():
    draft = read(paragraph(words("cũ", "<w:strike/>"), words(" mới")))
    assert html_of(draft) == "<p>cũ mới</p>"
    assert draft.warnings == ["Đoạn chữ gạch ngang thành chữ thường: 1. Hãy xóa nếu không còn hiệu lực."]


def test_parts_of_other_files_are_named():
    draft = read('<w:altChunk r:id="x"/>', line("Sau"))
    assert [type(part) for part in draft.parts] == [Image, Text]
    assert draft.parts[0].alt == "Phần nhúng từ tệp khác"
    assert draft.warnings[0].startswith("Phần nhúng từ tệp khác không đưa vào bài được: 1.")


def test_headers_comments_and_contents_are_left_out_and_shown():
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    more = {
        "word/header1.xml": f"<w:hdr {w}>{line('Xã A')}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {w}>{line('12')}</w:ftr>",
        "word/comments.xml": f'<w:comments {w}><w:comment w:id="0">{line("Xem lại số")}</w:comment></w:comments>',
    }
    related = [("h", "header", "header1.xml"), ("f", "footer", "footer1.xml"), ("c", "comments", "comments.xml")]
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    toc = [
        paragraph(begin, words("I. Kết quả 3")),
        line("II. Hạn chế 5"),
        paragraph(run('<w:fldChar w:fldCharType="end"/>')),
    ]
    body = paragraph(words("Chữ"), run('<w:commentReference w:id="0"/>'))
    draft = read(*toc, body, more=more, related=related)
    assert html_of(draft) == "<p>Chữ</p>"
    assert {left.name: left.lines for left in draft.left_out} == {
        "Mục lục": ["I. Kết quả 3", "II. Hạn chế 5"],
        "Đầu trang": ["Xã A"],
        "Nhận xét bên lề": ["Xem lại số"],
    }
    kept = draft_of(read_word(a_docx(line("Tên"), body, more=more, related=related)), kept=["header"])
    assert html_of(kept) == "<p>Chữ</p><p>Xã A</p>"
    assert [left.kind for left in kept.left_out] == ["comments"]


def test_tracked_changes_are_taken_as_accepted_and_named():
    draft = case("D12-tracked-changes.docx")
    assert html_of(draft) == f"<p>Tỷ lệ đạt 95%.</p><p>{BODY}</p>"
    assert draft.warnings == [
        "Tệp còn thay đổi chưa chấp nhận: bài lấy chữ được thêm, bỏ chữ bị xóa. Số chỗ bị xóa: 2."
    ]


def test_moved_text_and_deleted_rows():
    moved = f'<w:moveFrom w:id="1" w:author="x">{words("chữ")}</w:moveFrom>'
    to = f'<w:moveTo w:id="2" w:author="x">{words("chữ")}</w:moveTo>'
    row = table(["c", "d"]).replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="3" w:author="x"/></w:trPr>')
    rows = table(["a", "b"], ["1", "2"]).replace("</w:tbl>", row.removeprefix("<w:tbl>"))
    draft = read(paragraph(moved), rows, paragraph(to))
    assert draft.parts == [Table(["a", "b"], [["1", "2"]]), Text("<p>chữ</p>")]


def test_what_was_right_stays_right():
    links = case("D13-links.docx")
    assert html_of(links).count("<a href=") == 2
    assert 'href="https://example.org/văn bản/5 QĐ.pdf">Trường HYPERLINK</a>' in html_of(links)
    note = case("D14-footnote.docx")
    assert "Theo báo cáo<sup>[1]</sup>, tỷ lệ tăng." in html_of(note)
    assert html_of(note).endswith("<ol><li>Báo cáo số 45/BC-UBND.</li></ol>")
    assert case("D15-title-with-line-break.docx").title == "HỘI NGHỊ TỔNG KẾT CÔNG TÁC CẢI CÁCH HÀNH CHÍNH NĂM 2026"
    assert html_of(case("D16-wps-no-fallback.docx")) == f"<p>{BODY}</p><p>Chữ sau phần riêng của WPS.</p>"
    old = case("D19-emf-picture.docx")
    assert old.parts[1] == Image("part:0", "Sơ đồ quy trình", "Hình 1. Sơ đồ quy trình một cửa")
    assert old.warnings == ["Số ảnh không đọc được, chỗ của ảnh chỉ còn chú thích: 1."]
    for draft in (links, note):
        assert (draft.warnings, draft.left_out) == ([], [])


def test_notes_after_a_list_are_counted_from_one():
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f'<w:footnotes {w}><w:footnote w:id="2">{line("Chú thích một")}</w:footnote></w:footnotes>'
    reference = run('<w:footnoteReference w:id="2"/>')
    lost = run('<w:footnoteReference w:id="9"/>')
    items = [line("Một", number=(3, 0)), line("Hai", number=(3, 0))]
    draft = read(
        paragraph(words("Chữ"), reference, lost),
        *items,
        more={"word/footnotes.xml": notes},
        related=[("n", "footnotes", "footnotes.xml")],
    )
    assert text_of(html_of(draft)).splitlines()[-2:] == ["Chú thích", "Chú thích một"]
    assert html_of(draft).endswith("<li>Hai</li></ol><p>Chú thích</p><ol><li>Chú thích một</li></ol>")


def test_a_link_without_an_address_is_its_text():
    assert html_of(read(paragraph(f'<w:hyperlink r:id="x">{words("chữ")}</w:hyperlink>'))) == "<p>chữ</p>"
