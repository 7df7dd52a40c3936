"""Revisions and entries of the log in memory, to be stored many at a time: Wagtail stores them one by one."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision

from procedures.models import Procedure


def make_revision(procedure: Procedure, user) -> Revision:
    kind = ContentType.objects.get_for_model(Procedure)
    return Revision(
        content_type=kind,
        base_content_type=kind,
        object_id=str(procedure.pk),
        user=user,
        created_at=timezone.now(),
        content=procedure.serializable_data(),
        object_str=str(procedure),
    )


def make_log_entry(key: int, label: str, action: str, **more) -> ModelLogEntry:
    return ModelLogEntry(
        content_type=ContentType.objects.get_for_model(Procedure), object_id=str(key), label=label, action=action, **more
    )
