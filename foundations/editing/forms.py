"""Forms that refuse to save over a version their user has not seen, and take dates that have run as they stand."""

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
    """Digests of what was stored when the form was opened; never a change of the editor's."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class PastDatesMixin:
    """A past expiry that was there before is no error; a newly typed one is, as Wagtail says.

    A draft keeps it. What is sent in, approved or published loses it, as it would be public for no time at all:
    `instance.dropped_expiry` then holds it, for the message (`wagtail_hooks.py`).
    """

    def clean(self):
        cleaned_data = super().clean()
        expiry = self.cleaned_data.get("expire_at")
        if not is_past(expiry) or not is_same_minute(expiry, self.instance.expire_at):
            return cleaned_data
        # Wagtail looks at the dates after this; without a value it has nothing to refuse, and the stored one stays.
        del self.cleaned_data["expire_at"]
        if is_towards_publishing(self.data):
            self.cleaned_data["expire_at"] = None
            self.instance.dropped_expiry = expiry
        return cleaned_data


def is_towards_publishing(data) -> bool:
    """Whether the button that was pressed sends in, approves or publishes."""
    return not PUBLISHING_ACTIONS.isdisjoint(data) or data.get("workflow-action-name") == "approve"


def is_same_minute(one, other) -> bool:
    """The form's widget knows no seconds."""
    return bool(one and other) and int(one.timestamp()) // 60 == int(other.timestamp()) // 60


class EditedFormMixin(PastDatesMixin):
    """For forms of pages and of records, with versions and without; written before Wagtail's form among the bases."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[STATE_FIELD] = OpenedStateField(required=False)
        if self.for_user:
            self.fields[STATE_FIELD].widget.attrs["data-writer"] = self.for_user.pk  # who alone sends this form
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
        """The form comes back with what was typed; sent once more, it knows the other version."""
        self.data = self.data.copy()
        self.data[STATE_FIELD] = json.dumps(get_stored_state(self.instance), separators=(",", ":"))
        # Until then nothing is saved by itself (static/editing/saving.js).
        self.fields[STATE_FIELD].widget.attrs["data-overtaken"] = "true"
        self.add_error(None, forms.ValidationError(describe_conflict(conflict), code="outdated"))

    def save(self, commit=True):
        """As Wagtail's. Raises OvertakenError when another version was stored after the form was looked at.

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
    """For records; a model or a panel names it, or a form made of it, as its `base_form_class`."""


def describe_dropped_expiry(moment: str) -> str:
    return _(
        "Ngày, giờ hết hạn %(moment)s đã qua nên được bỏ; nội dung sẽ hiển thị cho đến khi được gỡ xuống hoặc hẹn "
        "ngày khác."
    ) % {"moment": moment}
