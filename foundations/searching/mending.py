"""What an unknown word of a question may have been meant to be, judged by the words that titles have."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from itertools import pairwise

from foundations.searching.synonyms import Words
from foundations.searching.understanding import canonical

SHORTEST_MENDED = 4  # letters; in shorter words every other word is one slip away
_TELEX_TONE = re.compile(r"[sfrxj](?=[a-z]{0,2}$)")


class WordMender:
    """Mends words; built once from the words of an index."""

    def __init__(
        self, postings: Mapping[str, array], keyword_postings: Mapping[str, array], pairs: set[tuple[str, str]]
    ):
        self.postings, self.keyword_postings, self.pairs = postings, keyword_postings, pairs
        self._slips: dict[str, list[str]] = {}
        for word in postings:
            if len(word) >= SHORTEST_MENDED and not word.isdigit():
                for slip in slips(word):
                    self._slips.setdefault(slip, []).append(word)

    def mended(self, word: str, beside: Words, known: frozenset[str] = frozenset()) -> list[Words]:
        """What an unknown word may have been meant to be: typed in Telex without a keyboard, two words run together,
        one slip of the finger. Nothing for a word that titles or `known` have. `beside` are the words before and after.
        """
        plain = canonical(word)
        if plain in self.postings or word in known or plain in self.keyword_postings:
            return []
        if len(word) < SHORTEST_MENDED or any(letter.isdigit() for letter in word):
            return []
        if (telex := without_telex(word)) in self.postings:
            return [(telex,)]
        if parts := self._parts(word):
            return [parts]
        near = {
            other for slip in slips(word) for other in self._slips.get(slip, []) if abs(len(other) - len(word)) <= 1
        }
        near |= {
            other for slip in slips(telex) for other in self._slips.get(slip, []) if abs(len(other) - len(telex)) <= 1
        }
        before, after = (canonical(each) for each in beside)

        def unlikely(other: str) -> tuple:
            """Less for a word that stands beside its neighbours in titles, sounds alike at its start, is common."""
            neighbours = ((before, other) in self.pairs) + ((other, after) in self.pairs)
            return (-neighbours, sound(other) != sound(word), -len(self.postings[other]))

        return [(other,) for other in sorted(near, key=unlikely)[:3]]

    def _parts(self, word: str) -> Words | None:
        """`khaisinh` -> (khai, sinh), if the word is made of at most four known ones."""
        if len(word) < 5:
            return None
        best: dict[int, Words] = {0: ()}
        for end in range(2, len(word) + 1):
            for start in range(max(0, end - 7), end - 1):
                if start in best and len(best[start]) < 4 and canonical(word[start:end]) in self.postings:
                    found = (*best[start], canonical(word[start:end]))
                    if end not in best or self._strangeness(found) < self._strangeness(best[end]):
                        best[end] = found
        found = best.get(len(word))
        return found if found and len(found) > 1 else None

    def _strangeness(self, words: Words) -> tuple[int, int]:
        """Less for fewer words, and for words that stand beside each other in titles."""
        return (len(words), -sum(pair in self.pairs for pair in pairwise(words)))


def sound(word: str) -> str:
    """The first sound, alike where many people do not hear a difference: s/x, ch/tr, d/gi/r, l/n."""
    start = re.match(r"ch|tr|gi|[a-z]?", word)[0]
    return {"x": "s", "tr": "ch", "gi": "d", "r": "d", "n": "l", "v": "d"}.get(start, start)


def slips(word: str) -> set[str]:
    """The word, and the word without each of its letters: two words that share one are a slip or a swap apart."""
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def without_telex(word: str) -> str:
    """What `khaif`, `ddaats`, `dduwowngf` are once typed through a Vietnamese keyboard, folded."""
    plain = re.sub(r"([aeod])\1", r"\1", word).replace("w", "")
    return canonical(_TELEX_TONE.sub("", plain))
