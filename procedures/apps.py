from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresConfig(AppConfig):
    name = "procedures"
    verbose_name = _("Thủ tục hành chính")

    def get_feedback_subject(self, code: str) -> str:
        """What feedback about `?thu-tuc=code` is about; see `feedback.subjects`."""
        from procedures.models import Procedure

        return Procedure.objects.live().get_name(code)

    def ready(self):
        from procedures import citations

        citations.connect()
