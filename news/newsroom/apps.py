from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from news.newsroom.differences import WAGTAIL_DIFFERENCES


class NewsroomConfig(AppConfig):
    name = "news.newsroom"
    verbose_name = _("Tòa soạn")
    wagtail_differences = WAGTAIL_DIFFERENCES
    help_screens = [
        (r"^viet-bai/", "viet-bai", ""),
        (r"^bai-cua-don-vi/", "bang-dieu-khien", "mở-trang-của-đơn-vị"),
    ]
