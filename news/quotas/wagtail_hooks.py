"""Quotas in the admin: rules, exemptions, the report's menu item, the dashboard panel."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet, SnippetViewSetGroup

from foundations.members.menus import BoardMenuItem
from foundations.members.roles import is_board
from foundations.searching.admin_lists import EngineViewSet
from news.models import NewsIndexPage
from news.quotas import (
    log_actions,  # noqa: F401 (it registers its actions)
    urls,
)
from news.quotas.counting import build_ledger
from news.quotas.matrix import count_standings
from news.quotas.models import QuotaExemption, QuotaRule
from news.quotas.periods import Cycle, Period
from news.quotas.permissions import can_close_months, find_units
from news.quotas.recording import get_local_day
from news.quotas.rules import Standing
from news.quotas.wording import format_day, write_sentence


def format_validity(thing) -> str:
    """`từ 01/07/2025` or `01/07/2025 – 31/12/2025`."""
    if thing.valid_to:
        return f"{format_day(thing.valid_from)} – {format_day(thing.valid_to)}"
    return _("từ %(day)s") % {"day": format_day(thing.valid_from)}


def get_bound_name(rule: QuotaRule) -> str:
    """The unit or kind of units that the rule binds."""
    return str(rule.unit or rule.get_unit_kind_display() or _("Mọi đơn vị"))


class RuleDeleteView(DeleteView):
    def form_valid(self, form):
        """Refuses to delete a rule with closed months and says how to end it instead."""
        if self.object.closed_accounts.exists():
            sentence = _("Chỉ tiêu này đã có sổ khóa nên không xóa được. Hãy ghi ngày hết áp dụng.")
            messages.error(self.request, sentence)
            return redirect(self.get_success_url())
        return super().form_valid(form)


class QuotaRuleViewSet(EngineViewSet):
    model = QuotaRule
    delete_view_class = RuleDeleteView
    icon = "tasks"
    menu_label = _("Chỉ tiêu")
    url_prefix = "chi-tieu"
    list_display = [
        "name",
        Column("bound", label=_("Giao cho"), accessor=get_bound_name),
        Column("minimum", label=_("Số tin, bài")),
        Column("get_cycle_display", label=_("Mỗi")),
        Column("days", label=_("Áp dụng"), accessor=format_validity),
    ]
    search_fields = ["name", "unit__name"]
    panels = [
        FieldPanel("name"),
        FieldPanel("document"),
        FieldRowPanel([FieldPanel("unit"), FieldPanel("unit_kind")], heading=_("Giao cho")),
        FieldRowPanel([FieldPanel("minimum"), FieldPanel("cycle")], heading=_("Mức giao")),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")], heading=_("Thời gian áp dụng")),
        MultiFieldPanel(
            [
                FieldPanel("columns"),
                FieldPanel("kinds"),
                FieldPanel("counts_reposts"),
                FieldPanel("minimum_words"),
                FieldPanel("needs_picture"),
            ],
            heading=_("Tin, bài được tính"),
        ),
        FieldRowPanel([FieldPanel("grace_days"), FieldPanel("reminder_days")], heading=_("Gia hạn và nhắc việc")),
    ]

    def get_queryset(self, request):
        return QuotaRule.objects.select_related("unit")


class QuotaExemptionViewSet(SnippetViewSet):
    model = QuotaExemption
    icon = "circle-check"
    menu_label = _("Trường hợp được miễn")
    url_prefix = "mien-chi-tieu"
    list_display = ["unit", "reason", Column("days", label=_("Thời gian"), accessor=format_validity), "rule"]
    panels = [
        FieldPanel("unit"),
        FieldPanel("rule"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")], heading=_("Thời gian")),
        FieldPanel("reason"),
        FieldPanel("document"),
    ]

    def get_queryset(self, request):
        return QuotaExemption.objects.select_related("unit", "rule")


class QuotaGroup(SnippetViewSetGroup):
    items = (QuotaRuleViewSet, QuotaExemptionViewSet)
    menu_label = _("Chỉ tiêu tin, bài")
    menu_icon = "tasks"
    menu_order = 310
    add_to_admin_menu = True


register_snippet(QuotaGroup)


@hooks.register("register_reports_menu_item")
def register_report_menu_item():
    return BoardMenuItem(_("Chỉ tiêu tin, bài"), reverse("quotas:report"), name="quotas", icon_name="tasks", order=50)


@hooks.register("register_admin_urls")
def register_quota_urls():
    return [path("bao-cao/chi-tieu/", include(urls))]


@hooks.register("insert_global_admin_css")
def insert_quota_css():
    return format_html('<link rel="stylesheet" href="{}">', static("quotas/admin.css"))


class QuotaPanel(Component):
    """What the user's units owe in the current periods; for the board also this month's totals."""

    name = "quotas"
    template_name = "quotas/panel.html"
    order = 120

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        month = Period.from_day(get_local_day(timezone.now()), Cycle.MONTH)
        ledger = build_ledger(month)
        lines = []
        for unit in find_units(user):
            desk = NewsIndexPage.objects.filter(unit=unit).order_by("depth", "path").first()
            for account in ledger.get_accounts_of(unit.pk):
                standing = ledger.get_standing(account)
                lines.append(
                    {
                        "sentence": write_sentence(ledger, account),
                        "account": account,
                        "rule": ledger.rules[account.rule],
                        "standing": standing.value,
                        "unit": unit,
                        "desk": desk if standing is Standing.DUE else None,
                    }
                )
        board = is_board(user) and ledger.accounts
        counts = count_standings(ledger, [each for each in ledger.accounts if each.period == month]) if board else None
        closes_months = can_close_months(user) and not is_board(user)  # the board has a link in its report
        return {"lines": lines, "tally": counts, "month": month, "closes_months": closes_months}


@hooks.register("construct_homepage_panels")
def add_quota_panel(request, panels):
    panels.append(QuotaPanel())
