"""The title field of a page, which grows with a long title."""

from django.forms import Media
from wagtail.admin.panels import TitleFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput


class TitleInput(AdminAutoHeightTextInput):
    """Grows and wraps; Enter and pasted line ends become blanks, as a title is one line of text."""

    def __init__(self, attrs=None):
        super().__init__({"data-title": "", **(attrs or {})})

    @property
    def media(self):
        return Media(js=["vietnamese/title.js"])


class TitlePanel(TitleFieldPanel):
    """Wagtail's panel with a TitleInput; its own one-line field only shows 45 letters, and 15 on a phone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"widget": TitleInput, **kwargs})
