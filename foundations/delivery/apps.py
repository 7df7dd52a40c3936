from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _

from foundations.delivery.differences import WAGTAIL_DIFFERENCES


class DeliveryConfig(AppConfig):
    name = "foundations.delivery"
    verbose_name = _("Trang web")
    wagtail_differences = WAGTAIL_DIFFERENCES

    def ready(self):
        from foundations.delivery.freshness import watch_connection

        connection_created.connect(watch_connection)
