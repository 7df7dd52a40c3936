"""Procedures in the editors' interface."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from foundations.searching.admin_lists import EngineIndexView, EngineViewSet
from foundations.spreadsheets.exports import LocalExportMixin
from procedures.admin_views import (
    MeterColumn,
    ProcedureFilterSet,
    ProcedureIndexView,
    StaleReportView,
    find_procedures,
    format_day,
)
from procedures.bulk_status import DecisionBulkAction
from procedures.history import IMPORTED, store_first_state
from procedures.models import FieldOfActivity, LifeEvent, ListDecision, Procedure

hooks.register("register_bulk_action", DecisionBulkAction)


@hooks.register("register_log_actions")
def register_actions(actions):
    @actions.register_action(IMPORTED)
    class ImportFormatter(LogFormatter):
        label = _("Nhập từ tệp")

        def format_message(self, log_entry):
            data = log_entry.data or {}
            if data.get("undo"):
                sentence = _("Trả về nội dung trước lần nhập %(undo)s (tệp %(file)s)")
            elif data.get("new"):
                sentence = _("Thêm mới theo tệp %(file)s (lần nhập %(run)s)")
            else:
                sentence = _("Cập nhật theo tệp %(file)s (lần nhập %(run)s)")
            return sentence % {name: data.get(name, "") for name in ("undo", "file", "run")}


class LocalIndexView(LocalExportMixin, EngineIndexView):
    """A listing whose exports a Vietnamese Excel opens rightly."""


class ProcedureViewSet(EngineViewSet):
    model = Procedure
    index_view_class = ProcedureIndexView
    icon = "clipboard-list"
    menu_label = _("Thủ tục")
    url_prefix = "thu-tuc"
    list_display = [
        "name",
        "code",
        "field",
        MeterColumn("completeness", label=_("Đầy đủ theo Điều 8")),
        Column("checked_on", label=_("Đối chiếu"), accessor=lambda found: format_day(found.checked_on)),
        Column("status_string", label=_("Hiển thị")),
    ]
    list_per_page = 30
    list_export = ["code", "name", "field", "decision_number", "checked_on"]
    export_filename = "thu-tuc-hanh-chinh"
    filterset_class = ProcedureFilterSet
    ordering = ["sort_key"]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("name"),
                    FieldRowPanel([FieldPanel("code"), FieldPanel("field")]),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("service_level"), FieldPanel("non_territorial")]),
                    FieldPanel("levels"),
                    FieldPanel("subjects"),
                    InlinePanel("agencies", heading=_("Cơ quan"), label=_("cơ quan")),
                    FieldPanel("regulation"),
                ],
                heading=_("Chung"),
            ),
            ObjectList(
                [
                    FieldPanel("steps"),
                    InlinePanel("channels", heading=_("Cách thức, thời hạn, phí"), label=_("hình thức nộp")),
                    FieldPanel("reception_address"),
                ],
                heading=_("Cách thực hiện"),
            ),
            ObjectList(
                [InlinePanel("cases", heading=_("Hồ sơ theo trường hợp"), label=_("trường hợp")), FieldPanel("sets")],
                heading=_("Hồ sơ"),
            ),
            ObjectList(
                [
                    InlinePanel("results", heading=_("Kết quả"), label=_("kết quả")),
                    FieldPanel("conditions"),
                    InlinePanel("legal_bases", heading=_("Căn cứ pháp lý"), label=_("văn bản")),
                    InlinePanel("related", heading=_("Thủ tục liên quan"), label=_("thủ tục")),
                    FieldPanel("confirmed_none"),
                ],
                heading=_("Kết quả, căn cứ"),
            ),
            ObjectList(
                [
                    FieldPanel("decision_number"),
                    FieldPanel("portal_url"),
                    MultiFieldPanel([FieldPanel("source"), FieldPanel("checked_on")], heading=_("Nguồn")),
                    FieldPanel("keywords"),
                    FieldPanel("english_name"),
                    FieldPanel("description"),
                ],
                heading=_("Công bố, nguồn"),
            ),
        ]
    )

    def get_queryset(self, request):
        return Procedure.objects.with_parts()

    def find_rows(self, rows, words):
        return find_procedures(rows, words)


class DecisionViewSet(EngineViewSet):
    model = ListDecision
    index_view_class = LocalIndexView
    icon = "doc-full"
    menu_label = _("Quyết định công bố")
    url_prefix = "quyet-dinh-cong-bo"
    list_display = [
        "number",
        Column("issued_on", label=_("Ngày ban hành"), accessor=lambda found: format_day(found.issued_on)),
        Column("effective_from", label=_("Hiệu lực từ"), accessor=lambda found: format_day(found.effective_from)),
        "agency",
    ]
    search_fields = ["number", "title", "agency"]


class FieldViewSet(EngineViewSet):
    model = FieldOfActivity
    icon = "folder-open-inverse"
    menu_label = _("Lĩnh vực")
    url_prefix = "linh-vuc"
    search_fields = ["name"]


class LifeEventViewSet(EngineViewSet):
    model = LifeEvent
    icon = "user"
    menu_label = _("Sự kiện trong đời")
    url_prefix = "su-kien-trong-doi"
    list_display = ["title", "order"]
    search_fields = ["title"]


class ProcedureGroup(SnippetViewSetGroup):
    menu_label = _("Thủ tục hành chính")
    menu_icon = "clipboard-list"
    menu_order = 250
    items = [ProcedureViewSet, DecisionViewSet, FieldViewSet, LifeEventViewSet]

    def get_submenu_items(self):
        """What other apps register as `register_procedure_menu_item` stands in this menu too."""
        return [*super().get_submenu_items(), *(make() for make in hooks.get_hooks("register_procedure_menu_item"))]


register_snippet(ProcedureGroup)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [
        path("bao-cao/thu-tuc-lau-chua-doi-chieu/", StaleReportView.as_view(), name="procedures_stale_report"),
        path(
            "bao-cao/thu-tuc-lau-chua-doi-chieu/ket-qua/",
            StaleReportView.as_view(results_only=True),
            name="procedures_stale_report_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def build_stale_report_menu_item():
    return AdminOnlyMenuItem(
        StaleReportView.page_title, reverse("procedures_stale_report"), icon_name="history", order=1100
    )


@hooks.register("before_edit_snippet")
def store_state_before_first_edit(request, instance):
    """An imported record has no revision yet: what stands before an editor's change becomes one, for the history."""
    if request.method == "POST" and isinstance(instance, Procedure):
        stored = Procedure.objects.get(pk=instance.pk)
        store_first_state(stored)
        instance.live_revision = stored.live_revision
