"""The page of the user's own second step: set up, renew the recovery codes, turn off."""

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

from foundations.authentication.places import end_other_sessions
from foundations.authentication.second_step import (
    check_code,
    clean_code,
    count_recovery_codes,
    count_seconds_until,
    get_device,
    make_recovery_codes,
    mark_passed,
    turn_off,
    turn_on,
)

PAGE_TITLE = _("Đăng nhập hai bước")
MAX_KEY_SECONDS = 3600  # seconds from showing a key to confirming it
CODE_INPUT_ATTRIBUTES = {"autocomplete": "one-time-code", "autocapitalize": "none"}


class SetUpForm(forms.Form):
    """The signed key that was shown, and a code that proves that the app has it."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=400)
    code = forms.CharField(
        label=_("Mã 6 chữ số trong ứng dụng"),
        max_length=20,
        widget=forms.TextInput(attrs={**CODE_INPUT_ATTRIBUTES, "inputmode": "numeric"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.salt = f"signing_in.key.{user.pk}"

    def clean(self):
        self.hex_key = self.read_key()
        totp = TOTP(bytes.fromhex(self.hex_key))
        totp.time = time.time()
        code = clean_code(self.cleaned_data.get("code", ""))
        if not self.errors and not (code.isascii() and code.isdecimal() and totp.verify(int(code), tolerance=1)):
            words = _("Mã không đúng. Hãy chờ ứng dụng hiện mã mới rồi nhập lại; kiểm tra đồng hồ của điện thoại.")
            self.add_error("code", words)
        self.step = totp.t()
        return self.cleaned_data

    def read_key(self) -> str:
        """The hexadecimal key of this form; a new one and an error if the form is too old or its signature is wrong."""
        try:
            return signing.loads(self.data.get("key", ""), salt=self.salt, max_age=MAX_KEY_SECONDS)
        except signing.BadSignature:
            self.add_error("code", _("Trang đã mở quá lâu. Hãy quét mã QR mới bên dưới rồi nhập mã."))
            return default_key()


class CodeForm(forms.Form):
    """The code that changing or turning off the second step asks for."""

    code = forms.CharField(
        label=_("Mã xác nhận hoặc mã dự phòng"), max_length=30, widget=forms.TextInput(attrs=CODE_INPUT_ATTRIBUTES)
    )


@sensitive_post_parameters()
@sensitive_variables()
def manage_two_step(request):
    """Sets the second step up, or changes it if it is."""
    device = get_device(request.user)
    return change_second_step(request, device) if device else set_up_second_step(request)


def render_page(request, template: str, context: dict) -> TemplateResponse:
    """A page with the title and icon of these screens."""
    return TemplateResponse(request, template, {"page_title": PAGE_TITLE, "header_icon": "lock", **context})


@sensitive_variables()
def set_up_second_step(request):
    """Shows a new key as QR code and letters; with a right code turns the second step on."""
    form = SetUpForm(request.POST if "key" in request.POST else None, user=request.user)
    if form.is_valid():
        codes = turn_on(request.user, form.hex_key, form.step)
        mark_passed(request, get_device(request.user))
        end_other_sessions(request)
        log(request.user, "signing_in.two_step_on", user=request.user)
        return render_codes(request, codes)
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
    return render_page(request, "signing_in/set_up.html", context)


@sensitive_variables()
def change_second_step(request, device):
    """Renews the recovery codes or turns the second step off; both ask for a code."""
    action = request.POST.get("action")
    form = CodeForm(request.POST if action in {"renew", "off"} else None)
    if form.is_valid():
        answer = check_code(request.user, form.cleaned_data["code"])
        if answer.device and action == "off":
            turn_off(request.user)
            log(request.user, "signing_in.two_step_off", user=request.user)
            messages.success(request, gettext("Đã tắt đăng nhập hai bước."))
            return redirect("two_step")
        if answer.device:
            log(request.user, "signing_in.recovery_renewed", user=request.user)
            return render_codes(request, make_recovery_codes(request.user))
        form.add_error("code", describe_refusal(answer))
    context = {"form": form, "device": device, "left": count_recovery_codes(request.user)}
    return render_page(request, "signing_in/two_step.html", context)


def describe_refusal(answer) -> str:
    """Why a code was refused."""
    if answer.wait_until:
        words = gettext("Vừa có mã sai. Vui lòng đợi %(seconds)s giây rồi nhập lại.")
        return words % {"seconds": count_seconds_until(answer.wait_until)}
    return gettext("Mã không đúng, đã dùng hoặc đã hết hạn. Hãy nhập mã mới đang hiện trên điện thoại.")


@sensitive_variables()
def render_codes(request, codes: list[str]):
    """Shows the codes this one time. The page posts them back, signed, for the file: the server keeps only hashes."""
    signed = signing.dumps(codes, salt=f"signing_in.codes.{request.user.pk}")
    return render_page(request, "signing_in/codes.html", {"codes": codes, "signed": signed})


@require_POST
@sensitive_post_parameters()
@sensitive_variables()
def download_codes(request):
    """The codes of the page as a text file."""
    try:
        salt = f"signing_in.codes.{request.user.pk}"
        codes = signing.loads(request.POST.get("codes", ""), salt=salt, max_age=MAX_KEY_SECONDS)
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
