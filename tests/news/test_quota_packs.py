"""Evidence packs: what is in them, that each part stands alone, and that they are made in little memory."""

import hashlib
import json
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundations.counters.models import OpeningBalance
from news.models import ArticleAuthor, ArticlePage
from news.quotas import packs
from news.quotas.closing import close_month
from news.quotas.counting import build_ledger
from news.quotas.evidence import CHUNK_SIZE, find_evidence
from news.quotas.models import FirstPublication
from news.quotas.packs import PackSubject, make_unit_files, make_year_files, make_zip
from news.quotas.periods import Period
from tests.builders import PARAGRAPH, a_picture, a_rule, a_unit, an_article

pytestmark = pytest.mark.django_db

OCTOBER = Period.parse("2026-10")
TODAY = date(2026, 11, 21)
TITLE = "=HYPERLINK(“Đẩy mạnh cải cách”)"


@pytest.fixture
def unit():
    return a_unit("Sở Nội vụ", slug="so-noi-vu")


@pytest.fixture
def article(unit):
    a_rule()
    picture = a_picture()
    body = [
        {"type": "paragraph", "value": PARAGRAPH},
        {
            "type": "picture",
            "value": {"image": picture.pk, "alt": "Một cửa", "caption": "Bộ phận một cửa", "credit": ""},
        },
        {
            "type": "citation",
            "value": {"number": "37/QĐ-UBND", "date": "2022-01-24", "agency": "", "title": "", "link": ""},
        },
    ]
    facts = {"title": TITLE, "slug": "day-manh", "lead": "Lời dẫn", "cover": picture, "cover_alt": "Hội nghị"}
    article = an_article(published=datetime(2026, 10, 8, 8, 30), unit=unit, body=json.dumps(body), **facts)
    ArticleAuthor.objects.create(page=article, name="Văn Hiển")
    kind = ContentType.objects.get_for_model(ArticlePage)
    OpeningBalance.objects.create(content_type=kind, object_id=article.pk, count=2485)
    return article


def pack(unit, period=OCTOBER) -> dict[str, bytes]:
    return dict(make_unit_files(PackSubject(build_ledger(period, TODAY), unit.pk, period)))


def test_a_pack_holds_report_list_articles_and_checksums(unit, article):
    files = pack(unit)
    assert list(files) == ["bai-viet/001-day-manh.html", "danh-sach.xlsx", "bao-cao.html", "SHA256SUMS.txt"]
    for line in files["SHA256SUMS.txt"].decode().splitlines():
        checksum, name = line.split("  ")
        assert hashlib.sha256(files[name]).hexdigest() == checksum


def test_an_article_in_a_pack_needs_nothing_from_elsewhere(unit, article):
    page = pack(unit)["bai-viet/001-day-manh.html"].decode()
    assert page.count("data:image/jpeg;base64,") == 2
    assert all(words in page for words in ("Lời dẫn", "37/QĐ-UBND", "Văn Hiển", "08:30 08/10/2026", "Bộ phận một cửa"))
    assert "/media/" not in page and "<script" not in page


def test_the_covering_report_says_what_was_owed_and_done(unit, article):
    report = pack(unit)["bao-cao.html"].decode()
    assert all(words in report for words in ("tháng 10/2026", "2815/VP-HCQT", "Đạt", "Kỳ này chưa khóa sổ"))


