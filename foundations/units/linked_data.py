"""A unit as linked data (schema.org)."""

from __future__ import annotations

from typing import Any

from foundations.delivery.addresses import make_absolute
from foundations.units.models import Unit


def build_unit_data(unit: Unit) -> dict[str, Any]:
    """A GovernmentOrganization with the days of its existence; unknown values are left out."""
    data = {
        "@type": "GovernmentOrganization",
        "@id": make_absolute(unit.get_absolute_url()),
        "url": make_absolute(unit.get_absolute_url()),
        "name": unit.name,
        "alternateName": unit.short_name,
        "foundingDate": unit.valid_from and unit.valid_from.isoformat(),
        "dissolutionDate": unit.valid_to and unit.valid_to.isoformat(),
        "parentOrganization": {"@type": "GovernmentOrganization", "name": unit.parent.name} if unit.parent else None,
        "sameAs": unit.website if unit.is_current else "",
    }
    return {name: value for name, value in data.items() if value}
