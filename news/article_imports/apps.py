from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticleImportsConfig(AppConfig):
    name = "news.article_imports"
    verbose_name = _("Nhập bài từ trang cũ")
