"""Pages that are taken away: HTML files, PDF, QR codes, and links that pass them on."""

import base64
import fcntl
import json
import os
import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import time_machine
from django.conf import settings

from foundations.page_copies import pdf_files
from foundations.page_copies.html_files import make_self_contained, read_own_file
from foundations.page_copies.qr_codes import render_qr_code
from foundations.page_copies.templatetags.copies import make_zalo_address
from foundations.page_copies.weasyprint_process import fetch_data_only
from news.models import ArticlePage
from site_project.models import StandardPage
from tests.builders import a_picture, an_article
from tests.rankings.ranking_builders import an_edition, fill

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(home) -> ArticlePage:
    picture = a_picture(size=(900, 560))
    body = [
        {"type": "paragraph", "value": '<p>Xem <a href="/don-vi/">danh sách đơn vị</a> &amp; hướng dẫn.</p>'},
        {"type": "picture", "value": {"image": picture.pk, "alt": "Quầy một cửa", "caption": "", "credit": ""}},
    ]
    return an_article(
        title="Kết quả năm 2023", body=json.dumps(body), cover=picture, cover_alt="Quang cảnh", byline="BBT"
    )


@pytest.fixture
def weasyprint(monkeypatch, tmp_path):
    """A stand-in for weasyprint; what it was given stands in the list."""
    given = []
    monkeypatch.setattr(settings, "VAR_DIR", tmp_path)
    monkeypatch.setattr(pdf_files, "MAX_WAIT_SECONDS", 0)
    monkeypatch.setattr(pdf_files, "get_version", lambda: "1.0")
    monkeypatch.setattr("foundations.page_copies.pages.can_make_pdf", lambda: True)
    monkeypatch.setattr(pdf_files, "make_with_weasyprint", lambda html: given.append(html) or b"%PDF-1.7")
    return given


def html_file(client, page) -> str:
    answer = client.get(f"{page.url}tai-ve/html/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="{page.slug}.html"'
    return answer.content.decode()


@time_machine.travel("2026-11-23 09:00+07:00", tick=False)
def test_an_article_as_one_file_needs_nothing_else(client, article):
    page = html_file(client, article)
    for part in ("Kết quả năm 2023", "BBT", "&amp; hướng dẫn", article.full_url, "23/11/2026", "Quầy một cửa"):
        assert part in page
    assert len(re.findall(r'<img src="data:image/jpeg;base64,|<img [^>]*src="data:image/jpeg;base64,', page)) == 2
    assert "data:image/svg+xml;base64," in page
    assert "<style>" in page
    assert not re.search(r"<script|<link|<source|srcset|src=\"(?!data:)|url\(", page)
    assert f'href="{settings.SITE_URL}/don-vi/"' in page


def test_a_standard_page_and_an_edition_are_taken_away_too(client, home):
    page = StandardPage(title="Giới thiệu", lead="Lời dẫn của trang.")
    home.add_child(instance=page)
    assert "Lời dẫn của trang." in html_file(client, page)
    edition = fill(an_edition(), ["name", "score"], ["Tỉnh Kon Tum", "86,14"])
    text = html_file(client, edition)
    assert "Tỉnh Kon Tum" in text
    assert "86,14" in text


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/static/page_copies/copy.css",
        "/static/../manage.py",
        "/static/%2e%2e/manage.py",
        "/media/original_images/anh.jpg",
        "/media/images/../../db.sqlite3",
        "file:///etc/passwd",
        "/media/images/khong-co.jpg",
        "",
    ],
)
def test_nothing_but_static_files_and_scaled_pictures_comes_in(address):
    assert read_own_file(address) is None
    assert make_self_contained(f'<img src="{address}" alt="Mô tả &amp; ảnh">') == "Mô tả &amp; ảnh"


def test_what_stands_in_the_page_is_written_again_as_it_is():
    html = '<!doctype html><p class="a">1 &lt; 2 &#8211; <br><svg><path d="M0 0"/></svg></p>'
    assert make_self_contained(html) == html


def test_scripts_go_with_what_is_in_them():
    assert make_self_contained('<p>a</p><script src="/x.js">alert("1")</script><b>c</b>') == "<p>a</p><b>c</b>"


