"""Old addresses lead on: redirects of Wagtail's list are followed to their end, and made where addresses change.

Wagtail itself makes redirects for pages, with all below them, when one moves or its slug changes; they name the page,
so that they never form chains. Procedures, units and documents are no pages: for them the redirects are made here.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from legal_documents.models import LegalDocument
from procedures.models import Procedure
from units.models import Unit

LONGEST_CHAIN = 10
ADDRESSED = (LegalDocument, Procedure, Unit)


class FollowingRedirectMiddleware(RedirectMiddleware):
    """As Wagtail's, in one step to where a chain of redirects ends; a ring of them is a page that is not there."""

    def process_response(self, request, response):
        answer = super().process_response(request, response)
        if answer is response:
            return response
        target = last_of_chain(request, answer.url)
        if target is None:
            return response
        return type(answer)(target)


def last_of_chain(request, address: str) -> str | None:
    """Where the redirects from `address` on lead in the end; None where they lead back."""
    seen = {Redirect.normalise_path(request.path)}
    for _step in range(LONGEST_CHAIN):
        parts = urlsplit(address)
        if parts.netloc and parts.netloc != request.get_host():
            return address
        path = Redirect.normalise_path(address)
        if urlsplit(path).path in seen:
            return None
        seen.add(urlsplit(path).path)
        following = get_redirect(request, path) or get_redirect(request, urlsplit(path).path)
        if following is None or not following.link or following.redirect_page_id:
            return following.link if following and following.link else address
        address = following.link
    return None


def redirect(old: str, new: str) -> None:
    """Leads from `old` to `new`, and all that led to `old` with it; what began at `new` is taken away."""
    old_path, new_path = Redirect.normalise_path(old), Redirect.normalise_path(new)
    if old_path == new_path:
        return
    Redirect.objects.filter(old_path=new_path, site=None).delete()
    Redirect.objects.filter(redirect_link=old).update(redirect_link=new)
    facts = {"redirect_link": new, "redirect_page": None, "is_permanent": True, "automatically_created": True}
    Redirect.objects.update_or_create(old_path=old_path, site=None, defaults=facts)


def remember_address(request, instance) -> None:
    """Before an editor's change: where the thing stands now."""
    if isinstance(instance, ADDRESSED):
        stored = type(instance).objects.filter(pk=instance.pk).first()
        request.address_before = stored.get_absolute_url() if stored else None


def lead_on(request, instance) -> None:
    """After it: a redirect where the stored address is another one."""
    before = getattr(request, "address_before", None)
    if before and isinstance(instance, ADDRESSED):
        after = type(instance).objects.get(pk=instance.pk).get_absolute_url()
        if after != before:
            redirect(before, after)


def lead_on_when_published(sender, instance, **_kwargs) -> None:
    """Receiver of Wagtail's `published`: a procedure whose code was changed in a draft that waited for approval."""
    if not isinstance(instance, Procedure):
        return
    codes = {revision.content.get("code") for revision in instance.revisions.only("content")} - {None, instance.code}
    taken = set(Procedure.objects.filter(code__in=codes).values_list("code", flat=True))
    for code in codes - taken:
        redirect(Procedure(code=code).get_absolute_url(), instance.get_absolute_url())
