"""An article as linked data (schema.org NewsArticle) and as a shared link (Open Graph)."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.utils import timezone

from foundations.delivery.addresses import make_absolute
from foundations.delivery.linked_data import PUBLISHER_ID
from foundations.uploads.models import RENDITIONS, Picture
from news.open_data.linked_pictures import LinkedPicture, make_linked_picture


def get_share_image(cover: Picture | None) -> LinkedPicture | None:
    """The cover in the size of social networks; None without a cover or if its file is missing. Cached."""
    if cover is None:
        return None
    key = f"share_image:{cover.pk}:{cover.file_hash}"
    found = cache.get(key)
    if found is None:
        found = make_linked_picture(cover, RENDITIONS["share"][0])
        if found is not None:
            cache.set(key, found, 3600)
    return found


def build_article_context(article, shown: dict[str, Any]) -> dict[str, Any]:
    """`share` and `linked_data` for the template of an article page with the context `shown`."""
    keywords, column = [keyword.name for keyword in shown["keywords"]], shown["column"]
    return build_linked_context(article, article.credited_authors, keywords, column.title if column else "")


def build_linked_context(article, authors: list[str], tags: list[str], section: str) -> dict[str, Any]:
    """Context for the template: `share` (Open Graph) and `linked_data` (schema.org)."""
    image = get_share_image(article.cover)
    first, last = article.first_published_at, article.last_published_at
    share = {
        "type": "article",
        "description": article.search_description or article.lead,
        "image": image,
        "image_alt": article.cover_alt,
        "published": first,
        "updated": max(first, last) if first and last else first,
        "section": section,
        "tags": tags,
    }
    return {"share": share, "linked_data": build_news_article(article, share, authors)}


def build_news_article(article, share: dict[str, Any], authors: list[str]) -> dict[str, Any]:
    """A schema.org NewsArticle; empty values are left out."""
    address, image, unit = make_absolute(article.url or "/"), share["image"], article.unit
    writers = [{"@type": "Person", "name": name} for name in authors]
    unit_as_writer = {"@type": "GovernmentOrganization", "name": unit.name} if unit else None
    data = {
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": article.title[:110],  # Google's limit
        "description": share["description"],
        "inLanguage": "vi",
        "datePublished": format_moment(share["published"]),
        "dateModified": format_moment(share["updated"]),
        "author": writers or unit_as_writer or {"@id": make_absolute(PUBLISHER_ID)},
        "publisher": {"@id": make_absolute(PUBLISHER_ID)},
        "articleSection": share["section"],
        "keywords": share["tags"],
        "image": {"@type": "ImageObject", "url": image.url, "width": image.width, "height": image.height}
        if image
        else None,
        "isBasedOn": article.source_url,
    }
    return {name: value for name, value in data.items() if value}


def format_moment(value) -> str:
    return timezone.localtime(value).isoformat() if value else ""
