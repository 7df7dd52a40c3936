"""Office documents among Word files: title and citation out of their head, nothing of it in the article or lost."""

import datetime
import json
import re
import unicodedata
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foundations.imported_html.html import TextPart
from foundations.imported_html.tables import TablePart
from foundations.imported_html.tree import read_text
from news.models import ArticlePage
from news.word_files.agencies import make_small
from news.word_files.articles import CITATION, build_draft
from news.word_files.files import read_word
from news.word_files.office_lines import split_pieces
from tests.builders import a_desk, an_editor
from tests.news.office_documents import BODY, DOCUMENTS, FOOT, NATION, REPORT, cell, head, lines, rows
from tests.news.word_builders import a_docx, line, table

CASES = Path(__file__).parent.parent / "cases"


def read(body, **more):
    return build_draft(read_word(a_docx(body)), **more)


def words_of(draft):
    said = [draft.title, draft.lead, *(line for left in draft.left_out for line in left.lines)]
    said += [read_text(part.html) for part in draft.parts if isinstance(part, TextPart)]
    return set(" ".join(said).lower().split())


def test_a_report_is_named_by_its_kind_and_subject_and_cited():
    draft = build_draft(read_word((CASES / "D10-letterhead.docx").read_bytes()))
    assert draft.title == "Báo cáo kết quả công tác cải cách hành chính tháng 10 năm 2026"
    assert draft.citation.number == "12/BC-UBND"
    assert draft.citation.date == datetime.date(2026, 11, 5)
    assert draft.citation.agency == "Ủy ban nhân dân xã A"
    (part,) = draft.parts
    assert part.html.startswith("<p>Ủy ban nhân dân xã A đã ban hành")
    assert draft.left_out[0].lines[:3] == ["ỦY BAN NHÂN DÂN", "XÃ A", NATION[0]]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_title_and_citation_of_office_documents(name):
    body, title, citation = DOCUMENTS[name]
    draft = read(body)
    assert draft.title == title
    found = draft.citation
    day = found.date.isoformat() if found and found.date else None
    assert (found and (found.number, day, found.agency)) == citation
    assert draft.citation is None or draft.citation.title == title


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_article_has_the_body_alone_and_nothing_is_lost(name):
    body, _title, _citation = DOCUMENTS[name]
    draft = read(body)
    assert all(isinstance(part, TextPart) for part in draft.parts)
    text = read_text("".join(part.html for part in draft.parts))
    assert text.endswith("Bộ phận một cửa tiếp nhận 1.200 hồ sơ.")
    assert "Thực hiện Kế hoạch số 45/KH-UBND" in text
    for word in ("CỘNG", "Độc", "Nơi", "Kính", "Lưu"):
        assert word not in text.split()
    apart = re.sub(r"<w:(?:tab|br)/>|</w:p>", " ", body)
    source = BeautifulSoup(apart, "html.parser")
    written = set(unicodedata.normalize("NFC", source.get_text()).lower().split())
    spaced = {word for word in written if len(word) == 1}
    assert written - spaced - words_of(draft) - {"v/v", "về"} == set()


@pytest.mark.parametrize("section", ["head", "address", "foot"])
def test_what_is_left_out_can_be_kept(section):
    draft = read(REPORT, kept=[section])
    assert draft.citation is None
    assert section not in [left.kind for left in draft.left_out]
    assert len(draft.left_out) == 2
    words = {"head": "CỘNG HÒA", "address": "Kính gửi: Bộ Nội vụ.", "foot": "Nơi nhận:"}
    assert words[section] in str(draft.parts)
    assert draft.title == read(REPORT).title


def test_an_agency_is_written_as_in_a_sentence():
    for capitals, small in {
        "ỦY BAN NHÂN DÂN XÃ ĐĂK HÀ": "Ủy ban nhân dân xã Đăk Hà",
        "ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG": "Ủy ban nhân dân thành phố Đà Nẵng",
        "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH": "Sở Văn hóa, Thể thao và Du lịch",
        "HỘI ĐỒNG NHÂN DÂN TỈNH QUẢNG NGÃI": "Hội đồng nhân dân tỉnh Quảng Ngãi",
        "UBND XÃ A": "UBND xã A",
        "BỘ KHOA HỌC VÀ CÔNG NGHỆ": "Bộ Khoa học và Công nghệ",
    }.items():
        assert make_small(capitals) == small


def test_blanks_left_for_a_number_or_a_day_part_nothing():
    assert split_pieces("Số: ⇥ /BC-UBND ⇥ Xã A, ngày ⇥ tháng 11 năm 2026") == [
        "Số: /BC-UBND",
        "Xã A, ngày tháng 11 năm 2026",
    ]


