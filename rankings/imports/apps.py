from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RankingsImportsConfig(AppConfig):
    name = "rankings.imports"
    label = "rankings_imports"
    verbose_name = _("Nhập bảng xếp hạng")
