"""What is checked for accessibility: every kind of public page, in every mode, by axe-core."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT

from foundations.delivery.display import CHOICE_LABELS, NORMAL, SCALES

PAGES = {
    "Trang chủ": "/",
    "Chuyên mục": "/cai-cach-hanh-chinh/",
    "Chuyên mục đã lọc": "/cai-cach-hanh-chinh/?thang=2024-04",
    "Trang của đơn vị": "/cai-cach-hanh-chinh/so-noi-vu-tinh-quang-ngai/",
    "Bài viết": "/cai-cach-hanh-chinh/so-noi-vu-tinh-kon-tum/par-index-nam-2023-kon-tum-tang-12-bac/",
    "Lịch sử bài viết": "/thong-bao/cong-cai-cach-dang-du-lieu-trinh-dien/lich-su/",
    "Từ khóa": "/tu-khoa/",
    "Tin theo từ khóa": "/tu-khoa/mot-cua/",
    "Lưu trữ": "/luu-tru/",
    "Lưu trữ theo tháng": "/luu-tru/2026/11/",
    "Lưu trữ theo ngày": "/luu-tru/2026/11/10/",
    "Xếp hạng": "/xep-hang/",
    "Chỉ số": "/xep-hang/papi/",
    "Kỳ xếp hạng": "/xep-hang/papi/2024/",
    "Kỳ xếp hạng, mở tiêu chí": "/xep-hang/papi/2024/?tim=kon+tum&mo=tinh-kon-tum",
    "Xếp hạng của đơn vị": "/xep-hang/don-vi/tinh-kon-tum/",
    "So sánh đơn vị": "/xep-hang/so-sanh/?don-vi=tinh-kon-tum&don-vi=tinh-gia-lai-truoc-07-2025",
    "Bản nhúng": "/xep-hang/papi/2024/nhung/",
    "Trang thông tin": "/gioi-thieu/",
    "Danh sách đơn vị": "/don-vi/?tinh-trang=tat-ca",
    "Đơn vị": "/don-vi/so-noi-vu-kon-tum/",
    "Chỉ tiêu tin, bài": "/chi-tieu-tin-bai/?nam=2026",
    "Chỉ tiêu của một đơn vị": "/chi-tieu-tin-bai/so-noi-vu-quang-ngai/?nam=2026",
    "Tìm kiếm": "/tim-kiem/?q=ban+quan+ly",
    "Tìm không thấy": "/tim-kiem/?q=xyzxyz",
    "Danh mục thủ tục": "/thu-tuc-hanh-chinh/",
    "Thủ tục tìm thấy": "/thu-tuc-hanh-chinh/?q=lam+lai+giay+khai+sinh&phi=co",
    "Không có thủ tục": "/thu-tuc-hanh-chinh/?q=xyzxyz",
    "Thủ tục": "/thu-tuc-hanh-chinh/1.002755/",
    "Thủ tục đã bãi bỏ": "/thu-tuc-hanh-chinh/tam-minh-hoa-bai-bo/",
    "Bản niêm yết": "/thu-tuc-hanh-chinh/1.001193/niem-yet/",
    "Lịch sử thủ tục": "/thu-tuc-hanh-chinh/1.001193/thay-doi/",
    "Quyết định công bố": "/thu-tuc-hanh-chinh/quyet-dinh/1/",
    "Danh sách văn bản": "/van-ban/?loai=luat",
    "Văn bản": "/van-ban/60-2014-qh13/",
    "Nguồn tin RSS": "/nguon-tin/",
    "Dữ liệu mở": "/api/",
    "Sơ đồ trang": "/so-do-trang/",
    "Bài viết có bình luận": "/chi-dao-dieu-hanh/mot-cua-theo-nghi-dinh-118-2025-nop-ho-so-o-xa-phuong-nao-cung-duoc/",
    "Viết bình luận": "/binh-luan/32/",
    "Góp ý, phản ánh": "/gop-y/?thu-tuc=1.001193&don-vi=so-tu-phap-quang-ngai",
    "Tra cứu phản ánh": "/gop-y/tra-cuu/",
    "Trả lời góp ý": "/gop-y/tra-loi/",
    "Một câu trả lời": "/gop-y/tra-loi/1/",
    "Không tìm thấy trang": "/khong-co-trang-nay/",
    "Tuyên bố về khả năng tiếp cận": "/tuyen-bo-tiep-can/",
    "Cách đếm": "/cach-dem/",
    "Phong cách": "/phong-cach/",
}
# Name, the reader's choice as stored, colour scheme, script.
MODES = {
    "Mặc định": ("{}", "light", True),
    "Cỡ chữ 200 %": ('{"text-size":"largest"}', "light", True),
    **{
        str(CHOICE_LABELS[f"contrast:{step}"]): (f'{{"contrast":"{step}"}}', "light", True)
        for step in SCALES["contrast"]
        if step != NORMAL
    },
    "Nền tối": ("{}", "dark", True),
    "Không JavaScript": ("{}", "light", False),
}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations", "incomplete"],  # to write down what is right takes as long as all checks
}
# What axe leaves for a person to judge, by rule, with the judgement.
EXPLAINED: dict[str, str] = {}
# Words on the axes of charts: axe takes what is drawn in SVG for a picture and judges no contrast in it. They are in
# --ink on the ground of the page, a pair that `test_words_stand_out_from_every_ground` measures in every mode.
JUDGED_WORDS = "<text "


def prepare(page, mode: str) -> None:
    """Puts a new page into the mode, before anything is opened in it. (The context decides about script.)"""
    choice, scheme, _script = MODES[mode]
    page.emulate_media(color_scheme=scheme)
    page.add_init_script(f"localStorage.setItem('display', '{choice}')")


def without_script(page):
    """Forbids the page's scripts to run; the function that is returned allows them again, for axe is one itself."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setScriptExecutionDisabled", {"value": True})
    return lambda: session.send("Emulation.setScriptExecutionDisabled", {"value": False})


def check(page, within: str | None = None) -> dict:
    """axe-core's results for the open page, or for what a selector names in it.

    `violations` and `incomplete`, each rule with its nodes' HTML. axe stays in the page for the next look at it: to
    read and to warm it up takes longer than a run.
    """
    if page.evaluate("typeof window.axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("([within, rules]) => axe.run(within ?? document, rules)", [within, RULES])
    return {
        "engine": found["testEngine"]["version"],
        **{
            kind: {fault["id"]: nodes for fault in found[kind] if (nodes := unjudged(fault, kind))}
            for kind in ("violations", "incomplete")
        },
    }


def unjudged(fault: dict, kind: str) -> list[str]:
    """HTML of the nodes of a fault, without those that a person has judged for all charts."""
    judged = kind == "incomplete" and fault["id"] == "color-contrast"
    return [node["html"][:150] for node in fault["nodes"] if not (judged and node["html"].startswith(JUDGED_WORDS))]
