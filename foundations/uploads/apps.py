from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UploadsConfig(AppConfig):
    name = "foundations.uploads"
    verbose_name = _("Ảnh và tệp tải lên")
