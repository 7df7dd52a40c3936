"""Changes of the synonyms in the audit log, and taking the last change of one back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from foundations.searching.models import CHANGED, Synonym


class OvertakenChangeError(Exception):
    """The synonym has been changed again since."""


def list_changes():
    """All changes of synonyms, newest first."""
    return ModelLogEntry.objects.filter(action=CHANGED).select_related("user").order_by("-timestamp", "-pk")


def find_last_change(synonym_key: int) -> ModelLogEntry | None:
    """The only change of a synonym that can be taken back."""
    return list_changes().filter(object_id=str(synonym_key)).first()


def find_last_changes(entries) -> set[int]:
    """Primary keys of those entries that are the last of their synonym. One query."""
    keys = {entry.object_id for entry in entries}
    newest_last = list_changes().filter(object_id__in=keys).reverse().values_list("object_id", "pk")
    return set(dict(newest_last).values())


def describe_state(state: dict | None) -> str:
    """`bằng lái → giấy phép lái xe`; an empty string for no synonym."""
    if state is None:
        return ""
    return str(Synonym(**state))


def describe_change(entry: ModelLogEntry) -> str:
    """The change in a sentence, for the log."""
    before, after = (describe_state(entry.data[name]) for name in ("before", "after"))
    if before and after:
        return _("Sửa từ đồng nghĩa: “%(before)s” thành “%(after)s”") % {"before": before, "after": after}
    return (_("Thêm từ đồng nghĩa: “%s”") if after else _("Xóa từ đồng nghĩa: “%s”")) % (after or before)


@transaction.atomic
def undo(entry: ModelLogEntry) -> None:
    """Makes the synonym what it was before the change; this is a change as well, which can be taken back in its turn.

    Raises OvertakenChangeError if it is not the last change of this synonym.
    """
    last = find_last_change(entry.object_id)
    if last is None or last.pk != entry.pk:
        raise OvertakenChangeError
    before = entry.data["before"]
    if before is None:
        Synonym.objects.get(pk=entry.object_id).delete()
    else:
        Synonym(pk=int(entry.object_id), **before).save()
