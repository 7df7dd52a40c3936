"""Characters that are no text: they do not come in, and what is in already breaks no feed, workbook or copy."""

import json
import unicodedata
import zipfile
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from defusedxml import ElementTree
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.urls import URLPattern, get_resolver, reverse
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.documents import get_document_model
from wagtail.models import Collection, ModelLogEntry, Page

from feedback.models import FeedbackCase
from foundations.personal_data.requests import find_held_data, write_excel
from foundations.uploads.models import Picture
from foundations.vietnamese.characters import drop_forbidden, drop_forbidden_in
from foundations.vietnamese.normalisation import make_one_line, normalise_lines
from foundations.vietnamese.symbol_fonts import read_symbol
from news.comments.models import SentComment
from news.models import ArticlePage, Keyword
from news.quotas.counting import build_ledger
from news.quotas.packs import PackSubject, make_unit_files
from news.quotas.periods import Period
from tests.builders import (
    a_decision,
    a_desk,
    a_document,
    a_picture,
    a_procedure,
    a_rule,
    a_unit,
    an_administrator,
    an_article,
)
from tests.feedback.test_feedback import a_case
from tests.feedback.test_feedback import send as send_feedback
from tests.foundations.picture_files import an_upload, photograph
from tests.news.test_comments import send as send_comment

CONTROLS = "".join(chr(code) for code in range(1, 0xA0) if chr(code) not in "\t\n\r\x85" and not 0x20 <= code < 0x7F)
NONCHARACTERS = "\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0010ffff"
NO_TEXT = CONTROLS + NONCHARACTERS
COPIED = "Bài chép từ PDF: cải cách hành\ufffe chính và \uffff thủ tục"
FAMILY = "👨\u200d👩\u200d👧"


def test_what_xml_forbids_is_no_part_of_a_text():
    assert make_one_line(COPIED) == "Bài chép từ PDF: cải cách hành chính và thủ tục"
    assert normalise_lines(f"A\ufffeB{NO_TEXT}\x00C\n\tD") == "ABC\n\tD"
    assert drop_forbidden("a\ud800b \ud83d\ude00 \udc00") == "ab 😀 "
    assert drop_forbidden_in({"a\ufffe": ["b\x01", ("c\uffff", 1, None)]}) == {"a": ["b", ("c", 1, None)]}


def test_emoji_of_several_stay_joined_and_words_do_not_hide_a_joiner():
    flags = f"{FAMILY} 🏳️\u200d🌈 👩🏽\u200d💻 ❤️\u200d🔥"
    assert make_one_line(flags) == flags
    assert make_one_line("hành\u200d chính\u200d") == "hành chính"


@pytest.mark.parametrize(
    ("private", "font", "sign"),
    [
        ("\uf0b7", "", "•"),
        ("\uf0a7", "", "▪"),
        ("\uf0d8", "", "➢"),
        ("\uf0fc", "", "✓"),
        ("\uf0b3", "", "≥"),
        ("\uf061", "symbol", "α"),
        ("\uf0a7", "symbol", "♣"),
        ("\uf0b7", "wingdings", ""),  # a clock
        ("ü", "wingdings", "✓"),
        ("ü", "", "ü"),
        ("P", "wingdings 2", "✓"),
        ("\ue123", "", ""),
    ],
)
def test_signs_of_symbol_fonts_are_signs_of_unicode(private, font, sign):
    assert read_symbol(private, font) == sign


def test_no_reader_meets_a_box():
    assert make_one_line("\uf0b7 Tổng kết năm") == "Tổng kết năm"  # the bullet of a list in Word is no part of a title
    assert make_one_line("Điểm \uf0b3 80, \ue123 xong") == "Điểm ≥ 80, xong"


@pytest.mark.django_db
def test_no_model_stores_what_xml_forbids_whoever_wrote_it(home):
    user = an_administrator()
    user.first_name = "An\ufffe"
    user.save()
    words = "Tên\uffff \x01ghi\ufffe"
    stored = [
        user,
        Group.objects.create(name=words),
        Keyword.objects.create(name=words, slug="tu-khoa"),
        get_document_model().objects.create(title=words),
        ModelLogEntry.objects.log_action(user, "wagtail.edit", data={"ghi\ufffe": [words]}),
        Collection.get_first_root_node().add_child(name=words),
    ]
    picture = a_picture(words)
    picture.tags.add(words)
    for each in [*stored, picture, picture.tags.get()]:
        each.refresh_from_db()
        assert drop_forbidden_in(texts_of(each)) == texts_of(each), each
    assert picture.title == "Tên ghi"


