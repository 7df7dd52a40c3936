"""Wagtail's listing and form of users, reduced to what is needed: roles are given under “Thành viên”.

An account is put out of use, never deleted: what its owner wrote keeps the author. Who is no superuser does not reach
those who are, and the bulk actions, one of which hands out groups, are switched off.
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
KEPT = _("Tài khoản không bị xóa, để bài viết còn tên người viết. Hãy bỏ chọn “Đang hoạt động” để ngừng tài khoản.")


class OneAddressMixin:
    """An e-mail address belongs to one account."""

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email and User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Địa chỉ này đã được dùng cho một tài khoản khác."))
        return email


class AccountForm(OneAddressMixin, NameEmailForm):
    """The name and the address on one's own account page."""


class UserForm(OneAddressMixin, UserEditForm):
    """Name, address, password, whether it is in use; for superusers also whether it is one of theirs."""

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


class OurUserFilterSet(UserFilterSet):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.filters["group"]


def within_reach(request):
    """The accounts that the user may see and change."""
    users = User.objects.all()
    return users if request.user.is_superuser else users.filter(is_superuser=False)


def roles_of(user) -> str:
    """`Người viết, Sở Nội vụ; Ban biên tập`, of today. Expects the memberships to be fetched."""
    today = timezone.localdate()
    present = [membership for membership in user.memberships.all() if membership.is_valid_on(today)]
    if not present:
        return str(_("Quản trị kỹ thuật")) if user.is_superuser else ""
    return "; ".join(", ".join(filter(None, [each.get_role_display(), str(each.unit or "")])) for each in present)


class UserIndexView(IndexView):
    add_item_label = _("Mời thành viên")
    page_title = _("Tài khoản")

    def get_base_queryset(self):
        reached = within_reach(self.request).select_related("wagtail_userprofile")
        return reached.prefetch_related("memberships__unit")

    def search_queryset(self, queryset):
        """Also by the words that members are found by: Wagtail's looks for the whole question in one column each."""
        if not self.is_searching:
            return queryset
        members = Membership.objects.matching(self.search_query).values("user")
        found = super().search_queryset(queryset).values("pk")
        return queryset.filter(Q(pk__in=found) | Q(pk__in=members))

    @cached_property
    def columns(self):
        kept = [column for column in super().columns[1:] if column.name != "is_superuser"]
        return [*kept[:2], Column("roles", label=_("Vai trò"), accessor=roles_of), *kept[2:]]

    def get_add_url(self):
        return reverse("people_invite") if self.user_has_permission("add") else None

    def get_delete_url(self, instance):
        return None


class UserCreateView(CreateView):
    def dispatch(self, request, *args, **kwargs):
        return redirect("people_invite")


class WithinReachMixin:
    """One account, unless it is out of the user's reach."""

    def get_object(self, *args, **kwargs):
        found = super().get_object(*args, **kwargs)
        if found.is_superuser and not self.request.user.is_superuser:
            raise PermissionDenied
        return found


class UserEditView(WithinReachMixin, EditView):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.can_delete = False

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "for_user": self.request.user}

    def get_context_data(self, **kwargs):
        memberships = self.object.memberships.select_related("unit")
        return super().get_context_data(memberships=memberships, **kwargs)


class UserHistoryView(WithinReachMixin, HistoryView):
    """As Wagtail's."""


class OurUserViewSet(UserViewSet):
    index_view_class = UserIndexView
    add_view_class = UserCreateView
    edit_view_class = UserEditView
    history_view_class = UserHistoryView
    filterset_class = OurUserFilterSet
    index_template_name = "wagtailadmin/generic/index.html"
    edit_template_name = "members/user.html"
    menu_label = _("Tài khoản")
    copy_view_enabled = False

    def get_form_class(self, for_update=False):
        return UserForm if for_update else super().get_form_class(for_update)


def keep_account(request, user):
    """Instead of deleting one account."""
    messages.error(request, KEPT)
    return redirect("wagtailusers_users:edit", user.pk)


def refuse_many(request, action_type, objects, action):
    """Instead of deleting, switching or regrouping many accounts at once."""
    if User in action.models:
        messages.error(request, _("Thao tác này không dùng cho tài khoản. Vai trò được giao ở mục Thành viên."))
        return redirect("wagtailusers_users:index")
    return None
