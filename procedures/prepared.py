"""Rows that an import prepares out of sight, to put them into the list at one stroke.

A new procedure is prepared as a row that is not live; a changed one as a second row beside the first, with the parts
that the first shall have. `Procedure.objects`, the default manager, leaves them out; `Procedure.everything` has them.
"""

from __future__ import annotations

from django.db import models

WASTE = 0  # `staged_by` of rows that nobody needs any longer


class PreparedModel(models.Model):
    """A model whose rows an import may prepare."""

    staged_by = models.PositiveBigIntegerField(  # number of the import; None for what people see
        null=True, editable=False, serialize=False, db_index=True
    )
    staged_for = models.ForeignKey(  # the procedure that shall have what this row has; None for a new one
        "self", models.SET_NULL, null=True, editable=False, serialize=False, related_name="+"
    )

    class Meta:
        abstract = True
