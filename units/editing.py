"""Optimistic locking: two editors who save one page never overwrite each other without a word.

Plain Wagtail warns only where autosave runs; a second ordinary save wins silently. Here the form compares
the revision it was loaded from with the newest one and says so, keeping what was typed; the save itself
compares again under a lock, for the two saves that arrive in the same instant.
"""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page, Revision

from vietnamese.slugs import VietnameseSlugFormMixin


class OptimisticLockingPageForm(VietnameseSlugFormMixin, WagtailAdminPageForm):
    """A page form that refuses to save over a revision its user has not seen."""

    def clean(self):
        cleaned_data = super().clean()
        seen = self._revision_seen()
        if not (self.instance.pk and seen):
            return cleaned_data
        newest = Revision.objects.filter(pk=self.instance.latest_revision_id).select_related("user").first()
        if newest and self._is_outdated(newest, seen):
            raise forms.ValidationError(overwrite_warning(newest), code="outdated")
        self.instance.expected_latest_revision_id = newest.pk if newest else None
        return cleaned_data

    def _revision_seen(self) -> str:
        return self.data.get("overwrite_revision_id") or self.data.get("loaded_revision_id") or ""

    def _is_outdated(self, newest: Revision, seen: str) -> bool:
        if seen != str(newest.pk):
            return True
        if self.data.get("overwrite_revision_id"):
            return False
        # Autosave of another session rewrites a revision in place: its time tells.
        loaded_at = self.data.get("loaded_revision_created_at")
        return bool(loaded_at) and loaded_at != newest.created_at.isoformat()


def is_on_record(revision: Revision, thing) -> bool:
    """Whether somebody decided, or has to decide, on this very text: sent in, approved, scheduled or published."""
    is_public = getattr(thing, "live_revision_id", None) == revision.pk
    return is_public or revision.approved_go_live_at is not None or revision.task_states.exists()


class KeptRevisionsMixin:
    """For what is saved by itself while it is written: no autosave goes over a text that is on record.

    Wagtail writes all autosaves of one session into one revision, 50 of them leave one. It does so even after another
    person published that revision or has it before them for approval: the text would change under their eyes. The
    next autosave after a decision begins a revision of its own instead.
    """

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        if overwrite_revision is not None and is_on_record(overwrite_revision, self):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)


class OptimisticLockingMixin(KeptRevisionsMixin):
    """For page models edited through `OptimisticLockingPageForm`: the last comparison, under a row lock."""

    expected_latest_revision_id: int | None = None

    def save_revision(self, *args, **kwargs):
        """As Wagtail's. Raises PermissionDenied, which the editor shows, when another revision came in between."""
        expected = self.expected_latest_revision_id
        if expected is None:
            return super().save_revision(*args, **kwargs)
        with transaction.atomic():
            stored = Page.objects.select_for_update().values_list("latest_revision_id", flat=True).get(pk=self.pk)
            if stored != expected:
                raise PermissionDenied(overwrite_warning(Revision.objects.select_related("user").get(pk=stored)))
            revision = super().save_revision(*args, **kwargs)
        self.expected_latest_revision_id = revision.pk
        return revision


def overwrite_warning(newest: Revision) -> str:
    """The sentence for the editor whose page was saved by somebody else meanwhile."""
    name = (newest.user.get_full_name() or newest.user.get_username()) if newest.user else _("một người khác")
    moment = date_format(timezone.localtime(newest.created_at), "H:i d/m/Y")
    return _(
        "Trang này vừa được %(name)s lưu lúc %(moment)s, sau khi bạn mở. Nội dung bạn nhập vẫn còn dưới đây và chưa "
        "được lưu. Hãy mở bản mới trong thẻ khác để đối chiếu; nếu bấm lưu lần nữa, bản của bạn sẽ thay thế bản đó."
    ) % {"name": name, "moment": moment}