def test_the_list_holds_days_numbers_and_links(unit, article):
    book = openpyxl.load_workbook(BytesIO(pack(unit)["danh-sach.xlsx"]))
    accounts, articles = (list(sheet.iter_rows(min_row=2)) for sheet in book)
    assert [cell.value for cell in accounts[0]][4:10] == [
        *(datetime(2026, 10, 1), datetime(2026, 10, 31), 1, 1, "Đạt", datetime(2026, 10, 31))
    ]
    row = articles[0]
    assert (row[2].value, row[2].data_type) == (TITLE, "s")
    assert (row[4].value, row[4].is_date) == (datetime(2026, 10, 8, 8, 30), True)
    assert (row[9].value, row[3].hyperlink.target) == (2485, article.full_url)
    assert len(row[10].value) == 64


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_days_as_days_and_numbers_as_numbers(unit, article, tmp_path):
    (tmp_path / "danh-sach.xlsx").write_bytes(pack(unit)["danh-sach.xlsx"])
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "fods"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "danh-sach.xlsx")], check=True, capture_output=True
    )
    opened = (tmp_path / "danh-sach.fods").read_text(encoding="utf-8")
    assert 'office:value-type="date" office:date-value="2026-10-08T08:30:00"' in opened
    assert 'office:value-type="date" office:date-value="2026-10-31"' in opened
    assert 'office:value-type="float" office:value="2485"' in opened


def test_closed_evidence_survives_the_article(unit, article):
    close_month(OCTOBER, None, TODAY)
    before = pack(unit)["bai-viet/001-day-manh.html"]
    article.delete()
    files = pack(unit)
    assert files["bai-viet/001-day-manh.html"] == before
    assert "do Hệ thống khóa lúc" in files["bao-cao.html"].decode()


def test_a_year_of_all_units_tells_its_progress_and_keeps_units_apart(unit, article):
    other = a_unit("Sở Tài chính", slug="so-tai-chinh")
    told, year = [], Period.parse("2026")
    ledger = build_ledger(year, TODAY)
    content = b"".join(make_zip(make_year_files(ledger, year, lambda *step: told.append(step))))
    assert told == [(1, 2, unit.name), (2, 2, other.name)]
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert {name.split("/")[0] for name in archive.namelist()} == {"so-noi-vu-2026", "so-tai-chinh-2026"}


def test_a_zip_is_sent_while_it_is_made():
    made = []

    def files():
        for number in range(50):
            made.append(number)
            yield f"{number}.bin", hashlib.shake_256(bytes([number])).digest(100_000)

    pieces = make_zip(files())
    assert len(next(pieces)) < 200_000
    assert len(made) == 1


def test_articles_are_read_a_few_at_a_time(unit):
    for day in range(1, CHUNK_SIZE + 2):
        an_article(published=datetime(2026, 10, day, 8, 30), unit=unit)
    evidence = find_evidence(FirstPublication.objects.values_list("page_key", flat=True))
    with CaptureQueriesContext(connection) as asked:
        next(evidence)
        first = len(asked)
        for _article in range(CHUNK_SIZE - 1):
            next(evidence)
        assert len(asked) == first
        next(evidence)
        assert len(asked) > first


def test_pdfs_where_weasyprint_is_installed(unit, article, monkeypatch):
    """A stand-in for weasyprint: what is asked of it holds all it shows."""
    asked = []
    monkeypatch.setattr(packs, "can_make_pdf", lambda: True)
    monkeypatch.setattr(packs, "make_with_weasyprint", lambda page: asked.append(page) or b"%PDF-1.7")
    files = pack(unit)
    assert files["bao-cao.pdf"] == files["bai-viet/001-day-manh.pdf"] == b"%PDF-1.7"
    assert len(asked) == 2
    assert not any('src="/' in page or 'src="http' in page for page in asked)


def test_the_command_writes_a_whole_file_or_none(unit, article, tmp_path, capsys):
    target = tmp_path / "minh-chung.zip"
    call_command("export_evidence", "2026-10", str(target))
    assert "1/1 Sở Nội vụ" in capsys.readouterr().out
    assert zipfile.is_zipfile(target) and list(tmp_path.iterdir()) == [target]
    with pytest.raises(CommandError, match="no period"):
        call_command("export_evidence", "tháng 10", str(target))
    with pytest.raises(CommandError, match="no unit"):
        call_command("export_evidence", "2026", str(target), unit="khong-co")


def test_a_publication_without_its_page_is_left_out_of_an_open_pack(unit, article):
    article.delete()
    assert FirstPublication.objects.count() == 1
    assert not any(name.startswith("bai-viet/") for name in pack(unit))
