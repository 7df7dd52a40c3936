"""Numbers of Word's lists, as Word shows them. Expected values are those that Word itself writes (ECMA-376-1, 17.9)."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from foundations.imported_html.tables import TablePart
from foundations.imported_html.tree import read_text
from news.word_files.articles import build_draft
from news.word_files.counting import write_letters, write_number, write_roman, write_words
from news.word_files.files import read_word
from tests.news.word_builders import STYLES, W, a_docx, level, line, numbering, paragraph, words

CASES = Path(__file__).parent.parent / "cases"
LEGAL = level(0, "upperRoman") + level(1, text="%1.%2.", more="<w:isLgl/>") + level(2, text="%1.%2.%3")


def lines_of(*body, abstract, numbers=None, styles=""):
    more = {"word/numbering.xml": numbering(abstract, numbers or {1: (0, "")})}
    if styles:
        more["word/styles.xml"] = STYLES.replace("</w:styles>", f"{styles}</w:styles>")
    return read_text(read_word(a_docx(*body, more=more)).html).splitlines()


def html_of(*body, abstract, numbers=None):
    return read_word(a_docx(*body, more={"word/numbering.xml": numbering(abstract, numbers or {1: (0, "")})})).html


def items(*levels, key=1):
    return [line(f"x{at}", number=(key, depth)) for at, depth in enumerate(levels)]


def style(name, *, key="", depth="", based="", more=""):
    number = f'<w:numId w:val="{key}"/>' if key else ""
    number = (f'<w:ilvl w:val="{depth}"/>' if depth != "" else "") + number
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + f"<w:pPr><w:numPr>{number}</w:numPr>{more}</w:pPr></w:style>"
    )


def test_numbers_that_come_from_styles():
    draft = build_draft(read_word((CASES / "D03-numbers-of-a-style.docx").read_bytes()))
    (part,) = draft.parts
    assert "<h2>I. Kết quả đạt được</h2><p>Điều 1. Phạm vi điều chỉnh</p><p>Điều 2. Đối tượng áp dụng</p>" in part.html
    assert part.html.endswith("<p>Như Điều 2 đã nêu, việc thực hiện…</p><h2>II. Tồn tại, hạn chế</h2>")


def test_lists_that_share_a_counter_and_lists_that_start_anew():
    draft = build_draft(read_word((CASES / "D04-numbers-shared-and-restarted.docx").read_bytes()))
    numbers = [text.split()[0] for text in read_text(draft.parts[0].html).splitlines()[1:]]
    assert numbers == ["I.", "II.", "III.", "V.", "VI."]


def test_a_list_in_strict_open_xml_counts_as_in_any_other():
    draft = build_draft(read_word((CASES / "D06-strict.docx").read_bytes()))
    assert draft.parts[0].html.endswith("<p>I. Kết quả</p><p>II. Hạn chế</p>")


@pytest.mark.parametrize(
    ("levels", "depths", "shown"),
    [
        (LEGAL, [0, 1, 1, 0, 1, 2], ["I.", "1.1.", "1.2.", "II.", "2.1.", "II.1.1"]),
        (level(0, "lowerLetter", "%1)", start=26), [0, 0, 0], ["z)", "aa)", "bb)"]),
        (level(0, "upperLetter", "(%1)"), [0, 0], ["(A)", "(B)"]),
        (level(0, "lowerRoman", "%1."), [0, 0, 0, 0], ["i.", "ii.", "iii.", "iv."]),
        (level(0, "decimalZero", "%1."), [0, 0], ["01.", "02."]),
        (level(0, text="Chương %1", start=3), [0, 0], ["Chương 3", "Chương 4"]),
        (level(0, text="%1.", start=0), [0, 0], ["0.", "1."]),
        (level(0, "ordinal", "%1/"), [0, 0], ["1/", "2/"]),
        (level(0, "none", "Ghi chú:"), [0, 0], ["Ghi chú:", "Ghi chú:"]),
        (level(0, "vietnameseCounting", "Phần %1:"), [0, 0], ["Phần một:", "Phần hai:"]),
        (level(0, "decimalEnclosedCircle", "%1"), [0, 0], ["①", "②"]),
        (level(0, "upperRoman") + level(1, "lowerLetter", "%2)"), [1, 1, 0, 1], ["a)", "b)", "I.", "a)"]),
        (
            level(0, text="%1/") + level(1, text="%2)", more='<w:lvlRestart w:val="0"/>'),
            [0, 1, 0, 1],
            ["1/", "1)", "2/", "2)"],
        ),
        (
            level(0, text="%1/") + level(1, text="%2-") + level(2, text="%3)", more='<w:lvlRestart w:val="1"/>'),
            [0, 1, 2, 1, 2, 0, 1, 2],
            ["1/", "1-", "1)", "2-", "2)", "2/", "1-", "1)"],
        ),
    ],
)
def test_each_way_to_count(levels, depths, shown):
    found = lines_of(*items(*depths), abstract={0: levels})
    assert [text.rsplit(" ", 1)[0] for text in found] == shown


def test_numbers_go_on_after_other_text_and_stay_text():
    body = [line("Một", number=(1, 0)), line("Chữ"), line("Hai", number=(1, 0)), line("Ba", number=(1, 0))]
    assert html_of(*body, abstract={0: level(0)}) == "<p>1. Một</p><p>Chữ</p><p>2. Hai</p><p>3. Ba</p>"


def test_what_a_list_of_html_shows_alike_is_one_also_over_empty_lines():
    body = [line("Một", number=(1, 0)), line(""), line("Hai", number=(1, 0)), *items(1, 1)]
    html = html_of(*body, abstract={0: level(0) + level(1)})
    assert html == "<ol><li>Một</li><li>Hai<ol><li>x0</li><li>x1</li></ol></li></ol>"
    brackets = html_of(*body, abstract={0: level(0, text="%1)") + level(1)})
    assert brackets == "<p>1) Một</p><p>2) Hai</p><ol><li>x0</li><li>x1</li></ol>"


def test_two_lists_after_each_other_are_not_counted_through():
    body = [*items(0, 0), *items(0, 0, key=2)]
    html = html_of(*body, abstract={0: level(0), 1: level(0)}, numbers={1: (0, ""), 2: (1, "")})
    assert html == "<ol><li>x0</li><li>x1</li></ol><p>1. x0</p><p>2. x1</p>"


def test_a_list_whose_items_have_letters_below_is_text_throughout():
    body = items(0, 1, 1, 0)
    html = html_of(*body, abstract={0: level(0) + level(1, "lowerLetter", "%2)")})
    assert html == "<p>1. x0</p><p>a) x1</p><p>b) x2</p><p>2. x3</p>"


def test_a_whole_level_can_be_overridden_and_a_start_too():
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "lowerLetter", "%1)")}</w:lvlOverride>'
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    numbers = {1: (0, ""), 2: (0, override), 3: (0, restart)}
    body = [*items(0, 0), *items(0, key=2), *items(0, 0, key=3)]
    found = lines_of(*body, abstract={0: level(0, text="%1/")}, numbers=numbers)
    assert [text.split()[0] for text in found] == ["1/", "2/", "c)", "4/", "5/"]


def test_a_list_style_counts_for_the_lists_that_name_it():
    abstract = {0: '<w:styleLink w:val="Kieu"/>' + level(0, "upperRoman"), 1: '<w:numStyleLink w:val="Kieu"/>'}
    named = style("Kieu", key="1").replace('w:type="paragraph"', 'w:type="numbering"')
    body = [*items(0), *items(0, key=2)]
    found = lines_of(*body, abstract=abstract, numbers={1: (0, ""), 2: (1, "")}, styles=named)
    assert found == ["I. x0", "II. x0"]


def test_a_style_gives_its_number_on_and_a_paragraph_takes_it_off():
    styles = style("Muc", key="1", depth="0") + style("MucCon", based="Muc").replace("<w:numPr></w:numPr>", "")
    body = [
        line("A", "Muc"),
        line("B", "MucCon"),
        paragraph(words("C"), properties='<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        line("D", "Muc"),
    ]
    assert lines_of(*body, abstract={0: level(0, "upperRoman")}, styles=styles) == ["I. A", "II. B", "C", "III. D"]


def test_the_level_of_a_style_is_the_one_that_names_it():
    levels = level(0, "upperRoman") + level(1, text="Điều %2.", more='<w:pStyle w:val="Dieu"/>')
    styles = style("Dieu", key="1")
    assert lines_of(line("A", "Dieu"), line("B", "Dieu"), abstract={0: levels}, styles=styles) == [
        "Điều 1. A",
        "Điều 2. B",
    ]


def test_a_number_set_right_before_its_text_is_glued_only_to_signs():
    levels = level(0, text="Điều %1", more='<w:suff w:val="nothing"/>')
    body = [line(". Phạm vi", number=(1, 0)), line("Đối tượng", number=(1, 0))]
    assert lines_of(*body, abstract={0: levels}) == ["Điều 1. Phạm vi", "Điều 2 Đối tượng"]


def test_a_column_that_word_numbers_by_itself_keeps_its_numbers():
    def row(*cells):
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    number = paragraph(properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    rows = row(line("TT"), line("Đơn vị")) + row(number, line("Sở A")) + row(number, line("Sở B"))
    more = {"word/numbering.xml": numbering({0: level(0, text="%1")}, {1: (0, "")})}
    draft = build_draft(read_word(a_docx(line("Tên bài"), f"<w:tbl>{rows}</w:tbl>", more=more)))
    assert draft.parts == [TablePart(["TT", "Đơn vị"], [["1", "Sở A"], ["2", "Sở B"]])]


def test_bullets_of_symbol_fonts_are_bullets():
    body = [*items(0, 0), line("Hết.")]
    html = html_of(*body, abstract={0: level(0, "bullet", "\uf0b7")})
    assert html == "<ul><li>x0</li><li>x1</li></ul><p>Hết.</p>"


def test_a_deleted_paragraph_is_not_counted():
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    deleted = '<w:del w:id="2" w:author="x"><w:r><w:delText>cũ</w:delText></w:r></w:del>'
    gone = paragraph(deleted, properties=f'{number}<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>')
    found = lines_of(*items(0), gone, *items(0), abstract={0: level(0, "upperRoman")})
    assert found == ["I. x0", "II. x0"]


def test_numbers_of_a_file_without_lists_are_no_list():
    body = [line("Tên"), line("Một", number=(1, 0))]
    html = read_word(a_docx(*body, more={"word/numbering.xml": f"<w:numbering {W}/>"})).html
    assert html == "<p>Tên</p><p>Một</p>"


@given(st.integers(1, 3999))
def test_roman_numbers_can_be_read_back(number):
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    values = [worth[sign] for sign in write_roman(number)]
    signed = [-value if value < max(values[at:]) else value for at, value in enumerate(values)]
    assert sum(signed) == number


@given(st.integers(1, 780))
def test_letters_are_one_letter_repeated(number):
    written = write_letters(number)
    assert len(set(written)) == 1
    assert (len(written) - 1) * 26 + ord(written[0]) - 64 == number


def test_numbers_are_spelt_as_in_vietnamese():
    assert [write_words(number) for number in (1, 10, 15, 21, 24, 90, 100)] == [
        *("một", "mười", "mười lăm", "hai mươi mốt", "hai mươi bốn", "chín mươi", "100"),
    ]
    assert write_number(7, "custom", "001, 002, 003, ...") == "007"
    assert write_number(5, "chicago") == "**"


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 3)), min_size=1, max_size=12))
def test_lists_of_html_show_the_numbers_of_word(chosen):
    """Whatever the mix of lists and levels: what the reader's list counts is what Word would write."""
    abstract = {at: "".join(level(depth) for depth in range(4)) for at in range(3)}
    expected, counters = [], {}
    for key, depth in chosen:
        counter = counters.setdefault(key, {})
        counter[depth] = counter.get(depth, 0) + 1
        for deeper in [each for each in counter if each > depth]:
            del counter[deeper]
        expected.append(f"{counter[depth]}.")
    body = [line(f"x{at}", number=(key, depth)) for at, (key, depth) in enumerate(chosen)]
    more = {"word/numbering.xml": numbering(abstract, {key: (key - 1, "") for key in (1, 2, 3)})}
    draft = build_draft(read_word(a_docx(line("Tên"), *body, more=more)))
    assert numbers_shown(draft.parts[0].html) == expected


def numbers_shown(html: str) -> list[str]:
    """The number before each x of the article: that of its list, or its text."""
    found = []
    for element in BeautifulSoup(html, "html.parser").find_all(["p", "li"]):
        if element.name == "p":
            found.append(element.get_text().split(" x")[0])
        else:
            before = len(element.find_previous_siblings("li"))
            found.append(f"{before + 1}.")
    return found
