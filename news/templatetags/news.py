"""Template tags of news: pictures, citations, feeds."""

from hashlib import blake2b

from django import template
from django.core.cache import cache
from django.utils.safestring import mark_safe
from wagtail.images.models import Picture as PictureElement

from foundations.imported_html.rich_text import render_safe_rich_text
from foundations.uploads.models import get_scaled_copies
from news.citations import build_citation
from news.open_data.feeds import get_column_scope

register = template.Library()


@register.simple_tag
def picture(image, place, **attributes):
    """A `<picture>` of `image` (WebP, JPEG behind it) in the sizes of `place`, a key of `SPECS` (uploads).

    Further arguments are attributes of the `<img>`: alt (always give one), sizes, loading, fetchpriority, class.
    Without an image nothing.
    """
    if image is None:
        return ""
    key = make_markup_key(image, place, attributes)
    markup = cache.get(key)
    if markup is None:
        markup = str(PictureElement(get_scaled_copies(image, place), attributes))
        cache.set(key, markup, 3600)
    return mark_safe(markup)  # noqa: S308 (Wagtail has escaped the attributes)


def make_markup_key(image, place: str, attributes: dict) -> str:
    """The cache key: picture file, focal point, place and attributes.

    Building the markup took a tenth of an article's time.
    """
    parts = [image.pk, image.file_hash or image.file.name, image.get_focal_point(), place, *sorted(attributes.items())]
    return f"picture:{blake2b(repr(parts).encode(), digest_size=16).hexdigest()}"


@register.simple_tag
def address_beside(page, other):
    """The address of `other` on the site of `page`; `other` needs only a `url_path`."""
    return page.get_address_of(other.url_path)


@register.simple_tag(takes_context=True, name="cited")
def cited_tag(context, value):
    """What a citation block shows; `cited` in the context holds the documents of the page's citations."""
    return build_citation(value, context.get("cited") or {})


@register.inclusion_tag("news/feed_links.html")
def feed_links(scope, label):
    """`<link>` elements of a scope's feeds; `scope` is a column or a name such as `don-vi/so-noi-vu`."""
    if not isinstance(scope, str):
        scope = get_column_scope(scope)
    return {"scope": scope, "label": label}


@register.filter
def rich_text(value):
    """The HTML of a rich text block, cleaned."""
    return render_safe_rich_text(value.source)
