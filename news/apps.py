from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("Tin, bài")

    def ready(self):
        from counters import kinds
        from news import citations, renditions, versions
        from news.models import ArticlePage
        from news.quotas import recording

        kinds.register("tin", ArticlePage)
        citations.connect()
        renditions.connect()
        recording.connect()
        citations.connect()
        versions.connect()
