"""The review step before the board: a unit's editors check articles of its writers.

Skipped if the author is not a writer of the unit, or the unit has no editors.
"""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier, Notifier
from wagtail.models import Page, Task, TaskState
from wagtail.signals import task_submitted

from foundations.members.roles import is_board
from foundations.units.models import Unit
from news.approval import is_own


def find_desk_unit(page) -> Unit | None:
    """The unit of the desk that holds the page; None if it is not at a desk or not a page."""
    if not isinstance(page, Page):
        return None
    desks = Unit.objects.filter(desks__page_ptr__in=page.get_ancestors())
    return desks.order_by("-desks__depth").first()


def find_reviewers(page, author) -> QuerySet:
    """Active editors of the desk's unit; nobody if the author is not one of its writers or is an editor too."""
    unit, people = find_desk_unit(page), get_user_model().objects
    if unit is None or author is None or not author.groups.filter(unit_of_writers=unit).exists():
        return people.none()
    editors = people.filter(is_active=True, groups__unit=unit)
    return people.none() if editors.filter(pk=author.pk).exists() else editors


class UnitReviewTask(Task):
    """Workflow step of the unit's editors. The board may act for them."""

    class Meta:
        verbose_name = _("Biên tập viên đơn vị xem")
        verbose_name_plural = _("Biên tập viên đơn vị xem")

    @classmethod
    def get_description(cls):
        return _(
            "Biên tập viên của đơn vị xem bài do người viết gửi trước khi chuyển Ban biên tập; bài khác bỏ qua bước."
        )

    def start(self, workflow_state, user=None):
        """Skips the step at once, without notifications, if nobody can review."""
        page = workflow_state.content_object
        if find_reviewers(page, workflow_state.requested_by).exists():
            return super().start(workflow_state, user=user)
        revision, now = page.get_latest_revision(), timezone.now()
        skipped = TaskState(workflow_state=workflow_state, task=self, revision=revision, finished_at=now)
        skipped.status = TaskState.STATUS_SKIPPED
        skipped.save()
        return skipped

    def is_reviewer(self, page, user) -> bool:
        """Whether the user may act in this step on the page."""
        unit = find_desk_unit(page)
        if unit is None or is_own(page, user):
            return False
        is_editor = user.is_active and user.groups.filter(unit=unit).exists()
        return is_editor or is_board(user)

    def user_can_access_editor(self, obj, user):
        return self.is_reviewer(obj, user)

    def locked_for_user(self, obj, user):
        return not (user.is_superuser or self.is_reviewer(obj, user))

    def get_actions(self, obj, user):
        if not self.is_reviewer(obj, user):
            return []
        return [
            ("reject", _("Trả lại người viết"), True),
            ("approve", _("Chuyển Ban biên tập"), False),
            ("approve", _("Chuyển Ban biên tập, kèm ghi chú"), True),
        ]

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """Articles of the units that the user edits, without the user's own."""
        desks = Page.objects.filter(newsindexpage__unit__editors__user=user).values_list("path", flat=True)
        below = Q(pk=None)
        for path in desks:
            below |= Q(path__startswith=path)
        waiting = self.task_states.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
        ).exclude(workflow_state__requested_by=user)
        pages = dict(waiting.values_list("pk", "workflow_state__object_id"))
        found = set(Page.objects.filter(below, pk__in=pages.values()).exclude(owner=user).values_list("pk", flat=True))
        return TaskState.objects.filter(pk__in=[state for state, page in pages.items() if int(page) in found])

    def on_action(self, task_state: TaskState, user, action_name: str, **kwargs):
        """Raises PermissionDenied if the user may not act in this step."""
        if not self.is_reviewer(task_state.workflow_state.content_object, user):
            raise PermissionDenied(_("Bài này do biên tập viên của đơn vị xem."))
        return super().on_action(task_state, user, action_name, **kwargs)


class UnitReviewNotifier(GroupApprovalTaskStateSubmissionEmailNotifier):
    """Mails the unit's editors that an article waits for them."""

    def can_handle(self, instance, **kwargs):
        return Notifier.can_handle(self, instance, **kwargs) and isinstance(instance.task.specific, UnitReviewTask)

    def get_recipient_users(self, task_state, **kwargs):
        state = task_state.workflow_state
        return set(find_reviewers(state.content_object, state.requested_by))


notify = UnitReviewNotifier()


def connect() -> None:
    task_submitted.connect(notify, sender=TaskState, dispatch_uid="news.unit_review")
