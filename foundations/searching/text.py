"""The text that goes into the index and the words asked of it. Both are ASCII, so that every tokenizer agrees."""

from collections.abc import Mapping
from functools import lru_cache

from django.utils.encoding import force_str

from foundations.vietnamese.folding import fold, tone_spellings

# Before each spelling with a tone, so that `cò` (co2) is not found by `CO2`. No Vietnamese word begins like this.
_MARK = "zz"
# A longer query says no more, and SQLite and PostgreSQL refuse much longer ones.
MAX_QUERY_WORDS = 32
MAX_WORD_LENGTH = 100


def query_words(text: str) -> list[str]:
    """Return the folded words of a query, at most 32 of at most 100 characters; none for `"`, blanks or NUL."""
    return [word[:MAX_WORD_LENGTH] for word in fold(text).split()[:MAX_QUERY_WORDS]]


def accented_words(text: str) -> list[str]:
    """Return, as they stand in the index, the words of a query that were typed with accents; each once."""
    spellings = dict.fromkeys(spelling[:MAX_WORD_LENGTH] for spelling in tone_spellings(text))
    return [_MARK + spelling for spelling in list(spellings)[:MAX_QUERY_WORDS]]


@lru_cache(maxsize=16)  # the indexers of both databases ask for each field three to five times in a row
def indexed_text(text: str) -> str:
    """Return what is indexed for `text`: its folded words and, once each, the spellings of its accented words."""
    return " ".join([fold(text), *dict.fromkeys(_MARK + spelling for spelling in tone_spellings(text))])


def plain_text(value: object) -> str:
    """Return the value of a search field as one text: lists and the values of mappings joined, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        value = value.values()
    elif isinstance(value, str) or not hasattr(value, "__iter__"):
        return force_str(value)
    return ", ".join(plain_text(item) for item in value)
