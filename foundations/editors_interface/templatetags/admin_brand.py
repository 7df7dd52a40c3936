"""The site's name in the editors' interface."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def brand() -> str:
    return settings.WAGTAIL_SITE_NAME
