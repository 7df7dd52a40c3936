"""Pictures in templates, in the sizes that were made when the page was published."""

from hashlib import blake2b

from django import template
from django.core.cache import cache
from django.utils.safestring import mark_safe
from wagtail.images.models import Picture as PictureElement

from foundations.imported_html.rich_text import render_safe_rich_text
from foundations.uploads.models import get_scaled_copies
from news.citations import cited
from news.feeds import name_of_column

register = template.Library()


@register.simple_tag
def picture(image, place, **attributes):
    """A `<picture>` of `image` (WebP, JPEG behind it) in the sizes of `place`, a key of `SPECS` (uploads).

    Further arguments are attributes of the `<img>`: alt (always give one), sizes, loading, fetchpriority, class.
    Without an image nothing.
    """
    if image is None:
        return ""
    key = markup_key(image, place, attributes)
    markup = cache.get(key)
    if markup is None:
        markup = str(PictureElement(get_scaled_copies(image, place), attributes))
        cache.set(key, markup, 3600)
    return mark_safe(markup)  # noqa: S308 (Wagtail has escaped the attributes)


def markup_key(image, place: str, attributes: dict) -> str:
    """What the markup depends on: the picture as it was uploaded, what of it is looked at, where and how it stands.

    Kept, as putting it together took a tenth of the time of an article.
    """
    parts = [image.pk, image.file_hash or image.file.name, image.get_focal_point(), place, *sorted(attributes.items())]
    return f"picture:{blake2b(repr(parts).encode(), digest_size=16).hexdigest()}"


@register.simple_tag
def address_beside(page, other):
    """The address of `other`, of which no more than its `url_path` is known, on the site of `page`."""
    return page.address_of(other.url_path)


@register.simple_tag(takes_context=True, name="cited")
def cited_tag(context, value):
    """What a citation block shows; `cited` of the context holds the documents that the page's citations mean."""
    return cited(value, context.get("cited") or {})


@register.inclusion_tag("news/feed_links.html")
def feed_links(scope, label):
    """Tells feed readers of the feeds of a scope: a column as a page, or a name such as `don-vi/so-noi-vu`."""
    if not isinstance(scope, str):
        scope = name_of_column(scope)
    return {"scope": scope, "label": label}


@register.filter
def rich_text(value):
    """The HTML of a rich text block, cleaned."""
    return render_safe_rich_text(value.source)
