from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WordFilesConfig(AppConfig):
    name = "news.word_files"
    verbose_name = _("Bài từ tệp Word")
    help_screens = [
        (r"^bai-tu-word/", "dan-tu-word", "viết-bài-từ-tệp-word"),
    ]
