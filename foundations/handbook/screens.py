"""Which part of the handbook explains which screen of the editors' interface."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.urls import reverse

from foundations.handbook.chapters import chapter_of


class Help(NamedTuple):
    """Where a screen is explained: the address, and the title of that chapter or section."""

    url: str
    title: str


# The first pattern that fits decides: of the address below /quan-tri/; pages of a kind stand as `<kind>:` before it.
SCREENS = [
    (r"^tro-giup/", "", ""),
    (r"^$", "bang-dieu-khien", ""),
    (r"^account/", "dang-nhap", "tài-khoản-của-bạn"),
    (r"^dang-nhap-hai-buoc/quy-dinh/", "cai-dat", "bắt-buộc-đăng-nhập-hai-bước"),
    (r"^dang-nhap-hai-buoc/", "dang-nhap", "đăng-nhập-hai-bước"),
    (r"^noi-dang-nhap/\d+/", "thanh-vien", "giúp-người-không-đăng-nhập-được"),
    (r"^noi-dang-nhap/", "dang-nhap", "nơi-đang-đăng-nhập"),
    (r"^viet-bai/", "viet-bai", ""),
    (r"^bai-tu-word/", "dan-tu-word", "viết-bài-từ-tệp-word"),
    (r"^bai-cua-don-vi/", "bang-dieu-khien", "mở-trang-của-đơn-vị"),
    (r"^(rankings\.\w+:|xep-hang/)", "xep-hang", ""),
    (r"^pages/add/rankings/", "xep-hang", ""),
    (r"^pages/add/news/articlepage/", "viet-bai", ""),
    (r"^news\.articlepage:pages/\d+/edit/", "viet-bai", ""),
    (r"^news\.articlepage:pages/\d+/history/", "sau-khi-dang", "xem-lại-các-bản-đã-lưu"),
    (r"^pages/\d+/(unpublish|move|copy|delete)/", "sau-khi-dang", "gỡ-bài-xuống"),
    (r"^pages/", "bang-dieu-khien", "mở-trang-của-đơn-vị"),
    (r"^images/", "anh", ""),
    (r"^documents/", "bang-tep-van-ban", "tệp-đính-kèm"),
    (r"^(chi-tieu|chi-tieu-cua-don-vi|mien-chi-tieu|bao-cao/chi-tieu)/", "chi-tieu", ""),
    (r"^(binh-luan|duyet-binh-luan|settings/comments/commentsettings)/", "binh-luan", ""),
    (r"^(gop-y|tra-loi-gop-y|xu-ly-gop-y|bao-cao/gop-y)/", "gop-y", ""),
    (r"^(du-lieu-ca-nhan|van-ban-dong-y)/", "gop-y", "yêu-cầu-về-dữ-liệu-cá-nhân"),
    (r"^(thu-tuc|linh-vuc|su-kien-trong-doi|bao-cao/thu-tuc-lau-chua-doi-chieu)/", "thu-tuc", ""),
    (r"^quyet-dinh-cong-bo/", "thu-tuc", "quyết-định-công-bố"),
    (r"^nhap-thu-tuc/", "thu-tuc", "nhập-từ-tệp"),
    (r"^ngay-nghi-le/", "thu-tuc", "ngày-nghỉ-lễ"),
    (r"^vung/", "xep-hang", ""),
    (r"^van-ban/", "van-ban", ""),
    (r"^redirects/", "van-ban", "địa-chỉ-cũ-dẫn-sang-địa-chỉ-mới"),
    (r"^don-vi/", "don-vi", ""),
    (r"^tin-noi-bat/", "sau-khi-dang", "tin-nổi-bật"),
    (r"^tu-khoa/", "sau-khi-dang", "từ-khóa-và-tin-liên-quan"),
    (r"^(tu-dong-nghia|tim-khong-thay|searchpicks)/", "tim-kiem-thong-ke", "dạy-trang-tìm-kiếm"),
    (r"^settings/", "cai-dat", ""),
    (r"^moi-thanh-vien/danh-sach/", "thanh-vien", "mời-nhiều-người-quản-trị-viên"),
    (r"^(thanh-vien|moi-thanh-vien)/", "thanh-vien", ""),
    (r"^(users|groups|workflows|sites|collections)/", "cai-dat", "tài-khoản-quy-trình-duyệt"),
    (r"^reports/workflow", "duyet-bai", ""),
    (r"^bao-cao/(nhat-ky|dang-nhap-loi)/", "cai-dat", "nhật-ký-hoạt-động"),
    (r"^(reports|bao-cao)/", "tim-kiem-thong-ke", "xem-thống-kê"),
]
_patterns = [(re.compile(pattern), slug, anchor) for pattern, slug, anchor in SCREENS]


def help_for(path: str, kind: str = "") -> Help | None:
    """Help for the screen at this path (`/quan-tri/images/`), which is about a page of this kind (`news.articlepage`).

    None where the handbook has nothing to say.
    """
    address = path.removeprefix(reverse("wagtailadmin_home"))
    named = f"{kind}:{address}" if kind else address
    fits = next(((slug, anchor) for pattern, slug, anchor in _patterns if pattern.search(named)), None)
    if fits is None and kind:
        return help_for(path)
    chapter = chapter_of(fits[0]) if fits else None
    if chapter is None:
        return None
    url = reverse("handbook:chapter", args=[chapter.slug])
    section = chapter.section(fits[1])
    return Help(f"{url}#{section.anchor}", section.title) if section else Help(url, chapter.title)
