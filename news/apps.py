from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from news.differences import WAGTAIL_DIFFERENCES


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("Tin, bài")
    wagtail_differences = WAGTAIL_DIFFERENCES
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
        from wagtail.signals import page_published

        from foundations.counters import kinds
        from foundations.legal_documents import citing
        from foundations.members import joining
        from news import citations, citing_articles, desks, renditions, unit_review, versions
        from news.models import ArticlePage

        kinds.register("tin", ArticlePage)
        joining.register_maker(desks.find_or_open_desk)
        citing.register("news", _("Tin, bài"), citing_articles.find_citing_articles)
        renditions.connect()
        page_published.connect(citations.store_citations, sender=ArticlePage, dispatch_uid="news.keep_citations")
        page_published.connect(versions.store_version, sender=ArticlePage, dispatch_uid="news.keep_version")
        unit_review.connect()
