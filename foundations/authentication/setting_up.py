"""The page of one's own second step: set up, renew the recovery codes, turn off."""

from __future__ import annotations

import time

import segno
from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key
from wagtail.admin import messages
from wagtail.log_actions import log

from foundations.authentication.places import end_all_but_this
from foundations.authentication.second_step import (
    check,
    cleaned,
    device_of,
    mark_passed,
    new_recovery_codes,
    recovery_codes_left,
    seconds_until,
    turn_off,
    turn_on,
)

TITLE = _("Đăng nhập hai bước")
KEY_GOOD_FOR = 3600  # seconds from showing a key to confirming it
CODE_INPUT = {"autocomplete": "one-time-code", "autocapitalize": "none"}


class SetUpForm(forms.Form):
    """The key that was shown, signed, and a code by which the telephone proves that it has it."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=400)
    code = forms.CharField(
        label=_("Mã 6 chữ số trong ứng dụng"),
        max_length=20,
        widget=forms.TextInput(attrs={**CODE_INPUT, "inputmode": "numeric"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.salt = f"signing_in.key.{user.pk}"

    def clean(self):
        self.hex_key = self.shown_key()
        totp = TOTP(bytes.fromhex(self.hex_key))
        totp.time = time.time()
        code = cleaned(self.cleaned_data.get("code", ""))
        if not self.errors and not (code.isascii() and code.isdecimal() and totp.verify(int(code), tolerance=1)):
            words = _("Mã không đúng. Hãy chờ ứng dụng hiện mã mới rồi nhập lại; kiểm tra đồng hồ của điện thoại.")
            self.add_error("code", words)
        self.step = totp.t()
        return self.cleaned_data

    def shown_key(self) -> str:
        """The key of this form; a new one for a form that is too old or not ours."""
        try:
            return signing.loads(self.data.get("key", ""), salt=self.salt, max_age=KEY_GOOD_FOR)
        except signing.BadSignature:
            self.add_error("code", _("Trang đã mở quá lâu. Hãy quét mã QR mới bên dưới rồi nhập mã."))
            return default_key()


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Mã xác nhận hoặc mã dự phòng"), max_length=30, widget=forms.TextInput(attrs=CODE_INPUT)
    )


@sensitive_post_parameters()
@sensitive_variables()
def two_step(request):
    """Shows how signing in stands; sets up, or changes what is set up."""
    device = device_of(request.user)
    return changed(request, device) if device else set_up(request)


def page(request, template: str, context: dict) -> TemplateResponse:
    return TemplateResponse(request, template, {"page_title": TITLE, "header_icon": "lock", **context})


@sensitive_variables()
def set_up(request):
    form = SetUpForm(request.POST if "key" in request.POST else None, user=request.user)
    if form.is_valid():
        codes = turn_on(request.user, form.hex_key, form.step)
        mark_passed(request, device_of(request.user))
        end_all_but_this(request)
        log(request.user, "signing_in.two_step_on", user=request.user)
        return shown_codes(request, codes)
    key = form.hex_key if form.is_bound else default_key()
    device = TOTPDevice(user=request.user, key=key)
    letters = device.config_url.partition("secret=")[2].partition("&")[0]
    context = {
        "form": form,
        "signed_key": signing.dumps(key, salt=form.salt),
        # Drawn by segno from nothing but the address: nothing in it is from outside.
        "qr": mark_safe(segno.make(device.config_url).svg_inline(scale=5, border=4, light="#fff")),  # noqa: S308
        "letters": " ".join(letters[start : start + 4] for start in range(0, len(letters), 4)),
    }
    return page(request, "signing_in/set_up.html", context)


@sensitive_variables()
def changed(request, device):
    """The page of whom has a second step; what it does asks for a code."""
    action = request.POST.get("action")
    form = CodeForm(request.POST if action in {"renew", "off"} else None)
    if form.is_valid():
        answer = check(request.user, form.cleaned_data["code"])
        if answer.device and action == "off":
            turn_off(request.user)
            log(request.user, "signing_in.two_step_off", user=request.user)
            messages.success(request, gettext("Đã tắt đăng nhập hai bước."))
            return redirect("two_step")
        if answer.device:
            log(request.user, "signing_in.recovery_renewed", user=request.user)
            return shown_codes(request, new_recovery_codes(request.user))
        form.add_error("code", why_not(answer))
    context = {"form": form, "device": device, "left": recovery_codes_left(request.user)}
    return page(request, "signing_in/two_step.html", context)


def why_not(answer) -> str:
    if answer.wait_until:
        words = gettext("Vừa có mã sai. Vui lòng đợi %(seconds)s giây rồi nhập lại.")
        return words % {"seconds": seconds_until(answer.wait_until)}
    return gettext("Mã không đúng, đã dùng hoặc đã hết hạn. Hãy nhập mã mới đang hiện trên điện thoại.")


@sensitive_variables()
def shown_codes(request, codes: list[str]):
    """The only time that the codes are shown. They go to the file by way of the page, as nothing here keeps them."""
    signed = signing.dumps(codes, salt=f"signing_in.codes.{request.user.pk}")
    return page(request, "signing_in/codes.html", {"codes": codes, "signed": signed})


@require_POST
@sensitive_post_parameters()
@sensitive_variables()
def codes_file(request):
    """The codes that the page shows, as a text file."""
    try:
        salt = f"signing_in.codes.{request.user.pk}"
        codes = signing.loads(request.POST.get("codes", ""), salt=salt, max_age=KEY_GOOD_FOR)
    except signing.BadSignature:
        return HttpResponseBadRequest(gettext("Danh sách mã đã hết hạn. Hãy tạo mã dự phòng mới."))
    heading = gettext("Mã dự phòng đăng nhập %(site)s") % {"site": settings.WAGTAIL_SITE_NAME}
    who = gettext("Tài khoản: %(name)s") % {"name": request.user.get_username()}
    day = gettext("Tạo ngày: %(day)s") % {"day": date_format(timezone.localdate(), "d/m/Y")}
    advice = gettext("Mỗi mã dùng được một lần. Cất ở nơi an toàn, tách khỏi điện thoại và mật khẩu.")
    text = "\r\n".join([heading, who, day, "", *codes, "", advice, ""])
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="ma-du-phong.txt"'
    return response
