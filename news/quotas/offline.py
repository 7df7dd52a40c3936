"""An article as a single HTML file with embedded style and pictures."""

from __future__ import annotations

import base64
import datetime
from collections.abc import Iterator

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from foundations.uploads.models import Picture
from foundations.vietnamese.characters import drop_forbidden
from news.models import ArticlePage

PICTURE_FILTER = "width-800|format-jpeg"  # one of the sizes that publishing has made


def render_offline_article(row: dict, content: dict) -> str:
    """The HTML file of an article from its evidence row and content."""
    context = {
        "row": row,
        "content": content,
        "kind": dict(ArticlePage.Kind.choices).get(row["kind"], row["kind"]),
        "first_published": datetime.datetime.fromisoformat(row["first_published"]),
        "cover": render_embedded_picture(Picture.objects.filter(pk=content["cover"]).first(), content["cover_alt"]),
        "blocks": list(render_offline_blocks(content["body"])),
        "address": settings.SITE_URL,
    }
    return drop_forbidden(render_to_string("quotas/offline_article.html", context))


def render_offline_blocks(stored: list[dict]) -> Iterator[SafeString]:
    """The body's blocks as HTML, pictures embedded."""
    for block in ArticlePage._meta.get_field("body").stream_block.to_python(stored):
        if block.block_type != "picture":
            yield block.render()
            continue
        value = block.value
        words = " ".join(filter(None, [value["caption"], value["credit"]]))
        caption = format_html("<figcaption>{}</figcaption>", words) if words else ""
        yield format_html("<figure>{}{}</figure>", render_embedded_picture(value["image"], value["alt"]), caption)


def render_embedded_picture(image: Picture | None, description: str) -> SafeString:
    """An `<img>` with the picture as a data URL; empty if the picture or its file is missing."""
    if image is None:
        return mark_safe("")
    try:
        with image.get_rendition(PICTURE_FILTER).file.open("rb") as file:
            data = base64.b64encode(file.read()).decode()
    except FileNotFoundError:
        return mark_safe("")
    return format_html('<img src="data:image/jpeg;base64,{}" alt="{}">', data, description)
