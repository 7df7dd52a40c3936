"""How a reader without script wants pages shown; the health check."""

from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from foundations.delivery.display import COOKIE_SECONDS, DISPLAY_COOKIE, Display


@csrf_exempt  # changes nothing but the reader's own view; a token would make every page private
@require_POST
def store_display(request):
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
def show_health(_request):
    """200 "ok" when the database answers; for monitors."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
