from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FileKindsConfig(AppConfig):
    name = "foundations.file_kinds"
    verbose_name = _("Loại tệp")
