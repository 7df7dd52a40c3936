"""For administrators: which roles must sign in in two steps."""

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

ADMINISTRATORS_KEY = "0"  # no group has this number


class RulesForm(forms.Form):
    """A box for each group, and one for superusers; those who may publish are marked as advised."""

    roles = forms.MultipleChoiceField(
        label=_("Vai trò phải đăng nhập hai bước"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        publishing = GroupPagePermission.objects.filter(group=OuterRef("pk"), permission__codename="publish_page")
        groups = Group.objects.annotate(publishes=Exists(publishing)).order_by("-publishes", "name")
        names = [(ADMINISTRATORS_KEY, gettext("Quản trị kỹ thuật"), True)]
        names += [(str(group.pk), group.name, group.publishes) for group in groups]
        advised = gettext("%(role)s (nên bắt buộc)")
        self.fields["roles"].choices = [(key, advised % {"role": name} if is_ else name) for key, name, is_ in names]
        self.names = {key: name for key, name, _is in names}


def get_rule_keys() -> set[str]:
    """The keys of the roles that need two steps: primary keys of groups as text, or ADMINISTRATORS_KEY."""
    return {str(group or ADMINISTRATORS_KEY) for group in TwoStepRule.objects.values_list("group", flat=True)}


def edit_rules(request):
    """The form of the rules, with how many people already have a second step."""
    require_administrator(request)
    before = get_rule_keys()
    form = RulesForm(request.POST or None, initial={"roles": sorted(before)})
    if request.method == "POST" and form.is_valid():
        store_rules(request.user, before, set(form.cleaned_data["roles"]), form.names)
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
def store_rules(by, before: set[str], after: set[str], names: dict[str, str]) -> None:
    """Creates and deletes rules from the keys before to those after, and logs each; `names` by key."""
    for key in sorted(after - before):
        TwoStepRule.objects.create(group_id=get_group_id(key))
        log(by, "signing_in.rule_set", user=by, data={"role": names[key]})
    for key in sorted(before - after):
        TwoStepRule.objects.filter(group_id=get_group_id(key)).delete()
        log(by, "signing_in.rule_lifted", user=by, data={"role": names.get(key, "")})


def get_group_id(key: str) -> int | None:
    """The primary key of the group; None for superusers."""
    return None if key == ADMINISTRATORS_KEY else int(key)
