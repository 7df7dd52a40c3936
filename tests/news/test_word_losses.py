"""What of a Word file cannot come over is named where it stood; what is no article is left out and shown."""

from pathlib import Path

import pytest

from foundations.imported_html.html import ImagePart, TextPart
from foundations.imported_html.tables import TablePart
from news.word_files.articles import build_draft
from news.word_files.files import read_word
from tests.news.word_builders import (
    a_docx,
    drawing,
    field,
    line,
    paragraph,
    photograph,
    run,
    table,
    words,
)

CASES = Path(__file__).parent.parent / "cases"
BODY = "Ủy ban nhân dân xã A đã ban hành kế hoạch cải cách hành chính năm 2026 với nhiều nhiệm vụ cụ thể."
BLIP = "<pic:pic><pic:blipFill><a:blip {}/></pic:blipFill></pic:pic>"
BOX = "<w:txbxContent>{}</w:txbxContent>"
SHAPE = '<wps:wsp><wps:spPr><a:prstGeom prst="{}"/></wps:spPr>{}</wps:wsp>'


def case(name):
    return build_draft(read_word((CASES / name).read_bytes()))


def read(*body, **more):
    return build_draft(read_word(a_docx(line("Tên bài"), *body, **more)))


def html_of(draft):
    return "".join(part.html for part in draft.parts if isinstance(part, TextPart))


@pytest.mark.parametrize("name", ["D02-linked-picture.docx", "D02b-linked-picture-file.docx"])
def test_a_linked_picture_leaves_a_place_holder_and_a_warning(name):
    draft = case(name)
    assert [type(part) for part in draft.parts] == [TextPart, ImagePart, TextPart]
    assert draft.parts[1].alt == "Ảnh liên kết: Cán bộ tiếp dân"
    assert draft.warnings == ["Ảnh chỉ được liên kết, không nằm trong tệp: 1. Hãy thêm ảnh vào chỗ đã đánh dấu."]


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
    (
        "chart",
        drawing("chart", '<c:chart r:id="chart"/>'),
        "Biểu đồ: Điểm số; Sở A",
        "Biểu đồ không đưa vào bài được: 1",
    ),
    ("diagram", drawing("diagram", '<dgm:relIds r:dm="data"/>'), "Sơ đồ", "Sơ đồ không đưa vào bài được: 1"),
    (
        "shape",
        drawing("x", SHAPE.format("star5", ""), "Ngôi sao"),
        "Hình vẽ: Ngôi sao",
        "Hình vẽ không đưa vào bài được: 1",
    ),
    ("missing", drawing("picture", BLIP.format('r:embed="gone"')), "Ảnh trong tệp Word", "Ảnh bị mất khỏi tệp: 1"),
    ("no such id", drawing("picture", BLIP.format('r:embed="x"')), "Ảnh trong tệp Word", "Ảnh bị mất khỏi tệp: 1"),
    (
        "linked by VML",
        run('<w:pict><v:shape alt="Ảnh A"><v:imagedata r:href="far"/></v:shape></w:pict>'),
        "Ảnh liên kết: Ảnh A",
        "Ảnh chỉ được liên kết",
    ),
    (
        "object",
        run(OBJECT.format("", '<o:OLEObject ProgID="Excel.Sheet.12"/>')),
        "Tệp nhúng",
        "Tệp nhúng không đưa vào bài được: 1",
    ),
    (
        "old equation",
        run(OBJECT.format("", '<o:OLEObject ProgID="Equation.3"/>')),
        "Công thức",
        "Công thức không đọc được: 1",
    ),
    (
        "control",
        run(OBJECT.format("", '<w:control w:name="a" r:id="x"/>')),
        "Ô điều khiển",
        "Ô điều khiển của biểu mẫu",
    ),
]


@pytest.mark.parametrize(("inner", "alt", "warning"), [each[1:] for each in NAMED], ids=[each[0] for each in NAMED])
def test_what_cannot_come_over_is_named_where_it_stood(inner, alt, warning):
    draft = read(line("Trước"), paragraph(words("Giữa"), inner), line("Sau"), related=RELATED, more=PARTS)
    images = [part for part in draft.parts if isinstance(part, ImagePart)]
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


def test_text_boxes_are_text_after_their_paragraph_once_and_named():
    inside = BOX.format(line("Trong hộp"))
    shape = SHAPE.format("rect", f"<wps:txbx>{inside}</wps:txbx>")
    graphic = f"<a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic>"
    new = f"<w:drawing><wp:anchor>{graphic}</wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    for boxed in (alternates(new, old), alternates(new, old, "mystery"), run(new), run(old)):
        draft = read(paragraph(words("Trước"), boxed), line("Sau"))
        assert html_of(draft) == "<p>Trước</p><p>Trong hộp</p><p>Sau</p>"
        assert draft.warnings == ["Hộp văn bản: 1. Chữ trong hộp đặt ngay sau đoạn có hộp."]


def test_lines_are_told_of_but_leave_no_place_holder():
    draft = read(paragraph(words("Chữ"), drawing("x", SHAPE.format("line", ""))), run_of_rule(), line("Sau"))
    assert draft.parts == [TextPart("<p>Chữ</p><p>Sau</p>")]
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
    assert [type(part) for part in draft.parts] == [ImagePart, TextPart]
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
    end = run('<w:fldChar w:fldCharType="end"/>')
    begin = field(" TOC \\o ", words("I. Kết quả 3")).removesuffix(end)
    toc = [paragraph(begin), line("II. Hạn chế 5"), paragraph(end)]
    body = paragraph(words("Chữ"), run('<w:commentReference w:id="0"/>'))
    draft = read(*toc, body, more=more, related=related)
    assert html_of(draft) == "<p>Chữ</p>"
    assert {left.name: left.lines for left in draft.left_out} == {
        "Mục lục": ["I. Kết quả 3", "II. Hạn chế 5"],
        "Đầu trang": ["Xã A"],
        "Nhận xét bên lề": ["Xem lại số"],
    }
    kept = build_draft(read_word(a_docx(line("Tên"), body, more=more, related=related)), kept=["header"])
    assert html_of(kept) == "<p>Chữ</p><p>Xã A</p>"
    assert [left.kind for left in kept.left_out] == ["comments"]


def test_the_last_line_of_a_table_of_contents_may_end_it():
    whole = field(" TOC ", words("I. Kết quả 3"))
    end = run('<w:fldChar w:fldCharType="end"/>')
    draft = read(paragraph(whole.removesuffix(end)), paragraph(words("II. Hạn chế 5"), end), line("Chữ"))
    assert html_of(draft) == "<p>Chữ</p>"
    assert draft.left_out[0].lines == ["I. Kết quả 3", "II. Hạn chế 5"]
    draft = read(paragraph(whole.removesuffix(end)), paragraph(end, words("Chữ")))
    assert html_of(draft) == "<p>Chữ</p>"


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
    assert draft.parts == [TablePart(["a", "b"], [["1", "2"]]), TextPart("<p>chữ</p>")]


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
    assert old.parts[1] == ImagePart("part:0", "Sơ đồ quy trình", "Hình 1. Sơ đồ quy trình một cửa")
    assert old.warnings == ["Số ảnh không đọc được, chỗ của ảnh chỉ còn chú thích: 1."]
    for draft in (links, note):
        assert (draft.warnings, draft.left_out) == ([], [])
