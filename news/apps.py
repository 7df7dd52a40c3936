from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("Tin, bài")

    def ready(self):
        from news import renditions
        from news.quotas import recording

        renditions.connect()
        recording.connect()
