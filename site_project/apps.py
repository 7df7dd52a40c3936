from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteProjectConfig(AppConfig):
    name = "site_project"
    verbose_name = _("Trang web")
    public_models = ["Banner", "HomePage", "LinkedSite", "MenuItem", "SiteSettings", "StandardPage"]
    board_rights = ["change_sitesettings"]

    def get_searched_pages(self):
        """(key, title, lead) of the pages of this app that the site search finds by name."""
        from site_project.models import StandardPage

        return StandardPage.objects.live().public().values_list("pk", "title", "lead")

    wagtail_differences = [
        {
            "what": "A page is found by its whole address in one query; sites and restricted places are remembered.",
            "why": "Wagtail asks for every level of the tree twice. The editors' interface is given the same site.",
            "since": "7.4",
            "issue": "none found",
            "originals": (
                "wagtail.models.sites:Site.find_for_request",
                "wagtail.models.sites:Site._find_for_request",
                "wagtail.models.pages:Page.route",
                "wagtail.models.pages:Page.get_view_restrictions",
            ),
        }
    ]
