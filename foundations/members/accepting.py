"""Where an invited person chooses a password. Whatever is wrong with a link, the answer is the same."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.forms import SetPasswordForm
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from foundations.members.invitations import invitation_of
from foundations.members.inviting import accept
from foundations.public_forms.limits import is_too_often

MOST_WRONG_AN_HOUR = 30  # of one address, which an office shares
TEMPLATE = "members/accept.html"


@sensitive_post_parameters()
@never_cache
def accept_view(request, token):
    """The form of the password; then on to signing in. GET changes nothing: mail filters open links, too."""
    invitation = invitation_of(token)
    if invitation is None:
        return refusal(request)
    form = SetPasswordForm(invitation.user, request.POST or None)
    form.fields["new_password1"].widget.attrs.pop("autofocus", None)
    if request.method == "POST" and form.is_valid():
        if not accept(token, form):
            return refusal(request)
        if request.user.is_authenticated:  # somebody else at this computer
            logout(request)
        words = {"name": invitation.user.get_username()}
        messages.success(request, _("Đã đặt mật khẩu. Mời đăng nhập bằng tên đăng nhập %(name)s.") % words)
        return redirect("wagtailadmin_login")
    return guarded(TemplateResponse(request, TEMPLATE, {"form": form, "invitation": invitation}))


def refusal(request):
    too_often = is_too_often(request, "invitation", MOST_WRONG_AN_HOUR)
    context = {"invitation": None, "too_often": too_often}
    return guarded(TemplateResponse(request, TEMPLATE, context, status=429 if too_often else 404))


def guarded(response):
    """The address is the key to the account. (As for the Referrer-Policy, the form needs its Origin.)"""
    response["X-Robots-Tag"] = "noindex"
    return response
