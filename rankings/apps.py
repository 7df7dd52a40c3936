from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RankingsConfig(AppConfig):
    name = "rankings"
    verbose_name = _("Xếp hạng")
    public_models = [
        "ColumnMemory",
        "Criterion",
        "CriterionScore",
        "Erratum",
        "GradeThreshold",
        "IndexPage",
        "RankingPage",
        "RankingsPage",
        "Region",
        "Row",
        "TableUpload",
        "TemplateCriterion",
    ]
    board_rights = ["add_region", "change_region", "view_region"]
    help_screens = [
        (r"^(rankings\.\w+:|xep-hang/)", "xep-hang", ""),
        (r"^pages/add/rankings/", "xep-hang", ""),
        (r"^vung/", "xep-hang", ""),
    ]

    def get_article_blocks(self):
        """Blocks that the bodies of articles offer, by name; see `news.blocks.ArticleBody`."""
        from rankings.blocks import RankingBlock, RankingSeriesBlock

        return {"ranking": RankingBlock(), "ranking_series": RankingSeriesBlock()}

    def ready(self):
        from rankings import citations

        citations.connect()
