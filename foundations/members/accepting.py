"""The page where an invited person chooses a password. It answers the same to every wrong link."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.forms import SetPasswordForm
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from foundations.members.invitations import find_invitation
from foundations.members.inviting import accept
from foundations.public_forms.limits import is_too_often

MAX_WRONG_AN_HOUR = 30  # of one address, which an office shares
TEMPLATE = "members/accept.html"


@sensitive_post_parameters()
@never_cache
def show_invitation(request, token):
    """The form of the password, then the sign-in page. GET changes nothing, as mail filters open links, too."""
    invitation = find_invitation(token)
    if invitation is None:
        return render_refusal(request)
    form = SetPasswordForm(invitation.user, request.POST or None)
    form.fields["new_password1"].widget.attrs.pop("autofocus", None)
    if request.method == "POST" and form.is_valid():
        if not accept(token, form):
            return render_refusal(request)
        if request.user.is_authenticated:  # somebody else at this computer
            logout(request)
        words = {"name": invitation.user.get_username()}
        messages.success(request, _("Đã đặt mật khẩu. Mời đăng nhập bằng tên đăng nhập %(name)s.") % words)
        return redirect("wagtailadmin_login")
    return forbid_indexing(TemplateResponse(request, TEMPLATE, {"form": form, "invitation": invitation}))


def render_refusal(request):
    """The page of a link that does not work; 429 after too many of them from one address."""
    too_often = is_too_often(request, "invitation", MAX_WRONG_AN_HOUR)
    context = {"invitation": None, "too_often": too_often}
    return forbid_indexing(TemplateResponse(request, TEMPLATE, context, status=429 if too_often else 404))


def forbid_indexing(response):
    """Keeps search engines out: the address opens the account. (No Referrer-Policy: the form needs its Origin.)"""
    response["X-Robots-Tag"] = "noindex"
    return response
