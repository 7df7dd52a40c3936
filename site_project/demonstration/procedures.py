"""Demonstration procedures: facts from the national portal, steps and documents in our own words."""

from __future__ import annotations

from datetime import date

from procedures.choices import Action
from procedures.import_runs.models import Options
from procedures.import_runs.work import run_import
from procedures.models import DecisionItem, LifeEvent, LifeEventProcedure, ListDecision, Procedure
from procedures.reading.shapes import read


def load_procedures(data: dict) -> int:
    """Procedures, life events and a made-up decision that shows what an abolished procedure looks like."""
    records = [(item["code"], read(item, Procedure)) for item in data["procedures"]]
    run = run_import(lambda: iter(records), Options(), report=lambda line: None)
    keys = dict(Procedure.objects.values_list("code", "pk"))
    for order, item in enumerate(data["events"]):
        event = LifeEvent(title=item["title"], slug=item["slug"], order=order)
        event.entries = [
            LifeEventProcedure(procedure_id=keys[code], sort_order=place) for place, code in enumerate(item["codes"])
        ]
        event.save()
    for item in data["decisions"]:
        decision = ListDecision(**{name: item[name] for name in ("number", "agency", "title")})
        decision.issued_on, decision.effective_from = map(
            date.fromisoformat, (item["issued_on"], item["effective_from"])
        )
        decision.items = [
            DecisionItem(
                procedure_id=keys[row["code"]],
                action=Action(row["action"]),
                successor_id=keys[row["successor"]],
                basis=row["basis"],
            )
            for row in item["items"]
        ]
        decision.save()
    return run.count(kind="moi")
