"""The title field of a page: as high as the title needs, so that a long one is read whole while it is written."""

from django.forms import Media
from wagtail.admin.panels import TitleFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput


class TitleInput(AdminAutoHeightTextInput):
    """Grows and wraps; a title stays one line of text, so Enter and pasted line ends become blanks."""

    def __init__(self, attrs=None):
        super().__init__({"data-title": "", **(attrs or {})})

    @property
    def media(self):
        return Media(js=["vietnamese/title.js"])


class TitlePanel(TitleFieldPanel):
    """Wagtail's panel, whose field of one line shows no more than its first 45 letters, and 15 on a phone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"widget": TitleInput, **kwargs})
