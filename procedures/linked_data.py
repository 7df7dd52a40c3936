"""Procedures as linked data: schema.org GovernmentService for search engines, CPSV-AP 3.2 for other administrations."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from foundations.delivery.addresses import make_absolute
from procedures.models import Procedure
from procedures.parts import Channel, Fee
from procedures.reading.choices import FeeState, Role, TimeUnit, Way

SCHEMA = "https://schema.org"
CPSV = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "https://schema.org/",
}
DURATIONS = {
    TimeUnit.HOUR: "PT{}H",
    TimeUnit.DAY: "P{}D",
    TimeUnit.MONTH: "P{}M",
    TimeUnit.YEAR: "P{}Y",
}


def get_address(procedure: Procedure) -> str:
    return make_absolute(procedure.get_absolute_url())


def make_text(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "vi"}


def format_duration(channel: Channel) -> str:
    """An ISO 8601 duration; empty for working days, which ISO 8601 does not know, and for limits in words."""
    pattern = DURATIONS.get(channel.time_unit)
    return pattern.format(f"{channel.time_amount.normalize():f}") if pattern and channel.time_amount else ""


def drop_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def build_schema_org(procedure: Procedure) -> dict[str, Any]:
    """One GovernmentService. What is not known is left out, a fee too: no offer is not a price of 0."""
    executing = [
        {"@type": "GovernmentOrganization", "name": each.name} for each in procedure.get_agencies(Role.EXECUTING)
    ]
    return drop_empty(
        {
            "@type": "GovernmentService",
            "@id": get_address(procedure),
            "url": get_address(procedure),
            "identifier": procedure.code,
            "name": procedure.name,
            "description": procedure.description,
            "serviceType": procedure.field.name if procedure.field else "",
            "inLanguage": "vi",
            "audience": [{"@type": "Audience", "audienceType": subject} for subject in procedure.subjects],
            "serviceOperator": executing,
            "availableChannel": [build_schema_channel(procedure, channel) for channel in procedure.channels.all()],
            "offers": [
                {"@type": "Offer", "price": str(fee.amount), "priceCurrency": "USD" if fee.currency == "USD" else "VND"}
                for channel in procedure.channels.all()
                for fee in channel.fees.all()
                if fee.amount
            ],
            "isAccessibleForFree": True if is_free(procedure) else None,
            "serviceOutput": [{"@type": "Thing", "name": result.name} for result in procedure.results.all()],
        }
    )


def is_free(procedure: Procedure) -> bool:
    states = {channel.fee_state for channel in procedure.channels.all()}
    return states == {FeeState.FREE}


def build_schema_channel(procedure: Procedure, channel: Channel) -> dict[str, Any]:
    online = channel.way == Way.ONLINE
    place = {"@type": "Place", "address": procedure.reception_address} if procedure.reception_address else None
    return drop_empty(
        {
            "@type": "ServiceChannel",
            "name": channel.get_way_display(),
            "processingTime": format_duration(channel),
            "serviceUrl": procedure.portal_url if online else "",
            "serviceLocation": place if channel.way == Way.DIRECT else None,
            "availableLanguage": "vi",
        }
    )


def build_cpsv_ap(procedure: Procedure) -> dict[str, Any]:
    """One cpsv:PublicService; classes and properties of CPSV-AP 3.2.0."""
    base = get_address(procedure)
    papers = [item for case in procedure.cases.all() for item in case.items.all() if not item.is_remark]
    competent = procedure.get_agencies(Role.AUTHORITY) or procedure.get_agencies(Role.EXECUTING)
    return drop_empty(
        {
            "@id": base,
            "@type": "cpsv:PublicService",
            "dct:identifier": procedure.code,
            "dct:title": make_text(procedure.name),
            "dct:description": make_text(procedure.description or procedure.name),
            "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/VIE"},
            "cv:sector": make_text(procedure.field.name) if procedure.field else None,
            "cv:hasCompetentAuthority": [
                {"@type": "cv:PublicOrganisation", "dct:title": make_text(each.name)} for each in competent
            ],
            "cv:hasChannel": [
                build_cpsv_channel(base, number, each) for number, each in enumerate(procedure.channels.all(), 1)
            ],
            "cv:hasCost": [build_cpsv_cost(fee) for channel in procedure.channels.all() for fee in channel.fees.all()],
            "cpsv:hasInput": [{"@type": "cv:Evidence", "dct:title": make_text(item.name)} for item in papers],
            "cpsv:produces": [
                {"@type": "cpsv:Output", "dct:title": make_text(result.name)} for result in procedure.results.all()
            ],
            "cv:holdsRequirement": describe("cv:Requirement", procedure.conditions),
            "cpsv:follows": describe("cpsv:Rule", procedure.steps),
            "cv:hasLegalResource": [
                {"@type": "eli:LegalResource", "dct:title": make_text(f"{basis.title} {basis.number}".strip())}
                for basis in procedure.legal_bases.all()
            ],
        }
    )


def build_cpsv_cost(fee: Fee) -> dict[str, Any]:
    return drop_empty(
        {
            "@type": "cv:Cost",
            "cv:value": str(fee.amount) if fee.amount is not None else "",
            "cv:currency": "USD" if fee.currency == "USD" else "VND",
            "dct:description": make_text(fee.note) if fee.note else None,
        }
    )


def describe(kind: str, text: str) -> dict[str, Any] | None:
    """A thing of which only a description is known; None without one."""
    return {"@type": kind, "dct:description": make_text(text)} if text else None


def build_cpsv_channel(base: str, number: int, channel: Channel) -> dict[str, Any]:
    return drop_empty(
        {
            "@id": f"{base}#kenh-{number}",
            "@type": "cv:Channel",
            "dct:type": make_text(channel.get_way_display()),
            "cv:processingTime": format_duration(channel),
            "dct:description": make_text(channel.time_limit) if channel.time_limit else None,
        }
    )


def make_graph_writer(
    context: Any, node: Callable[[Procedure], dict]
) -> Callable[[Iterable[Procedure]], Iterator[str]]:
    """A function that writes a JSON-LD graph, one procedure a line."""

    def write_graph(procedures: Iterable[Procedure]) -> Iterator[str]:
        yield f'{{"@context": {json.dumps(context)}, "@graph": ['
        for number, procedure in enumerate(procedures):
            yield ("," if number else "") + "\n" + json.dumps(node(procedure), ensure_ascii=False)
        yield "\n]}\n"

    return write_graph


GRAPHS = {"schema-org": make_graph_writer(SCHEMA, build_schema_org), "cpsv-ap": make_graph_writer(CPSV, build_cpsv_ap)}
