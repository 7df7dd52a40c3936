"""Views for closing months: the list, and one closing with later changes."""

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
from news.quotas.closing import ClosingRefusedError, close_month, find_changes, is_intact, reopen_month
from news.quotas.counting import build_ledger
from news.quotas.forms import ReopeningForm
from news.quotas.matrix import count_standings
from news.quotas.models import ClosedMonth, QuotaRule
from news.quotas.periods import Cycle, Period
from news.quotas.permissions import can_close_months
from news.quotas.recording import get_local_day
from news.quotas.wording import describe_standing

MAX_OPEN_MONTHS = 12  # past months listed for closing


class CloserView(WagtailAdminTemplateMixin, TemplateView):
    """A view for users who may close months, also outside the board."""

    header_icon = "lock"

    def dispatch(self, request, *args, **kwargs):
        if not can_close_months(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        up = [{"url": reverse("quotas:report"), "label": _("Chỉ tiêu tin, bài")}] if is_board(self.request.user) else []
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, *up, here]


class ClosingsView(CloserView):
    """Open months to close, and closings."""

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
        return super().get_context_data(closings=closings, open_months=list(find_open_months(closed)), **kwargs)


def find_open_months(closed: set[Period]):
    """Past open months, newest first, each with its `count_standings`."""
    first = QuotaRule.objects.order_by("valid_from").values_list("valid_from", flat=True).first()
    month = Period.from_day(get_local_day(timezone.now()), Cycle.MONTH).preceding
    for _number in range(MAX_OPEN_MONTHS):
        if first is None or month.last < first:
            return
        if month not in closed:
            ledger = build_ledger(month)
            ending = [account for account in ledger.accounts if account.period.last == month.last]
            yield month, count_standings(ledger, ending)
        month = month.preceding


class ClosingView(CloserView):
    """One closing: who, when, fingerprint, numbers and later changes; a POST reopens the month."""

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
            reopen_month(self.closing, request.user, form.cleaned_data["reason"])
        except ClosingRefusedError as refusal:
            messages.error(request, str(refusal))
            return redirect("quotas:closing", self.closing.pk)
        messages.success(request, gettext("Đã mở lại sổ %(month)s.") % {"month": self.closing})
        return redirect("quotas:closings")

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", ReopeningForm())
        ledger = build_ledger(self.closing.period)
        accounts = self.closing.accounts.select_related("rule", "unit").order_by("unit__sort_key", "rule")
        lines = [(account, describe_standing(account.account, ledger.today)) for account in accounts]
        return super().get_context_data(
            closing=self.closing,
            lines=lines,
            is_intact=is_intact(self.closing),
            changes=find_changes(self.closing),
            leads_to_units=is_board(self.request.user),
            **kwargs,
        )
