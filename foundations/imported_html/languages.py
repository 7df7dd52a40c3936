"""Languages other than Vietnamese for parts of a text, by BCP 47 tag (WCAG 2.2, 3.1.2).

Screen readers then do not read English words as Vietnamese. English and French occur in most documents on reform;
Bahnar, Xơ Đăng and Gia Rai are the large local languages of the northern Central Highlands.
"""

from django.utils.translation import gettext_lazy as _

LANGUAGES = {
    "en": _("Tiếng Anh"),
    "fr": _("Tiếng Pháp"),
    "bdq": _("Tiếng Ba Na"),
    "sed": _("Tiếng Xơ Đăng"),
    "jra": _("Tiếng Gia Rai"),
}
# For the editor's buttons.
SHORT_NAMES = {"en": _("Anh"), "fr": _("Pháp"), "bdq": _("Ba Na"), "sed": _("Xơ Đăng"), "jra": _("Gia Rai")}


def make_feature_name(language: str) -> str:
    """The name of the rich text feature that marks words in this language."""
    return f"lang-{language}"
