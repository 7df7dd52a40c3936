"""For administrators: how one person signs in, and what helps who lost the telephone or is locked out."""

from __future__ import annotations

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import log

from foundations.authentication.administrators import may_look_after
from foundations.authentication.places import end, live_sign_ins
from foundations.authentication.second_step import device_of, recovery_codes_left, turn_off
from foundations.authentication.throttling import MEMORY, failures_of, unlock


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=300,
        help_text=_("Ghi vào nhật ký hoạt động. Ví dụ: mất điện thoại, đã xác minh qua lãnh đạo đơn vị."),
    )


def person(request, pk):
    """Shows one person's way of signing in; ends sessions, unlocks, takes the second step off."""
    who = get_object_or_404(get_user_model(), pk=pk)
    if not may_look_after(request.user, who):
        raise PermissionDenied
    action = request.POST.get("action")
    form = ReasonForm(request.POST if action == "remove" else None)
    if action == "unlock":
        return unlocked(request, who)
    if action == "end":
        return ended(request, who)
    if action == "remove" and form.is_valid():
        return removed(request, who, form.cleaned_data["reason"])
    context = {
        "page_title": _("Đăng nhập của người dùng"),
        "page_subtitle": get_user_display_name(who),
        "header_icon": "key",
        "who": who,
        "form": form,
        "device": device_of(who),
        "left": recovery_codes_left(who),
        "found": live_sign_ins(who),
        "failures": failures_of(who.get_username()).filter(attempt_time__gt=timezone.now() - MEMORY).count(),
    }
    return TemplateResponse(request, "signing_in/person.html", context)


def unlocked(request, who):
    unlock(who.get_username())
    log(who, "signing_in.unlocked", user=request.user)
    messages.success(request, gettext("Đã mở khóa. Người này có thể đăng nhập ngay."))
    return redirect("person_sign_ins", who.pk)


def ended(request, who):
    number = end(live_sign_ins(who))
    log(who, "signing_in.ended_by_other", user=request.user)
    messages.success(request, gettext("Đã đăng xuất người này khỏi %(number)s nơi.") % {"number": number})
    return redirect("person_sign_ins", who.pk)


def removed(request, who, reason: str):
    """Without its second step an account is open to whoever has the password, so its sessions end too."""
    if turn_off(who):
        end(live_sign_ins(who))
        log(who, "signing_in.two_step_removed", user=request.user, data={"reason": reason})
        messages.success(request, gettext("Đã gỡ bước hai và đăng xuất người này khỏi mọi nơi."))
    return redirect("person_sign_ins", who.pk)
