"""The models, by file: indices, their editions, and what an edition's table holds."""

from rankings.editions import GradeThreshold, RankingPage
from rankings.indices import IndexPage, RankingsPage, TemplateCriterion
from rankings.rows import ColumnMemory, Criterion, CriterionScore, Erratum, Region, Row, TableUpload

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
