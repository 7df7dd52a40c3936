from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("Tin, bài")

    def ready(self):
        from foundations.counters import kinds
        from foundations.members import joining
        from news import citations, renditions, rooms, unit_review, versions
        from news.models import ArticlePage

        kinds.register("tin", ArticlePage)
        joining.register(rooms.make_room)
        renditions.connect()
        citations.connect()
        versions.connect()
        unit_review.connect()
