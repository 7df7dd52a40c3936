from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "news.newsroom"
    verbose_name = _("Tòa soạn")
    help_screens = [
        (r"^viet-bai/", "viet-bai", ""),
        (r"^bai-cua-don-vi/", "bang-dieu-khien", "mở-trang-của-đơn-vị"),
    ]
