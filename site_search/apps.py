from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteSearchConfig(AppConfig):
    name = "site_search"
    verbose_name = _("Tìm kiếm")

    def find_titles(self, words: str, most: int) -> tuple[int, list[str]]:
        """The number of results of the site search and the titles of the first, for the preview of synonyms."""
        from site_search.search import find, load_shown

        answers = find(words).answers
        return len(answers), [each.title for _kind, each in load_shown(answers[:most])]

    def correct_query(self, text: str) -> str:
        """The text with typing errors mended, for lists that the database searches; empty if it has none."""
        from site_search.suggestions import correct_begun

        return correct_begun(text)
