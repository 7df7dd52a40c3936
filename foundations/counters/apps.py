from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CountersConfig(AppConfig):
    name = "foundations.counters"
    verbose_name = _("Lượt xem, lượt truy cập")
    public_models = ["OpeningBalance", "CounterReset"]
    private_models = ["DailyViews", "DailyVisits", "ActiveReaders", "FoldedFile"]

    def ready(self):
        from wagtail.models import Site

        from foundations.counters import kinds

        kinds.register(kinds.SITE, Site)
