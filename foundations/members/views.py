"""Views of the editors' interface: inviting one person, managing one invitation."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from foundations.members.forms import InvitationForm, make_form_key
from foundations.members.inviting import NOT_SET_UP, find_invitations_of_form, invite_all, revoke, send_again
from foundations.members.models import Invitation
from foundations.members.permissions import find_open_invitations, is_inviter_of_all, require_inviter

MEMBERS_URL_NAME = "wagtailsnippets_members_membership:list"


def build_breadcrumbs(label) -> list[dict]:
    """The list of members, then this screen."""
    return [{"url": reverse(MEMBERS_URL_NAME), "label": gettext_lazy("Thành viên")}, {"url": "", "label": label}]


def build_context(title, **more) -> dict:
    """The template context that all these screens share."""
    return {"page_title": title, "header_icon": "mail", "breadcrumbs_items": build_breadcrumbs(title), **more}


def invite_person(request):
    """The form of one invitation; sent twice, it invites once."""
    require_inviter(request.user)
    form = InvitationForm(request.POST or None, by=request.user, initial={"key": make_form_key()})
    if request.method == "POST":
        key = request.POST.get("key", "")[:40]
        if known := find_invitations_of_form(key):
            return report_invitations(request, known)
        if form.is_valid():
            try:
                return report_invitations(request, invite_all([form.invitee], request.user, key or make_form_key()))
            except IntegrityError:  # the same form or the same address in the same instant
                if known := find_invitations_of_form(key):
                    return report_invitations(request, known)
                form.add_error("email", _("Địa chỉ này vừa được dùng cho một tài khoản khác."))
    return TemplateResponse(request, "members/invite.html", build_context(_("Mời thành viên"), form=form))


def report_invitations(request, invitations: list[Invitation]):
    """Redirects to the list, with messages about sent and unsent mails."""
    unsent = [invitation for invitation in invitations if invitation.failure]
    if len(invitations) > len(unsent):
        number = len(invitations) - len(unsent)
        words = {"number": number, "email": next(one.user.email for one in invitations if not one.failure)}
        sentence = _("Đã gửi lời mời đến %(email)s.") if number == 1 else _("Đã gửi %(number)s lời mời.")
        messages.success(request, sentence % words)
    if unsent:
        messages.warning(request, " ".join([describe_failure(unsent[0]), _("Lời mời vẫn còn, có thể gửi lại sau.")]))
    if len(invitations) == 1 and unsent:
        return redirect("people_invitation", unsent[0].pk)
    return redirect(MEMBERS_URL_NAME)


def describe_failure(invitation: Invitation) -> str:
    """Why the invitation's mail was not sent."""
    if invitation.failure == NOT_SET_UP:
        return _("Đã lập tài khoản nhưng chưa gửi được thư: trang chưa được cài đặt máy chủ thư.")
    return _("Đã lập tài khoản nhưng chưa gửi được thư: máy chủ thư không nhận.")


@never_cache
def manage_invitation(request, pk):
    """Shows one open invitation; sends it again or revokes it."""
    require_inviter(request.user)
    invitation = get_object_or_404(find_open_invitations(request.user), pk=pk)
    if request.method == "POST" and "revoke" in request.POST:
        email = invitation.user.email
        if revoke(invitation, request.user):
            messages.success(request, _("Đã thu hồi lời mời gửi đến %(email)s.") % {"email": email})
        else:
            messages.warning(request, _("Người được mời vừa nhận lời mời; không thu hồi được nữa."))
        return redirect(MEMBERS_URL_NAME)
    if request.method == "POST":
        if not send_again(invitation, request.user):
            messages.warning(request, _("Thư vừa được gửi; xin chờ ít phút trước khi gửi lại."))
        elif invitation.failure:
            messages.warning(request, _("Vẫn chưa gửi được thư. Lời mời vẫn còn, có thể gửi lại sau."))
        else:
            messages.success(request, _("Đã gửi lại lời mời; liên kết trong thư trước không dùng được nữa."))
        return redirect("people_invitation", pk)
    context = build_context(
        _("Lời mời"),
        invitation=invitation,
        memberships=invitation.user.memberships.select_related("unit"),
        # If no mail can be sent, an administrator (who could set a password anyway) may hand the link over.
        address=invitation.address if invitation.failure and is_inviter_of_all(request.user) else "",
    )
    return TemplateResponse(request, "members/invitation.html", context)
