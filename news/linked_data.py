"""An article as linked data (schema.org NewsArticle), and as links to it are shown elsewhere."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.utils import timezone

from foundations.uploads.models import RENDITIONS, Picture
from news.entries import Image, full_address
from news.models import ArticlePage

PUBLISHER = "/#to-chuc"  # the organisation of the site, which its pages describe under this name


def share_image(cover: Picture | None) -> Image | None:
    """The cover as social networks show it; None without one, or where its file is lost. Kept until content changes."""
    if cover is None:
        return None
    key = f"share_image:{cover.pk}:{cover.file_hash}"
    found = cache.get(key)
    if found is None:
        try:
            made = cover.get_rendition(RENDITIONS["share"][0])
            found = Image(full_address(made.url), "image/jpeg", made.file.size, made.width, made.height)
        except OSError:
            return None
        cache.set(key, found, 3600)
    return found


def told(article: ArticlePage, shown: dict[str, Any]) -> dict[str, Any]:
    """What is told elsewhere of an article whose page shows `shown`."""
    keywords, column = [keyword.name for keyword in shown["keywords"]], shown["column"]
    return about(article, article.credited_authors, keywords, column.title if column else "")


def about(article: ArticlePage, authors: list[str], tags: list[str], section: str) -> dict[str, Any]:
    """For the template: `share`, what links to the article show, and `linked_data`."""
    image = share_image(article.cover)
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
    return {"share": share, "linked_data": news_article(article, share, authors)}


def news_article(article: ArticlePage, share: dict[str, Any], authors: list[str]) -> dict[str, Any]:
    """One NewsArticle; what is not known is left out."""
    address, image, unit = full_address(article.url or "/"), share["image"], article.unit
    writers = [{"@type": "Person", "name": name} for name in authors]
    unit_as_writer = {"@type": "GovernmentOrganization", "name": unit.name} if unit else None
    data = {
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": article.title[:110],  # what Google takes
        "description": share["description"],
        "inLanguage": "vi",
        "datePublished": moment(share["published"]),
        "dateModified": moment(share["updated"]),
        "author": writers or unit_as_writer or {"@id": full_address(PUBLISHER)},
        "publisher": {"@id": full_address(PUBLISHER)},
        "articleSection": share["section"],
        "keywords": share["tags"],
        "image": {"@type": "ImageObject", "url": image.url, "width": image.width, "height": image.height}
        if image
        else None,
        "isBasedOn": article.source_url,
    }
    return {name: value for name, value in data.items() if value}


def moment(value) -> str:
    return timezone.localtime(value).isoformat() if value else ""
