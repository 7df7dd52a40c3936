from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from foundations.authentication.differences import WAGTAIL_DIFFERENCES


class AuthenticationConfig(AppConfig):
    name = "foundations.authentication"
    label = "signing_in"  # as in the names of its tables
    verbose_name = _("Đăng nhập")
    wagtail_differences = WAGTAIL_DIFFERENCES
    private_models = ["SignIn", "TwoStepRule", "FailedSignIn"]
    help_screens = [
        (r"^dang-nhap-hai-buoc/quy-dinh/", "cai-dat", "bắt-buộc-đăng-nhập-hai-bước"),
        (r"^dang-nhap-hai-buoc/", "dang-nhap", "đăng-nhập-hai-bước"),
        (r"^noi-dang-nhap/\d+/", "thanh-vien", "giúp-người-không-đăng-nhập-được"),
        (r"^noi-dang-nhap/", "dang-nhap", "nơi-đang-đăng-nhập"),
        (r"^bao-cao/(nhat-ky|dang-nhap-loi)/", "cai-dat", "nhật-ký-hoạt-động"),
    ]

    def ready(self):
        from django.contrib.auth import get_user_model
        from django.db.models.signals import m2m_changed

        from foundations.authentication.roles import log_changed_roles

        # Not one of Wagtail's signals: roles are changed by the form of a user, of a group, by bulk actions and by
        # invitations, and a log that each of them has to remember is a log with holes.
        groups = get_user_model().groups.through
        m2m_changed.connect(log_changed_roles, sender=groups, dispatch_uid="signing_in.log_changed_roles")
