"""Corrects a query by the words that occur in titles, and by which of them stand beside each other there."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import chain, pairwise

from foundations.searching.spelling import find_spellings, get_sound
from foundations.searching.synonyms import Words
from foundations.searching.understanding import LITTLE_WORDS, Token, make_canonical
from foundations.vietnamese.syllables import is_plain_syllable

MIN_MENDED_LENGTH = 4  # of shorter words too many others are one typing error away
MAX_WORD_LENGTH = 60  # longer ones are no words that anybody ran together
MAX_SYLLABLE = 7  # letters: nghiêng
MIN_JOINED_LENGTH = 5
MAX_PARTS = 14  # words that are run together
MAX_WAYS = 3
MIN_PAIRS, MIN_PAIRS_OF_LITTLE = 2, 4  # titles that must write another word where a known one was typed
ENDS = ("", "")

IsKnown = Callable[[str], bool]


def is_never_known(word: str) -> bool:
    return False


class WordMender:
    """Corrects words by the titles of an index. What it looks words up in is made at the first word to correct."""

    def __init__(self, postings: Mapping[str, array], keyword_postings: Mapping[str, array], titles: list[Words]):
        self.postings, self.keyword_postings, self.titles = postings, keyword_postings, titles

    @cached_property
    def pairs(self) -> Counter[tuple[str, str]]:
        """How often words stand one after the other in titles."""
        return Counter(chain.from_iterable(map(pairwise, self.titles)))

    @cached_property
    def _slips(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self.postings:
            if len(word) >= MIN_MENDED_LENGTH and not word.isdigit():
                for slip in make_slips(word):
                    found.setdefault(slip, []).append(word)
        return found

    @cached_property
    def _sounds(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self.postings:
            if not word.isdigit():
                found.setdefault(get_sound(word), []).append(word)
        return found

    def mend(self, tokens: list[Token], is_known: IsKnown = is_never_known) -> list[Token]:
        """The tokens with words put together that were typed in parts, and unknown words corrected.

        A word is unknown if neither titles nor keywords nor `is_known` know it. A known word that stands beside others
        than in titles gets a second way: a word that sounds alike and does stand there (bảng sao: bản sao).
        """
        tokens = self._join_parts(tokens, is_known)
        around = [*ENDS[:1], *(make_canonical(token.word) for token in tokens), *ENDS[:1]]
        found: list[Token] = []
        for place, token in enumerate(tokens):
            beside = (around[place], around[place + 2])
            if self._has(token.word) or is_known(token.word) or any(map(self._has, token.ways[1:])):
                found.append(self._add_alike(token, beside))
            elif corrections := self.find_corrections(token.word, beside):
                first = corrections[0]
                others = [each[0] for each in corrections[1:MAX_WAYS] if len(each) == 1 == len(first)]
                found += [Token((word, *others), token.places, is_mended=True) for word in first]
            else:
                found.append(token)
        return found

    def _has(self, word: str) -> bool:
        plain = make_canonical(word)
        return plain in self.postings or plain in self.keyword_postings

    def find_corrections(self, word: str, beside: Words = ENDS) -> list[Words]:
        """Corrections of an unknown word, the likeliest first. `beside`: the words before and after."""
        if word.isdigit() or len(word) > MAX_WORD_LENGTH:
            return []
        if spelled := [each for each in find_spellings(word) if each in self.postings]:
            return [(each,) for each in sorted(spelled, key=lambda each: -self._count_beside(each, beside))]
        if not word.isalpha():
            return []
        parts = self._split(word)
        if parts and self._is_sure(parts):
            return [parts]
        alike = [each for each in self._sounds.get(get_sound(word), []) if is_plain_syllable(word)]
        near = self._find_near(word) if len(word) >= MIN_MENDED_LENGTH else []
        if (
            len(word) == MIN_MENDED_LENGTH
        ):  # many words are one error from a short one, so a neighbour must speak for it
            near = [each for each in near if self._count_beside(each, beside)]
        order = sorted({*alike, *near}, key=lambda each: self._get_unlikelihood(each, word, beside))
        return [(each,) for each in order[:MAX_WAYS]] or ([parts] if parts else [])

    def _count_beside(self, word: str, beside: Words) -> int:
        return ((beside[0], word) in self.pairs) + ((word, beside[1]) in self.pairs)

    def _get_unlikelihood(self, other: str, word: str, beside: Words) -> tuple:
        """A sort key: smaller for neighbours in titles, for words that sound alike, for common words."""
        same_start = other[0] == word[0]
        return (
            -self._count_beside(other, beside),
            get_sound(other) != get_sound(word),
            not same_start,
            -len(self.postings[other]),
        )

    def _find_near(self, word: str) -> list[str]:
        return [
            other
            for slip in make_slips(word)
            for other in self._slips.get(slip, [])
            if abs(len(other) - len(word)) <= 1
        ]

    def _is_sure(self, parts: Words) -> bool:
        """Whether the parts of a word stand beside each other in titles, or it is long enough to be no single word."""
        pairs = list(pairwise(parts))
        known = sum(pair in self.pairs for pair in pairs)
        return known == len(pairs) or (known * 2 >= len(pairs) and len(parts) > 2)

    def _split(self, word: str) -> Words | None:
        """`khaixinh` -> (khai, sinh): the known words that a word consists of, or that sound so; None without them."""
        if len(word) < MIN_JOINED_LENGTH:
            return None
        best: dict[int, tuple[float, Words]] = {0: (0.0, ())}
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - MAX_SYLLABLE), end):
                if start not in best or len(best[start][1]) >= MAX_PARTS:
                    continue
                cost, parts = best[start]
                for part, strangeness in self._find_parts(word[start:end]):
                    pair = (parts[-1], part) if parts else None
                    total = cost + strangeness + (pair is not None and pair not in self.pairs)
                    if end not in best or (total, len(parts) + 1) < (best[end][0], len(best[end][1])):
                        best[end] = total, (*parts, part)
        found = best.get(len(word), (0.0, ()))[1]
        return found if len(found) > 1 else None

    def _find_parts(self, part: str) -> Iterator[tuple[str, float]]:
        """The known word that a part of a longer one is, and how strange that is."""
        plain = make_canonical(part)
        if not is_plain_syllable(plain):
            return
        if plain in self.postings:
            yield plain, 0.5 * (len(plain) == 1)
        elif len(plain) > 2 and (alike := self._sounds.get(get_sound(plain))):
            yield max(alike, key=lambda other: len(self.postings[other])), 1.0

    def _join_parts(self, tokens: list[Token], is_known: IsKnown) -> list[Token]:
        """`k y`, `gi ay`, `thu ong tru`: syllables typed in two parts are one word again."""
        found, place = [], 0
        while place < len(tokens):
            joined = self._join_at(tokens, place, found[-1].word if found else "", is_known)
            found.append(joined or tokens[place])
            place += 2 if joined else 1
        return found

    def _join_at(self, tokens: list[Token], place: int, before: str, is_known: IsKnown) -> Token | None:
        if place + 1 >= len(tokens):
            return None
        first, second = tokens[place], tokens[place + 1]
        if not (first.word.isalpha() and second.word.isalpha()) or len(first.ways) > 1 or len(second.ways) > 1:
            return None
        whole = make_canonical(first.word + second.word)
        if whole not in self.postings or len(whole) > MAX_SYLLABLE or not is_plain_syllable(whole):
            return None
        after = make_canonical(tokens[place + 2].word) if place + 2 < len(tokens) else ""
        parts = (make_canonical(first.word), make_canonical(second.word))
        is_broken = not all(is_plain_syllable(part) and (self._has(part) or is_known(part)) for part in parts)
        beside = self._count_beside(whole, (make_canonical(before), after))
        apart = (
            parts in self.pairs or (make_canonical(before), parts[0]) in self.pairs or (parts[1], after) in self.pairs
        )
        if beside and (is_broken or not apart):
            return Token((whole,), (*first.places, *second.places), is_mended=True)
        return None

    def _add_alike(self, token: Token, beside: Words) -> Token:
        word = make_canonical(token.word)
        if token.ways[1:] or self._count_beside(word, beside) or not any(beside) or not word.isalpha():
            return token
        least = MIN_PAIRS_OF_LITTLE if word in LITTLE_WORDS else MIN_PAIRS
        sides = [(side, place) for place, side in enumerate(beside) if side]
        alike = [
            other
            for other in self._sounds.get(get_sound(word), [])
            if other != word
            and all(self.pairs[(side, other) if place == 0 else (other, side)] >= least for side, place in sides)
        ]
        alike = sorted(alike, key=lambda other: -len(self.postings[other]))[: MAX_WAYS - 1]
        if not alike:
            return token
        ways = (alike[0], word) if word in LITTLE_WORDS else (word, *alike)
        return Token(ways, token.places, token.is_mended)


def make_slips(word: str) -> set[str]:
    """The word, and the word without each of its letters. Words that share one differ by one error or a swap."""
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}
