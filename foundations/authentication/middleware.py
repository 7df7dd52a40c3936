"""One gate before the whole of the editors' interface: who has only given a password gets no further."""

from __future__ import annotations

from functools import partial

from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import reject_request

from foundations.authentication.standing import begin, keep_up, standing_of

# Open without a second step: what signing in and setting it up need.
OPEN = {
    *("wagtailadmin_login", "sign_in_code", "wagtailadmin_logout", "wagtailadmin_sprite"),
    *("wagtailadmin_javascript_catalog", "two_step", "two_step_file"),
    *("wagtailadmin_password_reset", "wagtailadmin_password_reset_done"),
    *("wagtailadmin_password_reset_confirm", "wagtailadmin_password_reset_complete"),
    "accept_invitation",  # by the address in a mail, whoever is signed in at this browser
}
# A form left open tells the others every few seconds that it is; nobody needs to sit before it.
PINGS = "wagtailadmin_editing_sessions"


class SigningInMiddleware:
    """After the middlewares of sessions, persons and messages."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin_prefix = reverse("wagtailadmin_home")

    def __call__(self, request):
        if not request.path.startswith(self.admin_prefix):
            # Asked for only where a view asks who it is: public pages never look into the session.
            request.user = SimpleLazyObject(partial(person_outside, request, request.user))
        return self.get_response(request)

    def process_view(self, request, _view, _args, _kwargs):
        if not request.path.startswith(self.admin_prefix) or not request.user.is_authenticated:
            return None
        standing = standing_of(request, request.user)
        if standing.is_ended or standing.needs_code:
            return sign_out(request)
        if standing.needs_set_up and request.resolver_match.view_name not in OPEN:
            return lead_to_set_up(request)
        if standing.sign_in is None:
            begin(request, remembered=not request.session.get_expire_at_browser_close())
        elif PINGS not in request.resolver_match.namespaces:
            keep_up(request, standing.sign_in)
        return None


def person_outside(request, user):
    """Whom views outside the editors' interface see. A session that is not good there is nobody's anywhere."""
    return user if not user.is_authenticated or standing_of(request, user).is_good else AnonymousUser()


def sign_out(request):
    """The session is over, was ended from elsewhere, or lacks its second step: sign in anew."""
    logout(request)
    if request.resolver_match.view_name in OPEN:
        return None
    messages.warning(request, _("Phiên làm việc đã kết thúc. Vui lòng đăng nhập lại."))
    return reject_request(request)


def lead_to_set_up(request):
    if request.headers.get("X-Requested-With") == "XMLHttpRequest" or request.method not in {"GET", "HEAD"}:
        raise PermissionDenied
    messages.warning(request, _("Vai trò của bạn yêu cầu đăng nhập hai bước. Hãy thiết lập trước khi làm việc tiếp."))
    return redirect("two_step")
