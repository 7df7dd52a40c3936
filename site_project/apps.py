from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteProjectConfig(AppConfig):
    name = "site_project"
    verbose_name = _("Trang web")

    def ready(self):
        # Here, as the admin's modules need the app registry.
        from wagtail.signals import published

        from site_project.admin_interface import use_our_words
        from site_project.moved import lead_on_when_published

        published.connect(lead_on_when_published, dispatch_uid="site_project.lead_on_when_published")
        use_our_words()
