from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("Tin, bài")

    def ready(self):
        from foundations.counters import kinds
        from foundations.personal_data import holders
        from news import citations, renditions, unit_review, versions
        from news.comments import privacy
        from news.models import ArticlePage
        from news.quotas import recording

        kinds.register("tin", ArticlePage)
        holders.register(holders.Holder(_("Bình luận"), privacy.rows, privacy.erase))
        renditions.connect()
        recording.connect()
        citations.connect()
        versions.connect()
        unit_review.connect()
