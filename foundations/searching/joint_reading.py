"""Reads a query by the words of several indexes together: what any of them knows is neither mended nor left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from modelsearch.query import SearchQuery

from foundations.searching.synonyms import Synonyms
from foundations.searching.title_scores import get_written
from foundations.searching.titles import TitleIndex
from foundations.searching.understanding import (
    LITTLE_WORDS,
    Idea,
    Reading,
    Token,
    build_loose_query,
    build_strict_query,
    make_canonical,
    read,
)

FindWith = Callable[[SearchQuery | None], list[int]]  # keys of what matches, best first; none without a query
MAX_IDEAS_IN_TEXT = 8  # that one query on texts asks for: the rarest say enough
MIN_TOLD_LENGTH = 3  # letters: "ko" and "đc" are read as little words, and nobody needs to be told of these


@dataclass(frozen=True)
class JointReading:
    """How a query was read. `ideas`: those that an index knows; `telling`: those of them that are not little, the
    rarest first; `unknown`: those that none knows, as typed.

    `corrected`: the query as it was read, with accents, where words were mended; else empty. `unread`: words as typed
    that only chats use and that say nothing.
    """

    text: str
    ideas: list[Idea] = field(default_factory=list)
    telling: list[Idea] = field(default_factory=list)
    unknown: list[Idea] = field(default_factory=list)
    corrected: str = ""
    unread: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def find_in_texts(self, find_with: FindWith) -> tuple[list[int], bool]:
        """What texts hold: all ideas, else those that titles know, or any of the others if titles know none. And
        whether they hold all.
        """
        if found := find_with(build_strict_query([*self.unknown, *self.telling][:MAX_IDEAS_IN_TEXT])):
            return found, True
        if not self.telling:
            return find_with(build_loose_query(self.unknown[:MAX_IDEAS_IN_TEXT])), False
        return (find_with(build_strict_query(self.telling[:MAX_IDEAS_IN_TEXT])) if self.unknown else []), False

    def find_written(self, ideas: list[Idea]) -> list[str]:
        """The words of these ideas as they were typed."""
        places = sorted({place for idea in ideas for place in idea.places})
        return [self.written[place] for place in places]


def read_jointly(text: str, synonyms: Synonyms, indexes: list[TitleIndex]) -> JointReading:
    """The query, mended by the words of the first index that can."""

    def is_known(word: str) -> bool:
        return word in synonyms.words or any(index.has_word(word) for index in indexes)

    def mend(tokens: list[Token]) -> list[Token]:
        for index in indexes:
            tokens = index.mend(tokens, is_known)
            if all(is_known(token.word) for token in tokens):
                break
        return tokens

    reading = read(text, synonyms, mend)
    known = [idea for idea in reading.ideas if idea.is_little or any(index.knows(idea) for index in indexes)]
    if is_guess(reading, known):
        reading = read(text, synonyms)
        known = [idea for idea in reading.ideas if idea.is_little]
    unknown = [idea for idea in reading.ideas if idea not in known]
    written = get_written(text, reading.typed)
    unread = [
        written[place]
        for token in reading.tokens
        if not token.is_mended and token.word in LITTLE_WORDS
        for place in token.places
        if len(written[place]) >= MIN_TOLD_LENGTH
        and not any(index.has_word(reading.typed[place]) for index in indexes)
        and reading.typed[place] not in LITTLE_WORDS
    ]
    corrected = write_correction(reading, written, indexes) if reading.is_mended else ""
    telling = [idea for idea in known if not idea.is_little]
    telling.sort(key=lambda idea: min(count_titles(word, indexes) for word in idea.typed))
    return JointReading(text, known, telling, unknown, corrected, unread, written)


def is_guess(reading: Reading, known: list[Idea]) -> bool:
    """Whether all that is known of a query of several words is one mended word: then the others say that it is none."""
    telling = [idea for idea in known if not idea.is_little]
    mended = {place for token in reading.tokens if token.is_mended for place in token.places}
    return len(telling) == 1 and len(reading.ideas) > len(known) and mended.issuperset(telling[0].places)


def count_titles(word: str, indexes: list[TitleIndex]) -> int:
    """In how many titles a word stands."""
    plain = make_canonical(word)
    return sum(len(index.postings.get(plain, ())) for index in indexes)


def write_correction(reading: Reading, written: list[str], indexes: list[TitleIndex]) -> str:
    """The query with its mended words as titles write them; the others as typed."""
    words, used = [], set()
    for before, token in pairwise([None, *reading.tokens]):
        if token.is_mended or any(
            len(written[place]) > 1 and token.word != reading.typed[place] for place in token.places
        ):
            words.append(find_spelling(token.word, before.word if before else "", indexes))
        else:
            words += [written[place].lower() for place in token.places if place not in used]
        used |= set(token.places)
    return " ".join(words)


def find_spelling(word: str, before: str, indexes: list[TitleIndex]) -> str:
    """A folded word with its accents, as titles write it after the word before."""
    plain = make_canonical(word)
    for index in indexes:
        if plain in index.postings:
            return index.scorer.find_written(plain, make_canonical(before))
    return word
