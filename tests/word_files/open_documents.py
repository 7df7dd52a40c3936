"""Pieces of OpenDocument text, from which `kinds.py` makes Word files."""

import base64
from io import BytesIO

from PIL import Image

SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "math": "http://www.w3.org/1998/Math/MathML",
}
TEXT = "Bộ phận một cửa của xã tiếp nhận 1.250 hồ sơ, trả kết quả đúng hạn 98,4%."
MORE = "Người dân nộp hồ sơ trực tuyến tại nhà văn hóa thôn, có đoàn viên hướng dẫn."


def p(text="", style="Standard"):
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def h(text, level=1):
    return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{text}</text:h>'


def items(style, *texts, more=""):
    """A list; a text may be a list itself, inside the item before it."""
    inner = "".join(f"<text:list-item>{text if text.startswith('<') else p(text)}</text:list-item>" for text in texts)
    return f'<text:list text:style-name="{style}" {more}>{inner}</text:list>'


def table(*rows, name="Bang", heads=1, wide=None):
    """A table; a cell is its text, or (text, columns, rows)."""
    width = wide or sum(cell[1] if isinstance(cell, tuple) else 1 for cell in rows[0])

    def cells(row):
        for cell in row:
            text, columns, lines = cell if isinstance(cell, tuple) else (cell, 1, 1)
            if text is None:
                yield "<table:covered-table-cell/>"
                continue
            is_whole = text.startswith(("<text:p", "<text:list")) or "<table:table " in text
            inner = text if is_whole else p(text)
            span = f'table:number-columns-spanned="{columns}" table:number-rows-spanned="{lines}"'
            yield f'<table:table-cell {span} office:value-type="string">{inner}</table:table-cell>'
            yield "<table:covered-table-cell/>" * (columns - 1)

    lines = [f"<table:table-row>{''.join(cells(row))}</table:table-row>" for row in rows]
    head = f"<table:table-header-rows>{''.join(lines[:heads])}</table:table-header-rows>" if heads else ""
    columns = f'<table:table-column table:number-columns-repeated="{width}"/>'
    return f'<table:table table:name="{name}">{columns}{head}{"".join(lines[heads:])}</table:table>'


def picture(colour, kind="PNG", alt="Công chức hướng dẫn người dân"):
    content = BytesIO()
    Image.new("RGB", (80, 50), colour).save(content, kind)
    data = base64.b64encode(content.getvalue()).decode()
    return frame(f"<draw:image><office:binary-data>{data}</office:binary-data></draw:image><svg:desc>{alt}</svg:desc>")


def frame(inner, anchor="as-char"):
    return f'<draw:frame text:anchor-type="{anchor}" svg:width="4cm" svg:height="2.5cm">{inner}</draw:frame>'


def box(*texts):
    return frame(
        f'<draw:text-box fo:min-height="1cm">{"".join(p(text) for text in texts)}</draw:text-box>', "paragraph"
    )


def formula(mathml):
    return frame(f"<draw:object><math:math>{mathml}</math:math></draw:object>")


def note(kind, number, text):
    return (
        f'<text:note text:id="n{number}" text:note-class="{kind}"><text:note-citation>{number}</text:note-citation>'
        f"<text:note-body>{p(text)}</text:note-body></text:note>"
    )


LEVEL = (
    '<text:list-level-style-number text:level="{}" style:num-prefix="{}" style:num-suffix="{}" '
    'style:num-format="{}" text:display-levels="{}" text:start-value="{}"/>'
)


def list_style(name, *levels):
    """Levels as (before, after, format, levels shown, start)."""
    inner = "".join(LEVEL.format(at, *level) for at, level in enumerate(levels, 1))
    return f'<text:list-style style:name="{name}">{inner}</text:list-style>'


BULLET = '<text:list-level-style-bullet text:level="{}" text:bullet-char="{}"/>'
LISTS = [
    list_style("so", ("", ".", "1", 1, 1), ("", ".", "1", 2, 1), ("", ".", "1", 3, 1)),
    list_style("la-ma", ("", ".", "I", 1, 1), ("", ".", "1", 1, 1), ("", ")", "a", 1, 1)),
    list_style("chu", ("", ")", "a", 1, 25)),
    list_style("dieu", ("Điều ", ".", "1", 1, 1), ("", ".", "1", 1, 1)),
    list_style("chuong", ("Chương ", "", "I", 1, 1)),
    list_style("tu-nam", ("", ".", "1", 1, 5)),
    f'<text:list-style style:name="cham">{BULLET.format(1, "•")}{BULLET.format(2, "–")}</text:list-style>',
]


def style(name, paragraph="", letters="", more=""):
    return (
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard" {more}>'
        f"<style:paragraph-properties {paragraph}/><style:text-properties {letters}/></style:style>"
    )


