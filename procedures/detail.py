"""What the page of one procedure shows: the answer first, then the dossier of the reader's own case.

Every function takes the procedure and never imports its class, as the procedure's preview is built here too.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date

from foundations.legal_documents.models import LegalDocument
from foundations.legal_documents.querysets import Citation
from foundations.vietnamese.folding import fold
from foundations.working_days.models import WorkingDays
from procedures.choices import STATUS_AFTER, Action, Status
from procedures.decisions import DecisionItem
from procedures.life_events import LifeEvent
from procedures.parts import Case, Channel
from procedures.reading.choices import Part, Role, Way
from procedures.time_limits import find_due_day

CASE, HANDED_IN = "truong-hop", "nop"
NO_CASE = "0"
# Groups of papers that hold for everybody, though the source lists them beside the cases.
COMMON = re.compile(r"giay to (phai|nop|xuat trinh|khac)|luu y|thanh phan ho so|ho so (bao )?gom|thong tin")
STEP = re.compile(r"^(?:bước|b)\s*(\d{1,2})\s*[.:)-]\s*", re.I)


@dataclass(frozen=True)
class DossierPart:
    """A group of papers: a case, or what everybody brings."""

    case: Case
    number: int
    is_common: bool

    @property
    def papers(self) -> list:
        return [item for item in self.case.items.all() if not item.is_remark]

    @property
    def remarks(self) -> list:
        return [item for item in self.case.items.all() if item.is_remark]


@dataclass(frozen=True)
class Deadline:
    """A channel and when a dossier handed in by it would be due; None if that cannot be counted."""

    channel: Channel
    due: datetime.date | None


def get_dossier(procedure) -> list[DossierPart]:
    """All groups of papers. With a single group, or only common ones, there is nothing to pick."""
    cases = list(procedure.cases.all())
    parts = [
        DossierPart(case, number, len(cases) == 1 or not case.name or bool(COMMON.match(fold(case.name))))
        for number, case in enumerate(cases, start=1)
    ]
    return [part for part in parts if part.is_common] + [part for part in parts if not part.is_common]


def find_chosen_parts(parts: list[DossierPart], chosen: str) -> list[DossierPart]:
    """The groups for the chosen case: its own and the common ones; all if none is chosen."""
    numbers = {str(part.number) for part in parts if not part.is_common} | {NO_CASE}
    if chosen not in numbers:
        return parts
    return [part for part in parts if part.is_common or str(part.number) == chosen]


def parse_steps(text: str) -> list[tuple[str, str]]:
    """The steps as (number, text); without "Bước 1" each line is one without a number."""
    found: list[tuple[str, str]] = []
    for line in text.split("\n"):
        step = STEP.match(line)
        if step:
            found.append((step[1], line[step.end() :]))
        elif found and found[-1][0]:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line}")
        else:
            found.append(("", line))
    return found


def parse_day(parameters: QueryDict) -> datetime.date:
    """The day that the reader asks about; today unless it is a day of the years around."""
    today = timezone.localdate()
    try:
        day = parse_date(parameters.get(HANDED_IN, "")[:10]) or today
    except ValueError:  # 2026-02-31
        return today
    return day if abs((day - today).days) <= 400 else today


def build_detail_context(procedure, parameters: QueryDict) -> dict:
    """Everything for the page, in a fixed number of queries."""
    parts, chosen = get_dossier(procedure), parameters.get(CASE, "")[:4]
    day, days = parse_day(parameters), WorkingDays()
    items = list(get_decision_items(procedure))
    today = timezone.localdate()
    last = next((item for item in items if item.decision.effective_from <= today), None)
    channels = list(procedure.channels.all())
    procedure.status = status = get_status_after(last)
    alternatives = [part for part in parts if not part.is_common]
    return {
        "procedure": procedure,
        "title": procedure.name,
        "status": status,
        "is_over": status.is_over,
        "last_item": last if last and last.action != Action.NEW else None,
        "decision_items": items,
        "documents": get_documents(procedure, items),
        "alternatives": alternatives,
        "has_common": len(parts) > len(alternatives),
        "chosen_case": chosen if chosen in {NO_CASE, *(str(part.number) for part in alternatives)} else "",
        "dossier": parts,
        "shown_parts": {part.number for part in find_chosen_parts(parts, chosen)},
        "day": day,
        "deadlines": [
            Deadline(channel, find_due_day(days, day, channel.time_amount, channel.time_unit)) for channel in channels
        ],
        "knows_holidays": days.has_holidays_of_year(day),
        "is_online": any(channel.way == Way.ONLINE for channel in channels),
        "fees_answer": procedure.get_answer(Part.FEES),
        "steps": parse_steps(procedure.steps) if procedure.steps else [],
        "executing": procedure.get_agencies(Role.EXECUTING),
        "other_agencies": get_other_agencies(procedure),
        "related": get_related(procedure),
        "events": LifeEvent.objects.filter(entries__procedure=procedure.pk or 0).distinct(),
    }


def get_decision_items(procedure):
    """What decisions did to it, newest first."""
    if procedure.pk is None:
        return []
    items = DecisionItem.objects.filter(procedure=procedure.pk).newest_first()
    return items.select_related("decision__file", "successor")


def get_status_after(item: DecisionItem | None) -> Status:
    return STATUS_AFTER[Action(item.action)] if item else Status.IN_FORCE


def get_other_agencies(procedure) -> list[tuple[str, list, str]]:
    """Agencies by role, but those that execute; with the answer if none is named."""
    optional = {Role.AUTHORISED: Part.AUTHORISED, Role.COORDINATING: Part.COORDINATING}
    roles = [Role.ISSUING, Role.AUTHORITY, Role.AUTHORISED, Role.COORDINATING]
    return [
        (
            role.label,
            procedure.get_agencies(role),
            procedure.get_answer(optional[role]) if role in optional else "chua-ro",
        )
        for role in roles
    ]


def get_related(procedure) -> list[tuple[str, str, str]]:
    """Related procedures as (code, name, address); without an address if the list does not have it."""
    return [
        (
            match.code if match else row.code,
            row.name or (match.name if match else ""),
            match.get_absolute_url() if match else "",
        )
        for row, match in procedure.find_related()
    ]


def get_documents(procedure, items) -> dict[Citation, LegalDocument]:
    """The documents of its legal bases, of the decision it names and of those in `items`: one query at most."""
    bases = [(basis.number, basis.issued_on) for basis in procedure.legal_bases.all()]
    decisions = [(item.decision.number, item.decision.issued_on) for item in items]
    asked = [*bases, *decisions, (procedure.decision_number, None)]
    return LegalDocument.objects.with_status().cited_as(each for each in asked if each[0])
