"""Inviting in the editors' interface: one person, one invitation's state."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from foundations.members.forms import InvitationForm, new_key
from foundations.members.inviting import NOT_SET_UP, invite_all, invited_by_form, revoke, send_again
from foundations.members.models import Invitation
from foundations.members.permissions import invitations_of, manages_all, require_inviter

MEMBERS = "wagtailsnippets_members_membership:list"


def breadcrumbs(label) -> list[dict]:
    return [{"url": reverse(MEMBERS), "label": gettext_lazy("Thành viên")}, {"url": "", "label": label}]


def page(title, **more) -> dict:
    """What each of these screens has."""
    return {"page_title": title, "header_icon": "mail", "breadcrumbs_items": breadcrumbs(title), **more}


def invite_view(request):
    """The form of one invitation; the same form sent twice invites once."""
    require_inviter(request.user)
    form = InvitationForm(request.POST or None, by=request.user, initial={"key": new_key()})
    if request.method == "POST":
        key = request.POST.get("key", "")[:40]
        if known := invited_by_form(key):
            return done(request, known)
        if form.is_valid():
            try:
                return done(request, invite_all([form.invited], request.user, key or new_key()))
            except IntegrityError:  # the same form or the same address in the same instant
                if known := invited_by_form(key):
                    return done(request, known)
                form.add_error("email", _("Địa chỉ này vừa được dùng cho một tài khoản khác."))
    return TemplateResponse(request, "members/invite.html", page(_("Mời thành viên"), form=form))


def done(request, invitations: list[Invitation]):
    """Back to the list, with what became of the mails."""
    unsent = [invitation for invitation in invitations if invitation.failure]
    if len(invitations) > len(unsent):
        number = len(invitations) - len(unsent)
        words = {"number": number, "email": next(one.user.email for one in invitations if not one.failure)}
        sentence = _("Đã gửi lời mời đến %(email)s.") if number == 1 else _("Đã gửi %(number)s lời mời.")
        messages.success(request, sentence % words)
    if unsent:
        messages.warning(request, " ".join([why_unsent(unsent[0]), _("Lời mời vẫn còn, có thể gửi lại sau.")]))
    if len(invitations) == 1 and unsent:
        return redirect("people_invitation", unsent[0].pk)
    return redirect(MEMBERS)


def why_unsent(invitation: Invitation) -> str:
    if invitation.failure == NOT_SET_UP:
        return _("Đã lập tài khoản nhưng chưa gửi được thư: trang chưa được cài đặt máy chủ thư.")
    return _("Đã lập tài khoản nhưng chưa gửi được thư: máy chủ thư không nhận.")


@never_cache
def invitation_view(request, pk):
    """One open invitation: until when it is good, sending it again, taking it back."""
    require_inviter(request.user)
    invitation = get_object_or_404(invitations_of(request.user), pk=pk)
    if request.method == "POST" and "revoke" in request.POST:
        email = invitation.user.email
        if revoke(invitation, request.user):
            messages.success(request, _("Đã thu hồi lời mời gửi đến %(email)s.") % {"email": email})
        else:
            messages.warning(request, _("Người được mời vừa nhận lời mời; không thu hồi được nữa."))
        return redirect(MEMBERS)
    if request.method == "POST":
        if not send_again(invitation, request.user):
            messages.warning(request, _("Thư vừa được gửi; xin chờ ít phút trước khi gửi lại."))
        elif invitation.failure:
            messages.warning(request, _("Vẫn chưa gửi được thư. Lời mời vẫn còn, có thể gửi lại sau."))
        else:
            messages.success(request, _("Đã gửi lại lời mời; liên kết trong thư trước không dùng được nữa."))
        return redirect("people_invitation", pk)
    context = page(
        _("Lời mời"),
        invitation=invitation,
        memberships=invitation.user.memberships.select_related("unit"),
        # Where no mail goes out, an administrator, who could set a password anyway, hands the link over.
        address=invitation.address if invitation.failure and manages_all(request.user) else "",
    )
    return TemplateResponse(request, "members/invitation.html", context)
