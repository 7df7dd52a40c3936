"""The link from a screen of the editors' interface to what the handbook says about it."""

from django import template

from foundations.handbook.screens import ScreenHelp, find_help

register = template.Library()


@register.simple_tag(takes_context=True)
def help_here(context) -> ScreenHelp | None:
    """Help for the screen being rendered; None without one, in a dialog, and in parts without a request."""
    request = context.get("request") or getattr(context, "request", None)
    if request is None or request.headers.get("x-requested-with") == "XMLHttpRequest":
        return None
    page = context.get("page")
    kind = getattr(getattr(page, "specific_class", None), "_meta", None)
    return find_help(request.path, kind.label_lower if kind else "")
