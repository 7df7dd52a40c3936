"""`{% load handbook %}`: the link from a screen to its section of the handbook."""

from django import template

from foundations.handbook.screens import ScreenHelp, find_help

register = template.Library()


@register.simple_tag(takes_context=True)
def help_here(context) -> ScreenHelp | None:
    """Help for the screen being rendered; None if there is none, in dialogs, and without a request."""
    request = context.get("request") or getattr(context, "request", None)
    if request is None or request.headers.get("x-requested-with") == "XMLHttpRequest":
        return None
    page = context.get("page")
    kind = getattr(getattr(page, "specific_class", None), "_meta", None)
    return find_help(request.path, kind.label_lower if kind else "")
