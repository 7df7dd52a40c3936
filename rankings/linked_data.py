"""An edition as linked data: schema.org Dataset, by which search engines for data find it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from foundations.delivery.addresses import make_absolute
from foundations.delivery.linked_data import PUBLISHER_ID
from rankings.editions import Edition

FILES = {"csv": "text/csv", "json": "application/json"}
MONTHS = {"y": (1, 12), "h1": (1, 6), "h2": (7, 12), "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12)}


def format_period(edition: Edition) -> str:
    """`2023`, or the months of a part of a year: `2024-01/2024-06`."""
    first, last = MONTHS[edition.period]
    whole = edition.period == edition.Period.YEAR
    return str(edition.year) if whole else f"{edition.year}-{first:02}/{edition.year}-{last:02}"


def build_description(edition: Edition) -> str:
    """What the table holds and where it is from, in sentences; for search results and shared links."""
    facts = {"index": edition.index.title, "scope": edition.get_scope_display(), "period": edition.short_title}
    what = _("Bảng xếp hạng %(index)s, kỳ %(period)s, đối tượng: %(scope)s.") % facts
    return f"{what} {edition.search_description or edition.source}"[:5000]


def build_dataset(edition: Edition) -> dict[str, Any]:
    """One Dataset with its two files; what is not known is left out."""
    address = make_absolute(edition.url or "/")
    data = {
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "name": edition.title,
        "description": build_description(edition),
        "inLanguage": "vi",
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": edition.index.publisher},
        "publisher": {"@id": make_absolute(PUBLISHER_ID)},
        "temporalCoverage": format_period(edition),
        "spatialCoverage": {"@type": "Country", "name": "Việt Nam"},
        "datePublished": edition.decision_date and edition.decision_date.isoformat(),
        "identifier": edition.decision_number,
        "isBasedOn": edition.source_url,
        "usageInfo": edition.index.website,
        "includedInDataCatalog": {"@type": "DataCatalog", "name": edition.index.title},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{address.rstrip('/')}.{ending}"}
            for ending, kind in FILES.items()
        ],
    }
    return {name: value for name, value in data.items() if value}
