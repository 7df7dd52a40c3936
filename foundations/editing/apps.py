from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditingConfig(AppConfig):
    name = "foundations.editing"
    verbose_name = _("Soạn thảo và lưu")
