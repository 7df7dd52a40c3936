"""Pages that are no Wagtail pages: how pages are shown, the accessibility statement, the health check."""

from functools import wraps

from django.db import connection
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from foundations.delivery.display import COOKIE_SECONDS, DISPLAY_COOKIE, Display
from site_project.models import SiteSettings
from site_project.statement import read_last_report

COLOUR_TOKENS = ["paper", "sheet", "tint", "ink", "muted", "accent", "link", "line", "edge", "gold", "bar", "foot"]


def where_quotas_are_public(view):
    """A public page of quotas; 404 where the board keeps them to the editors."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not SiteSettings.for_request(request).shows_quotas:
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def statement(request):
    """The accessibility statement, with what the last automatic check found."""
    context = {"title": _("Tuyên bố về khả năng tiếp cận"), "report": read_last_report()}
    return render(request, "site_project/statement.html", context)


def style_guide(request):
    """Every component in its states, for developers."""
    samples = {"letters": "ă â đ ê ô ơ ư ặ ẫ ễ ỗ ợ ữ ỵ Ặ Ẫ Ễ Ỗ Ợ Ữ Ỵ", "number": "37/QĐ-UBND"}
    context = {"title": _("Phong cách"), "tokens": COLOUR_TOKENS, **samples}
    return render(request, "site_project/style_guide.html", context)


@csrf_exempt  # changes nothing but the reader's own view; a token would make every page private
@require_POST
def display(request):
    """Keeps in a cookie how a reader without script wants pages shown, and goes back to the page."""
    chosen = Display.from_request(request).apply_change(request.POST.get("change", ""))
    back = request.META.get("HTTP_REFERER", "")
    allowed = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if allowed else "/")
    response.status_code = 303
    if chosen.chosen:
        options = {"max_age": COOKIE_SECONDS, "secure": request.is_secure(), "httponly": True, "samesite": "Lax"}
        response.set_cookie(DISPLAY_COOKIE, str(chosen), **options)
    else:
        response.delete_cookie(DISPLAY_COOKIE, samesite="Lax")
    return response


@never_cache
def health(_request):
    """200 "ok" when the database answers; for monitors."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
