"""Mixins of models with revisions: no version is overwritten, and no past expiry is published.

Wagtail only warns during autosave; a second ordinary save wins silently. Here the form compares versions (`forms.py`),
and the save compares again under a lock, in case two saves arrive at the same time.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.log_actions import log
from wagtail.models import Revision

from foundations.editing.conflicts import (
    OvertakenError,
    SeenVersion,
    describe_conflict,
    find_conflict,
    get_newest_revision,
    is_written_by,
)

EXPIRY_DROPPED = "editing.expiry_dropped"  # in the log of activity


def is_decided_on(revision: Revision, thing) -> bool:
    """Whether the revision is published, scheduled or in a workflow."""
    is_public = getattr(thing, "live_revision_id", None) == revision.pk
    return is_public or revision.approved_go_live_at is not None or revision.task_states.exists()


class KeptRevisionsMixin:
    """No autosave overwrites a revision that `is_decided_on`.

    Wagtail writes all autosaves of a session into one revision, even after somebody else has published it or is about
    to approve it: the text would change under their eyes. Here the next autosave begins a new revision.
    """

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        if overwrite_revision is not None and is_decided_on(overwrite_revision, self):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)


class OptimisticLockingMixin(KeptRevisionsMixin):
    """For pages and snippets with revisions whose form has `EditedFormMixin`. Must come before Wagtail's bases."""

    seen_version: SeenVersion | None = None  # set by the form, until it is stored

    def serializable_data(self):
        """Adds the key of the form that wrote the revision; readers of revisions ignore it."""
        data, seen = super().serializable_data(), self.seen_version
        if seen and seen.form_key:
            data |= {"form_key": seen.form_key, "form_number": seen.form_number}
        return data

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """Raises OvertakenError if another version was stored meanwhile."""
        seen = self.seen_version
        if seen is None:
            return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)
        with transaction.atomic():
            lock_row(self)
            if conflict := find_conflict(self, seen):
                raise OvertakenError(describe_conflict(conflict))
            if overwrite_revision is not None:
                newest = get_newest_revision(self)
                overwrite_revision = newest if is_own(newest, overwrite_revision, seen) else None
            revision = super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)
        self.seen_version = None
        return revision

    def publish(self, revision, *args, **kwargs):
        """Drops a past expiry, which would unpublish the text at once."""
        drop_past_expiry(self, revision, kwargs.get("user"))
        return super().publish(revision, *args, **kwargs)


def is_own(newest: Revision | None, meant: Revision, seen: SeenVersion) -> bool:
    """Whether an autosave may overwrite the newest revision: the one meant, or one of the same open form."""
    return newest is not None and (newest.pk == meant.pk or is_written_by(newest, seen))


def lock_row(thing) -> None:
    """Locks the row until the end of the transaction. (SQLite has one writer at a time anyway.)"""
    type(thing)._base_manager.select_for_update(of=("self",)).filter(pk=thing.pk).values_list("pk").first()


def is_past(moment) -> bool:
    return bool(moment) and moment < timezone.now()


def drop_past_expiry(thing, revision: Revision, user=None) -> None:
    """Removes a past expiry before a version is published by hand, and logs it.

    A version whose time was approved keeps its dates: where the server stood still over the whole of its time, it is
    published and withdrawn again rather than public for ever.
    """
    stated = revision.content.get("expire_at")
    if revision.approved_go_live_at or not stated or not is_past(parse_datetime(str(stated))):
        return
    revision.content["expire_at"] = None
    revision.save(update_fields=["content"])
    log(instance=thing, action=EXPIRY_DROPPED, user=user, revision=revision, data={"expire_at": str(stated)})
