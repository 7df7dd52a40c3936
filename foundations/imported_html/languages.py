"""Languages, other than Vietnamese, that a part of a text may be in, by BCP 47 tag (WCAG 2.2, 3.1.2).

A voice or a screen reader that is told so does not read English words as Vietnamese ones. English and French stand in
most documents on reform; Bahnar, Xơ Đăng and Gia Rai are the large local languages of the northern Central Highlands.
"""

from django.utils.translation import gettext_lazy as _

LANGUAGES = {
    "en": _("Tiếng Anh"),
    "fr": _("Tiếng Pháp"),
    "bdq": _("Tiếng Ba Na"),
    "sed": _("Tiếng Xơ Đăng"),
    "jra": _("Tiếng Gia Rai"),
}
# On the buttons of the editor, where a name of the language is too long.
SHORT_NAMES = {"en": _("Anh"), "fr": _("Pháp"), "bdq": _("Ba Na"), "sed": _("Xơ Đăng"), "jra": _("Gia Rai")}


def make_feature_name(language: str) -> str:
    """Name of the editor's rich text feature that marks words as being in this language."""
    return f"lang-{language}"
