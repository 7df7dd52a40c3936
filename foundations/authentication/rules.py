"""For administrators: which roles have to sign in in two steps."""

from __future__ import annotations

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import GroupPagePermission

from foundations.authentication.administrators import require_administrator
from foundations.authentication.models import TwoStepRule

ADMINISTRATORS = "0"  # no group has this number


class RulesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=_("Vai trò phải đăng nhập hai bước"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        publishing = GroupPagePermission.objects.filter(group=OuterRef("pk"), permission__codename="publish_page")
        groups = Group.objects.annotate(publishes=Exists(publishing)).order_by("-publishes", "name")
        names = [(ADMINISTRATORS, gettext("Quản trị kỹ thuật"), True)]
        names += [(str(group.pk), group.name, group.publishes) for group in groups]
        advised = gettext("%(role)s (nên bắt buộc)")
        self.fields["roles"].choices = [(key, advised % {"role": name} if is_ else name) for key, name, is_ in names]
        self.names = {key: name for key, name, _is in names}


def in_force() -> set[str]:
    return {str(group or ADMINISTRATORS) for group in TwoStepRule.objects.values_list("group", flat=True)}


def rules(request):
    """A box for each role; what changed is logged."""
    require_administrator(request)
    before = in_force()
    form = RulesForm(request.POST or None, initial={"roles": sorted(before)})
    if request.method == "POST" and form.is_valid():
        keep(request.user, before, set(form.cleaned_data["roles"]), form.names)
        messages.success(request, gettext("Đã lưu quy định đăng nhập hai bước."))
        return redirect("two_step_rules")
    people = get_user_model().objects.filter(is_active=True)
    telephones = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
    context = {
        "page_title": _("Bắt buộc đăng nhập hai bước"),
        "header_icon": "lock",
        "form": form,
        "all": people.count(),
        "with_telephone": people.filter(Exists(telephones)).count(),
    }
    return TemplateResponse(request, "signing_in/rules.html", context)


@transaction.atomic
def keep(by, before: set[str], after: set[str], names: dict[str, str]) -> None:
    for key in sorted(after - before):
        TwoStepRule.objects.create(group_id=group_of(key))
        log(by, "signing_in.rule_set", user=by, data={"role": names[key]})
    for key in sorted(before - after):
        TwoStepRule.objects.filter(group_id=group_of(key)).delete()
        log(by, "signing_in.rule_lifted", user=by, data={"role": names.get(key, "")})


def group_of(key: str) -> int | None:
    return None if key == ADMINISTRATORS else int(key)
