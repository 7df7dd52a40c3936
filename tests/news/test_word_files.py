"""Articles from Word files: what is read, what is refused, what becomes of it."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foundations.imported_html.html import ImagePart, TextPart
from foundations.imported_html.tables import TablePart
from foundations.uploads.collections import get_collection
from foundations.uploads.models import Picture
from news.models import ArticlePage
from news.word_files.articles import build_draft
from news.word_files.files import WordFileError, read_word
from tests.builders import a_desk, a_unit, an_editor, user_in
from tests.news.word_builders import TYPES, a_docx, line, photograph, picture, table

TITLE = "Đẩy mạnh cải cách hành chính tại phường Thống Nhất"
LEAD = "Phường Thống Nhất rút ngắn thời gian giải quyết hồ sơ tại bộ phận một cửa."
OLD = "§éc lËp - Tù do - H¹nh phóc cña nh©n d©n"
NEW = "Độc lập - Tự do - Hạnh phúc của nhân dân"
WHOLE = (
    line(TITLE, "Heading1"),
    line(LEAD, bold=True),
    line("Từ đầu tháng, người dân nộp hồ sơ trực tuyến."),
    line(""),
    picture(0, alt="Công chức hướng dẫn người dân"),
    line("Bộ phận một cửa. Ảnh: Văn Hiển", italic=True, centred=True),
    line("Kết quả", "Heading2"),
    line("Một", number=(2, 0)),
    line("Hai", number=(2, 0)),
    line("Bảng 1. Điểm số"),
    table(["Đơn vị", "Điểm"], ["Sở Nội vụ", "92,44"]),
    picture(1, alt="A picture containing text. Description automatically generated"),
    line("Hết."),
)


@pytest.fixture
def desk(home):
    return a_desk()


@pytest.fixture
def editor(client, desk):
    user = an_editor(desk)
    client.force_login(user)
    return user


def read(*body, **more):
    return build_draft(read_word(a_docx(*body, **more)))


def upload(client, content, name="bai.docx", **more):
    return client.post(reverse("news_word"), {"file": SimpleUploadedFile(name, content), **more})


def confirm(client, answer, **more):
    token = answer.context["form"].initial["token"]
    return client.post(reverse("news_word"), {"token": token, **more}, follow=True)


def test_title_lead_and_parts_are_found_in_their_order():
    draft = read(*WHOLE, pictures=[photograph(), photograph()])
    assert (draft.title, draft.lead, draft.warnings) == (TITLE, LEAD, [])
    assert draft.parts == [
        TextPart("<p>Từ đầu tháng, người dân nộp hồ sơ trực tuyến.</p>"),
        ImagePart("part:0", "Công chức hướng dẫn người dân", "Bộ phận một cửa.", "Ảnh: Văn Hiển"),
        TextPart("<h2>Kết quả</h2><ul><li>Một</li><li>Hai</li></ul>"),
        TablePart(["Đơn vị", "Điểm"], [["Sở Nội vụ", "92,44"]], "Bảng 1. Điểm số"),
        ImagePart("part:1", "A picture containing text. Description automatically generated"),
        TextPart("<p>Hết.</p>"),
    ]


def test_without_a_heading_the_first_line_is_the_title_and_a_plain_one_no_lead():
    draft = read(line("TIN"), line(TITLE, centred=True), line(LEAD))
    assert (draft.title, draft.lead) == ("TIN", "")
    assert draft.parts == [TextPart(f"<p>{TITLE}</p><p>{LEAD}</p>")]
    long = "dài " * 100
    draft = read(line(long), line(LEAD))
    assert len(draft.title) <= 255
    assert draft.title.endswith("…")
    assert draft.parts[0].html.startswith(f"<p>{long.strip()}</p>")


def test_numbers_that_word_counts_by_itself_are_kept():
    draft = read(
        line(TITLE),
        line("Kết quả", number=(1, 0)),
        line("Chữ"),
        line("Hạn chế", number=(1, 0)),
        line("Một", number=(1, 1)),
        line("Hai", number=(1, 1)),
        line("Rồi"),
        *(line(text, number=(3, 0)) for text in ("A", "B")),
    )
    html = (
        "<p>I. Kết quả</p><p>Chữ</p><p>II. Hạn chế</p><p>a) Một</p><p>b) Hai</p><p>Rồi</p><ol><li>A</li><li>B</li></ol>"
    )
    assert draft.parts == [TextPart(html)]


REFUSED = {
    "Đây không phải tệp Word (.docx).": [b"", b"Tin bai", a_docx().replace(b"word/document", b"word/documenu")],
    "kiểu cũ (.doc)": [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)],
    "RTF hoặc PDF": [b"{\\rtf1 abc}", b"%PDF-1.7"],
    "bị hỏng": [
        a_docx(*WHOLE)[:900],
        a_docx(more={"word/document.xml": "<w:document"}),
        a_docx(more={"word/_rels/document.xml.rels": "<x/>", "word/document.xml": "<x/>"}),
    ],
    "macro": [
        a_docx(line(TITLE), more={"word/vbaProject.bin": b"x"}),
        a_docx(line(TITLE), more={"[Content_Types].xml": TYPES.replace("document.main", "document.macroEnabled.main")}),
    ],
    "lớn bất thường": [
        a_docx(line(TITLE), more={"word/a.xml": bytes(41 * 1024 * 1024)}),
        a_docx(line(TITLE), more={f"word/{at}.txt": b"" for at in range(5001)}),
    ],
    "không bao giờ tạo ra": [
        a_docx(more={"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
        a_docx(line(TITLE), more={"customXml/item1.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>'.encode("utf-16")}),
        a_docx(line(TITLE), more={"word/styles.xml": "<!DOCTYPE x><x/>".encode("utf-16-be")}),
    ],
    "OpenDocument": [a_docx(more={"mimetype": "x", "content.xml": "<x/>"})],
    "không có chữ nào": [a_docx(), a_docx(picture(0), pictures=[photograph()])],
}


@pytest.mark.parametrize(
    ("reason", "content"),
    [pytest.param(key, each, id=f"{key} {at}") for key, all_ in REFUSED.items() for at, each in enumerate(all_)],
)
def test_what_is_no_word_file_or_a_dangerous_one_is_refused_with_its_reason(client, editor, reason, content):
    try:
        build_draft(read_word(content))
    except WordFileError as error:
        assert reason in str(error)
    else:
        pytest.fail("it was taken")
    answer = upload(client, content or b" ", desk=editor.pk)
    assert answer.status_code == 200
    assert not ArticlePage.objects.exists()
    assert not list((Path(settings.VAR_DIR) / "tep-word").glob("*"))


def test_a_file_too_large_is_refused_unread(client, desk, editor, monkeypatch):
    monkeypatch.setattr("news.word_files.files.MAX_FILE_SIZE", 1000)
    answer = upload(client, a_docx(*WHOLE), desk=desk.pk)
    assert "Tệp lớn hơn 50 MB" in answer.content.decode()


def test_the_draft_is_made_only_once_it_was_confirmed(client, desk, editor):
    answer = upload(client, a_docx(*WHOLE, pictures=[photograph(), photograph("#123456")]), desk=desk.pk)
    page = answer.content.decode()
    assert TITLE in page
    assert "Chưa lưu gì" in page
    assert not ArticlePage.objects.exists()
    assert not Picture.objects.exists()
    answer = confirm(client, answer)
    article = ArticlePage.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert "Hãy điền mô tả cho từng ảnh" in answer.content.decode()
    assert (article.title, article.lead, article.unit, article.owner) == (TITLE, LEAD, desk.unit, editor)
    assert (article.live, article.get_parent().pk) == (False, desk.pk)
    body = list(article.get_latest_revision_as_object().body)
    kinds = [block.block_type for block in body]
    assert kinds == ["paragraph", "picture", "paragraph", "table", "picture", "paragraph"]
    first, second = body[1].value, body[4].value
    assert (first["alt"], first["caption"]) == ("Công chức hướng dẫn người dân", "Bộ phận một cửa.")
    assert first["credit"] == "Ảnh: Văn Hiển"
    assert second["alt"] == ""
    assert first["image"].collection == get_collection(desk.unit)
    assert body[3].value["table"].caption == "Bảng 1. Điểm số"
    assert re.fullmatch(r'<h2 data-block-key="\w+">Kết quả</h2><ul>.*</ul>', body[2].value.source)
    assert not list((Path(settings.VAR_DIR) / "tep-word").glob("*"))


def test_text_of_old_fonts_is_converted_only_where_that_is_chosen(client, desk, editor):
    content = a_docx(line(OLD), line(OLD, font=".VnTimeH"), line("Đã đúng."))
    for choice, title, text in (("1", NEW, NEW.upper()), ("0", OLD, OLD)):
        answer = upload(client, content, desk=desk.pk)
        assert "TCVN3 (ABC)" in answer.content.decode()
        confirm(client, answer, converts=choice)
        article = ArticlePage.objects.latest("pk")
        assert article.title == title
        assert text in str(article.body)
        assert "Đã đúng." in str(article.body)


def test_a_picture_that_cannot_be_read_leaves_its_caption(client, desk, editor):
    content = a_docx(line(TITLE), picture(0), line("Bộ phận một cửa", italic=True), pictures=[b"EMF"])
    answer = upload(client, content, desk=desk.pk)
    assert "Số ảnh không đọc được" in answer.content.decode()
    confirm(client, answer)
    stored = json.loads(json.dumps(ArticlePage.objects.get().body.get_prep_value()))
    assert [(block["type"], block["value"]) for block in stored] == [("lost_picture", {"caption": "Bộ phận một cửa"})]


def test_nothing_is_left_where_storing_fails(client, desk, editor, monkeypatch):
    answer = upload(client, a_docx(*WHOLE, pictures=[photograph(), photograph("#123456")]), desk=desk.pk)
    before = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(ArticlePage, "save_revision", fail)
    with pytest.raises(RuntimeError):
        confirm(client, answer)
    assert not ArticlePage.objects.exists()
    assert not Picture.objects.exists()
    assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} == before


def test_an_upload_is_its_uploaders_alone(client, desk, editor):
    answer = upload(client, a_docx(line(TITLE), line(LEAD)), desk=desk.pk)
    client.force_login(an_editor(desk))
    assert "Tệp không còn trên máy chủ" in confirm(client, answer).content.decode()
    answer.context["form"].initial["token"] += "x"
    assert "Tệp đã hết thời gian chờ" in confirm(client, answer).content.decode()
    assert not ArticlePage.objects.exists()


def test_only_ones_own_desk_can_be_chosen(client, desk, editor):
    other = a_desk(a_unit("Sở Tài chính"))
    assert str(other.pk) not in re.findall(r'<option value="(\d+)"', client.get(reverse("news_word")).content.decode())
    upload(client, a_docx(line(TITLE)), desk=other.pk)
    assert not ArticlePage.objects.exists()
    assert reverse("news_word") in client.get(reverse("wagtailadmin_explore", args=[desk.pk])).content.decode()


def test_who_may_write_nowhere_is_kept_out(client, desk):
    from django.contrib.auth.models import Group, Permission

    reader = Group.objects.create(name="Xem")
    reader.permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user_in(reader, "nguoi-xem"))
    answer = client.get(reverse("news_word"), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_home")


def test_a_file_of_libreoffice_is_read_whole():
    draft = build_draft(read_word((Path(__file__).parent.parent / "word_files" / "bai-hai-anh.docx").read_bytes()))
    assert draft.title == "Sở Tư pháp trả kết quả lý lịch tư pháp qua bưu chính tại 96 xã, phường"
    assert draft.lead.endswith("nhà, không phải đi lại lần nào.")
    assert [type(part) for part in draft.parts] == [TextPart, ImagePart, TextPart, ImagePart, TextPart]
    assert draft.parts[1].caption == "Trung tâm Phục vụ hành chính công."
    assert draft.parts[2].html.count("<li>") == 3
    assert len(draft.pictures) == 2 and draft.warnings == []