def test_a_pdf_is_made_once_for_the_same_page(client, article, weasyprint):
    first = client.get(f"{article.url}tai-ve/pdf/")
    second = client.get(f"{article.url}tai-ve/pdf/")
    assert (first.content, second.content) == (b"%PDF-1.7", b"%PDF-1.7")
    assert first["Content-Type"] == "application/pdf"
    assert len(weasyprint) == 1
    article.title = "Tiêu đề mới"
    article.save_revision().publish()
    client.get(f"{article.url}tai-ve/pdf/")
    assert "Tiêu đề mới" in weasyprint[1]


def test_the_pdf_of_yesterday_is_that_of_today(client, article, weasyprint):
    for day in ("2026-11-22", "2026-11-23"):
        with time_machine.travel(f"{day} 09:00+07:00", tick=False):
            client.get(f"{article.url}tai-ve/pdf/")
    assert len(weasyprint) == 1


def test_while_one_pdf_is_made_another_reader_is_asked_to_wait(client, article, weasyprint, tmp_path):
    (tmp_path / "pdf").mkdir()
    with (tmp_path / "pdf" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        answer = client.get(f"{article.url}tai-ve/pdf/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "Chưa tạo được tệp PDF" in answer.content.decode()
    assert "public" not in answer["Cache-Control"]


def test_only_so_many_pdfs_are_kept_and_the_last_used_of_them(weasyprint, tmp_path, monkeypatch):
    monkeypatch.setattr(pdf_files, "MAX_FILES", 2)
    for page in ("một", "hai"):
        pdf_files.get_pdf(page)
    for path in (tmp_path / "pdf").glob("*.pdf"):
        os.utime(path, (0, 0))
    for page in ("một", "ba", "một"):
        pdf_files.get_pdf(page)
    assert weasyprint == ["một", "hai", "ba"]
    assert len(list((tmp_path / "pdf").glob("*.pdf"))) == 2


@pytest.mark.parametrize(
    "does", ["bytearray(2_000_000_000)", "raise ValueError('x')", "__import__('os').kill(__import__('os').getpid(), 9)"]
)
def test_a_page_that_is_too_much_ends_its_own_process_only(does, monkeypatch, tmp_path):
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint" / "__init__.py").write_text(f"def HTML(**kwargs):\n    {does}\n")
    (tmp_path / "weasyprint" / "urls.py").write_text("")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(pdf_files.NoPdfNowError):
        pdf_files.make_with_weasyprint("<p>x</p>")


def test_without_weasyprint_no_pdf_is_offered(client, article, monkeypatch):
    monkeypatch.setattr("foundations.page_copies.pages.can_make_pdf", lambda: False)
    monkeypatch.setattr("foundations.page_copies.templatetags.copies.can_make_pdf", lambda: False)
    assert client.get(f"{article.url}tai-ve/pdf/").status_code == 404
    page = client.get(article.url).content.decode()
    assert "tai-ve/pdf/" not in page
    assert "tai-ve/html/" in page


def test_a_draft_is_not_taken_away(client, article):
    article.unpublish()
    assert client.get(f"{article.url}tai-ve/html/").status_code == 404
    assert client.get(f"{article.url}ma-qr/").status_code == 404


def test_the_qr_code_is_a_picture_of_the_address(client, article):
    answer = client.get(f"{article.url}ma-qr/")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content == render_qr_code(article.full_url) != render_qr_code(f"{article.full_url}x")


def test_sharing_is_by_plain_links_that_say_where_they_lead(client, article):
    page = client.get(article.url).content.decode()
    shared = re.findall(r'<a href="(https://[^"]+)" rel="external nofollow noopener noreferrer">(.*?)</a>', page)
    assert [urlsplit(address).hostname for address, _words in shared] == ["button-share.zalo.me", "www.facebook.com"]
    assert all("(mở trang ngoài)" in words for _address, words in shared)
    assert "mailto:?subject=K%E1%BA%BFt%20qu%E1%BA%A3" in page


def test_zalo_is_told_the_address():
    told = parse_qs(urlsplit(make_zalo_address("https://vi-du.vn/bai/")).query)["d"][0]
    assert json.loads(base64.b64decode(unquote(told))) == {"url": "https://vi-du.vn/bai/"}


@pytest.mark.parametrize("address", ["https://example.com/anh.jpg", "file:///etc/passwd", "http://127.0.0.1/"])
def test_the_process_that_makes_pdfs_fetches_nothing(address):
    with pytest.raises(ValueError, match="not fetched"):
        fetch_data_only(address)
