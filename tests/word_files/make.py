"""Makes the Word file with two pictures, and what LibreOffice makes of it as HTML, by LibreOffice itself.

`python tests/word_files/make.py` needs Debian's libreoffice-writer; the files are kept, so that
tests do not.
"""

import base64
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path
from shutil import copy

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent
NAME = "bai-hai-anh"
SPACES = {
    "office": "office:1.0",
    "style": "style:1.0",
    "text": "text:1.0",
    "draw": "drawing:1.0",
    "fo": "xsl-fo-compatible:1.0",
    "svg": "svg-compatible:1.0",
}
BOLD, CENTRED, JUSTIFIED = 'fo:font-weight="bold"', 'fo:text-align="center"', 'fo:text-align="justify"'
STYLES = [  # name, of the paragraph, of its text
    ("title", CENTRED, BOLD),
    ("lead", JUSTIFIED, BOLD),
    ("body", f'{JUSTIFIED} fo:text-indent="1cm"', ""),
    ("picture", CENTRED, ""),
    ("caption", CENTRED, 'fo:font-style="italic"'),
    ("heading", "", BOLD),
]


def drawing(sky: str, ground: str) -> str:
    picture = Image.new("RGB", (960, 600), sky)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 420, 960, 600), fill=ground)
    pen.rectangle((180, 160, 780, 470), fill="#f2ead8")
    pen.polygon([(150, 160), (480, 60), (810, 160)], fill="#8a1c1c")
    for left in range(230, 760, 110):
        pen.rectangle((left, 230, left + 50, 330), fill="#46698c")
    pen.rectangle((440, 360, 520, 470), fill="#5a3c22")
    content = BytesIO()
    picture.save(content, "JPEG", quality=80)
    return base64.b64encode(content.getvalue()).decode()


def paragraph(style: str, text: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def picture(name: str, sky: str, ground: str) -> str:
    size = 'text:anchor-type="as-char" svg:width="15cm" svg:height="9.4cm"'
    data = f"<draw:image><office:binary-data>{drawing(sky, ground)}</office:binary-data></draw:image>"
    return paragraph("picture", f'<draw:frame draw:name="{name}" {size}>{data}</draw:frame>')


def numbered(*lines: str) -> str:
    items = "".join(f"<text:list-item>{paragraph('body', line)}</text:list-item>" for line in lines)
    return f'<text:list text:style-name="numbers">{items}</text:list>'


def written() -> str:
    parts = [
        paragraph("title", "Sở Tư pháp trả kết quả lý lịch tư pháp qua bưu chính tại 96 xã, phường"),
        paragraph(
            "lead",
            "Từ tháng này, người dân nộp hồ sơ trên Cổng Dịch vụ công quốc gia và nhận kết quả lý lịch tư pháp tại "
            "nhà, không phải đi lại lần nào.",
        ),
        paragraph(
            "body",
            'Sở Tư pháp phối hợp với bưu điện tỉnh, <text:span text:style-name="red">giao kết quả tận tay</text:span> '
            "người nộp hồ sơ. Người nhận xuất trình căn cước khi ký nhận.",
        ),
        paragraph("body"),
        picture("Ảnh1", "#bcd7ea", "#7f9c6a"),
        paragraph("caption", "Trung tâm Phục vụ hành chính công. Ảnh: Sở Tư pháp"),
        paragraph("heading", "Ba bước, không phải đi lại"),
        numbered("Nộp hồ sơ trực tuyến.", "Thanh toán phí trên Cổng.", "Nhận kết quả tại nhà."),
        paragraph("body"),
        picture("Ảnh2", "#f3d9b1", "#a08a6a"),
        paragraph("caption", "Bưu cục trung tâm. Ảnh: Sở Tư pháp"),
        paragraph("body", "Cách làm này theo Nghị định số 118/2025/NĐ-CP."),
    ]
    return "".join(parts)


def styles() -> str:
    font = 'style:font-name="Times New Roman" fo:font-size="14pt"'
    lines = [
        f'<style:style style:name="{name}" style:family="paragraph">'
        f'<style:paragraph-properties fo:margin-bottom="0.2cm" {of_paragraph}/>'
        f"<style:text-properties {font} {of_text}/></style:style>"
        for name, of_paragraph, of_text in STYLES
    ]
    red = '<style:text-properties fo:color="#ff0000"/>'
    lines.append(f'<style:style style:name="red" style:family="text">{red}</style:style>')
    level = '<text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/>'
    lines.append(f'<text:list-style style:name="numbers">{level}</text:list-style>')
    return "".join(lines)


def document() -> str:
    spaces = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}"' for short, name in SPACES.items())
    kind = 'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"'
    faces = '<style:font-face style:name="Times New Roman" svg:font-family="\'Times New Roman\'"/>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} {kind}>'
        f"<office:font-face-decls>{faces}</office:font-face-decls>"
        f"<office:automatic-styles>{styles()}</office:automatic-styles>"
        f"<office:body><office:text>{written()}</office:text></office:body></office:document>"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"{NAME}.fodt").write_text(document(), encoding="utf-8")
        for source, filter_ in [("fodt", "docx:MS Word 2007 XML"), ("docx", "html:HTML (StarWriter):EmbedImages")]:
            command = ["soffice", "--headless", "--convert-to", filter_, f"{NAME}.{source}"]
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
        for kind in ("docx", "html"):
            copy(folder / f"{NAME}.{kind}", FOLDER)


if __name__ == "__main__":
    main()
