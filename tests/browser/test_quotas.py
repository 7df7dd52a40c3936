"""A month's quota: an editor is reminded, writes, is done; the board closes the last month and takes the Excel away."""

import re
import shutil
import subprocess
import zipfile
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import check
from tests.browser.test_from_draft_to_reader import act, write_body

pytestmark = pytest.mark.browser

TITLE = "Sở Nội vụ hướng dẫn tự chấm điểm chỉ số cải cách hành chính"
UNIT = "Sở Nội vụ tỉnh Quảng Ngãi"
OWED = re.compile(rf"{UNIT}: 0/1 tin, bài tháng \d+/\d+, (còn \d+ ngày|hạn cuối hôm nay)")
MET = re.compile(rf"{UNIT}: 1/1 tin, bài tháng \d+/\d+, đạt")


def download(page, link) -> bytes:
    with page.expect_download() as started:
        link.click()
    return started.value.path().read_bytes()


def owe_this_month(site) -> None:
    """Takes away what other tests published this month for the unit."""
    site.manage(
        "shell",
        "-c",
        "from django.utils import timezone; from news.models import ArticlePage\n"
        "month = timezone.localdate().replace(day=1)\n"
        f"found = ArticlePage.objects.filter(unit__name={UNIT!r}, first_published_at__date__gte=month)\n"
        "for page in found: page.delete()",
    )


@pytest.mark.long
def test_an_editor_owes_writes_and_is_done_and_the_board_proves_it(signed_in, site, tmp_path):
    owe_this_month(site)
    editor = signed_in("bien-tap-vien")
    panel = editor.locator("#quotas-section")
    expect(panel).to_contain_text(OWED)
    panel.get_by_role("link", name="Viết bài").click()
    editor.locator("[name=title]").press_sequentially(TITLE, delay=2)
    editor.fill("[name=lead]", "Hướng dẫn cách tự chấm điểm theo bộ tiêu chí của tỉnh.")
    write_body(editor, "Đơn vị tự chấm điểm, kèm tài liệu kiểm chứng cho từng tiêu chí.")
    act(editor, "name=action-submit")
    expect(editor.locator(".messages")).to_contain_text(TITLE)

    board = signed_in("ban-bien-tap")
    board.get_by_role("link", name=TITLE).first.click()
    board.get_by_role("button", name="Duyệt và đăng").click()
    expect(board.locator(".messages")).to_contain_text(TITLE)

    editor.goto("/quan-tri/")
    expect(panel).to_contain_text(MET)
    expect(panel.get_by_role("link", name="Viết bài")).to_have_count(0)
    panel.locator("a", has_text=MET).click()
    expect(editor.get_by_role("link", name=TITLE)).to_be_visible()
    pack = download(editor, editor.get_by_role("link", name=re.compile(r"Tải minh chứng năm \d+")))
    with zipfile.ZipFile(BytesIO(pack)) as archive:
        assert archive.testzip() is None
        assert any("so-noi-vu-huong-dan-tu-cham-diem" in name for name in archive.namelist())

    board.goto("/quan-tri/bao-cao/chi-tieu/khoa-so/")
    board.get_by_role("button", name=re.compile("Khóa sổ tháng")).first.click()
    expect(board.locator("main")).to_contain_text("Khớp: số liệu và minh chứng đúng như lúc khóa sổ.")
    board.goto("/quan-tri/bao-cao/chi-tieu/")
    content = download(board, board.get_by_role("link", name="Tải Excel"))
    accounts, articles = openpyxl.load_workbook(BytesIO(content))
    rows = list(articles.iter_rows(min_row=2))
    row = next(row for row in rows if row[2].value == TITLE)
    assert row[4].is_date and isinstance(row[4].value, datetime) and isinstance(row[8].value, int)
    assert any(cells[10] == "Có" for cells in accounts.iter_rows(min_row=2, values_only=True))
    if shutil.which("soffice"):
        opens_in_libreoffice(content, tmp_path)


def opens_in_libreoffice(content: bytes, folder) -> None:
    (folder / "bang.xlsx").write_bytes(content)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "fods"]
    subprocess.run([*command, "--outdir", str(folder), str(folder / "bang.xlsx")], check=True, capture_output=True)
    opened = (folder / "bang.fods").read_text(encoding="utf-8")
    assert 'office:value-type="date"' in opened and 'office:value-type="float"' in opened


def test_a_wrong_rule_is_explained_at_its_field(signed_in):
    board = signed_in("ban-bien-tap")
    board.goto("/quan-tri/chi-tieu/add/")
    board.fill("[name=name]", "Chỉ tiêu thử")
    board.fill("[name=document]", "Kế hoạch thử")
    board.fill("[name=valid_from]", "01/12/2026")
    board.fill("[name=valid_to]", "30/11/2026")
    board.locator("[name=name]").press("Enter")
    field = board.locator("[data-contentpath=valid_to]")
    expect(field).to_contain_text("Ngày hết áp dụng không được trước ngày bắt đầu áp dụng.")


@pytest.mark.parametrize("address", ["", "khoa-so/", "ban-in/2026/"])
def test_the_boards_pages_are_accessible(signed_in, address):
    board = signed_in("ban-bien-tap")
    board.goto(f"/quan-tri/bao-cao/chi-tieu/{address}")
    found = check(board)
    assert found["violations"] == {}


def test_filters_narrow_the_report(signed_in):
    board = signed_in("ban-bien-tap")
    board.goto("/quan-tri/bao-cao/chi-tieu/")
    assert board.locator("table.quota-matrix").count() == 2
    board.goto("/quan-tri/bao-cao/chi-tieu/?kind=centre")
    assert board.locator("table.quota-matrix").count() == 1
    board.goto("/quan-tri/bao-cao/chi-tieu/?nam=2024")
    assert "Văn phòng UBND tỉnh Kon Tum" in board.locator("main").inner_text()
