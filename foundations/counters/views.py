"""The public page about how readers are counted."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.models import Site

from foundations.counters import kinds
from foundations.counters.counting import RELOAD_SECONDS, VISIT_GAP_SECONDS, WINDOW_SECONDS
from foundations.counters.models import CounterReset, OpeningBalance
from foundations.counters.totals import get_site_thing


def show_counting_method(request):
    """`/cach-dem/`: what is counted, what is stored, the opening balance, every reset."""
    site = get_site_thing()
    context = {
        "title": _("Cách đếm lượt xem, lượt truy cập"),
        "minutes": {"reload": RELOAD_SECONDS // 60, "visit": VISIT_GAP_SECONDS // 60, "window": WINDOW_SECONDS // 60},
        "opening": OpeningBalance.objects.of(Site(pk=site[1])).first() if site else None,
        "resets": CounterReset.objects.filter(kind=kinds.SITE),
    }
    return render(request, "counters/method.html", context)
