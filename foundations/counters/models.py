"""Views of things and visits to the site by day, numbers carried over from an old site, and resets."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundations.counters import kinds


class OpeningBalanceQuerySet(models.QuerySet):
    """Words of queries on opening balances."""

    def of(self, thing):
        """The balance of one object: a page, or the site for its visits."""
        return self.filter(content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk)


class OpeningBalance(models.Model):
    """Views of a page, or visits of a site, that an old site had counted, as published there."""

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    thing = GenericForeignKey()
    count = models.PositiveBigIntegerField(_("số đã đếm"))
    source = models.CharField(_("nguồn"), max_length=255, blank=True)

    objects = OpeningBalanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("số đếm chuyển sang")
        verbose_name_plural = _("số đếm chuyển sang")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="one_opening_balance_per_thing")
        ]

    def __str__(self):
        return f"{self.thing}: {self.count}"


class DailyViewsQuerySet(models.QuerySet):
    """Words of queries on views by day."""

    def of(self, thing):
        """The days of one object; none if its kind is not counted."""
        kind = kinds.get_kind_of(thing)
        return self.filter(kind=kind.name, object_id=thing.pk) if kind else self.none()

    def between(self, first, last):
        """From `first` to `last`, both included."""
        return self.filter(day__range=(first, last))


class DailyViews(models.Model):
    """How often an object was opened on a local day. Rows stay when the object is deleted: the day's total is true."""

    kind = models.CharField(_("loại"), max_length=8)
    object_id = models.PositiveBigIntegerField()
    day = models.DateField(_("ngày"))
    views = models.PositiveBigIntegerField(_("lượt xem"))

    objects = DailyViewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("lượt xem trong ngày")
        verbose_name_plural = _("lượt xem trong ngày")
        constraints = [models.UniqueConstraint(fields=["kind", "object_id", "day"], name="one_row_of_views_per_day")]
        indexes = [models.Index(fields=["day", "kind"], name="views_by_day")]

    def __str__(self):
        return f"{self.kind}-{self.object_id}, {self.day}: {self.views}"


class DailyVisits(models.Model):
    """Visits to the site on a day, and the views of all objects together."""

    day = models.DateField(_("ngày"), unique=True)
    visits = models.PositiveBigIntegerField(_("lượt truy cập"))
    views = models.PositiveBigIntegerField(_("lượt xem"))

    class Meta:
        verbose_name = _("lượt truy cập trong ngày")
        verbose_name_plural = _("lượt truy cập trong ngày")
        ordering = ["-day"]

    def __str__(self):
        return f"{self.day}: {self.visits}"


class ActiveReaders(models.Model):
    """Browsers that opened a page within ten minutes. `window`: number of ten minutes since 1970. Kept for a day."""

    window = models.PositiveBigIntegerField(unique=True)
    readers = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("người đọc trong mười phút")
        verbose_name_plural = _("người đọc trong mười phút")

    def __str__(self):
        return f"{self.window}: {self.readers}"


class FoldedFile(models.Model):
    """How many bytes of a worker's file have been added to the rows; changed in the same transaction as those.

    The row stays a day longer than the file, so that a process that still has the file open does not add it again.
    """

    name = models.CharField(max_length=100, unique=True)
    machine = models.CharField(max_length=32)
    offset = models.PositiveBigIntegerField(default=0)
    folded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tệp đã cộng")
        verbose_name_plural = _("tệp đã cộng")

    def __str__(self):
        return f"{self.name}: {self.offset}"


class CounterReset(models.Model):
    """A reset of a counter to zero: what it showed, who reset it, when and why.

    Nothing is deleted: a counter shows the opening balance plus all days minus all resets.
    """

    kind = models.CharField(_("loại"), max_length=8)
    object_id = models.PositiveBigIntegerField()
    value = models.PositiveBigIntegerField(_("số trước khi đặt lại"))
    reason = models.TextField(_("lý do"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("người đặt lại")
    )
    made_at = models.DateTimeField(_("thời điểm"), auto_now_add=True)

    class Meta:
        verbose_name = _("lần đặt lại số đếm")
        verbose_name_plural = _("lần đặt lại số đếm")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["kind", "object_id"], name="resets_of_a_thing")]

    def __str__(self):
        return f"{self.kind}-{self.object_id}: {self.value}"
