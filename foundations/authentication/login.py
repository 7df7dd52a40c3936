"""The sign-in form, the page that asks for the code after it, and the answer to who has to wait."""

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

from foundations.authentication.known_browsers import remember_browser
from foundations.authentication.second_step import check, device_of, mark_passed, recovery_codes_left, seconds_until
from foundations.authentication.standing import begin
from foundations.authentication.throttling import locked_until, name_of

WAITING = "signing_in_waiting"  # in the session: who has given the right password and owes the code
LONGEST = 10 * 60  # seconds from the password to the code
BACKEND = "django.contrib.auth.backends.ModelBackend"
FEW = 3  # recovery codes left, from which one is told to make new ones


class LoginView(WagtailLoginView):
    """Wagtail's, with the second step for whom has one. Nobody is signed in before both are done."""

    def form_valid(self, form):
        user, remembered = form.get_user(), bool(form.cleaned_data.get("remember"))
        if device_of(user):
            self.request.session.cycle_key()
            self.request.session[WAITING] = [user.pk, time.time(), remembered, self.get_success_url()]
            return redirect("sign_in_code")
        response = super().form_valid(form)
        return signed_in(self.request, response, remembered)

    def form_invalid(self, form):
        log_failure(self.request)
        return super().form_invalid(form)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Mã xác nhận"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "autofocus": ""}),
        help_text=_("6 chữ số đang hiện trong ứng dụng xác thực, hoặc một mã dự phòng như abcde-fghjk."),
    )


@never_cache
@sensitive_post_parameters("code")
def code(request):
    """Asks for the code of whoever has given the right password; signs in with it."""
    waiting = who_waits(request)
    if waiting is None:
        messages.warning(request, gettext("Đã quá thời gian nhập mã. Vui lòng đăng nhập lại."))
        return redirect("wagtailadmin_login")
    user, remembered, address = waiting
    request.signing_in_name = user.get_username()
    credentials = {"username": user.get_username()}
    form = CodeForm(request.POST or None)
    if request.method == "POST":
        if not AxesProxyHandler.is_allowed(request, credentials):
            return locked(request, None, credentials)
        if form.is_valid() and (answer := check(user, form.cleaned_data["code"])).device:
            return signed_in_with_code(request, user, answer, remembered, address)
        if form.is_valid():
            refuse(request, form, answer, credentials)
    return render(request, "signing_in/code.html", {"form": form})


def who_waits(request):
    """Person, whether to remember, where to go; None where nobody waits or the time is over."""
    number, since, remembered, address = request.session.get(WAITING) or (None, 0, False, "")
    user = get_user_model().objects.filter(pk=number, is_active=True).first() if number else None
    if user is None or time.time() - since > LONGEST or not device_of(user):
        request.session.pop(WAITING, None)
        return None
    return user, remembered, address


def refuse(request, form, answer, credentials: dict) -> None:
    """Says why; a wrong code counts as a wrong password does, one that was not looked at does not."""
    if answer.wait_until:
        words = gettext("Vừa có mã sai. Vui lòng đợi %(seconds)s giây rồi nhập lại.")
        form.add_error("code", words % {"seconds": seconds_until(answer.wait_until)})
        return
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)
    log_failure(request, step="code")
    form.add_error(
        "code", gettext("Mã không đúng, đã dùng hoặc đã hết hạn. Hãy nhập mã mới đang hiện trên điện thoại.")
    )


def signed_in_with_code(request, user, answer, remembered: bool, address: str):
    request.session.pop(WAITING, None)
    login(request, user, backend=BACKEND)
    request.session.set_expiry(None if remembered else 0)
    mark_passed(request, device_of(user))
    if answer.is_recovery:
        left = recovery_codes_left(user)
        log(user, "signing_in.recovery", user=user, data={"left": left})
        words = gettext("Bạn vừa dùng một mã dự phòng; còn lại %(left)s mã.") % {"left": left}
        advice = gettext("Hãy tạo mã mới ở mục Tài khoản, Đăng nhập hai bước.") if left <= FEW else ""
        messages.warning(request, f"{words} {advice}".strip())
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return signed_in(request, redirect(address if safe else reverse("wagtailadmin_home")), remembered)


def signed_in(request, response, remembered: bool):
    """After both steps: written down, in the log, and the browser is known from now on."""
    sign_in = begin(request, remembered=remembered)
    log(request.user, "signing_in.in", user=request.user, data={"device": sign_in.device})
    remember_browser(request, response, request.user.get_username())
    return response


def log_failure(request, step: str = "password") -> None:
    """In the log of whom it concerns. What was refused without a look is not logged again."""
    counted = getattr(request, "axes_failures_since_start", None)
    user = get_user_model().objects.filter(username=name_of(request)).first()
    if user is None or counted is None:
        return
    log(user, "signing_in.failed", data={"step": step})
    if request.axes_locked_out:
        log(user, "signing_in.locked", data={"count": counted})


def locked(request, _response, credentials=None):
    """The answer where one has to wait: until when, and what to do. For axes' middleware."""
    until = timezone.localtime(locked_until(request, credentials) or timezone.now())
    seconds = seconds_until(until)
    context = {"until": date_format(until, "H:i"), "minutes": math.ceil(seconds / 60)}
    response = render(request, "signing_in/locked.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response
