"""Objects shown to Wagtail's indexers with the text of their search fields folded."""

from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from foundations.searching.text import indexed_text, plain_text


class FoldedSearchField(SearchField):
    """A search field whose value is folded text."""

    def __init__(self, field):
        super().__init__(field.field_name, boost=field.boost)
        self.field = field

    def get_value(self, obj):
        return indexed_text(plain_text(self.field.get_value(_original(obj))))


class FoldedAutocompleteField(AutocompleteField):
    """An autocomplete field whose value is folded text."""

    def __init__(self, field):
        super().__init__(field.field_name)
        self.field = field

    def get_value(self, obj):
        return indexed_text(plain_text(self.field.get_value(_original(obj))))


class FoldedRelatedFields(RelatedFields):
    """The search fields of related objects, each folded."""

    def __init__(self, field):
        super().__init__(field.field_name, [folded_field(inner) for inner in field.fields])
        self.field = field

    def get_value(self, obj):
        return self.field.get_value(_original(obj))


class FoldedObject:
    """What an indexer needs of an object: its key and its search fields."""

    def __init__(self, original):
        self.original = original
        self.pk = original.pk

    def get_search_fields(self):
        return [folded_field(field) for field in self.original.get_search_fields()]


def folded_field(field):
    """Return a search field that gives folded text; fields that only filter come back as they are."""
    if isinstance(field, SearchField):
        return FoldedSearchField(field)
    if isinstance(field, AutocompleteField):
        return FoldedAutocompleteField(field)
    if isinstance(field, RelatedFields):
        return FoldedRelatedFields(field)
    return field


def _original(obj):
    return obj.original if isinstance(obj, FoldedObject) else obj


class FoldedIndexMixin:
    """An index of folded text; written before the database's index among the bases."""

    def add_items(self, model, objs):
        super().add_items(model, [FoldedObject(obj) for obj in objs])
