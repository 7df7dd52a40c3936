"""For administrators: one person's sign-ins, and help for people who lost their phone or are locked out."""

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
from foundations.authentication.places import end_sessions, find_live_sign_ins
from foundations.authentication.second_step import count_recovery_codes, get_device, turn_off
from foundations.authentication.throttling import COUNTING_PERIOD, find_failures, unlock_name


class ReasonForm(forms.Form):
    """Why an administrator removes somebody's second step."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=300,
        help_text=_("Ghi vào nhật ký hoạt động. Ví dụ: mất điện thoại, đã xác minh qua lãnh đạo đơn vị."),
    )


def manage_person(request, pk):
    """Shows one person's sign-ins and failures; ends sessions, unlocks the name, removes the second step."""
    who = get_object_or_404(get_user_model(), pk=pk)
    if not may_look_after(request.user, who):
        raise PermissionDenied
    action = request.POST.get("action")
    form = ReasonForm(request.POST if action == "remove" else None)
    if action == "unlock":
        return unlock_person(request, who)
    if action == "end":
        return end_persons_sessions(request, who)
    if action == "remove" and form.is_valid():
        return remove_second_step(request, who, form.cleaned_data["reason"])
    context = {
        "page_title": _("Đăng nhập của người dùng"),
        "page_subtitle": get_user_display_name(who),
        "header_icon": "key",
        "who": who,
        "form": form,
        "device": get_device(who),
        "left": count_recovery_codes(who),
        "found": find_live_sign_ins(who),
        "failures": find_failures(who.get_username()).filter(attempt_time__gt=timezone.now() - COUNTING_PERIOD).count(),
    }
    return TemplateResponse(request, "signing_in/person.html", context)


def unlock_person(request, who):
    """Unlocks the person's user name."""
    unlock_name(who.get_username())
    log(who, "signing_in.unlocked", user=request.user)
    messages.success(request, gettext("Đã mở khóa. Người này có thể đăng nhập ngay."))
    return redirect("person_sign_ins", who.pk)


def end_persons_sessions(request, who):
    """Ends all of the person's sessions."""
    number = end_sessions(find_live_sign_ins(who))
    log(who, "signing_in.ended_by_other", user=request.user)
    messages.success(request, gettext("Đã đăng xuất người này khỏi %(number)s nơi.") % {"number": number})
    return redirect("person_sign_ins", who.pk)


def remove_second_step(request, who, reason: str):
    """Removes the second step. The password alone opens the account now, so its sessions end too."""
    if turn_off(who):
        end_sessions(find_live_sign_ins(who))
        log(who, "signing_in.two_step_removed", user=request.user, data={"reason": reason})
        messages.success(request, gettext("Đã gỡ bước hai và đăng xuất người này khỏi mọi nơi."))
    return redirect("person_sign_ins", who.pk)
