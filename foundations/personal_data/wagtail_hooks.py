"""Screens of consent texts and of requests about personal data."""

from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from foundations.personal_data.admin_views import PERMISSION, manage_personal_data
from foundations.personal_data.models import ConsentText


class ConsentTextViewSet(SnippetViewSet):
    """The screens of consent texts."""

    model = ConsentText
    icon = "doc-full"
    menu_label = _("Văn bản đồng ý")
    url_prefix = "van-ban-dong-y"
    add_to_settings_menu = True
    list_display = [
        "__str__",
        Column("valid_from", label=_("Áp dụng từ"), accessor=lambda found: date_format(found.valid_from, "d/m/Y")),
        Column("is_used", label=_("Đã có người đồng ý"), accessor=lambda found: _("có") if found.is_used else ""),
    ]
    copy_view_enabled = False


register_snippet(ConsentTextViewSet)


class RequestsMenuItem(MenuItem):
    """A menu item for users who may handle requests."""

    def is_shown(self, request):
        return request.user.has_perm(PERMISSION)


@hooks.register("register_settings_menu_item")
def register_menu_item():
    return RequestsMenuItem(_("Dữ liệu cá nhân"), reverse("personal_data"), name="personal-data", icon_name="user")


@hooks.register("register_admin_urls")
def register_urls():
    return [path("du-lieu-ca-nhan/", manage_personal_data, name="personal_data")]
