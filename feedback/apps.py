from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = _("Góp ý, phản ánh")
    public_models = ["PublishedAnswer"]
    private_models = ["CaseCounter", "CaseEvent", "CaseFile", "FeedbackCase"]
    board_rights = [
        "change_feedbackcase",
        "view_feedbackcase",
        "add_publishedanswer",
        "change_publishedanswer",
        "delete_publishedanswer",
        "view_publishedanswer",
    ]
    help_screens = [
        (r"^(gop-y|tra-loi-gop-y|xu-ly-gop-y|bao-cao/gop-y)/", "gop-y", ""),
    ]

    def ready(self):
        from feedback import privacy
        from foundations.personal_data import holders

        holders.register_holder(holders.Holder(_("Góp ý, phản ánh"), privacy.build_rows, privacy.erase_cases))
