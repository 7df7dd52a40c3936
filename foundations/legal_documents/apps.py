from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LegalDocumentsConfig(AppConfig):
    name = "foundations.legal_documents"
    verbose_name = _("Văn bản")
    public_models = ["LegalDocument", "Relation"]
    chosen_by_writers = ["LegalDocument"]
    board_rights = ["add_legaldocument", "change_legaldocument", "delete_legaldocument", "view_legaldocument"]
    help_screens = [
        (r"^van-ban/", "van-ban", ""),
    ]

    def ready(self):
        from foundations.legal_documents.models import LegalDocument
        from foundations.old_portals import changed_addresses

        changed_addresses.register_model(LegalDocument)
