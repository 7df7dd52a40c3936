from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresConfig(AppConfig):
    name = "procedures"
    verbose_name = _("Thủ tục hành chính")

    def ready(self):
        from foundations.old_portals import changed_addresses
        from procedures import citations
        from procedures.earlier_addresses import get_earlier_addresses
        from procedures.models import Procedure

        changed_addresses.register(Procedure, get_earlier_addresses)
        citations.connect()
