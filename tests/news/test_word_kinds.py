"""What stands in Word files beside plain text: what comes over, and that all else is named in its place."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from foundations.imported_html.html import ImagePart, TextPart
from foundations.imported_html.tables import TablePart
from foundations.imported_html.tree import read_text
from news.word_files.articles import build_draft
from news.word_files.files import WordFileError, read_word
from tests.news.word_builders import (
    OFFICE,
    RELATIONS,
    STYLES,
    TYPES,
    a_docx,
    field,
    line,
    paragraph,
    photograph,
    picture,
    run,
    words,
)

CASES = Path(__file__).parent.parent / "cases"
BODY = "Ủy ban nhân dân xã A đã ban hành kế hoạch cải cách hành chính năm 2026 với nhiều nhiệm vụ cụ thể."
MATH = "<m:oMath>{}</m:oMath>"
LETTER = "<m:r><m:t>{}</m:t></m:r>"


def case(name):
    return build_draft(read_word((CASES / name).read_bytes()))


def read(*body, **more):
    return build_draft(read_word(a_docx(line("Tên bài"), *body, **more)))


def html_of(draft):
    return "".join(part.html for part in draft.parts if isinstance(part, TextPart))


@pytest.mark.parametrize("name", ["D01-word-online-document2.docx", "D07-customxml-utf16.docx"])
def test_parts_of_other_names_and_encodings_are_read(name):
    draft = case(name)
    assert draft.title == "Xã A đẩy mạnh cải cách hành chính"
    assert draft.parts == [TextPart(f"<p>{BODY}</p>")]
    assert draft.warnings == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_the_text_itself_may_be_in_another_encoding(encoding):
    content = a_docx(line("Tên bài"), line("Chữ Việt"))
    original = dict_of(content)["word/document.xml"].decode()
    declared = original.replace('encoding="UTF-8"', 'encoding="UTF-16"') if "16" in encoding else original
    draft = build_draft(read_word(a_docx(more={"word/document.xml": declared.encode(encoding)})))
    assert (draft.title, html_of(draft)) == ("Tên bài", "<p>Chữ Việt</p>")


def dict_of(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_style_without_a_name_does_not_matter():
    styles = STYLES.replace("</w:styles>", '<w:style w:styleId="x"/><w:style w:type="paragraph"/></w:styles>')
    assert html_of(read(line("Chữ"), more={"word/styles.xml": styles})) == "<p>Chữ</p>"


def test_a_wrong_declaration_does_not_matter():
    original = dict_of(a_docx(line("Tên bài"), line("Chữ Việt")))["word/document.xml"]
    declared = original.replace(b'encoding="UTF-8"', b'encoding="UTF-16"')
    assert build_draft(read_word(a_docx(more={"word/document.xml": declared}))).title == "Tên bài"


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
    draft = build_draft(read_word(zip_of(moved)))
    assert [type(part) for part in draft.parts] == [ImagePart, TextPart]
    assert len(draft.pictures) == 1


def zip_of(parts):
    result = BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return result.getvalue()


def test_a_workbook_is_no_word_file():
    kind = TYPES.replace("wordprocessingml.document.main", "spreadsheetml.sheet.main")
    with pytest.raises(WordFileError, match=r"không phải tệp Word"):
        read_word(a_docx(line("x"), more={"[Content_Types].xml": kind}))


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
            '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{a}</m:sub><m:sup>{b}</m:sup><m:e>{a}</m:e>'
            "</m:nary>",
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


FIELDS = [
    (field(" PAGEREF x ", words("5")), "5"),
    (field(" MERGEFIELD Ten ", words("«Tên»")), "«Tên»"),
    ('<w:fldSimple w:instr=" DATE "><w:r><w:t>5/11</w:t></w:r></w:fldSimple>', "5/11"),
    (field(" SYMBOL 252 \\f Wingdings "), "✓"),
    (field(" EQ \\f(1,2) "), "[công thức] \\f(1,2)"),
    (field(" AUTONUM "), "[trường]"),
    (field(' XE "mục" '), ""),
]


@pytest.mark.parametrize(("inner", "shown"), FIELDS)
def test_of_fields_their_result_is_shown(inner, shown):
    assert html_of(read(paragraph(words("a "), inner, words(" b")))) == f"<p>a {shown} b</p>".replace("  ", " ")


@pytest.mark.parametrize("kind", ["begin", "separate", "end"])
def test_a_field_that_is_not_whole_hides_no_text(kind):
    mark = run(f'<w:fldChar w:fldCharType="{kind}"/>')
    code = run("<w:instrText> TOC </w:instrText>")
    assert html_of(read(paragraph(words("a"), mark, code, words("b")), line("c"))) == "<p>ab</p><p>c</p>"


def test_a_picture_that_a_field_fetches_is_named():
    draft = read(paragraph(words("Chữ"), field(' INCLUDEPICTURE "https://example.org/a.png" ')))
    assert [type(part) for part in draft.parts] == [TextPart, ImagePart]
    assert "chỉ được liên kết" in draft.warnings[0]


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
    state = '<w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
    control = f"<w:sdt>{state}<w:sdtContent>{{}}</w:sdtContent></w:sdt>"
    draft = read(paragraph(boxes, words(" "), down, words(" "), control.format(words("☒")), words(" có")))
    assert html_of(draft) == "<p>☒☐☐ Nữ ☒ có</p>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (
            "<w:ruby><w:rt><w:r><w:t>trên</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>dưới</w:t></w:r></w:rubyBase>"
            "</w:ruby>",
            "dưới (trên)",
        ),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "✓"),
        ('<w:sym w:font="Times New Roman" w:char="2022"/>', "•"),
        ('<w:sym w:font="Phông lạ" w:char="F041"/>', "[ký hiệu]"),
        ("<w:t>thủ</w:t><w:noBreakHyphen/><w:t>tục</w:t>", "thủ\u2011tục"),
        ("<w:t>hành</w:t><w:softHyphen/><w:t>chính</w:t>", "hànhchính"),
        ('<w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t>', "a<br>b"),
        ("<w:t>a</w:t><w:cr/><w:t>b</w:t>", "a<br>b"),
        ("<w:t>a</w:t><w:ptab/><w:t>b</w:t>", "a b"),
        ("<w:t>a</w:t><w:tab/><w:t>b</w:t>", "a b"),
    ],
)
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
    assert read(f"<w:tbl>{row}{row}</w:tbl>").parts == [TablePart(["ô", "ô"], [["ô", "ô"]])]


def test_a_drop_cap_goes_back_to_its_word():
    cap = paragraph(words("T"), properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
    assert html_of(read(cap, line("háng mười một."))) == "<p>Tháng mười một.</p>"


def test_a_style_based_on_a_heading_is_one():
    named = '<w:name w:val="Mục lớn"/><w:basedOn w:val="Heading2"/>'
    based = f'<w:style w:type="paragraph" w:styleId="Muc">{named}</w:style>'
    styles = STYLES.replace("</w:styles>", f"{based}</w:styles>")
    lines = [line(text) for text in ("a", "b", "c")]
    assert "<h2>Mục</h2>" in html_of(read(*lines, line("Mục", "Muc"), more={"word/styles.xml": styles}))


def test_frames_are_text_in_their_place():
    framed = paragraph(words("Trong khung"), properties='<w:framePr w:w="2000" w:hAnchor="page"/>')
    assert html_of(read(line("a"), framed, line("b"))) == "<p>a</p><p>Trong khung</p><p>b</p>"


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
    assert read_text(html_of(draft)).splitlines()[-2:] == ["Chú thích", "Chú thích một"]
    assert html_of(draft).endswith("<li>Hai</li></ol><p>Chú thích</p><ol><li>Chú thích một</li></ol>")


def test_a_link_without_an_address_is_its_text():
    assert html_of(read(paragraph(f'<w:hyperlink r:id="x">{words("chữ")}</w:hyperlink>'))) == "<p>chữ</p>"
