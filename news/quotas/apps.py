from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuotasConfig(AppConfig):
    name = "news.quotas"
    verbose_name = _("Chỉ tiêu bài viết")

    def ready(self):
        from news.quotas import recording

        recording.connect()
