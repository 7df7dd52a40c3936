from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RankingsConfig(AppConfig):
    name = "rankings"
    verbose_name = _("Xếp hạng")

    def get_article_blocks(self):
        """Blocks that the bodies of articles offer, by name; see `news.blocks.ArticleBody`."""
        from rankings.blocks import RankingBlock, RankingSeriesBlock

        return {"ranking": RankingBlock(), "ranking_series": RankingSeriesBlock()}

    def ready(self):
        from rankings import citations

        citations.connect()
