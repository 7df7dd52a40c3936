"""Wagtail's own reports as files that a Vietnamese Excel opens rightly."""

import csv
import io
import re

import openpyxl
import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Workflow

from foundations.editors_interface.exported_reports import VIEWS
from news.models import ArticlePage
from tests.builders import a_desk, an_administrator, an_article, an_editor

pytestmark = [pytest.mark.django_db, pytest.mark.newest_wagtail]
FORMULA = '=HYPERLINK("https://la.example","Bấm")'


@pytest.fixture
def filled(client, home):
    """A site on which each report has a row, and the first of its texts is a formula."""
    desk = a_desk()
    article = an_article(desk, title=FORMULA)
    ArticlePage.objects.filter(pk=article.pk).update(locked=True, locked_at=timezone.now())
    Redirect.add_redirect("/cu", "/thong-bao/")
    waiting = an_article(desk, title=f"{FORMULA} chờ duyệt")
    Workflow.objects.filter(active=True).first().start(waiting, an_editor(desk))
    client.force_login(an_administrator())
    client.get(f"/quan-tri/pages/{article.pk}/edit/")
    return article


def exported(client, address, form):
    answer = client.get(f"/quan-tri/{address}?export={form}")
    assert answer.status_code == 200
    name = re.search(r'filename="([^"]+)"', answer.headers["Content-Disposition"])[1]
    return name, b"".join(answer.streaming_content)  # the client closes it


@pytest.mark.parametrize("address", VIEWS)
def test_a_report_of_wagtail_is_exported_as_ours_are(client, filled, address):
    name, content = exported(client, address, "csv")
    assert re.fullmatch(rf"[a-z-]+-{timezone.localdate():%Y-%m-%d}\.csv", name)
    assert name.startswith(VIEWS[address].export_filename)
    text = content.decode()
    assert text.startswith("\ufeff")
    assert not text.startswith("\ufeff\ufeff")
    heading, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert all(heading)
    assert not [cell for row in rows for cell in row if cell.startswith("=") or "+00:00" in cell]
    _name, workbook = exported(client, address, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(workbook)).active
    assert [cell.value for cell in sheet[1]] == heading
    assert sheet.max_row == len(rows) + 1
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_file_of_page_types_tells_how_many_there_are_and_which_was_edited(client, filled):
    _name, content = exported(client, "reports/page-types-usage/", "csv")
    heading, *rows = csv.reader(io.StringIO(content.decode().removeprefix("\ufeff")))
    assert heading == ["Loại trang", "Số trang", "Trang sửa gần đây nhất", "Sửa lúc"]
    kinds = {row[0].lower(): row for row in rows}
    assert kinds[ArticlePage._meta.verbose_name.lower()][1] == str(ArticlePage.objects.count())


def test_moments_are_those_of_the_local_clock(client, filled):
    _name, content = exported(client, "reports/locked/", "csv")
    local = f"{timezone.localtime(ArticlePage.objects.get(pk=filled.pk).locked_at):%Y-%m-%d %H:%M}"
    assert local in content.decode()


def test_the_reports_are_closed_to_strangers(client, home):
    for address in VIEWS:
        answer = client.get(f"/quan-tri/{address}?export=csv")
        assert answer.status_code == 302
        assert "/login/" in answer.headers["Location"]
