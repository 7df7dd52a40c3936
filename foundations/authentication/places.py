"""The list of browsers where a user is signed in, and ending those sessions."""

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
from foundations.authentication.standing import SIGN_IN_SESSION_KEY


def get_session(sign_in: SignIn):
    """The session store of a sign-in."""
    return import_module(settings.SESSION_ENGINE).SessionStore(sign_in.session_key)


def find_live_sign_ins(user) -> list[SignIn]:
    """Sign-ins whose session has not expired and was begun with the current password. Deletes the others."""
    right, live, over = user.get_session_auth_hash(), [], []
    for sign_in in SignIn.objects.filter(user=user.pk):
        held = get_session(sign_in).get(HASH_SESSION_KEY, "") if sign_in.session_key else ""
        (live if constant_time_compare(held, right) else over).append(sign_in)
    SignIn.objects.filter(pk__in=[sign_in.pk for sign_in in over]).delete()
    return live


def end_sessions(sign_ins: list[SignIn]) -> int:
    """Deletes sign-ins and their sessions; returns how many."""
    for sign_in in sign_ins:
        if sign_in.session_key:
            get_session(sign_in).delete()
    SignIn.objects.filter(pk__in=[sign_in.pk for sign_in in sign_ins]).delete()
    return len(sign_ins)


def end_other_sessions(request) -> int:
    """Ends all the user's sessions but the present one; returns how many."""
    return end_sessions(
        [
            sign_in
            for sign_in in find_live_sign_ins(request.user)
            if sign_in.pk != request.session.get(SIGN_IN_SESSION_KEY)
        ]
    )


def list_sign_ins(request):
    """The user's own sign-ins, with buttons that end one or all others."""
    present = request.session.get(SIGN_IN_SESSION_KEY)
    if request.method == "POST":
        return end_chosen_sessions(request, present)
    found = find_live_sign_ins(request.user)
    found.sort(key=lambda sign_in: sign_in.pk != present)
    context = {"page_title": _("Nơi đang đăng nhập"), "header_icon": "desktop", "found": found, "present": present}
    return TemplateResponse(request, "signing_in/places.html", context)


def end_chosen_sessions(request, present):
    """Ends the session named in the POST, or all others; never the present one."""
    others = [sign_in for sign_in in find_live_sign_ins(request.user) if sign_in.pk != present]
    if request.POST.get("end") != "others":
        others = [sign_in for sign_in in others if str(sign_in.pk) == request.POST.get("end")]
    for sign_in in others:
        log(request.user, "signing_in.ended", user=request.user, data={"device": sign_in.device})
    number = end_sessions(others)
    if number:
        words = ngettext("Đã đăng xuất ở %(number)s nơi.", "Đã đăng xuất ở %(number)s nơi.", number)
        messages.success(request, words % {"number": number})
    else:
        messages.warning(request, gettext("Không còn nơi nào khác để đăng xuất."))
    return redirect("sign_ins")
