"""What imports did: a run is one file, or the undoing of one; its rows are the records that differ from the list."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from procedures.import_runs.choices import RowKind, RowState, RunState, Step
from procedures.models import Procedure
from procedures.prepared import WASTE

# A process says that it lives at each batch, a second of work or less; a large Excel file is opened in half a minute.
LOST_AFTER = datetime.timedelta(seconds=90)
# What a prepared row becomes when nobody needs it; `clearing.py` deletes it.
AS_WASTE = dict.fromkeys(("staged_for", "field", "latest_revision", "live_revision")) | {"staged_by": WASTE}
WORKING = (RunState.READING, RunState.STORING)


@dataclass(frozen=True)
class Options:
    """How a run goes: only look, store new ones as drafts, and whether the source is the complete list."""

    dry_run: bool = False
    draft: bool = False
    complete: bool = False
    hidden: bool = False
    delimiter: str = ""


class ImportRun(models.Model):
    """One import, from the file to the last row stored. Times in UTC; totals count records."""

    name = models.CharField(_("tệp"), max_length=255)
    file = models.CharField(max_length=255, blank=True, editable=False)  # kept until it was read; see `kept_files.py`
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("người nhập")
    )
    undoes = models.ForeignKey(
        "self", models.CASCADE, null=True, related_name="undoings", verbose_name=_("gỡ lần nhập")
    )
    started_at = models.DateTimeField(_("bắt đầu"), default=timezone.now)
    stored_at = models.DateTimeField(_("ghi vào danh mục lúc"), null=True)
    options = models.JSONField(default=dict)
    state = models.CharField(_("tình trạng"), max_length=20, choices=RunState.choices, default=RunState.READING)
    step = models.CharField(max_length=20, choices=Step.choices, default=Step.READ)
    # Who works on it: each process has a random word of its own, and stops when it finds another's here.
    worker = models.CharField(max_length=32, blank=True)
    seen_at = models.DateTimeField(default=timezone.now)
    stop_asked = models.BooleanField(default=False)
    done = models.PositiveIntegerField(default=0)  # of this step
    total = models.PositiveIntegerField(default=0)  # of this step; 0 if nobody knows
    message = models.TextField(blank=True)  # why it was interrupted
    read = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)  # what kept it from being taken: [place, field, message]
    warnings = models.JSONField(default=list)  # the same shape
    remarks = models.JSONField(default=list)  # of the words of the source: [place, code, name, kind, field, words]
    made_fields = models.JSONField(default=list)  # keys of the fields of activity that it made

    class Meta:
        verbose_name = _("lần nhập thủ tục")
        verbose_name_plural = _("các lần nhập thủ tục")
        ordering = ["-pk"]

    def __str__(self):
        return str(_("lần nhập %(number)s: %(name)s") % {"number": self.pk, "name": self.name})

    @property
    def is_working(self) -> bool:
        return self.state in WORKING and not self.is_lost

    @property
    def is_lost(self) -> bool:
        """Whether the process that worked on it was killed: it says so itself when it stops for a reason."""
        return self.state in WORKING and timezone.now() - self.seen_at > LOST_AFTER

    @property
    def is_interrupted(self) -> bool:
        return self.is_lost or self.state == RunState.INTERRUPTED

    @property
    def can_be_undone(self) -> bool:
        return self.state == RunState.STORED and self.undoes_id is None

    @property
    def percent(self) -> int | None:
        return min(100, 100 * self.done // self.total) if self.total else None

    def get_options(self) -> Options:
        return Options(**self.options)

    def count(self, **wanted) -> int:
        return self.rows.filter(**wanted).count()


class ImportRow(models.Model):
    """A record that differs from the list, and whether it is taken."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    code = models.CharField(_("mã thủ tục"), max_length=60)
    name = models.TextField(_("tên thủ tục"))
    kind = models.CharField(_("loại"), max_length=20, choices=RowKind.choices)
    state = models.CharField(_("tình trạng"), max_length=20, choices=RowState.choices, default=RowState.WAITING)
    taken = models.BooleanField(_("lấy"), default=True)
    message = models.TextField(blank=True)
    # What a new one shall have, until it is prepared: the fewer bytes a row has, the shorter is the swap.
    content = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    changes = models.JSONField(default=list, encoder=DjangoJSONEncoder)  # [field, before, after] of a changed one
    procedure = models.ForeignKey(Procedure, models.SET_NULL, null=True, related_name="+")
    seen = models.CharField(max_length=80, blank=True)  # what the procedure was when it was compared
    prepared = models.ForeignKey(Procedure, models.SET_NULL, null=True, related_name="+")  # out of sight
    before = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+")
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+")
    undone = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")  # the row that this one undoes

    class Meta:
        verbose_name = _("bản ghi của lần nhập")
        verbose_name_plural = _("bản ghi của lần nhập")
        ordering = ["pk"]
        indexes = [models.Index(fields=["run", "state", "kind"], name="import_row_state")]

    def __str__(self):
        return f"{self.code} {self.name[:150]}"
