"""Procedures as linked data: schema.org GovernmentService for search engines, CPSV-AP 3.2 for other administrations."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings

from procedures.models import Channel, Procedure
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


def address_of(procedure: Procedure) -> str:
    return f"{settings.SITE_URL}{procedure.get_absolute_url()}"


def in_vietnamese(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "vi"}


def duration(channel: Channel) -> str:
    """An ISO 8601 duration; empty for working days, which ISO 8601 does not know, and for limits in words."""
    pattern = DURATIONS.get(channel.time_unit)
    return pattern.format(f"{channel.time_amount.normalize():f}") if pattern and channel.time_amount else ""


def without_nothing(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def schema_org(procedure: Procedure) -> dict[str, Any]:
    """One GovernmentService. What is not known is left out, a fee too: no offer is not a price of 0."""
    executing = [
        {"@type": "GovernmentOrganization", "name": each.name} for each in procedure.agencies_as(Role.EXECUTING)
    ]
    return without_nothing(
        {
            "@type": "GovernmentService",
            "@id": address_of(procedure),
            "url": address_of(procedure),
            "identifier": procedure.code,
            "name": procedure.name,
            "description": procedure.description,
            "serviceType": procedure.field.name if procedure.field else "",
            "inLanguage": "vi",
            "audience": [{"@type": "Audience", "audienceType": subject} for subject in procedure.subjects],
            "serviceOperator": executing,
            "availableChannel": [schema_channel(procedure, channel) for channel in procedure.channels.all()],
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


def schema_channel(procedure: Procedure, channel: Channel) -> dict[str, Any]:
    online = channel.way == Way.ONLINE
    place = {"@type": "Place", "address": procedure.reception_address} if procedure.reception_address else None
    return without_nothing(
        {
            "@type": "ServiceChannel",
            "name": channel.get_way_display(),
            "processingTime": duration(channel),
            "serviceUrl": procedure.portal_url if online else "",
            "serviceLocation": place if channel.way == Way.DIRECT else None,
            "availableLanguage": "vi",
        }
    )


def cpsv_ap(procedure: Procedure) -> dict[str, Any]:
    """One cpsv:PublicService; classes and properties of CPSV-AP 3.2.0."""
    base = address_of(procedure)
    papers = [item for case in procedure.cases.all() for item in case.items.all() if not item.is_remark]
    competent = procedure.agencies_as(Role.AUTHORITY) or procedure.agencies_as(Role.EXECUTING)
    return without_nothing(
        {
            "@id": base,
            "@type": "cpsv:PublicService",
            "dct:identifier": procedure.code,
            "dct:title": in_vietnamese(procedure.name),
            "dct:description": in_vietnamese(procedure.description or procedure.name),
            "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/VIE"},
            "cv:sector": in_vietnamese(procedure.field.name) if procedure.field else None,
            "cv:hasCompetentAuthority": [
                {"@type": "cv:PublicOrganisation", "dct:title": in_vietnamese(each.name)} for each in competent
            ],
            "cv:hasChannel": [
                cpsv_channel(base, number, each) for number, each in enumerate(procedure.channels.all(), 1)
            ],
            "cv:hasCost": [
                without_nothing(
                    {
                        "@type": "cv:Cost",
                        "cv:value": str(fee.amount) if fee.amount is not None else "",
                        "cv:currency": "USD" if fee.currency == "USD" else "VND",
                        "dct:description": in_vietnamese(fee.note) if fee.note else None,
                    }
                )
                for channel in procedure.channels.all()
                for fee in channel.fees.all()
            ],
            "cpsv:hasInput": [{"@type": "cv:Evidence", "dct:title": in_vietnamese(item.name)} for item in papers],
            "cpsv:produces": [
                {"@type": "cpsv:Output", "dct:title": in_vietnamese(result.name)} for result in procedure.results.all()
            ],
            "cv:holdsRequirement": {"@type": "cv:Requirement", "dct:description": in_vietnamese(procedure.conditions)}
            if procedure.conditions
            else None,
            "cpsv:follows": {"@type": "cpsv:Rule", "dct:description": in_vietnamese(procedure.steps)}
            if procedure.steps
            else None,
            "cv:hasLegalResource": [
                {"@type": "eli:LegalResource", "dct:title": in_vietnamese(f"{basis.title} {basis.number}".strip())}
                for basis in procedure.legal_bases.all()
            ],
        }
    )


def cpsv_channel(base: str, number: int, channel: Channel) -> dict[str, Any]:
    return without_nothing(
        {
            "@id": f"{base}#kenh-{number}",
            "@type": "cv:Channel",
            "dct:type": in_vietnamese(channel.get_way_display()),
            "cv:processingTime": duration(channel),
            "dct:description": in_vietnamese(channel.time_limit) if channel.time_limit else None,
        }
    )


def graph(context: Any, node: Callable[[Procedure], dict]) -> Callable[[Iterable[Procedure]], Iterator[str]]:
    """A function that writes a JSON-LD graph, one procedure a line."""

    def written(procedures: Iterable[Procedure]) -> Iterator[str]:
        yield f'{{"@context": {json.dumps(context)}, "@graph": ['
        for number, procedure in enumerate(procedures):
            yield ("," if number else "") + "\n" + json.dumps(node(procedure), ensure_ascii=False)
        yield "\n]}\n"

    return written


GRAPHS = {"schema-org": graph(SCHEMA, schema_org), "cpsv-ap": graph(CPSV, cpsv_ap)}
