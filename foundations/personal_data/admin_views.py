"""The page where the board answers requests about personal data."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from foundations.personal_data.holders import make_contact_key
from foundations.personal_data.models import DataRequest
from foundations.personal_data.requests import erase, find_held_data, store_request, write_excel, write_json
from foundations.spreadsheets.writing import XLSX_CONTENT_TYPE

PERMISSION = "personal_data.handle_datarequest"
FILE_WRITERS = {"json": (write_json, "application/json"), "xlsx": (write_excel, XLSX_CONTENT_TYPE)}


class PersonalDataForm(forms.Form):
    """The person's contact, and the reason for handing out or erasing the data."""

    contact = forms.CharField(
        label=_("Thư điện tử hoặc số điện thoại của người yêu cầu"),
        max_length=254,
        help_text=_("Hãy xác minh người yêu cầu là chủ của địa chỉ này trước khi cung cấp hoặc xóa."),
    )
    reason = forms.CharField(
        label=_("Căn cứ, lý do"),
        max_length=1000,
        required=False,
        help_text=_("Bắt buộc khi cung cấp hoặc xóa. Ví dụ: thư yêu cầu ngày 20/11/2026."),
    )

    def clean_contact(self):
        key = make_contact_key(self.cleaned_data["contact"])
        if not key:
            raise forms.ValidationError(_("Hãy ghi một địa chỉ thư điện tử hoặc một số điện thoại đầy đủ."))
        return key

    def clean(self):
        cleaned = super().clean()
        if self.data.get("action") in {*FILE_WRITERS, "erase"} and not cleaned.get("reason"):
            self.add_error("reason", _("Hãy ghi căn cứ, lý do: việc này được lưu vào nhật ký."))
        return cleaned


@never_cache
def manage_personal_data(request):
    """Shows, hands out or erases a person's data, with a record. By POST, so that no address holds the contact."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = PersonalDataForm(request.POST or None)
    context = {"form": form, "page_title": _("Dữ liệu cá nhân"), "header_icon": "user"}
    if request.method == "POST" and form.is_valid():
        key, reason = form.cleaned_data["contact"], form.cleaned_data["reason"]
        action = request.POST.get("action", "")
        if action in FILE_WRITERS:
            return hand_out(request.user, key, reason, action)
        if action == "erase":
            count = erase(key, reason, request.user)
            messages.success(request, gettext("Đã xóa %(count)s mục và ghi vào nhật ký.") % {"count": count})
            return redirect("personal_data")
        context["found"] = find_held_data(key)
    context["log"] = DataRequest.objects.all()[:50]
    return TemplateResponse(request, "personal_data/person.html", context)


def hand_out(user, key: str, reason: str, form: str) -> HttpResponse:
    """The person's data as a file; `form` is json or xlsx."""
    make, kind = FILE_WRITERS[form]
    found = find_held_data(key)
    store_request(DataRequest.Kind.EXPORT, key, reason, user, sum(len(each.rows) for each in found))
    response = HttpResponse(make(found), content_type=kind)
    name = f"du-lieu-ca-nhan-{timezone.localdate():%Y-%m-%d}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
