"""Corrects unknown words of a query, by the words that occur in titles."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from itertools import pairwise

from foundations.searching.synonyms import Words
from foundations.searching.understanding import make_canonical

MIN_MENDED_LENGTH = 4  # of shorter words too many others are one typing error away
_TELEX_TONE = re.compile(r"[sfrxj](?=[a-z]{0,2}$)")


class WordMender:
    """Corrects words; built once from the words of an index."""

    def __init__(
        self, postings: Mapping[str, array], keyword_postings: Mapping[str, array], pairs: set[tuple[str, str]]
    ):
        self.postings, self.keyword_postings, self.pairs = postings, keyword_postings, pairs
        self._slips: dict[str, list[str]] = {}
        for word in postings:
            if len(word) >= MIN_MENDED_LENGTH and not word.isdigit():
                for slip in make_slips(word):
                    self._slips.setdefault(slip, []).append(word)

    def find_corrections(self, word: str, beside: Words, known: frozenset[str] = frozenset()) -> list[Words]:
        """Up to three corrections of a word: Telex letters typed without an input method, words run together, one
        typing error. None for words in titles or in `known`. `beside`: the words before and after.
        """
        plain = make_canonical(word)
        if plain in self.postings or word in known or plain in self.keyword_postings:
            return []
        if len(word) < MIN_MENDED_LENGTH or any(letter.isdigit() for letter in word):
            return []
        if (telex := remove_telex(word)) in self.postings:
            return [(telex,)]
        if parts := self._split(word):
            return [parts]
        near = {
            other
            for slip in make_slips(word)
            for other in self._slips.get(slip, [])
            if abs(len(other) - len(word)) <= 1
        }
        near |= {
            other
            for slip in make_slips(telex)
            for other in self._slips.get(slip, [])
            if abs(len(other) - len(telex)) <= 1
        }
        before, after = (make_canonical(each) for each in beside)

        def get_unlikelihood(other: str) -> tuple:
            """A sort key: smaller for neighbours in titles, for words that sound alike, for common words."""
            neighbours = ((before, other) in self.pairs) + ((other, after) in self.pairs)
            return (-neighbours, get_first_sound(other) != get_first_sound(word), -len(self.postings[other]))

        return [(other,) for other in sorted(near, key=get_unlikelihood)[:3]]

    def _split(self, word: str) -> Words | None:
        """`khaisinh` -> (khai, sinh), if the word consists of two to four known ones; else None."""
        if len(word) < 5:
            return None
        best: dict[int, Words] = {0: ()}
        for end in range(2, len(word) + 1):
            for start in range(max(0, end - 7), end - 1):
                if start in best and len(best[start]) < 4 and make_canonical(word[start:end]) in self.postings:
                    found = (*best[start], make_canonical(word[start:end]))
                    if end not in best or self._get_strangeness(found) < self._get_strangeness(best[end]):
                        best[end] = found
        found = best.get(len(word))
        return found if found and len(found) > 1 else None

    def _get_strangeness(self, words: Words) -> tuple[int, int]:
        """A sort key: smaller for fewer words, and for words that are neighbours in titles."""
        return (len(words), -sum(pair in self.pairs for pair in pairwise(words)))


def get_first_sound(word: str) -> str:
    """The first sound of a word; the same for sounds that are often confused: s/x, ch/tr, d/gi/r/v, l/n."""
    start = re.match(r"ch|tr|gi|[a-z]?", word)[0]
    return {"x": "s", "tr": "ch", "gi": "d", "r": "d", "n": "l", "v": "d"}.get(start, start)


def make_slips(word: str) -> set[str]:
    """The word, and the word without each of its letters. Words that share one differ by one error or a swap."""
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def remove_telex(word: str) -> str:
    """What `khaif`, `ddaats`, `dduwowngf` would be with a Telex input method, folded."""
    plain = re.sub(r"([aeod])\1", r"\1", word).replace("w", "")
    return make_canonical(_TELEX_TONE.sub("", plain))
