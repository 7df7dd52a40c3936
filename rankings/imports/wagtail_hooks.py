"""The import in the editors' interface: its addresses, and what the history calls it."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from rankings.imports import views


@hooks.register("register_admin_urls")
def register_addresses():
    steps = [
        path("", views.upload, name="ranking_upload"),
        path("<int:upload_pk>/", views.review, name="ranking_review"),
    ]
    return [path("xep-hang/<int:pk>/nhap/", include(steps))]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("rankings.import", _("Nhập bảng xếp hạng"), _("Nhập bảng xếp hạng từ tệp"))
