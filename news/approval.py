"""Two pairs of eyes: nobody approves or publishes their own article, whatever their role."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, PagePermissionTester, TaskState


def is_own(page: Page, user) -> bool:
    """Whether `user` owns the article or submitted it for approval. Snippets have no owner."""
    state = page.current_workflow_state
    return getattr(page, "owner_id", None) == user.pk or (state is not None and state.requested_by_id == user.pk)


class ArticlePermissionTester(PagePermissionTester):
    """Wagtail's page permissions, except that nobody may publish their own article."""

    def can_publish(self):
        return super().can_publish() and not is_own(self.page, self.user)


class ColumnPermissionTester(PagePermissionTester):
    """Nobody may publish a page while creating it, since it would be their own."""

    def can_publish_subpage(self):
        return False


class BoardApprovalTask(AbstractGroupApprovalTask):
    """Approval by the editorial board. A member does not see their own articles in it."""

    class Meta:
        verbose_name = _("Ban biên tập duyệt")
        verbose_name_plural = _("Ban biên tập duyệt")

    @classmethod
    def get_description(cls):
        return _("Thành viên của nhóm được chọn duyệt bài; không ai duyệt bài của chính mình.")

    def get_actions(self, obj, user):
        return [] if is_own(obj, user) else super().get_actions(obj, user)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        pages = states.filter(workflow_state__base_content_type=ContentType.objects.get_for_model(Page))
        waiting = dict(pages.values_list("pk", "workflow_state__object_id"))
        own = Page.objects.filter(owner=user, pk__in=waiting.values()).values_list("pk", flat=True)
        own_states = [state for state, page in waiting.items() if int(page) in set(own)]
        return states.exclude(workflow_state__requested_by=user).exclude(pk__in=own_states)

    def on_action(self, task_state: TaskState, user, action_name: str, **kwargs):
        """As Wagtail's. Raises PermissionDenied when the article is the user's own."""
        if action_name == "approve" and is_own(task_state.workflow_state.content_object, user):
            raise PermissionDenied(_("Không ai được duyệt bài của chính mình."))
        return super().on_action(task_state, user, action_name, **kwargs)
