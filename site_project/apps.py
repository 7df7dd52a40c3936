from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteProjectConfig(AppConfig):
    name = "site_project"
    verbose_name = _("Trang web")

    def ready(self):
        # Here, as the admin's modules need the app registry.
        from site_project.admin_interface import use_our_words

        use_our_words()
