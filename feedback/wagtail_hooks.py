"""Feedback in the admin: cases, published answers, report, dashboard panel."""

import django_filters
from django.db.models import Count, Q
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from feedback.admin_views import send_file, show_case, show_report
from feedback.models import OPEN_STATES, CaseState, FeedbackCase, PublishedAnswer
from feedback.permissions import CasePermissionPolicy, can_handle_cases
from foundations.members.menus import BoardMenuItem
from foundations.searching.admin_lists import EngineViewSet
from foundations.spreadsheets.exports import LocalExportMixin
from foundations.units.models import Unit


class CaseFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("Tình trạng"), choices=CaseState.choices, empty_label=_("Tất cả"))
    overdue = django_filters.ChoiceFilter(
        label=_("Thời hạn"), choices=[("1", _("Quá hạn"))], method="filter_overdue", empty_label=_("Tất cả")
    )
    unit = django_filters.ModelChoiceFilter(label=_("Đơn vị"), queryset=Unit.objects.alphabetical())

    class Meta:
        model = FeedbackCase
        fields = ["state", "unit"]

    def filter_overdue(self, queryset, _name, _value):
        return queryset.overdue(timezone.localdate())


class DueColumn(Column):
    """The deadline of an open case, marked when it is over."""

    def get_value(self, instance):
        day = date_format(instance.due_on, "d/m/Y")
        if instance.is_overdue:
            return format_html('{} <strong class="w-status w-status--primary">{}</strong>', day, _("Quá hạn"))
        return day if instance.state in OPEN_STATES else ""


def format_sent_at(case: FeedbackCase) -> str:
    return date_format(timezone.localtime(case.sent_at), "d/m/Y H:i")


class CaseIndexView(LocalExportMixin, IndexView):
    def get_edit_url(self, instance):
        return reverse("feedback_case", args=[instance.pk])

    def get_base_queryset(self):
        return FeedbackCase.objects.visible_to(self.request.user).select_related("unit", "forwarded_unit")

    def search_queryset(self, queryset):
        return queryset.matching(self.search_query) if self.is_searching else queryset


class CaseViewSet(SnippetViewSet):
    model = FeedbackCase
    index_view_class = CaseIndexView
    permission_policy = CasePermissionPolicy(FeedbackCase)
    icon = "mail"
    menu_label = _("Góp ý, phản ánh")
    url_prefix = "gop-y"
    add_view_enabled = False
    copy_view_enabled = False
    list_per_page = 30
    list_display = [
        "number",
        "subject",
        Column("unit", label=_("Đơn vị")),
        Column(
            "sent_at",
            label=_("Gửi lúc"),
            accessor=format_sent_at,
        ),
        Column("get_state_display", label=_("Tình trạng")),
        Column("receiver", label=_("Đã chuyển đến")),
        DueColumn("due_on", label=_("Hạn")),
    ]
    list_export = ["number", "subject", "unit", "sent_at", "due_on", "get_state_display", "receiver", "handled_at"]
    export_headings = {"get_state_display": _("Tình trạng"), "receiver": _("Đã chuyển đến")}
    export_filename = "gop-y-phan-anh"
    filterset_class = CaseFilterSet
    search_fields = ["number", "subject"]


class PublishedAnswerViewSet(EngineViewSet):
    model = PublishedAnswer
    icon = "openquote"
    menu_label = _("Câu trả lời công khai")
    url_prefix = "tra-loi-gop-y"
    copy_view_enabled = False
    list_display = [
        "subject",
        Column("unit", label=_("Cơ quan trả lời")),
        Column("published_on", label=_("Ngày đăng"), accessor=lambda row: date_format(row.published_on, "d/m/Y")),
    ]
    search_fields = ["subject"]


class FeedbackGroup(SnippetViewSetGroup):
    menu_label = _("Góp ý, phản ánh")
    menu_icon = "mail"
    menu_order = 245
    items = (CaseViewSet, PublishedAnswerViewSet)


register_snippet(FeedbackGroup)


@hooks.register("register_reports_menu_item")
def register_report_menu_item():
    return BoardMenuItem(_("Góp ý, phản ánh"), reverse("feedback_report"), name="feedback", icon_name="mail", order=60)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [
        path("xu-ly-gop-y/<int:pk>/", show_case, name="feedback_case"),
        path("xu-ly-gop-y/tep/<int:pk>/", send_file, name="feedback_file"),
        path("bao-cao/gop-y/", show_report, name="feedback_report"),
    ]


class OpenCasesPanel(Component):
    """How many cases wait for the user, and how many are overdue."""

    name = "feedback"
    template_name = "feedback/admin_panel.html"
    order = 125

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        if not can_handle_cases(user):
            return {"waiting": 0}
        late = Q(due_on__lt=timezone.localdate())
        counts = (
            FeedbackCase.objects.visible_to(user)
            .filter(state__in=OPEN_STATES)
            .aggregate(waiting=Count("pk", distinct=True), overdue=Count("pk", filter=late, distinct=True))
        )
        return {**counts, "address": reverse(FeedbackCase.snippet_viewset.get_url_name("list"))}


@hooks.register("construct_homepage_panels")
def add_open_cases_panel(request, panels):
    panels.append(OpenCasesPanel())
