"""The public pages of quotas. Whether they are public the site's settings say, where their addresses are."""

from __future__ import annotations

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from foundations.units.models import Unit
from news.quotas.matrix import open_year, rows_of, sections_of, year_of
from news.quotas.reports import this_year, unit_year, years


def matrix(request):
    """Units by months of `?nam=`, this year without it."""
    year = year_of(request.GET.get("nam", ""), this_year())
    ledger = open_year(year)
    context = {
        "title": _("Chỉ tiêu tin, bài của đơn vị"),
        "sections": sections_of(ledger, rows_of(ledger)),
        "year": year,
        "years": [int(value) for value, _label in years()],
    }
    return render(request, "quotas/public_matrix.html", context)


def unit(request, slug):
    """One unit's year: chart, table, the articles that count."""
    shown = get_object_or_404(Unit, slug=slug)
    year = year_of(request.GET.get("nam", ""), this_year())
    context = {
        "title": shown.name,
        "crumbs": [(reverse("quota_matrix"), _("Chỉ tiêu tin, bài"))],
        "unit": shown,
        "years": [int(value) for value, _label in years()],
        **unit_year(shown, year),
    }
    return render(request, "quotas/public_unit.html", context)
