"""The page on which the board answers a request about personal data."""

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

from foundations.personal_data.holders import contact_key
from foundations.personal_data.models import DataRequest
from foundations.personal_data.requests import as_excel, as_json, erase, everything_of, record
from foundations.spreadsheets.writing import XLSX_CONTENT_TYPE

PERMISSION = "personal_data.handle_datarequest"
FILES = {"json": (as_json, "application/json"), "xlsx": (as_excel, XLSX_CONTENT_TYPE)}


class PersonForm(forms.Form):
    """Whose data, and on what grounds something is done with it."""

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
        key = contact_key(self.cleaned_data["contact"])
        if not key:
            raise forms.ValidationError(_("Hãy ghi một địa chỉ thư điện tử hoặc một số điện thoại đầy đủ."))
        return key

    def clean(self):
        cleaned = super().clean()
        if self.data.get("action") in {*FILES, "erase"} and not cleaned.get("reason"):
            self.add_error("reason", _("Hãy ghi căn cứ, lý do: việc này được lưu vào nhật ký."))
        return cleaned


@never_cache
def person_view(request):
    """Shows what is held of a person; hands it out or erases it, with a record. Sent by POST: it is in no address."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = PersonForm(request.POST or None)
    context = {"form": form, "page_title": _("Dữ liệu cá nhân"), "header_icon": "user"}
    if request.method == "POST" and form.is_valid():
        key, reason = form.cleaned_data["contact"], form.cleaned_data["reason"]
        action = request.POST.get("action", "")
        if action in FILES:
            return handed_out(request.user, key, reason, action)
        if action == "erase":
            count = erase(key, reason, request.user)
            messages.success(request, gettext("Đã xóa %(count)s mục và ghi vào nhật ký.") % {"count": count})
            return redirect("personal_data")
        context["found"] = everything_of(key)
    context["log"] = DataRequest.objects.all()[:50]
    return TemplateResponse(request, "personal_data/person.html", context)


def handed_out(user, key: str, reason: str, form: str) -> HttpResponse:
    """What is held of the person as a file."""
    make, kind = FILES[form]
    found = everything_of(key)
    record(DataRequest.Kind.EXPORT, key, reason, user, sum(len(each.rows) for each in found))
    response = HttpResponse(make(found), content_type=kind)
    name = f"du-lieu-ca-nhan-{timezone.localdate():%Y-%m-%d}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
