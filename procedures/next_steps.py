"""Where who found nothing goes on: life events, the one-stop offices."""

from __future__ import annotations

from django.utils import timezone

from foundations.delivery.freshness import cache_until_change
from foundations.searching.titles import IndexedTitle, TitleIndex
from foundations.searching.understanding import Idea
from foundations.units.models import Unit
from procedures.models import LifeEvent

MAX_EVENTS = 6
MAX_OFFICES = 3
# "Trung tâm Phục vụ hành chính công", as Decree 118/2025/NĐ-CP calls the one-stop office of every level.
ONE_STOP_WORDS = "phuc vu hanh chinh cong"
COMMUNAL = {Unit.Kind.COMMUNE, Unit.Kind.WARD, Unit.Kind.TOWN, Unit.Kind.SPECIAL_ZONE}


@cache_until_change
def get_event_names() -> TitleIndex:
    """Life events by title, with their description and the names of their procedures."""
    events = LifeEvent.objects.prefetch_related("entries__procedure")
    return TitleIndex(
        IndexedTitle(
            each.pk, each.title, " ".join([each.description, *(entry.procedure.name for entry in each.entries.all())])
        )
        for each in events
    )


def find_nearest_events(ideas: list[Idea]) -> list[LifeEvent]:
    """Those that share words with the query first, then the others in their order."""
    near = get_event_names().find_nearest(ideas, MAX_EVENTS)
    events = list(LifeEvent.objects.all())
    return sorted(events, key=lambda event: near.index(event.pk) if event.pk in near else len(near))[:MAX_EVENTS]


def find_one_stop_offices() -> list[Unit]:
    """Today's one-stop offices: of the province before those of communes."""
    today = Unit.objects.valid_on(timezone.localdate()).filter(folded__contains=ONE_STOP_WORDS)
    offices = today.select_related("parent").alphabetical()[:200]
    return sorted(offices, key=lambda unit: bool(unit.parent and unit.parent.kind in COMMUNAL))[:MAX_OFFICES]


def find_next_steps(ideas: list[Idea]) -> dict:
    """What `procedures/next_steps.html` shows."""
    return {"next_events": find_nearest_events(ideas), "offices": find_one_stop_offices()}
