"""Before the board: a unit's editors look at what its writers hand on. Without a writer or an editor it is skipped."""

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


def unit_of_desk(page) -> Unit | None:
    """The unit at whose desk the article stands; None for what stands elsewhere, or is no page."""
    if not isinstance(page, Page):
        return None
    desks = Unit.objects.filter(desks__page_ptr__in=page.get_ancestors())
    return desks.order_by("-desks__depth").first()


def reviewers_of(page, author) -> QuerySet:
    """The active editors of the desk's unit who look at the author's article; nobody where the author is no writer."""
    unit, people = unit_of_desk(page), get_user_model().objects
    if unit is None or author is None or not author.groups.filter(unit_of_writers=unit).exists():
        return people.none()
    editors = people.filter(is_active=True, groups__unit=unit)
    return people.none() if editors.filter(pk=author.pk).exists() else editors


class UnitReviewTask(Task):
    """The step of the unit's editors. The board can take it in their place."""

    class Meta:
        verbose_name = _("Biên tập viên đơn vị xem")
        verbose_name_plural = _("Biên tập viên đơn vị xem")

    @classmethod
    def get_description(cls):
        return _(
            "Biên tập viên của đơn vị xem bài do người viết gửi trước khi chuyển Ban biên tập; bài khác bỏ qua bước."
        )

    def start(self, workflow_state, user=None):
        """As Wagtail's, or a step that is skipped at once, of which nobody is told."""
        page = workflow_state.content_object
        if reviewers_of(page, workflow_state.requested_by).exists():
            return super().start(workflow_state, user=user)
        revision, now = page.get_latest_revision(), timezone.now()
        skipped = TaskState(workflow_state=workflow_state, task=self, revision=revision, finished_at=now)
        skipped.status = TaskState.STATUS_SKIPPED
        skipped.save()
        return skipped

    def is_reviewed_by(self, page, user) -> bool:
        unit = unit_of_desk(page)
        if unit is None or is_own(page, user):
            return False
        is_editor = user.is_active and user.groups.filter(unit=unit).exists()
        return is_editor or is_board(user)

    def user_can_access_editor(self, obj, user):
        return self.is_reviewed_by(obj, user)

    def locked_for_user(self, obj, user):
        return not (user.is_superuser or self.is_reviewed_by(obj, user))

    def get_actions(self, obj, user):
        if not self.is_reviewed_by(obj, user):
            return []
        return [
            ("reject", _("Trả lại người viết"), True),
            ("approve", _("Chuyển Ban biên tập"), False),
            ("approve", _("Chuyển Ban biên tập, kèm ghi chú"), True),
        ]

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """Of the units that the user edits for, apart from the user's own articles."""
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
        """As Wagtail's. Raises PermissionDenied for whoever this step is not up to."""
        if not self.is_reviewed_by(task_state.workflow_state.content_object, user):
            raise PermissionDenied(_("Bài này do biên tập viên của đơn vị xem."))
        return super().on_action(task_state, user, action_name, **kwargs)


class ReviewNotifier(GroupApprovalTaskStateSubmissionEmailNotifier):
    """The mail that an article waits, to the editors of the unit."""

    def can_handle(self, instance, **kwargs):
        return Notifier.can_handle(self, instance, **kwargs) and isinstance(instance.task.specific, UnitReviewTask)

    def get_recipient_users(self, task_state, **kwargs):
        state = task_state.workflow_state
        return set(reviewers_of(state.content_object, state.requested_by))


notify = ReviewNotifier()


def connect() -> None:
    task_submitted.connect(notify, sender=TaskState, dispatch_uid="news.unit_review")
