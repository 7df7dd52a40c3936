"""The public pages of quotas; `site_project` decides by a site setting whether they are shown."""

from __future__ import annotations

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from foundations.units.models import Unit
from news.quotas.matrix import build_rows, build_sections, build_year_ledger, parse_year
from news.quotas.reports import build_unit_year, get_current_year, get_year_choices


def show_matrix(request):
    """The table of all units in the year `?nam=`, by default this year."""
    year = parse_year(request.GET.get("nam", ""), get_current_year())
    ledger = build_year_ledger(year)
    context = {
        "title": _("Chỉ tiêu tin, bài của đơn vị"),
        "sections": build_sections(ledger, build_rows(ledger)),
        "year": year,
        "years": [int(value) for value, _label in get_year_choices()],
    }
    return render(request, "quotas/public_matrix.html", context)


def show_unit(request, slug):
    """One unit's year: charts, tables and counted articles."""
    shown = get_object_or_404(Unit, slug=slug)
    year = parse_year(request.GET.get("nam", ""), get_current_year())
    context = {
        "title": shown.name,
        "crumbs": [(reverse("quota_matrix"), _("Chỉ tiêu tin, bài"))],
        "unit": shown,
        "years": [int(value) for value, _label in get_year_choices()],
        **build_unit_year(shown, year),
    }
    return render(request, "quotas/public_unit.html", context)
