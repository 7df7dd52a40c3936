"""What the site tells search engines and social networks about each page, and which address is the page's own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse

from foundations.delivery.addresses import make_absolute

PUBLISHER_ID = "/#to-chuc"  # @id of the site's organisation


def get_canonical_address(request: HttpRequest) -> str:
    """The one address of the page: filters and searches are ways to look at a list, pages of the whole list are not."""
    number = request.GET.get("page", "")
    kept = (
        set(request.GET) == {"page"} and number.isascii() and number.isdigit() and len(number) < 7 and int(number) > 1
    )
    return make_absolute(request.path) + (f"?page={int(number)}" if kept else "")


def build_organisation(frame) -> dict[str, Any]:
    """Who publishes the site, as its settings say."""
    found = frame.settings
    contact = {"@type": "ContactPoint", "contactType": "customer service", "availableLanguage": "vi"}
    reached = {"telephone": found.phone, "email": found.email}
    data = {
        "@type": "GovernmentOrganization",
        "@id": make_absolute(PUBLISHER_ID),
        "name": found.governing_body or found.name,
        "url": make_absolute("/"),
        "logo": {
            "@type": "ImageObject",
            "url": make_absolute(static("site_project/icon-512.png")),
            "width": 512,
            "height": 512,
        },
        "address": found.address,
        "contactPoint": contact | {k: v for k, v in reached.items() if v} if any(reached.values()) else None,
    }
    return {name: value for name, value in data.items() if value}


def build_web_site(frame) -> dict[str, Any]:
    """The site with its search, for the home page."""
    data = {
        "@type": "WebSite",
        "@id": make_absolute("/#trang"),
        "url": make_absolute("/"),
        "name": frame.name,
        "description": frame.tagline,
        "inLanguage": "vi",
        "publisher": {"@id": make_absolute(PUBLISHER_ID)},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{make_absolute(reverse('search'))}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }
    return {name: value for name, value in data.items() if value}


def build_breadcrumbs(crumbs: list[tuple[str, str]], current: str, address: str) -> dict[str, Any]:
    """The way to a page, itself the last step."""
    steps = [*crumbs, *([(address, current)] if current else [])]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": make_absolute(step)}
            for place, (step, name) in enumerate(steps, start=1)
        ],
    }
