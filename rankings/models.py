"""The models of rankings, collected for Django; each stands in a module named after it."""

from rankings.editions import GradeThreshold
from rankings.indices import TemplateCriterion
from rankings.pages import IndexPage, RankingPage, RankingsPage
from rankings.regions import Region
from rankings.rows import ColumnMemory, Criterion, CriterionScore, Erratum, Row, TableUpload

__all__ = [
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
