from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LegalDocumentsConfig(AppConfig):
    name = "foundations.legal_documents"
    verbose_name = _("Văn bản")
