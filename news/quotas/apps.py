from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuotasConfig(AppConfig):
    name = "news.quotas"
    verbose_name = _("Chỉ tiêu bài viết")
    public_models = [
        "ClosedAccount",
        "ClosedArticle",
        "ClosedMonth",
        "FirstPublication",
        "QuotaExemption",
        "QuotaRule",
        "SentReminder",
    ]
    board_rights = [
        "close_month",
        "add_quotarule",
        "change_quotarule",
        "delete_quotarule",
        "view_quotarule",
        "add_quotaexemption",
        "change_quotaexemption",
        "delete_quotaexemption",
        "view_quotaexemption",
    ]
    help_screens = [
        (r"^(chi-tieu|chi-tieu-cua-don-vi|mien-chi-tieu|bao-cao/chi-tieu)/", "chi-tieu", ""),
    ]

    def ready(self):
        from news.quotas import recording

        recording.connect()
