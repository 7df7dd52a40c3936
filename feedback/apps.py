from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = _("Góp ý, phản ánh")

    def ready(self):
        from feedback import privacy
        from foundations.personal_data import holders

        holders.register(holders.Holder(_("Góp ý, phản ánh"), privacy.rows, privacy.erase))
