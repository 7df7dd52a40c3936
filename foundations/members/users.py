"""Wagtail's list and form of users, reduced to what is needed: roles are given under “Thành viên”.

Accounts are deactivated, never deleted, so that articles keep their author. Only superusers may see and change
superusers. Bulk actions are off, as one of them hands out groups.
"""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import NameEmailForm
from wagtail.admin.ui.tables import Column
from wagtail.users.forms import UserEditForm
from wagtail.users.views.users import CreateView, EditView, HistoryView, IndexView, UserFilterSet, UserViewSet

from foundations.members.models import Membership

User = get_user_model()
KEPT_MESSAGE = _(
    "Tài khoản không bị xóa, để bài viết còn tên người viết. Hãy bỏ chọn “Đang hoạt động” để ngừng tài khoản."
)


class UniqueEmailMixin:
    """Refuses an e-mail address that another account has."""

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email and User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Địa chỉ này đã được dùng cho một tài khoản khác."))
        return email


class AccountForm(UniqueEmailMixin, NameEmailForm):
    """Name and address on the user's own account page."""


class UserForm(UniqueEmailMixin, UserEditForm):
    """Name, address, password, active or not; for superusers also whether the account is a superuser's."""

    field_order = ["first_name", "last_name", "email", "username", "password1", "password2", "is_active"]

    def __init__(self, *args, for_user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = False  # some people have one name
        self.fields["username"].disabled = True
        self.fields["username"].help_text = _("Tên đăng nhập không đổi.")
        if not (for_user and for_user.is_superuser):
            self.fields.pop("is_superuser", None)

    class Meta(UserEditForm.Meta):
        fields = ["username", "first_name", "last_name", "email", "is_active", "is_superuser"]


class SiteUserFilterSet(UserFilterSet):
    """Without the filter by group."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.filters["group"]


def get_reachable_accounts(request):
    """The accounts that the user may see and change: superusers only for superusers."""
    users = User.objects.all()
    return users if request.user.is_superuser else users.filter(is_superuser=False)


def describe_roles(user) -> str:
    """Today's roles: `Người viết, Sở Nội vụ; Ban biên tập`. Expects memberships to be prefetched."""
    today = timezone.localdate()
    present = [membership for membership in user.memberships.all() if membership.is_valid_on(today)]
    if not present:
        return str(_("Quản trị kỹ thuật")) if user.is_superuser else ""
    return "; ".join(", ".join(filter(None, [each.get_role_display(), str(each.unit or "")])) for each in present)


class UserIndexView(IndexView):
    """The list of accounts, with their roles."""

    add_item_label = _("Mời thành viên")
    page_title = _("Tài khoản")

    def get_base_queryset(self):
        reached = get_reachable_accounts(self.request).select_related("wagtail_userprofile")
        return reached.prefetch_related("memberships__unit")

    def search_queryset(self, queryset):
        """Also finds members by name and unit; Wagtail's own search wants all words in one column."""
        if not self.is_searching:
            return queryset
        members = Membership.objects.matching(self.search_query).values("user")
        found = super().search_queryset(queryset).values("pk")
        return queryset.filter(Q(pk__in=found) | Q(pk__in=members))

    @cached_property
    def columns(self):
        kept = [column for column in super().columns[1:] if column.name != "is_superuser"]
        return [*kept[:2], Column("roles", label=_("Vai trò"), accessor=describe_roles), *kept[2:]]

    def get_add_url(self):
        return reverse("people_invite") if self.user_has_permission("add") else None

    def get_delete_url(self, instance):
        return None


class UserCreateView(CreateView):
    """Accounts are only created by inviting."""

    def dispatch(self, request, *args, **kwargs):
        return redirect("people_invite")


class WithinReachMixin:
    """Raises PermissionDenied for an account that the user may not see."""

    def get_object(self, *args, **kwargs):
        found = super().get_object(*args, **kwargs)
        if found.is_superuser and not self.request.user.is_superuser:
            raise PermissionDenied
        return found


class UserEditView(WithinReachMixin, EditView):
    """The form of an account, with its memberships and without deleting."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.can_delete = False

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "for_user": self.request.user}

    def get_context_data(self, **kwargs):
        memberships = self.object.memberships.select_related("unit")
        return super().get_context_data(memberships=memberships, **kwargs)


class UserHistoryView(WithinReachMixin, HistoryView):
    """Wagtail's, for accounts within reach."""


class SiteUserViewSet(UserViewSet):
    """Wagtail's screens of users with our views."""

    index_view_class = UserIndexView
    add_view_class = UserCreateView
    edit_view_class = UserEditView
    history_view_class = UserHistoryView
    filterset_class = SiteUserFilterSet
    index_template_name = "wagtailadmin/generic/index.html"
    edit_template_name = "members/user.html"
    menu_label = _("Tài khoản")
    copy_view_enabled = False

    def get_form_class(self, for_update=False):
        return UserForm if for_update else super().get_form_class(for_update)


def refuse_deletion(request, user):
    """Hook before deleting a user: answers with a message instead."""
    messages.error(request, KEPT_MESSAGE)
    return redirect("wagtailusers_users:edit", user.pk)


def refuse_bulk_action(request, action_type, objects, action):
    """Hook before bulk actions: refuses those on accounts."""
    if User in action.models:
        messages.error(request, _("Thao tác này không dùng cho tài khoản. Vai trò được giao ở mục Thành viên."))
        return redirect("wagtailusers_users:index")
    return None
