from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresConfig(AppConfig):
    name = "procedures"
    verbose_name = _("Thủ tục hành chính")
    public_models = [
        "Agency",
        "Case",
        "Channel",
        "DecisionItem",
        "DossierItem",
        "Fee",
        "FieldOfActivity",
        "LegalBasis",
        "LifeEvent",
        "LifeEventProcedure",
        "ListDecision",
        "ListState",
        "Procedure",
        "Related",
        "Result",
    ]
    private_models = ["Usefulness"]
    board_rights = [
        "add_procedure",
        "change_procedure",
        "publish_procedure",
        "view_procedure",
        "lock_procedure",
        "unlock_procedure",
        "add_listdecision",
        "change_listdecision",
        "delete_listdecision",
        "view_listdecision",
        "add_lifeevent",
        "change_lifeevent",
        "delete_lifeevent",
        "add_fieldofactivity",
        "change_fieldofactivity",
    ]
    help_screens = [
        (r"^(thu-tuc|linh-vuc|su-kien-trong-doi|bao-cao/thu-tuc-lau-chua-doi-chieu)/", "thu-tuc", ""),
        (r"^quyet-dinh-cong-bo/", "thu-tuc", "quyết-định-công-bố"),
    ]

    def get_feedback_subject(self, code: str) -> str:
        """What feedback about `?thu-tuc=code` is about; see `feedback.subjects`."""
        from procedures.models import Procedure

        return Procedure.objects.live().get_name(code)

    def ready(self):
        from foundations.old_portals import changed_addresses
        from procedures import citations
        from procedures.earlier_addresses import get_earlier_addresses
        from procedures.models import Procedure

        changed_addresses.register_model(Procedure, get_earlier_addresses)
        citations.connect()
