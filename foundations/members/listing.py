"""The list “Thành viên”: who works for which unit, in which role. Units' editors see only their own units."""

from __future__ import annotations

import django_filters
from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from foundations.editing.forms import EditedModelForm
from foundations.members.joining import prepare_unit
from foundations.members.models import Membership
from foundations.members.permissions import MembershipPolicy, find_open_invitations, list_accounts, may_invite
from foundations.members.roles import Role
from foundations.spreadsheets.exports import LocalExportMixin
from foundations.units.models import Unit


def format_day(day) -> str:
    """31/12/2026; an empty string for None."""
    return date_format(day, "d/m/Y") if day else ""


def describe_standing(membership: Membership) -> str:
    """The state of the membership today in words; for open invitations also until when they are valid."""
    invitation = getattr(membership.user, "invitation", None)
    if not membership.user.is_active:
        return gettext("Tài khoản đã ngừng")
    if not membership.is_valid_on(timezone.localdate()):
        return gettext("Đã kết thúc") if membership.valid_from <= timezone.localdate() else gettext("Chưa bắt đầu")
    if invitation is None or invitation.accepted_at:
        return gettext("Đang tham gia")
    if invitation.failure:
        return gettext("Chưa gửi được lời mời")
    if invitation.is_expired:
        return gettext("Lời mời đã hết hạn")
    moment = date_format(timezone.localtime(invitation.expires_at), "H:i d/m/Y")
    return gettext("Chờ nhận lời mời, đến %(moment)s") % {"moment": moment}


def is_taking_part(membership: Membership) -> bool:
    """Whether the membership is valid today and its invitation accepted."""
    return describe_standing(membership) == gettext("Đang tham gia")


def get_full_name(membership: Membership) -> str:
    """The person's name; the user name if there is none."""
    return membership.user.get_full_name() or membership.user.get_username()


class MembershipFilterSet(WagtailFilterSet):
    """Filters of the list of members."""

    role = django_filters.ChoiceFilter(label=_("Vai trò"), choices=Role.choices, empty_label=_("Tất cả"))
    unit = django_filters.ModelChoiceFilter(
        label=_("Đơn vị"), queryset=Unit.objects.filter(memberships__isnull=False).distinct().alphabetical()
    )
    standing = django_filters.ChoiceFilter(
        label=_("Tình trạng"),
        choices=[("now", _("Đang tham gia")), ("invited", _("Chờ nhận lời mời")), ("over", _("Đã kết thúc"))],
        method="filter_by_standing",
        empty_label=_("Tất cả"),
    )

    class Meta:
        model = Membership
        fields = ["role", "unit"]

    def filter_by_standing(self, queryset, _name, value):
        present = queryset.valid_on(timezone.localdate())
        if value == "over":
            return queryset.exclude(pk__in=present)
        waiting = {"user__invitation__isnull": False, "user__invitation__accepted_at__isnull": True}
        return present.filter(**waiting) if value == "invited" else present.exclude(**waiting)


class MembershipIndexView(LocalExportMixin, IndexView):
    """The list of members, with buttons to invite."""

    add_item_label = _("Giao vai trò")
    page_title = _("Thành viên")

    def get_base_queryset(self):
        rows = Membership.objects.visible_to(self.request.user)
        return rows.select_related("user__wagtail_userprofile", "user__invitation", "unit")

    def search_queryset(self, queryset):
        return queryset.matching(self.search_query) if self.is_searching else queryset

    @cached_property
    def columns(self):
        """The name links to the form; no checkboxes, as there are no bulk actions."""
        name = self._get_title_column_class(TitleColumn)(
            "name", label=_("Họ và tên"), accessor=get_full_name, get_url=self.get_edit_url
        )
        return [name, *super().columns[2:]]

    @cached_property
    def header_buttons(self):
        invite = HeaderButton(_("Mời thành viên"), url=reverse("people_invite"), icon_name="mail")
        return [invite, *super().header_buttons] if may_invite(self.request.user) else super().header_buttons

    @cached_property
    def header_more_buttons(self):
        many = Button(_("Mời theo danh sách"), url=reverse("people_invite_list"), icon_name="list-ul")
        return [many, *super().header_more_buttons] if may_invite(self.request.user) else super().header_more_buttons

    @cached_property
    def manageable(self) -> set[int]:
        return set(find_open_invitations(self.request.user).values_list("pk", flat=True))

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        invitation = getattr(instance.user, "invitation", None)
        if invitation and invitation.pk in self.manageable:
            url = reverse("people_invitation", args=[invitation.pk])
            buttons.append(Button(_("Lời mời"), url=url, icon_name="mail", priority=20))
        return buttons


class MembershipForm(EditedModelForm):
    """Gives a role to a person with an account; of an existing membership only the days can be changed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user, unit = self.fields["user"], self.fields["unit"]
        user.label_from_instance = lambda one: f"{one.get_full_name()} ({one.get_username()})"
        if self.instance.pk:
            user.queryset = list_accounts().filter(pk=self.instance.user_id)
            unit.queryset = Unit.objects.filter(pk=self.instance.unit_id)
            user.disabled = unit.disabled = self.fields["role"].disabled = True
        else:
            user.queryset = list_accounts().filter(is_active=True)
            unit.queryset = Unit.objects.valid_on(timezone.localdate()).alphabetical()
        unit.widget = forms.Select(choices=unit.choices)

    def save(self, commit=True):
        membership = super().save(commit)
        if commit and membership.unit:
            prepare_unit(membership.unit)
        return membership


class MembershipCreateView(CreateView):
    """Gives a role to a person who has an account."""

    page_title = _("Giao vai trò")


class MembershipEditView(EditView):
    """Changes the days of a membership."""

    page_title = _("Thời hạn của vai trò")


class MembershipViewSet(SnippetViewSet):
    """The screens of memberships."""

    model = Membership
    index_view_class = MembershipIndexView
    add_view_class = MembershipCreateView
    edit_view_class = MembershipEditView
    permission_policy = MembershipPolicy(Membership)
    icon = "group"
    menu_label = _("Thành viên")
    menu_name = "members"
    menu_order = 305
    add_to_admin_menu = True
    url_prefix = "thanh-vien"
    copy_view_enabled = False
    list_per_page = 50
    list_display = [
        Column("name", label=_("Họ và tên"), accessor=get_full_name),
        Column("email", label=_("Thư điện tử"), accessor="user.email"),
        Column("get_role_display", label=_("Vai trò")),
        Column("unit", label=_("Đơn vị")),
        Column("valid_from", label=_("Từ ngày"), accessor=lambda row: format_day(row.valid_from)),
        Column("valid_to", label=_("Đến hết ngày"), accessor=lambda row: format_day(row.valid_to)),
        StatusTagColumn("standing", label=_("Tình trạng"), accessor=describe_standing, primary=is_taking_part),
    ]
    list_export = ["user", "user.email", "get_role_display", "unit", "valid_from", "valid_to"]
    export_headings = {
        "user": _("Tên đăng nhập"),
        "user.email": _("Thư điện tử"),
        "get_role_display": _("Vai trò"),
    }
    export_filename = "thanh-vien"
    filterset_class = MembershipFilterSet
    search_fields = ["user__last_name"]  # there is a box; the view reads names, addresses and units without accents
    edit_handler = ObjectList(
        [
            FieldPanel("user"),
            FieldPanel("role"),
            FieldPanel("unit"),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")], heading=_("Thời gian")),
        ],
        base_form_class=MembershipForm,
    )
