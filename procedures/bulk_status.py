"""Many procedures at once: what a list decision does to all that are ticked in the listing."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from procedures.admin_views import store_decision_items
from procedures.choices import Action
from procedures.models import ListDecision, Procedure


class DecisionForm(forms.Form):
    """The decision and what it does."""

    decision = forms.ModelChoiceField(label=_("Quyết định công bố"), queryset=ListDecision.objects.all())
    action = forms.ChoiceField(label=_("Nội dung"), choices=Action.choices)


class DecisionBulkAction(SnippetBulkAction):
    """ "Ghi theo quyết định": each ticked procedure becomes an entry of the decision; its status follows from that."""

    display_name = _("Ghi theo quyết định")
    action_type = "theo-quyet-dinh"
    aria_label = _("Ghi các thủ tục đã chọn vào một quyết định công bố")
    template_name = "procedures/admin/bulk_decision.html"
    action_priority = 30
    classes = set()
    models = [Procedure]
    form_class = DecisionForm

    def check_perm(self, snippet):
        return self.request.user.has_perm("procedures.change_listdecision")

    def get_execution_context(self):
        return {**super().get_execution_context(), **self.cleaned_form.cleaned_data}

    @classmethod
    def execute_action(cls, objects, decision=None, action=None, **kwargs):
        return store_decision_items(decision, objects, Action(action)), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        message = ngettext(
            "Đã ghi %(total)s thủ tục vào quyết định.", "Đã ghi %(total)s thủ tục vào quyết định.", num_parent_objects
        )
        return message % {"total": num_parent_objects}
