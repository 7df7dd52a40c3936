from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicFormsConfig(AppConfig):
    name = "foundations.public_forms"
    verbose_name = _("Người gửi ẩn danh")
