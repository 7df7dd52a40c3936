"""Pages that are no Wagtail pages: the accessibility statement, the style guide."""

from functools import wraps

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from site_project.models import SiteSettings
from site_project.statement import read_last_report

COLOUR_TOKENS = ["paper", "sheet", "tint", "ink", "muted", "accent", "link", "line", "edge", "gold", "bar", "foot"]


def require_public_quotas(view):
    """A public page of quotas; 404 where the board keeps them to the editors."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not SiteSettings.for_request(request).shows_quotas:
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def show_statement(request):
    """The accessibility statement, with what the last automatic check found."""
    context = {"title": _("Tuyên bố về khả năng tiếp cận"), "report": read_last_report()}
    return render(request, "site_project/statement.html", context)


def show_style_guide(request):
    """Every component in its states, for developers."""
    samples = {"letters": "ă â đ ê ô ơ ư ặ ẫ ễ ỗ ợ ữ ỵ Ặ Ẫ Ễ Ỗ Ợ Ữ Ỵ", "number": "37/QĐ-UBND"}
    context = {"title": _("Phong cách"), "tokens": COLOUR_TOKENS, **samples}
    return render(request, "site_project/style_guide.html", context)
