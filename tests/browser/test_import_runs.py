"""An update run by hand: the file chosen once, looked at, one record left, stored, seen in the history, taken back."""

import json

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LATEST = "/quan-tri/nhap-thu-tuc/"
UNTIL_DONE = 120_000  # ms: a process of its own is started for the work, on a machine that may be busy


def a_record(number: int, width: int, **more) -> dict:
    """In the shape of our own export; codes by the width, as the tests share a site."""
    steps = "Bước 1: Nộp hồ sơ tại bộ phận một cửa.\nBước 2: Nhận kết quả sau 5 ngày."
    return {"code": f"9.{width:04}{number:02}", "name": f"Thủ tục thử số {number}", "steps": steps, **more}


def choose_file(page, records, name="thang-12.jsonl"):
    page.goto(LATEST)
    content = "\n".join(map(json.dumps, records)).encode()
    page.set_input_files("input[name=file]", {"name": name, "mimeType": "application/json", "buffer": content})
    page.get_by_role("button", name="Đọc và so sánh").click()
    # The page looks again by itself until the process is done.
    expect(page.locator("main")).to_contain_text("Chỉ kiểm tra, chưa lưu gì.", timeout=UNTIL_DONE)


def store(page):
    page.get_by_role("button", name="Ghi vào danh mục").first.click()
    expect(page.locator("main")).to_contain_text("Đã lưu.", timeout=UNTIL_DONE)


# Without script Wagtail's own side bar covers a narrow screen.
@pytest.mark.parametrize(("width", "script"), [(360, True), (1280, True), (1280, False)])
def test_a_clerk_updates_the_list_and_takes_it_back(signed_in, open_page, width, script, tmp_path):
    page, number = signed_in("ban-bien-tap", width=width, script=script), width + script
    first, second = a_record(1, number), a_record(2, number)
    choose_file(page, [first, second], "thang-11.jsonl")
    store(page)

    changed = first["steps"].replace("bộ phận một cửa", "xã").replace("5 ngày", "3 ngày")
    choose_file(page, [{**first, "steps": changed}, {**second, "name": "Tên khác"}, a_record(3, number)])
    page.screenshot(path=tmp_path / f"review-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    row = page.locator(".import-rows > li").filter(has_text=first["code"])
    assert [each.split("\n")[1].strip() for each in row.locator("del").all_inner_texts()] == ["bộ phận một cửa.", "5"]
    assert [each.split("\n")[1].strip() for each in row.locator("ins").all_inner_texts()] == ["xã.", "3"]
    left = page.locator(".import-rows > li").filter(has_text=second["code"])
    left.locator("input[name=taken]").uncheck()
    store(page)
    expect(left).to_contain_text("giữ nguyên")
    page.screenshot(path=tmp_path / f"stored-{width}.png", full_page=True)
    run = page.url

    reader = open_page(width=width, script=script)
    reader.goto(f"/thu-tuc-hanh-chinh/{first['code']}/thay-doi/")
    expect(reader.locator("main")).to_contain_text("Cập nhật theo tệp thang-12.jsonl.")
    reader.goto(f"/thu-tuc-hanh-chinh/{second['code']}/")
    expect(reader.locator("h1")).to_contain_text(second["name"])
    assert reader.goto(f"/thu-tuc-hanh-chinh/{a_record(3, number)['code']}/").status == 200

    page.get_by_role("button", name="Xem để gỡ lần nhập này").click()
    expect(page.locator("main")).to_contain_text("Gỡ 1 thủ tục do lần nhập ấy thêm vào.", timeout=UNTIL_DONE)
    page.screenshot(path=tmp_path / f"undo-{width}.png", full_page=True)
    store(page)
    page.goto(run)
    expect(page.locator("main")).to_contain_text("Lần nhập này đã được gỡ.")
    reader.goto(f"/thu-tuc-hanh-chinh/{first['code']}/")
    expect(reader.locator("main")).to_contain_text("bộ phận một cửa")
    assert reader.goto(f"/thu-tuc-hanh-chinh/{a_record(3, number)['code']}/").status == 404
