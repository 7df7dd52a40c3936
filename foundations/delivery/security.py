"""Security headers, and refusing malformed requests."""

from __future__ import annotations

from django.http import HttpResponseNotFound
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from foundations.delivery.display import DISPLAY_COOKIE

# No inline script and no other host on public pages. `data:` images: icons inside the stylesheet.
PUBLIC_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
PREVIEW_POLICY = PUBLIC_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
# Wagtail's editor writes inline styles and a few inline scripts, and previews pages in a frame.
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class ContentSecurityPolicyMiddleware:
    """Sets the policy of public pages or of the editors' interface, unless the view has set its own."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin_prefix = reverse("wagtailadmin_home")

    def __call__(self, request):
        response = self.get_response(request)
        in_admin = request.path.startswith(self.admin_prefix)
        response.headers.setdefault("Content-Security-Policy", ADMIN_POLICY if in_admin else PUBLIC_POLICY)
        if in_admin and response.headers["Content-Security-Policy"] == PUBLIC_POLICY:
            # A preview: the public page was rendered by a request inside this one, and the editor frames it.
            response.headers["Content-Security-Policy"] = PREVIEW_POLICY
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class DisplayVariantMiddleware:
    """Adds `Vary: Cookie` to pages rendered for a display cookie, so that shared caches give them to no others."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if DISPLAY_COOKIE in request.COOKIES:
            patch_vary_headers(response, ["Cookie"])
        return response


class RefuseNulMiddleware:
    """Answers 404 to an address with a NUL character, on which PostgreSQL raises an error."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path or any(
            "\x00" in value for values in request.GET.lists() for value in [values[0], *values[1]]
        ):
            return HttpResponseNotFound()
        return self.get_response(request)
