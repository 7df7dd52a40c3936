"""Word files to test with, written part by part as Word writes them."""

from __future__ import annotations

import zipfile
from html import escape
from io import BytesIO

from PIL import Image

TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/>
<Default Extension="emf" ContentType="image/x-emf"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""  # noqa: E501
RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCUMENT = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document {W} xmlns:r="{OFFICE}"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"
 xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
 xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<w:body>{{}}</w:body></w:document>"""
STYLES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles {W}>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style></w:styles>"""
LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
COUNTED = [[("upperRoman", "%1."), ("lowerLetter", "%2)")], [("bullet", "·")], [("decimal", "%1.")]]  # w:numId 1, 2, 3
ABSTRACT = [
    f'<w:abstractNum w:abstractNumId="{at}">'
    + "".join(LEVEL.format(depth, *level) for depth, level in enumerate(levels))
    + "</w:abstractNum>"
    for at, levels in enumerate(COUNTED)
]
LISTS = [f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(len(COUNTED))]
NUMBERING = f"<w:numbering {W}>{''.join(ABSTRACT + LISTS)}</w:numbering>"


def line(
    text: str, style="", *, bold=False, italic=False, centred=False, font="", number: tuple[int, int] | None = None
):
    """A paragraph; `number` is the list (1 counts I., a); 2 has bullets; 3 counts 1.), and the level in it."""
    about = f'<w:pStyle w:val="{style}"/>' if style else ""
    about += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    about += '<w:jc w:val="center"/>' if centred else ""
    looks = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    looks += "<w:b/>" * bold + "<w:i/>" * italic
    run = f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"<w:p><w:pPr>{about}</w:pPr>{run}</w:p>"


def picture(number: int, alt="") -> str:
    """A paragraph with the picture `number`, from 0."""
    blip = f'<pic:pic><pic:blipFill><a:blip r:embed="rId{number + 10}"/></pic:blipFill></pic:pic>'
    graphic = f"<a:graphic><a:graphicData>{blip}</a:graphicData></a:graphic>"
    inline = f'<wp:inline><wp:docPr id="{number + 1}" name="Picture" descr="{alt}"/>{graphic}</wp:inline>'
    return f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"


def table(*rows: list[str]) -> str:
    cells = ["".join(f"<w:tc>{line(cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def photograph(colour="#7d1a1d", size=(640, 400)) -> bytes:
    content = BytesIO()
    Image.new("RGB", size, colour).save(content, "JPEG")
    return content.getvalue()


def a_docx(
    *body: str,
    pictures: list[bytes] = (),
    more: dict[str, bytes | str] | None = None,
    related: list[tuple[str, str, str]] = (),
) -> bytes:
    """A .docx with these paragraphs; parts of `more` are added or take the place of others.

    `related` are relationships of the document: id, kind, and the part or, with "://" in it, the address.
    """
    media = [f"media/image{at}.jpeg" for at in range(len(pictures))]
    targets = "".join(
        f'<Relationship Id="rId{at + 10}" Type="{OFFICE}/image" Target="{name}"/>' for at, name in enumerate(media)
    )
    for name in ("styles", "numbering"):
        targets += f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
    for key, kind, target in related:
        mode = ' TargetMode="External"' if "://" in target else ""
        targets += f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{escape(target)}"{mode}/>'
    main = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(main),
        "word/document.xml": DOCUMENT.format("".join(body)),
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/_rels/document.xml.rels": RELATIONS.format(targets),
        **{f"word/media/image{at}.jpeg": content for at, content in enumerate(pictures)},
        **(more or {}),
    }
    result = BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return result.getvalue()


def run(inner: str, looks: str = "") -> str:
    """A run of raw elements."""
    return f"<w:r><w:rPr>{looks}</w:rPr>{inner}</w:r>"


def words(text: str, looks: str = "") -> str:
    return run(f'<w:t xml:space="preserve">{escape(text)}</w:t>', looks)


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def field(code: str, *result: str) -> str:
    """A field as Word writes it; without a result where none is given."""
    parts = [run('<w:fldChar w:fldCharType="begin"/>'), run(f'<w:instrText xml:space="preserve">{code}</w:instrText>')]
    parts += [run('<w:fldChar w:fldCharType="separate"/>'), *result] if result else []
    return "".join([*parts, run('<w:fldChar w:fldCharType="end"/>')])


def drawing(uri: str, inner: str, alt: str = "") -> str:
    data = f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{uri}">{inner}</a:graphicData>'
    about = f'<wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="x" descr="{alt}"/>'
    return run(f"<w:drawing><wp:inline>{about}<a:graphic>{data}</a:graphic></wp:inline></w:drawing>")


def level(depth: int, kind="decimal", text=None, *, start=1, more="") -> str:
    """A level of a list; `more` goes between its kind and its text."""
    text = f"%{depth + 1}." if text is None else text
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(abstract: dict[int, str], numbers: dict[int, tuple[int, str]]) -> str:
    """`numbering.xml`: levels by abstract id; by list id its abstract one and what it overrides."""
    return (
        f"<w:numbering {W}>"
        + "".join(f'<w:abstractNum w:abstractNumId="{at}">{levels}</w:abstractNum>' for at, levels in abstract.items())
        + "".join(
            f'<w:num w:numId="{key}"><w:abstractNumId w:val="{at}"/>{more}</w:num>'
            for key, (at, more) in numbers.items()
        )
        + "</w:numbering>"
    )
