"""Wagtail hooks for pasting: the script, its messages and its addresses."""

import json

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks

from news.newsroom.pasting import clean_paste, store_pasted_picture


@hooks.register("register_admin_urls")
def register_pasting_urls():
    return [
        path("dan/", clean_paste, name="news_cleaned_paste"),
        path("dan/anh/", store_pasted_picture, name="news_pasted_picture"),
    ]


def get_script_words() -> dict[str, str]:
    return {
        "title": _("Đoạn vừa dán dùng bảng mã cũ {name}. Chuyển sang Unicode?"),
        "help": _("Văn bản soạn bằng phông chữ cũ (.VnTime, VNI-Times) hiện sai chữ trên trang. Mấy dòng đầu:"),
        "before": _("Đang là"),
        "after": _("Sẽ thành"),
        "yes": _("Chuyển sang Unicode"),
        "no": _("Giữ nguyên"),
        "lost": _(
            "Có ảnh chưa đưa vào bài được, vì Word không gửi ảnh kèm khi dán. Chỗ của ảnh đã để khối "
            "“Chú thích của ảnh chưa có tệp”; hãy thêm khối Ảnh vào đó, hoặc dùng “Viết bài từ tệp Word”."
        ),
        "pictures": _("Đã thêm ảnh vào bài. Hãy điền mô tả cho từng ảnh, để người không nhìn thấy ảnh cũng hiểu."),
        "refused": _("Chưa thêm được một ảnh:"),
        "picture": _("Ảnh dán vào bài"),
        "outside": _("Ô này chỉ nhận chữ: ảnh và bảng trong nội dung vừa dán không đưa vào được."),
        "unread": _(
            "Máy chủ chưa đọc được nội dung vừa dán, nên trình duyệt tự dán. Hãy xem lại danh sách, bảng và ảnh."
        ),
    }


@hooks.register("insert_editor_js")
def insert_pasting_js():
    addresses = {"clean": reverse("news_cleaned_paste"), "picture": reverse("news_pasted_picture")}
    return format_html(
        '<script src="{}" data-words="{}" data-addresses="{}"></script>',
        static("newsroom/pasting.js"),
        json.dumps(get_script_words()),
        json.dumps(addresses),
    )


@hooks.register("insert_editor_css")
def insert_pasting_css():
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/pasting.css"))
