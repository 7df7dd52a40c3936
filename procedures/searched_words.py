"""What the search knows of procedures besides their names: life events, the papers they give, whom they are for."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from django.db.models.functions import Substr

from foundations.vietnamese.folding import fold
from procedures.models import DossierItem, LifeEventProcedure, Procedure, Result
from procedures.reading.choices import Level

MAX_PAPER_LENGTH = 60  # letters
CITIZENS_PRIOR, COMMUNE_PRIOR = 0.04, 0.04


def get_event_words() -> dict[int, str]:
    """The titles of the life events of each procedure."""
    found: dict[int, str] = defaultdict(str)
    for key, title in LifeEventProcedure.objects.values_list("procedure_id", "event__title"):
        found[key] += f" {title}"
    return found


def get_result_words() -> dict[int, str]:
    """The names of the papers that each procedure gives."""
    found: dict[int, str] = defaultdict(str)
    results = Result.objects.filter(procedure__in=Procedure.objects.live()).order_by()
    for key, name in results.values_list("procedure_id", "name"):
        found[key] += f" {name}"
    return found


def get_paper_words() -> dict[int, str]:
    """The names of the papers that each procedure asks for, of each its beginning: the rest is conditions."""
    found: dict[int, str] = defaultdict(str)
    papers = DossierItem.objects.filter(case__procedure__in=Procedure.objects.live()).order_by()
    for key, name in papers.values_list("case__procedure_id", Substr("name", 1, MAX_PAPER_LENGTH)):
        found[key] += f" {name}"
    return found


def get_prior(levels: list[str], subjects: list[str]) -> float:
    """What a procedure's score gains before any query: people ask for those of citizens, and of the office nearby."""
    return CITIZENS_PRIOR * any(map(is_citizen, subjects)) + COMMUNE_PRIOR * (Level.COMMUNE in levels)


@lru_cache(maxsize=1024)
def is_citizen(subject: str) -> bool:
    """Whether a subject, as records name it, is a citizen of Vietnam."""
    return "cong dan" in fold(subject) or fold(subject) == "ca nhan"
