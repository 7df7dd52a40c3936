from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WordFilesConfig(AppConfig):
    name = "news.word_files"
    verbose_name = _("Bài từ tệp Word")
