"""Pictures in templates, in the sizes that were made when the page was published."""

from django import template
from wagtail.images.models import Picture as PictureElement

from news.pictures import scaled
from news.rich_text import safe_rich_text

register = template.Library()


@register.simple_tag
def picture(image, place, **attributes):
    """A `<picture>` of `image` (WebP, JPEG behind it) in the sizes of `place`, a key of `news.pictures.SPECS`.

    Further arguments are attributes of the `<img>`: alt (always give one), sizes, loading, fetchpriority, class.
    Without an image nothing.
    """
    if image is None:
        return ""
    return PictureElement(scaled(image, place), attributes)


@register.filter
def rich_text(value):
    """The HTML of a rich text block, cleaned."""
    return safe_rich_text(value.source)
