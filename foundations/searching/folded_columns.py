"""Stored columns of folded text, so that lists are searched in the database and not row by row in Python."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from foundations.searching.text import get_query_words
from foundations.vietnamese.folding import fold

BATCH_SIZE = 500  # rows


def build_words_filter(text: str, *columns: str) -> Q:
    """A filter: each word of `text` occurs in one of the folded `columns`, also as part of a longer word.

    Matches all rows if `text` has no words. Only the first 32 words count: databases refuse very long conditions.
    """
    found = Q()
    for word in get_query_words(text):
        found &= Q(*((f"{column}__contains", word) for column in columns), _connector=Q.OR)
    return found


class FoldedTextMixin(models.Model):
    """A model with a column of folded words by which its rows are found. Must come before Model in the bases.

    `save` updates the column; `bulk_create` and `update` do not.
    """

    FOLDED_FIELDS: tuple[str, ...] = ()  # the fields whose words are stored

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
        """The words before folding."""
        return " ".join(getattr(self, name) for name in self.FOLDED_FIELDS)
