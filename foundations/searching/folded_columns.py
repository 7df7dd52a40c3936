"""Stored folded columns: what lists are searched by, in the database and not row by row in Python."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from foundations.searching.text import query_words
from foundations.vietnamese.folding import fold

BATCH = 500  # rows


def holding_words(text: str, *columns: str) -> Q:
    """Rows of which each word of `text` stands in one of the folded `columns`, be it as a part of a longer word.

    All rows where `text` has no word. More than 32 words are not asked for: databases refuse very long conditions.
    """
    found = Q()
    for word in query_words(text):
        found &= Q(*((f"{column}__contains", word) for column in columns), _connector=Q.OR)
    return found


class FoldedTextMixin(models.Model):
    """A model with a column of the words that its rows are found by; written before Model among the bases.

    Every `save` renews it. `bulk_create` and `update` do not: fold there yourself.
    """

    FOLDED_FIELDS: tuple[str, ...] = ()  # of this model, in the order of the words

    folded = models.TextField(editable=False, default="")

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        fields = kwargs.get("update_fields")
        if fields is None or set(fields) & set(self.FOLDED_FIELDS):
            self.folded = fold(self.get_searched_words())
            kwargs["update_fields"] = fields and {*fields, "folded"}
        super().save(*args, **kwargs)

    def get_searched_words(self) -> str:
        """The words as they are read, not yet folded."""
        return " ".join(getattr(self, name) for name in self.FOLDED_FIELDS)
