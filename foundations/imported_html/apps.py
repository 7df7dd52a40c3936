from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportedHtmlConfig(AppConfig):
    name = "foundations.imported_html"
    verbose_name = _("Nội dung dán, nhập")
