from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from foundations.searching.differences import WAGTAIL_DIFFERENCES


class SearchingConfig(AppConfig):
    name = "foundations.searching"
    verbose_name = _("Tìm kiếm")
    wagtail_differences = WAGTAIL_DIFFERENCES
    public_models = ["Synonym"]
    private_models = ["MissedSearch"]
    board_rights = ["add_synonym", "change_synonym", "delete_synonym", "view_missedsearch", "delete_missedsearch"]
    help_screens = [
        (r"^(tu-dong-nghia|tim-khong-thay|searchpicks)/", "tim-kiem-thong-ke", "dạy-trang-tìm-kiếm"),
    ]
