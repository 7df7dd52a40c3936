from django.apps import AppConfig
from django.contrib.auth import get_user_model
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _

from foundations.members.differences import WAGTAIL_DIFFERENCES


class MembersConfig(AppConfig):
    name = "foundations.members"
    verbose_name = _("Thành viên")
    wagtail_differences = WAGTAIL_DIFFERENCES
    private_models = ["Invitation", "Membership"]
    administrator_rights = ["add_membership", "change_membership", "view_membership"]
    help_screens = [
        (r"^moi-thanh-vien/danh-sach/", "thanh-vien", "mời-nhiều-người-quản-trị-viên"),
        (r"^(thanh-vien|moi-thanh-vien)/", "thanh-vien", ""),
    ]

    def ready(self):
        from foundations.members.memberships import renew_searched_words

        post_save.connect(
            renew_searched_words,
            sender=get_user_model(),
            dispatch_uid="foundations.members.memberships.renew_searched_words",
        )
