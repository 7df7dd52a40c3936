"""A number that grows with every change of the list, so that each process knows when its copy is out of date."""

from __future__ import annotations

from django.db import models, transaction
from django.db.models import F


class ListState(models.Model):
    """One row: how many times the public list has changed."""

    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "list state"
        verbose_name_plural = "list states"

    def __str__(self):
        return str(self.version)

    @classmethod
    def changed(cls) -> None:
        """Says that the list changed; call it after `bulk_create` and `update`, which no `save` hears of."""
        if not cls.objects.filter(pk=1).update(version=F("version") + 1):
            cls.objects.get_or_create(pk=1, defaults={"version": 1})

    @classmethod
    def current(cls) -> int:
        return cls.objects.filter(pk=1).values_list("version", flat=True).first() or 0


class ListedModel(models.Model):
    """A model that the public list is made of: saving or deleting it is a change of the list."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            ListState.changed()

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            ListState.changed()
        return deleted
