"""Rows that an import prepares out of sight, to put them into the list at one stroke.

A new procedure is prepared as a row that is not live; a changed one as a second row beside the first, with the parts
that the first shall have. `objects`, the default manager, leaves them out; `everything` has them.
"""

from __future__ import annotations

from django.db import models

WASTE = 0  # `staged_by` of rows that nobody needs any longer


class PreparedModel(models.Model):
    """A model whose rows an import may prepare."""

    staged_by = models.PositiveBigIntegerField(  # number of the import; None for what people see
        null=True, editable=False, serialize=False, db_index=True
    )

    class Meta:
        abstract = True


class VisibleManager(models.Manager):
    """Without the rows that are prepared and not yet in the list."""

    def get_queryset(self):
        return super().get_queryset().filter(staged_by=None)