def span_style(name, letters):
    return f'<style:style style:name="{name}" style:family="text"><style:text-properties {letters}/></style:style>'


AUTOMATIC = [
    style("giua", 'fo:text-align="center"'),
    style("giua-dam", 'fo:text-align="center"', 'fo:font-weight="bold"'),
    style("dam", "", 'fo:font-weight="bold"'),
    style("nghieng-giua", 'fo:text-align="center"', 'fo:font-style="italic"'),
    style("sang-trang", 'fo:break-before="page"'),
    '<style:style style:name="chu-lon" style:family="paragraph" style:parent-style-name="Standard">'
    '<style:paragraph-properties><style:drop-cap style:lines="3" style:length="1"/></style:paragraph-properties>'
    "</style:style>",
    span_style("an", 'text:display="none"'),
    span_style("gach", 'style:text-line-through-style="solid"'),
    span_style("tren", 'style:text-position="super 58%"'),
    '<style:style style:name="cot" style:family="section"><style:section-properties>'
    '<style:columns fo:column-count="2"/></style:section-properties></style:style>',
    '<style:style style:name="ruby" style:family="ruby"><style:ruby-properties/></style:style>',
]


def span(name, text):
    return f'<text:span text:style-name="{name}">{text}</text:span>'


def office(agency, number, place, *, above="UBND TỈNH QUẢNG NGÃI"):
    left = p(above, "giua") + p(agency, "giua-dam") + p(f"Số: {number}", "giua")
    right = p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "giua-dam") + p("Độc lập - Tự do - Hạnh phúc", "giua-dam")
    return table([left, right + p(place, "nghieng-giua")], heads=0)


FOOT = table(
    [
        p("Nơi nhận:", "dam") + p("- Như trên;") + p("- Lưu: VT."),
        p("TM. ỦY BAN NHÂN DÂN", "giua-dam") + p("CHỦ TỊCH", "giua-dam") + p("Nguyễn Văn A", "giua-dam"),
    ],
    heads=0,
)
TITLE = h("Xã Đăk Hà đưa dịch vụ công đến từng thôn")
WIDE = [f"Cột {at}" for at in range(1, 41)]
TRACKED = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>x'
    "</dc:creator><dc:date>2026-11-05T08:00:00</dc:date></office:change-info>"
    f"{p('85')}</text:deletion></text:changed-region></text:tracked-changes>"
)
CONTENTS = (
    '<text:table-of-content text:name="Muc"><text:table-of-content-source text:outline-level="2"/><text:index-body>'
    f"{p('Kết quả<text:tab/>1')}{p('Hạn chế<text:tab/>2')}</text:index-body></text:table-of-content>"
)
FIELDS = (
    "Ngày <text:date>05/11/2026</text:date>, trang <text:page-number>1</text:page-number>, "
    '<text:a xlink:type="simple" xlink:href="https://example.org/a?b=1">cổng dịch vụ công</text:a>, '
    '<text:bookmark text:name="muc1"/>xem <text:bookmark-ref text:ref-name="muc1" text:reference-format="text">mục một'
    '</text:bookmark-ref>, <text:placeholder text:placeholder-type="text">&lt;tên&gt;</text:placeholder>, '
    '<text:drop-down text:name="x"><text:label text:value="Nam"/><text:label text:value="Nữ" '
    'text:current-selected="true"/>Nữ</text:drop-down>.'
)
SHAPES = (
    '<draw:line text:anchor-type="paragraph" svg:x1="1cm" svg:y1="0cm" svg:x2="5cm" svg:y2="0cm"/>'
    '<draw:custom-shape text:anchor-type="paragraph" svg:width="3cm" svg:height="2cm">'
    '<draw:enhanced-geometry draw:type="star5"/></draw:custom-shape>'
)
FRACTION = (
    "<math:mrow><math:mfrac><math:mi>a</math:mi><math:mi>b</math:mi></math:mfrac>"
    "<math:mo>×</math:mo><math:mn>100</math:mn></math:mrow>"
)
COMMENT = (
    "<office:annotation><dc:creator>Biên tập</dc:creator><dc:date>2026-11-05T08:00:00</dc:date>{}</office:annotation>"
)
RUBY = (
    '<text:ruby text:style-name="ruby"><text:ruby-base>Đăk Hà</text:ruby-base>'
    "<text:ruby-text>đắc hà</text:ruby-text></text:ruby>"
)
HEADS = table(
    [("TT", 1, 2), ("Đơn vị", 1, 2), ("Điểm", 2, 1)],
    [(None, 1, 1), (None, 1, 1), "Tự chấm", "Thẩm định"],
    ["1", "Sở Nội vụ", "92,5", "90,1"],
    ["2", "Sở Y tế", "91,0", "88,75"],
    heads=2,
    wide=4,
)
