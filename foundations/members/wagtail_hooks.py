"""Hooks: addresses, log actions, and what happens when an account changes."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.account import NameEmailSettingsPanel
from wagtail.snippets.models import register_snippet

from foundations.members import lists, users, views
from foundations.members.listing import MembershipViewSet
from foundations.members.memberships import settle_groups

register_snippet(MembershipViewSet)
NameEmailSettingsPanel.form_class = users.AccountForm
hooks.register("before_delete_user", users.refuse_deletion)
hooks.register("before_bulk_action", users.refuse_bulk_action)

ACTIONS = {
    "members.invite": (_("Mời thành viên"), _("Đã mời thành viên")),
    "members.invitation.send_again": (_("Gửi lại lời mời"), _("Đã gửi lại lời mời")),
    "members.invitation.revoke": (_("Thu hồi lời mời"), _("Đã thu hồi lời mời")),
    "members.invitation.accept": (_("Nhận lời mời"), _("Đã nhận lời mời và đặt mật khẩu")),
}


@hooks.register("register_log_actions")
def register_actions(actions):
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("moi-thanh-vien/", views.invite_person, name="people_invite"),
        path("moi-thanh-vien/danh-sach/", lists.invite_list, name="people_invite_list"),
        path("moi-thanh-vien/<int:pk>/", views.manage_invitation, name="people_invitation"),
    ]


@hooks.register("after_edit_user")
def settle_rights(request, user):
    """A deactivated account loses its groups at once and gets them back when activated."""
    settle_groups(user)