def texts_of(instance) -> dict:
    return {
        field.name: value
        for field in instance._meta.concrete_fields
        if isinstance(value := getattr(instance, field.attname), str | dict | list)
    }


@pytest.mark.django_db
def test_names_of_pictures_and_files_are_made_uniform(client, home):
    client.force_login(an_administrator())
    name = unicodedata.normalize("NFD", "\uf0b7 Quyết\u00a0định\ufffe 37")
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    client.post(reverse("wagtaildocs:add"), {"title": name, "file": file, "collection": 1, "tags": ""})
    assert get_document_model().objects.get().title == "Quyết định 37"
    picture = {"description": name, "title": "", "collection": 1, "tags": "", "credit": ""}
    client.post(reverse("wagtailimages:add"), {**picture, "file": an_upload(photograph())})
    assert {(each.title, each.description) for each in Picture.objects.all()} == {("Quyết định 37",) * 2}


@pytest.mark.django_db
def test_what_strangers_and_imports_bring_is_stored_clean(client, home):
    words = f"Một\ufffe cửa \uf0b7 {FAMILY}\uffff{CONTROLS}"
    clean = f"Một cửa • {FAMILY}"
    send_feedback(client, subject=words, text=f"{words} của phường")
    case = FeedbackCase.objects.get()
    assert (case.subject, case.text) == (clean, f"{clean} của phường")
    send_comment(client, an_article(), text=f"{words} của phường nên mở chiều thứ Sáu")
    assert SentComment.objects.get().text == f"{clean} của phường nên mở chiều thứ Sáu"
    procedure = a_procedure(name=f"{words}\ud83d", cases=[{"name": "", "items": [words]}])
    assert procedure.name == clean and procedure.cases.get().items.get().name == clean


@pytest.mark.django_db
def test_an_article_keeps_none_of_it_in_any_field_or_block(home):
    body = [{"type": "paragraph", "value": f"<p>A\ufffeB {NO_TEXT}\ud800C {FAMILY}</p>"}]
    article = an_article(title=COPIED, lead=NO_TEXT + "Lời dẫn", body=json.dumps(body))
    article = ArticlePage.objects.get(pk=article.pk)
    assert (article.title, article.slug) == (make_one_line(COPIED), "bai-chep-tu-pdf-cai-cach-hanh-chinh-va-thu-tuc")
    assert article.lead == "Lời dẫn"
    assert str(article.body[0].value.source) == f"<p>AB C {FAMILY}</p>"


@pytest.mark.django_db
def test_a_word_with_a_barred_b_is_found_by_the_letter_that_readers_type(home):
    article = an_article(title="Dạy tiếng Ƀahnar ở ƀuôn làng")
    assert article.slug == "day-tieng-bahnar-o-buon-lang"
    for query in ("buôn", "buon lang", "bahnar", "Ƀahnar"):
        assert [page.pk for page in Page.objects.live().search(query)] == [article.pk]


# What is stored already ------------------------------------------------------------------------------------------

UNTOUCHED = (models.SlugField, models.EmailField, models.URLField, models.UUIDField)
KEYS = {"path", "url_path", "password", "username", "code", "codename", "app_label", "model", "action", "object_id"}
KEYS |= {"number", "language_code", "content_hash", "hostname", "hash", "session_key", "session_data", "sort_key"}
KEYS |= {"old_path", "key"}


def spoil_stored_texts() -> int:
    """Appends all that is no text to every text that is stored, past all that guards; returns how many columns."""
    count = 0
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(field, UNTOUCHED)
            if not is_text or field.choices or field.unique or field.primary_key or field.name in KEYS:
                continue
            room = (field.max_length or 10_000) - len(NO_TEXT)
            if room < 20:
                continue
            table, column = map(connection.ops.quote_name, (model._meta.db_table, field.column))
            with connection.cursor() as cursor:
                spoiled = f"UPDATE {table} SET {column} = SUBSTR({column}, 1, %s) || %s WHERE {column} <> ''"
                cursor.execute(spoiled, [room, NO_TEXT])
            count += 1
    return count


@pytest.fixture
def spoiled(client, home):
    """A site with something of everything, and forbidden characters in all of it."""
    unit = a_unit("Sở Nội vụ", slug="so-noi-vu")
    a_rule()
    article = an_article(a_desk(unit), unit=unit, lead="Lời dẫn", byline="BBT", published=datetime(2026, 10, 8, 8))
    article.tags.add("một cửa")
    article.save()
    procedure = a_procedure(name="Đăng ký khai sinh")
    a_decision([(procedure, "moi")])
    a_document()
    a_case(unit=unit, email="an@example.vn")
    client.force_login(an_administrator())
    client.get("/quan-tri/")
    assert spoil_stored_texts() > 50
    assert "\ufffe" in Page.objects.get(pk=article.pk).title and "\x01" in FeedbackCase.objects.get().text
    return client


