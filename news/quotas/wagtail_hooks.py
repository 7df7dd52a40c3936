"""Quotas in the editors' interface: rules and exemptions, the report's menu item, the panel on the dashboard."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet, SnippetViewSetGroup

from foundations.members.roles import is_board
from news.models import NewsIndexPage
from news.quotas import (
    log_actions,  # noqa: F401 (it registers its actions)
    urls,
)
from news.quotas.counting import open_ledger
from news.quotas.matrix import tally
from news.quotas.models import QuotaExemption, QuotaRule
from news.quotas.periods import Cycle, Period
from news.quotas.permissions import may_close_months, units_of
from news.quotas.recording import local_day
from news.quotas.rules import Standing
from news.quotas.wording import day_words, sentence


def days(thing) -> str:
    """`từ 01/07/2025` or `01/07/2025 – 31/12/2025`."""
    if thing.valid_to:
        return f"{day_words(thing.valid_from)} – {day_words(thing.valid_to)}"
    return _("từ %(day)s") % {"day": day_words(thing.valid_from)}


def bound(rule: QuotaRule) -> str:
    """Whom the rule binds."""
    return str(rule.unit or rule.get_unit_kind_display() or _("Mọi đơn vị"))


class RuleDeleteView(DeleteView):
    def form_valid(self, form):
        """As Wagtail's; a rule that closed months rest on stays, and the board is told how to end it."""
        if self.object.closed_accounts.exists():
            sentence = _("Chỉ tiêu này đã có sổ khóa nên không xóa được. Hãy ghi ngày hết áp dụng.")
            messages.error(self.request, sentence)
            return redirect(self.get_success_url())
        return super().form_valid(form)


class QuotaRuleViewSet(SnippetViewSet):
    model = QuotaRule
    delete_view_class = RuleDeleteView
    icon = "tasks"
    menu_label = _("Chỉ tiêu")
    url_prefix = "chi-tieu"
    list_display = [
        "name",
        Column("bound", label=_("Giao cho"), accessor=bound),
        Column("minimum", label=_("Số tin, bài")),
        Column("get_cycle_display", label=_("Mỗi")),
        Column("days", label=_("Áp dụng"), accessor=days),
    ]
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
    list_display = ["unit", "reason", Column("days", label=_("Thời gian"), accessor=days), "rule"]
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


class BoardMenuItem(MenuItem):
    def is_shown(self, request):
        return is_board(request.user)


@hooks.register("register_reports_menu_item")
def quota_report_item():
    return BoardMenuItem(_("Chỉ tiêu tin, bài"), reverse("quotas:report"), name="quotas", icon_name="tasks", order=50)


@hooks.register("register_admin_urls")
def quota_urls():
    return [path("bao-cao/chi-tieu/", include(urls))]


@hooks.register("insert_global_admin_css")
def quota_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("quotas/admin.css"))


class QuotaPanel(Component):
    """What the user's units owe in the periods of today; for the board also how all units stand this month."""

    name = "quotas"
    template_name = "quotas/panel.html"
    order = 120

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        month = Period.containing(local_day(timezone.now()), Cycle.MONTH)
        ledger = open_ledger(month)
        lines = []
        for unit in units_of(user):
            desk = NewsIndexPage.objects.filter(unit=unit).order_by("depth", "path").first()
            for account in ledger.of_unit(unit.pk):
                standing = ledger.standing(account)
                lines.append(
                    {
                        "sentence": sentence(ledger, account),
                        "account": account,
                        "rule": ledger.rules[account.rule],
                        "standing": standing.value,
                        "unit": unit,
                        "desk": desk if standing is Standing.DUE else None,
                    }
                )
        board = is_board(user) and ledger.accounts
        counts = tally(ledger, [each for each in ledger.accounts if each.period == month]) if board else None
        closes_months = may_close_months(user) and not is_board(user)  # the board's way leads over its report
        return {"lines": lines, "tally": counts, "month": month, "closes_months": closes_months}


@hooks.register("construct_homepage_panels")
def quota_panel(request, panels):
    panels.append(QuotaPanel())
