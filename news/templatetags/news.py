"""Pictures in templates, in the sizes that were made when the page was published."""

from django import template
from wagtail.images.models import Picture as PictureElement

from news.pictures import RENDITIONS

register = template.Library()


@register.simple_tag
def picture(image, place, **attributes):
    """A `<picture>` of `image` (WebP, JPEG behind it) in the sizes of `place`, a key of `news.pictures.SPECS`.

    Further arguments are attributes of the `<img>`: alt (always give one), sizes, loading, fetchpriority, class.
    Without an image nothing.
    """
    if image is None:
        return ""
    return PictureElement(image.get_renditions(*RENDITIONS[place]), attributes)
