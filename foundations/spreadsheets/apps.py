from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from foundations.spreadsheets.differences import WAGTAIL_DIFFERENCES


class SpreadsheetsConfig(AppConfig):
    """Drops characters that XML forbids from every export, also of Wagtail's own reports."""

    name = "foundations.spreadsheets"
    verbose_name = _("Bảng tính")
    wagtail_differences = WAGTAIL_DIFFERENCES

    def ready(self):
        from foundations.spreadsheets.exports import guard_exports_of_wagtail

        guard_exports_of_wagtail()
