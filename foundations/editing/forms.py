"""Forms that refuse to overwrite a version that the user has not seen, and that accept unchanged past dates."""

from __future__ import annotations

import json

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from foundations.editing.conflicts import Conflict, OvertakenError, describe_conflict, find_conflict, parse_seen_version
from foundations.editing.revisions import is_past, lock_row
from foundations.editing.states import get_stored_state

STATE_FIELD = "opened_state"
PUBLISHING_ACTIONS = {"action-submit", "action-restart-workflow", "action-publish"}


class OpenedStateField(forms.CharField):
    """Digests of what was stored when the form was opened; never counts as changed."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class PastDatesMixin:
    """Accepts a past expiry that was stored before; a newly typed one is an error, as in Wagtail.

    A draft keeps it. What is sent in, approved or published loses it, as it would be public for no time at all:
    `instance.dropped_expiry` then holds it, for the message (`wagtail_hooks.py`).
    """

    def clean(self):
        cleaned_data = super().clean()
        expiry = self.cleaned_data.get("expire_at")
        if not is_past(expiry) or not is_same_minute(expiry, self.instance.expire_at):
            return cleaned_data
        # Wagtail checks the dates after this; without a value it refuses nothing, and the stored one stays.
        del self.cleaned_data["expire_at"]
        if is_towards_publishing(self.data):
            self.cleaned_data["expire_at"] = None
            self.instance.dropped_expiry = expiry
        return cleaned_data


def is_towards_publishing(data) -> bool:
    """Whether the pressed button submits, approves or publishes."""
    return not PUBLISHING_ACTIONS.isdisjoint(data) or data.get("workflow-action-name") == "approve"


def is_same_minute(one, other) -> bool:
    """Compares times without seconds, which the form's widget does not have."""
    return bool(one and other) and int(one.timestamp()) // 60 == int(other.timestamp()) // 60


class EditedFormMixin(PastDatesMixin):
    """For forms of pages and snippets, with or without revisions. Must come before Wagtail's form in the bases."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[STATE_FIELD] = OpenedStateField(required=False)
        if self.for_user:
            self.fields[STATE_FIELD].widget.attrs["data-writer"] = (
                self.for_user.pk
            )  # the only user who may send this form
        if self.instance.pk and not self.is_bound:
            self.initial[STATE_FIELD] = json.dumps(get_stored_state(self.instance), separators=(",", ":"))

    def clean(self):
        cleaned_data = super().clean()
        self.seen_version = parse_seen_version(self.data, self.for_user)
        self.instance.seen_version = self.seen_version
        if self.instance.pk and (conflict := find_conflict(self.instance, self.seen_version)):
            self._refuse(conflict)
        return cleaned_data

    def _refuse(self, conflict: Conflict) -> None:
        """Adds the error and updates the form's version, so that sending it again overwrites the other one."""
        self.data = self.data.copy()
        self.data[STATE_FIELD] = json.dumps(get_stored_state(self.instance), separators=(",", ":"))
        # Until then there is no autosave (static/editing/saving.js).
        self.fields[STATE_FIELD].widget.attrs["data-overtaken"] = "true"
        self.add_error(None, forms.ValidationError(describe_conflict(conflict), code="outdated"))

    def save(self, commit=True):
        """Raises OvertakenError if another version was stored after the form was checked.

        What is not public yet is written here, with the number of the version that it had when it was read: that must
        not hide a newer one.
        """
        if not commit or not self.instance.pk:
            return super().save(commit)
        with transaction.atomic():
            lock_row(self.instance)
            if conflict := find_conflict(self.instance, self.seen_version):
                raise OvertakenError(describe_conflict(conflict))
            return super().save(commit)


class EditedModelForm(EditedFormMixin, WagtailAdminModelForm):
    """For snippets: set it, or a subclass, as `base_form_class` of a model or panel."""


def describe_dropped_expiry(moment: str) -> str:
    """The message about a removed expiry."""
    return _(
        "Ngày, giờ hết hạn %(moment)s đã qua nên được bỏ; nội dung sẽ hiển thị cho đến khi được gỡ xuống hoặc hẹn "
        "ngày khác."
    ) % {"moment": moment}
