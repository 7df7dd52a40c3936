"""Guards the whole editors' interface: a password alone is not enough where the second step is needed."""

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

from foundations.authentication.standing import get_session_state, renew_sign_in, store_sign_in

# Views open without a second step: those that signing in and setting it up need.
OPEN_VIEWS = {
    "wagtailadmin_login",
    "sign_in_code",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "two_step",
    "two_step_file",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
    "accept_invitation",  # by the address in a mail, whoever is signed in at this browser
}
# An open form pings the server every few seconds even if nobody works in it, so pings do not count as activity.
PING_NAMESPACE = "wagtailadmin_editing_sessions"


class SigningInMiddleware:
    """Comes after Django's session, authentication and message middlewares."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin_prefix = reverse("wagtailadmin_home")

    def __call__(self, request):
        if not request.path.startswith(self.admin_prefix):
            # Lazy: public pages never read the session.
            request.user = SimpleLazyObject(partial(get_public_user, request, request.user))
        return self.get_response(request)

    def process_view(self, request, _view, _args, _kwargs):
        if not request.path.startswith(self.admin_prefix) or not request.user.is_authenticated:
            return None
        standing = get_session_state(request, request.user)
        if standing.is_ended or standing.needs_code:
            return sign_out(request)
        if standing.needs_set_up and request.resolver_match.view_name not in OPEN_VIEWS:
            return redirect_to_set_up(request)
        if standing.sign_in is None:
            store_sign_in(request, remembered=not request.session.get_expire_at_browser_close())
        elif PING_NAMESPACE not in request.resolver_match.namespaces:
            renew_sign_in(request, standing.sign_in)
        return None


def get_public_user(request, user):
    """The user for views outside the editors' interface; anonymous if the session would not be good inside it."""
    return user if not user.is_authenticated or get_session_state(request, user).is_good else AnonymousUser()


def sign_out(request):
    """Logs out a session that has expired, was ended from elsewhere or lacks its second step."""
    logout(request)
    if request.resolver_match.view_name in OPEN_VIEWS:
        return None
    messages.warning(request, _("Phiên làm việc đã kết thúc. Vui lòng đăng nhập lại."))
    return reject_request(request)


def redirect_to_set_up(request):
    """Redirects pages to the set-up of the second step. Raises PermissionDenied for scripts and forms."""
    if request.headers.get("X-Requested-With") == "XMLHttpRequest" or request.method not in {"GET", "HEAD"}:
        raise PermissionDenied
    messages.warning(request, _("Vai trò của bạn yêu cầu đăng nhập hai bước. Hãy thiết lập trước khi làm việc tiếp."))
    return redirect("two_step")
