"""The sign-in form, the page that asks for the code after it, and the page of a locked name."""

from __future__ import annotations

import math
import time

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth import get_user_model, login
from django.contrib.auth.signals import user_login_failed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages
from wagtail.admin.views.account import LoginView as WagtailLoginView
from wagtail.log_actions import log

from foundations.authentication.known_browsers import mark_browser
from foundations.authentication.second_step import (
    check_code,
    count_recovery_codes,
    count_seconds_until,
    get_device,
    mark_passed,
)
from foundations.authentication.standing import store_sign_in
from foundations.authentication.throttling import find_lock_end, get_tried_name

WAITING_SESSION_KEY = "signing_in_waiting"  # who gave the right password and has to enter the code
MAX_WAITING_SECONDS = 10 * 60  # seconds from the password to the code
AUTH_BACKEND = "django.contrib.auth.backends.ModelBackend"
MAX_CODES_TO_WARN = 3  # with so few recovery codes left, the user is asked to make new ones


class LoginView(WagtailLoginView):
    """Wagtail's view, with the second step for users who have one. Nobody is signed in before both are done."""

    def form_valid(self, form):
        user, remembered = form.get_user(), bool(form.cleaned_data.get("remember"))
        if get_device(user):
            self.request.session.cycle_key()
            self.request.session[WAITING_SESSION_KEY] = [user.pk, time.time(), remembered, self.get_success_url()]
            return redirect("sign_in_code")
        response = super().form_valid(form)
        return complete_sign_in(self.request, response, remembered)

    def form_invalid(self, form):
        log_failure(self.request)
        return super().form_invalid(form)


class CodeForm(forms.Form):
    """The second step: one field for the app's code or a recovery code."""

    code = forms.CharField(
        label=_("Mã xác nhận"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "autofocus": ""}),
        help_text=_("6 chữ số đang hiện trong ứng dụng xác thực, hoặc một mã dự phòng như abcde-fghjk."),
    )


@never_cache
@sensitive_post_parameters("code")
def ask_for_code(request):
    """The page after a right password: asks for the code and signs in."""
    waiting = get_waiting_person(request)
    if waiting is None:
        messages.warning(request, gettext("Đã quá thời gian nhập mã. Vui lòng đăng nhập lại."))
        return redirect("wagtailadmin_login")
    user, remembered, address = waiting
    request.signing_in_name = user.get_username()
    credentials = {"username": user.get_username()}
    form = CodeForm(request.POST or None)
    if request.method == "POST":
        if not AxesProxyHandler.is_allowed(request, credentials):
            return render_locked(request, None, credentials)
        if form.is_valid() and (answer := check_code(user, form.cleaned_data["code"])).device:
            return complete_with_code(request, user, answer, remembered, address)
        if form.is_valid():
            add_refusal(request, form, answer, credentials)
    return render(request, "signing_in/code.html", {"form": form})


def get_waiting_person(request):
    """(user, remember the sign-in?, address to go to) from the session; None if nobody waits or time is over."""
    number, since, remembered, address = request.session.get(WAITING_SESSION_KEY) or (None, 0, False, "")
    user = get_user_model().objects.filter(pk=number, is_active=True).first() if number else None
    if user is None or time.time() - since > MAX_WAITING_SECONDS or not get_device(user):
        request.session.pop(WAITING_SESSION_KEY, None)
        return None
    return user, remembered, address


def add_refusal(request, form, answer, credentials: dict) -> None:
    """Adds the reason to the form. A wrong code counts like a wrong password, unless it came too early to check."""
    if answer.wait_until:
        words = gettext("Vừa có mã sai. Vui lòng đợi %(seconds)s giây rồi nhập lại.")
        form.add_error("code", words % {"seconds": count_seconds_until(answer.wait_until)})
        return
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)
    log_failure(request, step="code")
    form.add_error(
        "code", gettext("Mã không đúng, đã dùng hoặc đã hết hạn. Hãy nhập mã mới đang hiện trên điện thoại.")
    )


def complete_with_code(request, user, answer, remembered: bool, address: str):
    """Signs in after a right code and redirects to `address` if it is on this site."""
    request.session.pop(WAITING_SESSION_KEY, None)
    login(request, user, backend=AUTH_BACKEND)
    request.session.set_expiry(None if remembered else 0)
    mark_passed(request, get_device(user))
    if answer.is_recovery:
        left = count_recovery_codes(user)
        log(user, "signing_in.recovery", user=user, data={"left": left})
        words = gettext("Bạn vừa dùng một mã dự phòng; còn lại %(left)s mã.") % {"left": left}
        advice = gettext("Hãy tạo mã mới ở mục Tài khoản, Đăng nhập hai bước.") if left <= MAX_CODES_TO_WARN else ""
        messages.warning(request, f"{words} {advice}".strip())
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return complete_sign_in(request, redirect(address if safe else reverse("wagtailadmin_home")), remembered)


def complete_sign_in(request, response, remembered: bool):
    """After both steps: stores the sign-in, logs it and marks the browser as known."""
    sign_in = store_sign_in(request, remembered=remembered)
    log(request.user, "signing_in.in", user=request.user, data={"device": sign_in.device})
    mark_browser(request, response, request.user.get_username())
    return response


def log_failure(request, step: str = "password") -> None:
    """Logs a failure under the user whose name was tried. Attempts refused by a lock are not logged again."""
    counted = getattr(request, "axes_failures_since_start", None)
    user = get_user_model().objects.filter(username=get_tried_name(request)).first()
    if user is None or counted is None:
        return
    log(user, "signing_in.failed", data={"step": step})
    if request.axes_locked_out:
        log(user, "signing_in.locked", data={"count": counted})


def render_locked(request, _response, credentials=None):
    """The 429 page of a locked name: until when, and what to do. Called by django-axes."""
    until = timezone.localtime(find_lock_end(request, credentials) or timezone.now())
    seconds = count_seconds_until(until)
    context = {"until": date_format(until, "H:i"), "minutes": math.ceil(seconds / 60)}
    response = render(request, "signing_in/locked.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response
