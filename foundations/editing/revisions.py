"""What models with versions share: nobody's version is overwritten, and no date that ran is published.

Plain Wagtail warns only where autosave runs; a second ordinary save wins silently. Here the form compares
(`forms.py`), and the save itself compares again under a lock, for two saves that arrive in the same instant.
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
        if overwrite_revision is not None and is_decided_on(overwrite_revision, self):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)


class OptimisticLockingMixin(KeptRevisionsMixin):
    """For pages and records with versions, edited through a form with `EditedFormMixin`; before Wagtail's bases."""

    seen_version: SeenVersion | None = None  # set by the form, until it is stored

    def serializable_data(self):
        """As modelcluster's; a version says which open form wrote it. What reads versions passes over the two names."""
        data, seen = super().serializable_data(), self.seen_version
        if seen and seen.form_key:
            data |= {"form_key": seen.form_key, "form_number": seen.form_number}
        return data

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """As Wagtail's. Raises OvertakenError when another version came in between."""
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
        """As Wagtail's; without an expiry that has run, as the text would be gone again at once."""
        drop_past_expiry(self, revision, kwargs.get("user"))
        return super().publish(revision, *args, **kwargs)


def is_own(newest: Revision | None, meant: Revision, seen: SeenVersion) -> bool:
    """Whether an autosave may be written into the newest revision: it is the one meant, or of the same open form."""
    return newest is not None and (newest.pk == meant.pk or is_written_by(newest, seen))


def lock_row(thing) -> None:
    """Until the end of the transaction nobody else saves `thing`. (SQLite lets one writer at a time in anyway.)"""
    type(thing)._base_manager.select_for_update(of=("self",)).filter(pk=thing.pk).values_list("pk").first()


def is_past(moment) -> bool:
    return bool(moment) and moment < timezone.now()


def drop_past_expiry(thing, revision: Revision, user=None) -> None:
    """Before a version is published by hand: its expiry, if past, is taken out, and the history says so.

    A version whose time was approved keeps its dates: where the server stood still over the whole of its time, it is
    published and withdrawn again rather than public for ever.
    """
    stated = revision.content.get("expire_at")
    if revision.approved_go_live_at or not stated or not is_past(parse_datetime(str(stated))):
        return
    revision.content["expire_at"] = None
    revision.save(update_fields=["content"])
    log(instance=thing, action=EXPIRY_DROPPED, user=user, revision=revision, data={"expire_at": str(stated)})
