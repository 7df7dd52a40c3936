"""The public page about how readers are counted."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.models import Site

from foundations.counters import kinds
from foundations.counters.counting import RELOAD, VISIT_GAP, WINDOW
from foundations.counters.models import CounterReset, OpeningBalance
from foundations.counters.totals import site_thing


def counting_method(request):
    """`/cach-dem/`: what is counted and what is not, what is kept, where the total begins, every reset."""
    site = site_thing()
    context = {
        "title": _("Cách đếm lượt xem, lượt truy cập"),
        "minutes": {"reload": RELOAD // 60, "visit": VISIT_GAP // 60, "window": WINDOW // 60},
        "opening": OpeningBalance.objects.of(Site(pk=site[1])).first() if site else None,
        "resets": CounterReset.objects.filter(kind=kinds.SITE),
    }
    return render(request, "counters/method.html", context)
