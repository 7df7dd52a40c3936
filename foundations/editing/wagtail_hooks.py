"""Hooks: comparing versions before saving, past expiries, the script of autosave."""

import json

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages

from foundations.editing.creation import continue_page, continue_record
from foundations.editing.forms import describe_dropped_expiry
from foundations.editing.requests import update_seen_version
from foundations.editing.revisions import EXPIRY_DROPPED
from foundations.editing.views import show_presence

hooks.register("before_create_page", continue_page)
hooks.register("before_create_snippet", continue_record)


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def compare_versions(request, thing):
    return update_seen_version(request, thing) if request.method == "POST" else None


@hooks.register("before_publish_page")
@hooks.register("after_edit_page")
@hooks.register("after_edit_snippet")
def warn_of_dropped_expiry(request, thing):
    if dropped := getattr(thing, "dropped_expiry", None):
        messages.warning(request, describe_dropped_expiry(date_format(timezone.localtime(dropped), "H:i d/m/Y")))
        thing.dropped_expiry = None


@hooks.register("register_log_actions")
def register_actions(actions):
    actions.register_action(
        EXPIRY_DROPPED, gettext_lazy("Bỏ ngày hết hạn đã qua"), gettext_lazy("Đã bỏ ngày hết hạn đã qua khi đăng")
    )


@hooks.register("register_admin_urls")
def register_urls():
    return [path("ai-dang-nhap/", show_presence, name="editing_presence")]


@hooks.register("insert_global_admin_js")
def insert_saving_script():
    words = {
        "offline": _(
            "Không kết nối được với máy chủ nên chưa lưu. Nội dung vẫn còn trên trang này: đừng đóng trang, kiểm tra "
            "mạng rồi bấm lại."
        ),
        "signedOut": _(
            "Bạn đã bị đăng xuất nên chưa lưu. Nội dung vẫn còn trên trang này: đăng nhập lại ở thẻ khác rồi bấm lại "
            "ở đây."
        ),
        "somebodyElse": _(
            "Trình duyệt này đang đăng nhập bằng tài khoản khác nên chưa lưu. Hãy đăng nhập lại bằng tài khoản của "
            "bạn ở thẻ khác rồi bấm lại ở đây."
        ),
    }
    facts = json.dumps({"presence": reverse("editing_presence"), "words": words})
    return format_html('<script src="{}" data-facts="{}"></script>', static("editing/saving.js"), facts)
