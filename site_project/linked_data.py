"""What the site tells search engines and social networks about each page, and which address is the page's own."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse

from foundations.units.models import Unit
from news.linked_data import PUBLISHER


def full(address: str) -> str:
    return urljoin(settings.SITE_URL, address)


def canonical(request: HttpRequest) -> str:
    """The one address of the page: filters and searches are ways to look at a list, pages of the whole list are not."""
    number = request.GET.get("page", "")
    kept = (
        set(request.GET) == {"page"} and number.isascii() and number.isdigit() and len(number) < 7 and int(number) > 1
    )
    return full(request.path) + (f"?page={int(number)}" if kept else "")


def organisation(frame) -> dict[str, Any]:
    """Who publishes the site, as its settings say."""
    found = frame.settings
    contact = {"@type": "ContactPoint", "contactType": "customer service", "availableLanguage": "vi"}
    reached = {"telephone": found.phone, "email": found.email}
    data = {
        "@type": "GovernmentOrganization",
        "@id": full(PUBLISHER),
        "name": found.governing_body or found.name,
        "url": full("/"),
        "logo": {"@type": "ImageObject", "url": full(static("site_project/icon-512.png")), "width": 512, "height": 512},
        "address": found.address,
        "contactPoint": contact | {k: v for k, v in reached.items() if v} if any(reached.values()) else None,
    }
    return {name: value for name, value in data.items() if value}


def web_site(frame) -> dict[str, Any]:
    """The site with its search, for the home page."""
    data = {
        "@type": "WebSite",
        "@id": full("/#trang"),
        "url": full("/"),
        "name": frame.name,
        "description": frame.tagline,
        "inLanguage": "vi",
        "publisher": {"@id": full(PUBLISHER)},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": full(f"{reverse('search')}?q={{search_term_string}}")},
            "query-input": "required name=search_term_string",
        },
    }
    return {name: value for name, value in data.items() if value}


def breadcrumbs(crumbs: list[tuple[str, str]], current: str, address: str) -> dict[str, Any]:
    """The way to a page, itself the last step."""
    steps = [*crumbs, *([(address, current)] if current else [])]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": full(step)}
            for place, (step, name) in enumerate(steps, start=1)
        ],
    }


def unit_organisation(unit: Unit) -> dict[str, Any]:
    """An agency with the days of its existence."""
    data = {
        "@type": "GovernmentOrganization",
        "@id": full(unit.get_absolute_url()),
        "url": full(unit.get_absolute_url()),
        "name": unit.name,
        "alternateName": unit.short_name,
        "foundingDate": unit.valid_from and unit.valid_from.isoformat(),
        "dissolutionDate": unit.valid_to and unit.valid_to.isoformat(),
        "parentOrganization": {"@type": "GovernmentOrganization", "name": unit.parent.name} if unit.parent else None,
        "sameAs": unit.website if unit.is_current else "",
    }
    return {name: value for name, value in data.items() if value}
