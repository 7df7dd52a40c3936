"""The indexed text and the words of queries. Both are ASCII, so that all tokenizers treat them alike."""

from collections.abc import Mapping
from functools import lru_cache

from django.utils.encoding import force_str

from foundations.vietnamese.folding import fold, get_tone_spellings

# Prefix of spellings with a tone, so that `CO2` does not find `cò` (co2). No Vietnamese word begins with it.
_MARK = "zz"
# Longer queries say no more, and SQLite and PostgreSQL refuse much longer ones.
MAX_QUERY_WORDS = 32
MAX_WORD_LENGTH = 100


def get_query_words(text: str) -> list[str]:
    """The folded words of a query, at most 32 of at most 100 characters; none for `"`, blanks or NUL."""
    return [word[:MAX_WORD_LENGTH] for word in fold(text).split()[:MAX_QUERY_WORDS]]


def get_accented_words(text: str) -> list[str]:
    """The words of a query that were typed with accents, spelled as in the index; each once."""
    spellings = dict.fromkeys(spelling[:MAX_WORD_LENGTH] for spelling in get_tone_spellings(text))
    return [_MARK + spelling for spelling in list(spellings)[:MAX_QUERY_WORDS]]


# The indexers of both databases ask for each field three to five times in a row; imports fold a small batch beforehand.
@lru_cache(maxsize=48)
def make_indexed_text(text: str) -> str:
    """What is indexed for `text`: its folded words and, once each, the spellings of its accented words."""
    return " ".join([fold(text), *dict.fromkeys(_MARK + spelling for spelling in get_tone_spellings(text))])


def get_plain_text(value: object) -> str:
    """The value of a search field as text: lists and values of mappings are joined; empty for None."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        value = value.values()
    elif isinstance(value, str) or not hasattr(value, "__iter__"):
        return force_str(value)
    return ", ".join(get_plain_text(item) for item in value)
