from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PageCopiesConfig(AppConfig):
    name = "foundations.page_copies"
    verbose_name = _("Bản mang đi")
