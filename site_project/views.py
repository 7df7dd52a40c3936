"""Pages that are no Wagtail pages: units, the health check."""

from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from foundations.delivery.display import COOKIE, COOKIE_AGE, Display
from foundations.units.models import Unit
from news.models import ARTICLES_PER_PAGE, ArticlePage
from site_project.linked_data import unit_organisation
from site_project.statement import last_report

COLOUR_TOKENS = ["paper", "sheet", "tint", "ink", "muted", "accent", "link", "line", "edge", "gold", "bar", "foot"]
LONGEST_QUERY = 200  # characters; what is longer is cut


def unit_list(request):
    """All units of today, or with `?tinh-trang=tat-ca` those of the past too; `?q=` narrows by name."""
    words = request.GET.get("q", "")[:LONGEST_QUERY]
    everything = request.GET.get("tinh-trang") == "tat-ca"
    units = Unit.objects.all() if everything else Unit.objects.valid_on(timezone.localdate())
    kinds = {kind: [] for kind in Unit.Kind}
    for unit in units.named_like(words).select_related("parent").alphabetical():
        kinds[Unit.Kind(unit.kind)].append(unit)
    groups = [(kind.label, members) for kind, members in kinds.items() if members]
    context = {"title": _("Đơn vị"), "groups": groups, "words": words, "everything": everything}
    return render(request, "site_project/unit_list.html", context)


def unit(request, slug):
    """One unit: when it existed, what it came from and what became of it, its articles."""
    shown = get_object_or_404(Unit.objects.select_related("parent"), slug=slug)
    articles = ArticlePage.objects.readable().filter(unit=shown).newest_first().for_listing()
    context = {
        "title": shown.name,
        "crumbs": [(reverse("unit_list"), _("Đơn vị"))],
        "unit": shown,
        "articles": Paginator(articles, ARTICLES_PER_PAGE).get_page(request.GET.get("page")),
        "current_successors": shown.current_successors(),
        "became": shown.succeeded_by.select_related("successor"),
        "came_from": shown.preceded_by.select_related("predecessor"),
        "children": shown.children.valid_on(timezone.localdate()).alphabetical(),
        "codes": shown.codes.all(),
        "linked_data": unit_organisation(shown),
        "has_documents": shown.legal_documents.exists(),
    }
    return render(request, "site_project/unit.html", context)


def statement(request):
    """The accessibility statement, with what the last automatic check found."""
    context = {"title": _("Tuyên bố về khả năng tiếp cận"), "report": last_report()}
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
    chosen = Display.of(request).changed(request.POST.get("change", ""))
    back = request.META.get("HTTP_REFERER", "")
    allowed = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if allowed else "/")
    response.status_code = 303
    if chosen.chosen:
        options = {"max_age": COOKIE_AGE, "secure": request.is_secure(), "httponly": True, "samesite": "Lax"}
        response.set_cookie(COOKIE, str(chosen), **options)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


@never_cache
def health(_request):
    """200 "ok" when the database answers; for monitors."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
