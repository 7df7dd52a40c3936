"""Rankings in a real browser: framed by another site, copied, printed, in every width."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

pytestmark = pytest.mark.browser

EDITION = "/xep-hang/papi/2024/"


@pytest.fixture
def other_site():
    """A site on another origin that serves one page; `other_site(html)` gives its address."""
    servers = []

    def serve(html: str) -> str:
        class Page(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(html.encode())

            def log_message(self, *args):
                pass

        server = HTTPServer(("127.0.0.1", 0), Page)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://localhost:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def test_the_copied_code_shows_the_table_on_another_site_and_takes_its_height(open_page, site, other_site):
    page = open_page(width=800)
    page.goto(f"{EDITION}?vung=tay-nguyen")
    code = page.locator("#ma-nhung").input_value()
    assert "nhung/?vung=tay-nguyen" in code
    outside = open_page(width=400)
    outside.goto(other_site(f"<!doctype html><title>Trang khác</title>{code}"))
    frame = outside.frame_locator("iframe")
    frame.locator("tbody tr").first.wait_for()
    assert frame.locator("tbody tr").count() == 5
    assert "Kon Tum" in frame.locator("tbody").inner_text()
    outside.wait_for_function("document.querySelector('iframe').height !== '520'")
    height = frame.locator("html").evaluate("e => Math.ceil(e.getBoundingClientRect().height)")
    assert int(outside.locator("iframe").get_attribute("height")) == height


def test_a_frame_works_without_any_script(open_page, site, other_site):
    outside = open_page(script=False)
    outside.goto(
        other_site(f'<!doctype html><title>Trang khác</title><iframe src="{site.address}{EDITION}nhung/"></iframe>')
    )
    assert outside.frame_locator("iframe").locator("tbody tr").count() >= 10


@pytest.mark.parametrize("address", [EDITION, "/xep-hang/", "/", "/xep-hang/don-vi/tinh-kon-tum/", "/quan-tri/login/"])
def test_every_other_page_refuses_to_be_framed(open_page, site, other_site, address):
    outside = open_page()
    refusals = []
    outside.on("console", lambda message: refusals.append(message.text))
    outside.goto(other_site(f'<!doctype html><title>Trang khác</title><iframe src="{site.address}{address}"></iframe>'))
    outside.wait_for_load_state("networkidle")
    assert any("frame" in text.lower() for text in refusals)
    assert "Xếp hạng" not in outside.frames[-1].content()


def test_a_reader_finds_a_unit_sorts_and_opens_its_criteria_without_script(open_page):
    page = open_page(width=360, script=False)
    page.goto(EDITION)
    page.fill("#tim-don-vi", "kon tum")
    page.click(".filters button")
    assert page.locator("tbody tr").count() == 1
    page.click(".more-link")
    assert "Thủ tục hành chính công" in page.locator("#tieu-chi").inner_text()
    page.goto(EDITION)
    page.click("thead >> text=Đơn vị")
    assert page.locator(".ranking tbody th a").first.inner_text() == "An Giang"
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"


def test_the_code_is_copied_by_a_button(open_page, site):
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.address)
    page.goto(EDITION)
    page.click("[data-copy]")
    page.wait_for_selector("text=Đã chép mã nhúng.")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#ma-nhung").input_value()


def test_charts_keep_the_readers_text_size_and_stay_inside_the_screen(open_page):
    sizes = []
    for choice in ("{}", '{"text-size":"largest"}'):
        page = open_page(width=320)
        page.add_init_script(f"localStorage.setItem('display', '{choice}')")
        page.goto("/xep-hang/don-vi/tinh-kon-tum/")
        text = page.locator("svg.chart-lines text").first
        sizes.append(text.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert sizes == [15, 30]


def test_charts_and_tables_are_printed_and_tools_are_not(open_page):
    page = open_page()
    page.goto(EDITION)
    page.emulate_media(media="print")
    assert page.locator("svg.chart").first.is_visible()
    assert page.locator("table.ranking").is_visible()
    assert not page.locator(".reuse").is_visible()
    assert not page.locator(".more-link").first.is_visible()


def test_the_board_imports_a_table_step_by_step(signed_in, site, tmp_path):
    site.manage("shell", "-c", NEW_EDITION)
    page = signed_in("ban-bien-tap")
    edition = site.manage("shell", "-v", "0", "-c", FIND_EDITION).strip().splitlines()[-1]
    page.goto(f"/quan-tri/xep-hang/{edition}/nhap/")
    table = tmp_path / "bang.csv"
    table.write_text("STT,Địa phương,Điểm,Hạng\n1,Kon Tum,abc,1\n2,Gia Lay,80,2\n3,Hà Nội,79,3\n", encoding="utf-8")
    page.set_input_files("input[type=file]", table)
    page.click("text=Đọc tệp")
    page.wait_for_selector("text=1 lỗi")
    assert (
        "Ô C2 của trang tính “Bảng CSV”, cột “Điểm”: “abc” không phải là số."
        in page.locator("[role=alert]").inner_text()
    )
    assert page.locator("button[name=confirm]").is_disabled()
    page.click("text=Chọn tệp khác")
    table.write_text(table.read_text(encoding="utf-8").replace("abc", "81,5"), encoding="utf-8")
    page.set_input_files("input[type=file]", table)
    page.click("text=Đọc tệp")
    page.select_option("select[name='name_Gia Lay']", label="Có phải Tỉnh Gia Lai?")
    page.click("text=Xem lại với lựa chọn này")
    page.click("button[name=confirm]")
    page.wait_for_selector("text=Đã ghi 3 dòng")
    assert "3 dòng" in page.locator("main").inner_text()


NEW_EDITION = """
from rankings.models import IndexPage, RankingPage
index = IndexPage.objects.get(slug="sipas")
index.add_child(instance=RankingPage(title="SIPAS 2024", slug="2024", year=2024, source="Thử", live=False))
"""
FIND_EDITION = "from rankings.models import RankingPage; print(RankingPage.objects.get(title='SIPAS 2024').pk)"


OUT_OF_SCREEN = "document.documentElement.scrollWidth > innerWidth + 1"
PCI = """Thứ tự,Tỉnh,Gia nhập thị trường,Tiếp cận đất đai,PCI 2025,Xếp hạng,Ghi chép riêng
1,Đà Nẵng,8.111,7.5,69.765928999999994,1,a
2,Lào Cai,8.2,7.4,67.9,2,b
3,Đồng Tháp,7.9,7.1,67.2,3,c
4,Gia Lai,7.7,7,53.653805500000004,4,d
5,Tuyên Quang,7.2,6.9,50.1,5,đ
6,Cao Bằng,7.1,6.8,49.7,6,e
7,Điện Biên,7,6.5,48.9,7,g
Trung bình,,7.6,7,58.2,,
"""
NEW_PCI = """
from rankings.models import IndexPage, RankingPage
index = IndexPage.objects.get(slug="pci")
page = RankingPage(title="PCI 2025", slug="2025-{width}", year=2025, source="Thử", live=False)
index.add_child(instance=page)
print(page.pk)
"""
STORED = """
from rankings.models import RankingPage
page = RankingPage.objects.get(pk={pk})
print([(row.name, row.score_text) for row in page.rows.order_by("order")][3:], page.criteria_add_up)
"""


@pytest.mark.parametrize("width", [360, 1280])
def test_a_table_is_chosen_once_looked_at_and_stored_with_the_forms_own_buttons(signed_in, site, tmp_path, width):
    pk = site.manage("shell", "-v", "0", "-c", NEW_PCI.format(width=width)).split()[-1]
    page = signed_in("ban-bien-tap", width=width)
    page.goto(f"/quan-tri/xep-hang/{pk}/nhap/")
    table = tmp_path / "pci.csv"
    table.write_text(PCI, encoding="utf-8")
    page.set_input_files("input[type=file]", table)
    page.click("text=Đọc tệp")
    said = page.locator(".ranking-intentions").inner_text()
    assert "Ghi 7 dòng vào kỳ “PCI 2025”" in said
    assert "cột E “PCI 2025”" in said
    assert "Không lấy cột chưa được chọn là gì: G “Ghi chép riêng”" in said
    ends = page.locator(".ranking-ends").inner_text()
    assert "69,765929" in ends
    assert ends.index("Đà Nẵng") < ends.index("…") < ends.index("Điện Biên")
    assert "53,6538055" in page.locator("main").inner_text()
    assert not page.is_checked("[name=adds_up]")
    assert not page.evaluate(OUT_OF_SCREEN)
    page.goto(f"/quan-tri/xep-hang/{pk}/nhap/")  # the tab was closed: what was read waits
    page.click("text=pci.csv")
    page.click("button[name=confirm]")
    page.wait_for_selector("text=Đã ghi 7 dòng")
    assert site.manage("shell", "-v", "0", "-c", STORED.format(pk=pk)).strip().splitlines()[-1] == (
        "[('Gia Lai', '53.653805500000004'), ('Tuyên Quang', '50.1'), ('Cao Bằng', '49.7'), ('Điện Biên', '48.9')] "
        "False"
    )
    page.goto(f"/quan-tri/xep-hang/{pk}/nhap/")
    table.write_text(PCI.replace("67.9,2", "68.9,2"), encoding="utf-8")
    page.set_input_files("input[type=file]", table)
    page.click("text=Đọc tệp")
    assert "Lào Cai" in page.locator(".ranking-changes").inner_text()
    assert page.locator(".ranking-changes tbody tr").count() == 1
    page.check("[name=replace]")
    page.click("button[name=confirm]")
    page.wait_for_selector("text=Đã ghi 7 dòng")
