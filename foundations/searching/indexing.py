"""Wraps objects for Wagtail's indexers, so that the text of their search fields is folded."""

from collections.abc import Iterable

from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from foundations.searching.text import get_plain_text, make_indexed_text


class FoldedSearchField(SearchField):
    """A search field whose value is folded text."""

    def __init__(self, field):
        super().__init__(field.field_name, boost=field.boost)
        self.field = field

    def get_value(self, obj):
        return make_indexed_text(get_plain_text(self.field.get_value(_get_original(obj))))


class FoldedAutocompleteField(AutocompleteField):
    """An autocomplete field whose value is folded text."""

    def __init__(self, field):
        super().__init__(field.field_name)
        self.field = field

    def get_value(self, obj):
        return make_indexed_text(get_plain_text(self.field.get_value(_get_original(obj))))


class FoldedRelatedFields(RelatedFields):
    """The search fields of related objects, each folded."""

    def __init__(self, field):
        super().__init__(field.field_name, [fold_field(inner) for inner in field.fields])
        self.field = field

    def get_value(self, obj):
        return self.field.get_value(_get_original(obj))


class FoldedObject:
    """What an indexer needs of an object: its key and its search fields."""

    def __init__(self, original):
        self.original = original
        self.pk = original.pk

    def get_search_fields(self):
        return [fold_field(field) for field in self.original.get_search_fields()]


def fold_field(field):
    """Wraps a search field so that its value is folded; filter fields are returned unchanged."""
    if isinstance(field, SearchField):
        return FoldedSearchField(field)
    if isinstance(field, AutocompleteField):
        return FoldedAutocompleteField(field)
    if isinstance(field, RelatedFields):
        return FoldedRelatedFields(field)
    return field


def prepare_texts(objects: Iterable) -> None:
    """Folds the texts of a few objects, so that the transaction which puts them into the index is short."""
    for each in objects:
        for field in fold_fields(each):
            field.get_value(each)


def fold_fields(thing) -> list:
    """The search fields whose text is folded."""
    folded = (FoldedSearchField, FoldedAutocompleteField, FoldedRelatedFields)
    return [field for field in map(fold_field, thing.get_search_fields()) if isinstance(field, folded)]


def _get_original(obj):
    return obj.original if isinstance(obj, FoldedObject) else obj


class FoldedIndexMixin:
    """An index of folded text. Must come before the database's index in the bases."""

    def add_items(self, model, objs):
        super().add_items(model, [FoldedObject(obj) for obj in objs])
