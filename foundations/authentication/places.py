"""Where one is signed in: the list, and ending it elsewhere."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.log_actions import log

from foundations.authentication.models import SignIn
from foundations.authentication.standing import KEY


def session_of(sign_in: SignIn):
    return import_module(settings.SESSION_ENGINE).SessionStore(sign_in.session_key)


def live_sign_ins(user) -> list[SignIn]:
    """Those whose session still lives: not run out, and begun with today's password. The others are forgotten."""
    right, live, over = user.get_session_auth_hash(), [], []
    for sign_in in SignIn.objects.filter(user=user.pk):
        held = session_of(sign_in).get(HASH_SESSION_KEY, "") if sign_in.session_key else ""
        (live if constant_time_compare(held, right) else over).append(sign_in)
    SignIn.objects.filter(pk__in=[sign_in.pk for sign_in in over]).delete()
    return live


def end(sign_ins: list[SignIn]) -> int:
    """Ends the sessions; how many."""
    for sign_in in sign_ins:
        if sign_in.session_key:
            session_of(sign_in).delete()
    SignIn.objects.filter(pk__in=[sign_in.pk for sign_in in sign_ins]).delete()
    return len(sign_ins)


def end_all_but_this(request) -> int:
    return end([sign_in for sign_in in live_sign_ins(request.user) if sign_in.pk != request.session.get(KEY)])


def places(request):
    """One's own list, with buttons that end one or all others."""
    present = request.session.get(KEY)
    if request.method == "POST":
        return ended(request, present)
    found = live_sign_ins(request.user)
    found.sort(key=lambda sign_in: sign_in.pk != present)
    context = {"page_title": _("Nơi đang đăng nhập"), "header_icon": "desktop", "found": found, "present": present}
    return TemplateResponse(request, "signing_in/places.html", context)


def ended(request, present):
    others = [sign_in for sign_in in live_sign_ins(request.user) if sign_in.pk != present]
    if request.POST.get("end") != "others":
        others = [sign_in for sign_in in others if str(sign_in.pk) == request.POST.get("end")]
    for sign_in in others:
        log(request.user, "signing_in.ended", user=request.user, data={"device": sign_in.device})
    number = end(others)
    if number:
        words = ngettext("Đã đăng xuất ở %(number)s nơi.", "Đã đăng xuất ở %(number)s nơi.", number)
        messages.success(request, words % {"number": number})
    else:
        messages.warning(request, gettext("Không còn nơi nào khác để đăng xuất."))
    return redirect("sign_ins")
