from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from foundations.old_portals.differences import WAGTAIL_DIFFERENCES


class OldPortalsConfig(AppConfig):
    name = "foundations.old_portals"
    verbose_name = _("Địa chỉ cũ")
    wagtail_differences = WAGTAIL_DIFFERENCES
    help_screens = [
        (r"^redirects/", "van-ban", "địa-chỉ-cũ-dẫn-sang-địa-chỉ-mới"),
    ]

    def ready(self):
        from wagtail.signals import published

        from foundations.old_portals.changed_addresses import add_redirects_on_publish

        published.connect(add_redirects_on_publish, dispatch_uid="old_portals.lead_on_when_published")
