"""Lists and choosers of the editors' interface find as the public search does.

Wagtail compares letters as typed, which misses "duong" for "đường", and gives most choosers no search at all.
"""

from __future__ import annotations

from django import forms
from django.db.models import Case, IntegerField, QuerySet, When
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from foundations.searching import synonyms
from foundations.searching.folded_columns import build_words_filter
from foundations.searching.text import get_query_words
from foundations.searching.titles import IndexedTitle, TitleIndex
from foundations.vietnamese.folding import fold

MAX_ROWS = 20_000  # that are read; these are small tables
MAX_ORDERED = 200


def find_rows(rows: QuerySet, words: str, fields: list[str]) -> QuerySet:
    """Those rows whose fields hold each word, also as a part of another; if none does, those that the search finds
    with synonyms and typing errors mended, best first. A field `folded` is searched by the database.
    """
    asked = get_query_words(words)
    if not asked:
        return rows
    if fields == ["folded"]:
        found = rows.filter(build_words_filter(words, "folded"))
        if found.exists():
            return found
    texts = [
        (key, " ".join(str(value) for value in values if value))
        for key, *values in rows.order_by().values_list("pk", *fields)[:MAX_ROWS]
    ]
    keys = [key for key, text in texts if all(word in folded for folded in [fold(text)] for word in asked)]
    if keys:
        return rows.filter(pk__in=keys)
    index = TitleIndex(IndexedTitle(key, text) for key, text in texts)
    return order_by_keys(rows, [hit.key for hit in index.ask(words, synonyms.get_synonyms())[1]])


def order_by_keys(rows: QuerySet, keys: list) -> QuerySet:
    """Those rows that have the keys, in the order of the first MAX_ORDERED keys."""
    places = [When(pk=key, then=place) for place, key in enumerate(keys[:MAX_ORDERED])]
    found = rows.filter(pk__in=keys)
    if not places:
        return found
    return found.order_by(Case(*places, default=MAX_ORDERED, output_field=IntegerField()), *rows.query.order_by)


class EngineIndexView(IndexView):
    """A list that is searched by `find_rows` of its viewset."""

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        found = self.model.snippet_viewset.find_rows(queryset, self.search_query)
        return found.order_by(*queryset.query.order_by) if self.is_explicitly_ordered else found


class EngineSearchForm(BaseFilterForm):
    """The field of a chooser."""

    q = forms.CharField(label=_("Từ cần tìm"), widget=forms.TextInput(attrs={"placeholder": _("Tìm")}), required=False)

    def filter(self, objects):
        if words := self.cleaned_data.get("q"):
            self.is_searching, self.search_query = True, words
            objects = objects.model.snippet_viewset.find_rows(objects, words)
        return super().filter(objects)


class EngineChooseMixin:
    """The rows of a chooser, found as in the list."""

    def get_filter_form_class(self):
        return EngineSearchForm


class EngineChooseView(EngineChooseMixin, ChooseView):
    """The chooser."""


class EngineChooseResultsView(EngineChooseMixin, ChooseResultsView):
    """Its results while one types."""


class EngineChooserViewSet(SnippetChooserViewSet):
    """A chooser that is searched."""

    choose_view_class = EngineChooseView
    choose_results_view_class = EngineChooseResultsView


class EngineViewSet(SnippetViewSet):
    """Screens of a snippet whose list and chooser find as the public search does, in its `search_fields`."""

    index_view_class = EngineIndexView
    chooser_viewset_class = EngineChooserViewSet

    def find_rows(self, rows: QuerySet, words: str) -> QuerySet:
        """The rows that the words mean."""
        return find_rows(rows, words, list(self.search_fields))
