from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteProjectConfig(AppConfig):
    name = "site_project"
    verbose_name = _("Trang web")
    public_models = ["Banner", "HomePage", "LinkedSite", "MenuItem", "SiteSettings", "StandardPage"]
    board_rights = ["change_sitesettings"]

    def find_titles(self, words: str, most: int) -> tuple[int, list[str]]:
        """The number of results of the site search and the titles of the first, for the preview of synonyms."""
        from site_project.search import find, load_shown

        answers = find(words).answers
        return len(answers), [each.title for _kind, each in load_shown(answers[:most])]

    def correct_query(self, text: str) -> str:
        """The text with typing errors mended, for lists that the database searches; empty if it has none."""
        from site_project.suggestions import correct_begun

        return correct_begun(text)

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
