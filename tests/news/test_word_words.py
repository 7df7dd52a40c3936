"""No word of a Word file is lost: what an independent reading of its XML finds stands in the draft or is named."""

import re
import zipfile
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from foundations.imported_html.html import ImagePart, TablePart, TextPart
from foundations.imported_html.tree import read_text
from news.word_files.articles import build_draft
from news.word_files.files import read_word

FILES = sorted((Path(__file__).parent.parent / "word_files" / "kinds").glob("*.docx"))
LOSSES = {  # files with more than text, pictures and tables, and how each loss is told
    "bang-co-anh": "Ảnh trong ô của bảng",
    "bang-trong-bang": "Bảng nằm trong ô",
    "bao-cao": "Phần đầu văn bản",
    "chu-an-chu-gach": "Chữ ẩn",
    "cong-thuc": "Công thức được viết thành một dòng",
    "cong-van": "Kính gửi",
    "dau-trang-chan-trang": "Chân trang",
    "hinh-ve": "Hình vẽ không đưa vào bài được",
    "hop-van-ban": "Hộp văn bản",
    "muc-luc": "Mục lục",
    "nhan-xet": "Nhận xét bên lề",
    "quyet-dinh": "Nơi nhận, chữ ký",
    "thay-doi": "thay đổi chưa chấp nhận",
}
_word = re.compile(r"\w+")
_token = re.compile(r"<(w|m):t(?: [^>]*)?>(?P<text>[^<]*)</\1:t>|</w:p>|<w:(?:tab|br|noBreakHyphen|rubyBase)\b|<m:\w+>")


def words_in_file(path: Path) -> Counter:
    """Words of the text by plain reading of the XML; of what stands in two versions only the first."""
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml").decode()
    xml = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", xml, flags=re.DOTALL)
    xml = re.sub(r"<w:framePr [^>]*dropCap=.*?</w:p>", lambda found: found[0][: -len("</w:p>")], xml, flags=re.DOTALL)
    text = "".join(" " if found["text"] is None else found["text"] for found in _token.finditer(xml))
    return Counter(_word.findall(unescape(text)))


def words_of_draft(draft) -> Counter:
    texts = [draft.title, draft.lead, *(line for left in draft.left_out for line in left.lines)]
    for part in draft.parts:
        if isinstance(part, TextPart):
            texts.append(re.sub(r"<[^>]*>", "", re.sub(r"</?(?:p|h\d|ul|ol|li|br)\b[^>]*>", " ", unescape(part.html))))
        elif isinstance(part, TablePart):
            texts += [part.caption, *part.headings, *(cell for row in part.rows for cell in row)]
        else:
            texts += [part.alt, part.caption, part.credit]
    return Counter(word for text in texts for word in _word.findall(text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_word_of_a_file_of_libreoffice_comes_over_or_is_shown_as_left_out(path):
    draft = build_draft(read_word(path.read_bytes()))
    source = words_in_file(path)
    assert sum(source.values()) > 15
    # The kind and the subject of an office document make one sentence of its title: "Báo cáo kết quả …".
    small = Counter(word.lower() for word in source.elements())
    assert not small - Counter(word.lower() for word in words_of_draft(draft).elements())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_loss_is_named_and_nothing_else(path):
    draft = build_draft(read_word(path.read_bytes()))
    said = [*draft.warnings, *(left.name for left in draft.left_out)]
    if path.stem in LOSSES:
        assert any(LOSSES[path.stem] in sentence for sentence in said), said
    else:
        assert said == []


def test_there_are_thirty_files_and_the_comparison_notices_a_lost_word():
    assert len(FILES) >= 30
    assert set(LOSSES) <= {path.stem for path in FILES}
    path = next(path for path in FILES if path.stem == "tin-thuong")
    draft = build_draft(read_word(path.read_bytes()))
    draft.parts[0].html = draft.parts[0].html.replace("trực tuyến", "")
    assert words_in_file(path) - words_of_draft(draft) == Counter({"trực": 2, "tuyến": 2})


SHOWN = {
    "danh-sach-1-1": ["1. Chung", "1.1. Phạm vi", "1.1.1. Cả tỉnh", "1.2. Đối tượng", "2. Riêng"],
    "danh-sach-chu": ["y) Điểm y", "z) Điểm z", "aa) Điểm sau z", "bb) Điểm nữa"],
    "danh-sach-dieu": ["Chương I Quy định chung", "Điều 1. Phạm vi", "Khoản một", "Khoản hai", "Điều 2. Đối tượng"],
    "danh-sach-la-ma": ["I. Kết quả", "1. Việc thứ nhất", "a) Ý nhỏ", "2. Việc thứ hai", "II. Hạn chế"],
    "danh-sach-tu-nam": ["5. Việc năm", "6. Việc sáu"],
    "de-muc-co-so": ["I. Kết quả"],
}


@pytest.mark.parametrize("name", SHOWN)
def test_numbers_stand_as_they_are_shown(name):
    (path,) = (path for path in FILES if path.stem == name)
    draft = build_draft(read_word(path.read_bytes()))
    lines = read_text("".join(part.html for part in draft.parts if isinstance(part, TextPart))).splitlines()
    assert lines[: len(SHOWN[name])] == SHOWN[name]


def test_numbers_that_a_list_shows_alike_are_those_of_one():
    (path,) = (path for path in FILES if path.stem == "danh-sach-dieu")
    html = build_draft(read_word(path.read_bytes())).parts[0].html
    assert "<p>Điều 1. Phạm vi</p><ol><li>Khoản một</li><li>Khoản hai</li></ol><p>Điều 2." in html


def test_tables_stay_tables():
    tables = [path for path in FILES if path.stem.startswith("bang-")]
    assert len(tables) == 7
    for path in tables:
        kinds = [type(part) for part in build_draft(read_word(path.read_bytes())).parts]
        assert kinds in ([TablePart, TextPart], [TablePart, ImagePart, TextPart]), path.stem
