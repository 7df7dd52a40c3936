from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteProjectConfig(AppConfig):
    name = "site_project"
    verbose_name = _("Trang web")
    public_models = ["Banner", "HomePage", "LinkedSite", "MenuItem", "SiteSettings", "StandardPage"]
    board_rights = ["change_sitesettings"]
