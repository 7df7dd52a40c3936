"""For who may close months: months to close, months closed, one closing with what changed after it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from foundations.members.roles import is_board
from news.quotas.closing import ClosingRefusedError, changes_after, close_month, is_intact, reopen
from news.quotas.counting import open_ledger
from news.quotas.forms import ReopeningForm
from news.quotas.matrix import tally
from news.quotas.models import ClosedMonth, QuotaRule
from news.quotas.periods import Cycle, Period
from news.quotas.permissions import may_close_months
from news.quotas.recording import local_day
from news.quotas.wording import standing_words

MONTHS_OFFERED = 12  # open months before the newest that are listed for closing


class CloserView(WagtailAdminTemplateMixin, TemplateView):
    """A page for those who may close months, whether they are of the board or not."""

    header_icon = "lock"

    def dispatch(self, request, *args, **kwargs):
        if not may_close_months(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        up = [{"url": reverse("quotas:report"), "label": _("Chỉ tiêu tin, bài")}] if is_board(self.request.user) else []
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, *up, here]


class ClosingsView(CloserView):
    """Months that can be closed, and those that are."""

    template_name = "quotas/closings.html"
    page_title = _("Khóa sổ tháng")

    def post(self, request, *args, **kwargs):
        month = Period.parse(request.POST.get("month", ""))
        if month is None or month.cycle is not Cycle.MONTH:
            messages.error(request, gettext("Hãy chọn một tháng để khóa sổ."))
            return redirect("quotas:closings")
        try:
            closing = close_month(month, request.user)
        except ClosingRefusedError as refusal:
            messages.error(request, str(refusal))
            return redirect("quotas:closings")
        messages.success(request, gettext("Đã khóa sổ %(month)s.") % {"month": month})
        return redirect("quotas:closing", closing.pk)

    def get_context_data(self, **kwargs):
        closings = list(ClosedMonth.objects.all())
        closed = {closing.period for closing in closings if closing.reopened_at is None}
        return super().get_context_data(closings=closings, open_months=list(open_months(closed)), **kwargs)


def open_months(closed: set[Period]):
    """Past months without a closing, newest first, each with how its accounts stand."""
    first = QuotaRule.objects.order_by("valid_from").values_list("valid_from", flat=True).first()
    month = Period.containing(local_day(timezone.now()), Cycle.MONTH).preceding
    for _number in range(MONTHS_OFFERED):
        if first is None or month.last < first:
            return
        if month not in closed:
            ledger = open_ledger(month)
            ending = [account for account in ledger.accounts if account.period.last == month.last]
            yield month, tally(ledger, ending)
        month = month.preceding


class ClosingView(CloserView):
    """One closing: who, when, the fingerprint and whether it still holds, the numbers, what changed since."""

    template_name = "quotas/closing.html"
    page_title = _("Sổ đã khóa")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.closing = get_object_or_404(ClosedMonth, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.closing)

    def post(self, request, *args, **kwargs):
        form = ReopeningForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            reopen(self.closing, request.user, form.cleaned_data["reason"])
        except ClosingRefusedError as refusal:
            messages.error(request, str(refusal))
            return redirect("quotas:closing", self.closing.pk)
        messages.success(request, gettext("Đã mở lại sổ %(month)s.") % {"month": self.closing})
        return redirect("quotas:closings")

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", ReopeningForm())
        ledger = open_ledger(self.closing.period)
        accounts = self.closing.accounts.select_related("rule", "unit").order_by("unit__sort_key", "rule")
        lines = [(account, standing_words(account.account, ledger.today)) for account in accounts]
        return super().get_context_data(
            closing=self.closing,
            lines=lines,
            is_intact=is_intact(self.closing),
            changes=changes_after(self.closing),
            leads_to_units=is_board(self.request.user),
            **kwargs,
        )
