"""Labels of the editors' interface that Wagtail 7.4 does not translate.

All changes use public attributes (labels of fields and columns) or registries that Wagtail documents, except for
`messages.validation_error`, which all its views call; `tests/foundations/test_admin_interface.py` fails when a new
Wagtail has a field without a label.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.forms import choosers
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm
from wagtail.admin.forms.workflows import WorkflowContentTypeForm, WorkflowPageForm
from wagtail.admin.telepath import register
from wagtail.admin.ui.sidebar import BaseSidebarAdapter, MainMenuModule
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
from wagtail.contrib.redirects.forms import ConfirmImportForm
from wagtail.sites.views import IndexView as SiteIndexView
from wagtail.users.forms import BaseGroupPagePermissionFormSet, PagePermissionsForm
from wagtail.users.views.bulk_actions.assign_role import RoleForm

from foundations.editors_interface.form_errors import add_validation_error

LINK_TEXT = {"link_text": _("Chữ của liên kết")}
FIELD_LABELS: dict[type[forms.BaseForm], dict[str, str]] = {
    choosers.ExternalLinkChooserForm: LINK_TEXT,
    choosers.AnchorLinkChooserForm: {"url": _("Tên điểm neo"), **LINK_TEXT},
    choosers.EmailLinkChooserForm: {
        "email_address": _("Địa chỉ thư điện tử"),
        "subject": _("Tiêu đề thư"),
        "body": _("Nội dung thư"),
        **LINK_TEXT,
    },
    choosers.PhoneLinkChooserForm: {"phone_number": _("Số điện thoại"), **LINK_TEXT},
    ConfirmImportForm: {"permanent": _("Chuyển hướng vĩnh viễn")},
    DefaultPageForm: {"include_descendants": _("Cả các trang cấp dưới")},
    PagePermissionsForm: {"page": _("Trang")},
    RoleForm: {"role": _("Vai trò")},
    WorkflowContentTypeForm: {"content_types": _("Loại nội dung")},
    WorkflowPageForm: {"page": _("Trang")},
}
COLUMN_LABELS = {"port": _("Số cổng"), "site_name": _("Tên trang web"), "root_page": _("Trang gốc")}


class LoginForm(WagtailLoginForm):
    """Wagtail's form with a translated label and the attributes by which browsers fill in passwords."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}
        self.fields["password"].label = _("Mật khẩu")
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"

    def clean_username(self):
        """E-mail addresses as user names are stored in lower case, but typed in any."""
        name = self.cleaned_data["username"]
        return name.lower() if "@" in name else name


class FullNameMenuAdapter(BaseSidebarAdapter):
    """Shows the user's full name in the sidebar; the first name alone would be "Nguyễn Văn"."""

    js_constructor = "wagtail.sidebar.MainMenuModule"

    def js_args(self, obj):
        items, account_items, user = obj.js_args()
        return [items, account_items, {**user, "name": get_user_display_name(obj.user)}]


def use_our_words() -> None:
    """Sets labels of forms and lists, the message of refused forms and the sidebar's name. Called once, in `ready`."""
    messages.validation_error = add_validation_error
    for form, labels in FIELD_LABELS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label
    for column in SiteIndexView.columns:
        column.label = COLUMN_LABELS.get(column.name, column.label)
    PagePermissionsForm.base_fields["permissions"].label_from_instance = get_page_permission_label
    register(FullNameMenuAdapter(), MainMenuModule)


def get_page_permission_label(permission) -> str:
    """The translated name of a page permission; its database row is English."""
    labels = {codename: label for codename, _short, label in BaseGroupPagePermissionFormSet.permission_types}
    return str(labels.get(permission.codename, permission.name))


def get_script_words() -> dict[str, str]:
    """Translations of English words that are fixed in Wagtail's scripts and templates, and in jQuery UI."""
    return {
        "Edit": gettext("Sửa"),
        "Remove": gettext("Bỏ"),
        "Search": gettext("Tìm kiếm"),
        "noResults": gettext("Không có gợi ý nào."),
        "results": gettext("Có gợi ý; chọn bằng phím mũi tên lên, xuống."),
    }
