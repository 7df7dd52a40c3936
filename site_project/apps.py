from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class SiteProjectConfig(AppConfig):
    name = "site_project"
    verbose_name = _("Trang web")

    def ready(self):
        # Here, as the admin's modules need the app registry.
        from site_project.admin_interface import use_our_words
        from site_project.freshness import watch_connection

        connection_created.connect(watch_connection)
        use_our_words()
