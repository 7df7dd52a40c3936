from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SpreadsheetsConfig(AppConfig):
    """Keeps what XML forbids out of every export, Wagtail's own reports too."""

    name = "foundations.spreadsheets"
    verbose_name = _("Bảng tính")

    def ready(self):
        from foundations.spreadsheets.exports import guard_exports_of_wagtail

        guard_exports_of_wagtail()
