"""Imports in the menu of procedures, and their addresses."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from procedures.import_runs.views import RIGHTS, send_report, show_run, show_runs


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perms(RIGHTS)


@hooks.register("register_procedure_menu_item")
def build_menu_item():
    return ImportMenuItem(
        _("Nhập danh mục"), reverse("procedures_import"), name="procedures-import", icon_name="download", order=900
    )


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [
        path("nhap-thu-tuc/", show_runs, name="procedures_import"),
        path("nhap-thu-tuc/<int:pk>/", show_run, name="procedures_import_run"),
        path("nhap-thu-tuc/<int:pk>/bao-cao.xlsx", send_report, name="procedures_import_report"),
    ]
