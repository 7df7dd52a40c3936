"""The public pages of units: the list, and each with its articles."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundations.units.linked_data import build_unit_data
from foundations.units.models import Unit
from news.models import ARTICLES_PER_PAGE, ArticlePage

MAX_QUERY_LENGTH = 200  # characters; longer queries are cut


def show_unit_list(request):
    """Today's units, with `?tinh-trang=tat-ca` also former ones; `?q=` filters by name."""
    words = request.GET.get("q", "")[:MAX_QUERY_LENGTH]
    everything = request.GET.get("tinh-trang") == "tat-ca"
    units = Unit.objects.all() if everything else Unit.objects.valid_on(timezone.localdate())
    kinds = {kind: [] for kind in Unit.Kind}
    for unit in units.named_like(words).select_related("parent").alphabetical():
        kinds[Unit.Kind(unit.kind)].append(unit)
    groups = [(kind.label, members) for kind, members in kinds.items() if members]
    context = {"title": _("Đơn vị"), "groups": groups, "words": words, "everything": everything}
    return render(request, "news/unit_list.html", context)


def show_unit(request, slug):
    """One unit: its dates, predecessors, successors and articles."""
    shown = get_object_or_404(Unit.objects.select_related("parent"), slug=slug)
    articles = ArticlePage.objects.readable().filter(unit=shown).newest_first().for_listing()
    context = {
        "title": shown.name,
        "crumbs": [(reverse("unit_list"), _("Đơn vị"))],
        "unit": shown,
        "articles": Paginator(articles, ARTICLES_PER_PAGE).get_page(request.GET.get("page")),
        "current_successors": shown.find_current_successors(),
        "became": shown.succeeded_by.select_related("successor"),
        "came_from": shown.preceded_by.select_related("predecessor"),
        "children": shown.children.valid_on(timezone.localdate()).alphabetical(),
        "codes": shown.codes.all(),
        "linked_data": build_unit_data(shown),
        "has_documents": shown.legal_documents.exists(),
    }
    return render(request, "news/unit.html", context)
