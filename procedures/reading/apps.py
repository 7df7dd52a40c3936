from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresReadingConfig(AppConfig):
    name = "procedures.reading"
    label = "procedures_reading"
    verbose_name = _("Thủ tục hành chính")