NEWS = {
    "the motto in a sentence": line("Xã A tổ chức lễ") + line(f"{NATION[1]} là khát vọng của nhân dân.") + BODY,
    "the Party in a title": line("Đảng Cộng sản Việt Nam") + BODY,
    "a number in the text": line("Xã A ban hành kế hoạch") + line("Số: 12/KH-UBND là số của kế hoạch.") + BODY,
    "a kind of document as title": line("Thông báo của xã A", centred=True) + BODY,
    "signatures in the middle": line("Tên bài") + lines("CHỦ TỊCH") + BODY,
    "capitals": lines("HỘI NGHỊ TỔNG KẾT", "CẢI CÁCH HÀNH CHÍNH", bold=True) + BODY,
}


@pytest.mark.parametrize("name", NEWS)
def test_news_are_no_office_documents(name):
    draft = read(NEWS[name])
    assert draft.left_out == []
    assert draft.citation is None
    assert "Bộ phận một cửa tiếp nhận 1.200 hồ sơ." in str(draft.parts)


def test_recipients_alone_are_taken_off_too():
    draft = read(line("Tên bài") + BODY + FOOT)
    assert [left.kind for left in draft.left_out] == ["foot"]
    assert draft.title == "Tên bài"


def test_a_head_that_is_the_header_of_the_page_is_read():
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    above = head("SỞ NỘI VỤ", "Số: 3/BC-SNV", "Q, ngày 3 tháng 4 năm 2026")
    body = lines("BÁO CÁO", "Kết quả quý I", bold=True) + BODY
    more = {"word/header1.xml": f"<w:hdr {w}>{above}</w:hdr>"}
    draft = build_draft(read_word(a_docx(body, more=more, related=[("h", "header", "header1.xml")])))
    assert draft.title == "Báo cáo kết quả quý I"
    assert (draft.citation.number, draft.citation.agency) == ("3/BC-SNV", "Sở Nội vụ")
    assert [left.kind for left in draft.left_out] == ["header"]


def test_an_annex_after_the_signature_stays_and_tables_of_data_stay():
    data = table(["Đơn vị", "Điểm"], ["Sở A", "9,5"])
    draft = read(REPORT + lines("PHỤ LỤC") + data)
    assert [type(part) for part in draft.parts] == [TextPart, TablePart]
    assert "PHỤ LỤC" in draft.parts[0].html


def test_a_subject_longer_than_a_title_stays_in_the_text():
    subject = "Kết quả " + "rà soát thủ tục hành chính " * 12
    above = head("SỞ NỘI VỤ", "Số: 1/BC-SNV", "Q, ngày 1 tháng 2 năm 2026")
    draft = read(above + lines("BÁO CÁO", subject, bold=True) + BODY)
    assert draft.title.startswith("Báo cáo kết quả rà soát")
    assert len(draft.title) <= 255
    assert subject.strip() in draft.parts[0].html


def test_a_head_in_an_old_font_is_known():
    nation = lines("Céng hßa x· héi chñ nghÜa ViÖt Nam", "§éc lËp - Tù do - H¹nh phóc")
    old = rows([cell(lines("Së Néi vô", "Sè: 7/BC-SNV")), cell(nation)])
    draft = read(old + line("KÕt qu¶ c¶i c¸ch hµnh chÝnh"), encoding="tcvn3")
    assert draft.title == "Kết quả cải cách hành chính"
    assert draft.citation.number == "7/BC-SNV"


def test_the_preview_shows_what_is_left_out_and_the_draft_cites_the_document(client, home):
    desk = a_desk()
    client.force_login(an_editor(desk))
    file = SimpleUploadedFile("bao-cao.docx", a_docx(REPORT))
    answer = client.post(reverse("news_word"), {"file": file, "desk": desk.pk})
    page = answer.content.decode()
    cited = "Khối Dẫn văn bản: 123/BC-SNV, 05/11/2026, Sở Nội vụ"
    for shown in ("Không đưa vào bài", NATION[0], "Nguyễn Văn A", cited):
        assert shown in page
    assert 'value="citation" id="id_kept_0" checked' in page.replace("  ", " ")
    token = answer.context["form"].initial["token"]
    client.post(reverse("news_word"), {"token": token, "kept": [CITATION, "foot"]})
    body = json.loads(json.dumps(ArticlePage.objects.get().body.get_prep_value()))
    assert [block["type"] for block in body] == ["paragraph", "citation"]
    assert "Nơi nhận:" in body[0]["value"]
    assert body[1]["value"] == {
        "document": None,
        "number": "123/BC-SNV",
        "date": "2026-11-05",
        "agency": "Sở Nội vụ",
        "title": "Báo cáo kết quả công tác cải cách hành chính 6 tháng đầu năm 2026",
        "language": "",
        "link": "",
    }