def assert_workbook(content: bytes) -> openpyxl.Workbook:
    """Each part of the file is XML to a strict parser, and the whole a workbook to a reader of it."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                assert ElementTree.fromstring(archive.read(name)) is not None
    return openpyxl.load_workbook(BytesIO(content))


def patterns(resolver, prefix=""):
    for each in resolver.url_patterns:
        path = f"{prefix}{each.pattern}"
        yield from [(path, each)] if isinstance(each, URLPattern) else patterns(each, path)


def exporting_views() -> list[str]:
    """The addresses of all lists and reports, Wagtail's own among them, that offer a file."""
    found = []
    for path, pattern in patterns(get_resolver()):
        view = getattr(pattern.callback, "view_class", None)
        if view and issubclass(view, SpreadsheetExportMixin) and "<" not in path:
            found.append(f"/{path}")
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["rss", "atom"])
@pytest.mark.parametrize("scope", ["tat-ca", "don-vi/so-noi-vu", "tu-khoa/mot-cua", "thang/2026-10"])
def test_feeds_are_xml_whatever_is_stored(spoiled, scope, form):
    answer = spoiled.get(f"/nguon-tin/{scope}.{form}")
    assert answer.status_code == 200
    assert ElementTree.fromstring(answer.content) is not None
    assert drop_forbidden(answer.content.decode()) == answer.content.decode()


@pytest.mark.django_db
def test_machines_get_clean_json_and_sitemaps(spoiled):
    for address in ("/nguon-tin/tat-ca.json", "/api/v1/tin-bai/", "/thu-tuc-hanh-chinh/tai-ve/json/"):
        answer = spoiled.get(address)
        content = (b"".join(answer) if answer.streaming else answer.content).decode()
        assert drop_forbidden_in(json.loads(content)) == json.loads(content), address
    for address in ("/sitemap.xml", "/sitemap-trang.xml", "/sitemap-thu-tuc.xml", "/sitemap-van-ban.xml"):
        assert ElementTree.fromstring(spoiled.get(address).content) is not None


@pytest.mark.django_db
def test_every_workbook_is_one_whatever_is_stored(spoiled):
    addresses = [f"{address}?export=xlsx" for address in exporting_views()]
    addresses += ["/van-ban/tai-ve/xlsx/", "/thu-tuc-hanh-chinh/tai-ve/xlsx/", "/quan-tri/bao-cao/gop-y/?tai=xlsx"]
    answers = {address: spoiled.get(address) for address in addresses}
    assert {answer.status_code for answer in answers.values()} == {200}
    files = {address: answer for address, answer in answers.items() if "spreadsheet" in answer.headers["Content-Type"]}
    for address, answer in files.items():
        content = b"".join(answer) if answer.streaming else answer.content
        assert assert_workbook(content), address
    wanted = ("site-history", "aging-pages", "reports/workflow/", "workflow_tasks", "page-types", "bao-cao/chi-tieu")
    assert all(any(each in address for address in files) for each in wanted) and len(files) > 25


@pytest.mark.django_db
def test_evidence_copies_and_a_persons_data_hold_none_of_it(spoiled):
    period = Period.parse("2026-10")
    unit = ArticlePage.objects.get(unit__slug="so-noi-vu").unit
    files = dict(make_unit_files(PackSubject(build_ledger(period, date(2026, 11, 21)), unit.pk, period)))
    assert_workbook(files.pop("danh-sach.xlsx"))
    assert_workbook(write_excel(find_held_data("an@example.vn")))
    article = ArticlePage.objects.get(unit=unit)
    files["html"] = spoiled.get(f"{article.url}tai-ve/html/").content
    assert files.keys() > {"bao-cao.html", "html"}
    assert all(drop_forbidden(content.decode()) == content.decode() for content in files.values())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL stores no half characters in JSON")
@pytest.mark.django_db
def test_half_a_character_in_a_stored_body_leaves_the_page_readable(client, home):
    article = an_article(body=json.dumps([{"type": "paragraph", "value": "<p>Mở đầu XX cuối</p>"}]))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE news_articlepage SET body = REPLACE(CAST(body AS TEXT), 'XX', '\\ud83d')")
    answer = client.get(article.url)
    assert answer.status_code == 200 and "Mở đầu  cuối" in answer.content.decode()
