from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from foundations.editing.differences import WAGTAIL_DIFFERENCES


class EditingConfig(AppConfig):
    name = "foundations.editing"
    verbose_name = _("Soạn thảo và lưu")
    wagtail_differences = WAGTAIL_DIFFERENCES
