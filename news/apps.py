from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("Tin, bài")
    public_models = [
        "ArticleAuthor",
        "ArticleCitation",
        "ArticlePage",
        "ArticleTag",
        "BoardApprovalTask",
        "Correction",
        "Highlight",
        "Keyword",
        "NewsIndexPage",
        "PublishedVersion",
        "UnitReviewTask",
    ]
    private_models = ["BrokenLink"]
    board_rights = [
        "add_highlight",
        "change_highlight",
        "delete_highlight",
        "view_highlight",
        "change_keyword",
        "delete_keyword",
        "view_keyword",
    ]
    administrator_rights = [
        "add_boardapprovaltask",
        "change_boardapprovaltask",
        "add_unitreviewtask",
        "change_unitreviewtask",
    ]
    help_screens = [
        (r"^pages/add/news/articlepage/", "viet-bai", ""),
        (r"^news\.articlepage:pages/\d+/edit/", "viet-bai", ""),
        (r"^news\.articlepage:pages/\d+/history/", "sau-khi-dang", "xem-lại-các-bản-đã-lưu"),
        (r"^tin-noi-bat/", "sau-khi-dang", "tin-nổi-bật"),
        (r"^tu-khoa/", "sau-khi-dang", "từ-khóa-và-tin-liên-quan"),
    ]

    def ready(self):
        from foundations.counters import kinds
        from foundations.members import joining
        from news import citations, renditions, rooms, unit_review, versions
        from news.models import ArticlePage

        kinds.register("tin", ArticlePage)
        joining.register(rooms.make_room)
        renditions.connect()
        citations.connect()
        versions.connect()
        unit_review.connect()
