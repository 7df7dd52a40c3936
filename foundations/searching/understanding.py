"""Turns a typed query into ideas, of which some have little weight.

"mất bằng lái xe máy làm lại ở đâu" -> [mất | bị mất] [giấy phép lái xe] [cấp lại] and, with little weight, [ở] [đâu].
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from modelsearch.query import And, Or, Phrase, PlainText, SearchQuery

from foundations.searching.synonyms import Synonyms, Words
from foundations.searching.text import MAX_QUERY_WORDS, get_query_words
from foundations.vietnamese.folding import fold, get_tone_spellings, to_nfc

# Phrases of asking, and phrases that nearly every procedure has; folded.
ASKING_PHRASES = [
    "o dau",
    "nhu the nao",
    "the nao",
    "lam sao",
    "ra sao",
    "bao lau",
    "bao nhieu",
    "can gi",
    "can nhung gi",
    "khi nao",
    "can giay to gi",
    "giay to gi",
    "gom nhung gi",
    "gom gi",
    "mat bao lau",
    "het bao nhieu",
    "co duoc khong",
    "cho toi hoi",
    "toi muon",
    "em muon",
    "muon hoi",
    "xin hoi",
    "huong dan",
    "nop o dau",
    "lam o dau",
    "thu tuc",
    "tre han",
    "qua han",
    "tre hen",
    "gap",
    "lan dau tien",
    "thu tuc hanh chinh",
    "ho so",
    "giay to",
    "quy trinh",
    "trinh tu",
]
# Only words that are not important with other accents: not "dang" (đang, đăng), not "sao" (also in "bản sao").
LITTLE_WORDS = frozenset(
    [
        "toi",
        "em",
        "minh",
        "chung",
        "ta",
        "muon",
        "can",
        "hoi",
        "xin",
        "cho",
        "cua",
        "la",
        "thi",
        "duoc",
        "bi",
        "va",
        "hay",
        "hoac",
        "khi",
        "lam",
        "ve",
        "o",
        "tai",
        "gi",
        "khong",
        "nhung",
        "cac",
        "mot",
        "voi",
        "nguoi",
        "nao",
        "roi",
        "se",
        "phai",
        "nen",
        "nay",
        "kia",
        "ah",
        "nhe",
        "giup",
        "tu",
        "theo",
        "trong",
        "ra",
        "len",
        "xuong",
        "cach",
        "giay",
        "viec",
        "nhu",
        "online",
    ]
)
ASKING_WORDS = {tuple(phrase.split()) for phrase in ASKING_PHRASES}
LITTLE_WEIGHT = 0.12
MAX_PHRASE = 8  # words
DOCUMENT_NUMBER = re.compile(r"(\d+/[\w/-]*[^\W\d_][\w/-]*)")
_SINGLE_Y = re.compile(r"(qu|[bhklmstv])y")


@dataclass(frozen=True)
class Token:
    """A word of a query as it is read. `ways`: the word, then others it may be; `places`: of the typed words it is;
    `accents`: its spelling as typed, empty without accents.
    """

    ways: Words
    places: tuple[int, ...] = ()
    is_mended: bool = False
    accents: str = ""

    @property
    def word(self) -> str:
        return self.ways[0]


@dataclass(frozen=True)
class Idea:
    """One or more typed words and what they may mean: `ways`, the first as typed; `is_little`: little weight.

    `places`: of the typed words it was made of.
    """

    ways: tuple[Words, ...]
    is_little: bool = False
    places: tuple[int, ...] = field(default=(), compare=False)

    @property
    def typed(self) -> Words:
        return self.ways[0]


@dataclass(frozen=True)
class Reading:
    """How a query was read: its typed words, the tokens and the ideas made of them."""

    typed: list[str]
    tokens: list[Token]
    ideas: list[Idea]

    @property
    def is_mended(self) -> bool:
        return any(token.is_mended for token in self.tokens)


Mend = Callable[[list[Token]], list[Token]]


def make_canonical(word: str) -> str:
    """Writes i for y in words that are spelled with both: ký, kí; lý, lí; quý, quí."""
    return word[:-1] + "i" if _SINGLE_Y.fullmatch(word) else word


def keep(tokens: list[Token]) -> list[Token]:
    return tokens


def understand(text: str, synonyms: Synonyms, mend: Mend = keep) -> list[Idea]:
    """The ideas of a text; see `read`."""
    return read(text, synonyms, mend).ideas


def read(text: str, synonyms: Synonyms, mend: Mend = keep) -> Reading:
    """How a text is read: words of chats and regions as others, then with the corrections of `mend`, then phrases."""
    typed: list[str] = []
    tokens: list[Token] = []
    ideas: list[Idea] = []
    for order, part in enumerate(DOCUMENT_NUMBER.split(text)):
        words = get_query_words(part)[: MAX_QUERY_WORDS - len(typed)]
        places = range(len(typed), len(typed) + len(words))
        typed += words
        accents = get_accents(part, len(words))
        plain = [
            Token((word,), (place,), accents=each) for word, place, each in zip(words, places, accents, strict=True)
        ]
        if order % 2 and words:  # 37/QĐ-UBND is one idea: a text with only "QĐ" and "UBND" does not match
            ideas.append(Idea((tuple(words),), places=tuple(places)))
            tokens += plain
        elif words:
            part_tokens = mend(read_words(plain, synonyms))
            tokens += part_tokens
            ideas += find_ideas(part_tokens, synonyms)
    if all(idea.is_little for idea in ideas):
        ideas = [Idea(((word,),), places=(place,)) for place, word in enumerate(typed)]
    return Reading(typed, tokens, ideas)


def get_accents(text: str, size: int) -> list[str]:
    """The spelling of each of the first `size` words that was typed with accents, else an empty text."""
    written = [word for word in re.split(r"[\W_]+", to_nfc(text)) if fold(word)]
    found = ["".join(get_tone_spellings(word)) for word in written[:size]]
    return found if len(found) == size else [""] * size


def read_words(tokens: list[Token], synonyms: Synonyms) -> list[Token]:
    """The tokens with words of chats and regions read as others; a single word may still be what was typed."""
    words, found, place = [token.word for token in tokens], [], 0
    while place < len(words):
        length, readings = Synonyms.find_at(synonyms.readings, words, place)
        if not length or (length == 1 and not synonyms.is_read_so(words[place], tokens[place].accents)):
            found.append(tokens[place])
            place += 1
            continue
        places = tuple(range(tokens[place].places[0], tokens[place + length - 1].places[-1] + 1))
        others = [reading[0] for reading in readings if len(reading) == 1]
        if len(readings[0]) == 1:
            as_typed = [words[place]] if length == 1 else []
            found.append(Token(tuple(dict.fromkeys([*others, *as_typed])), places))
        else:
            found += [Token((word,), places) for word in readings[0]]
        place += length
    return found


def find_ideas(tokens: list[Token], synonyms: Synonyms) -> list[Idea]:
    """Phrases of synonyms and of asking among the tokens, and single words: those parts of which the longest are
    longest, so that "mất bằng lái xe" is [mất] [bằng lái xe], though "mất bằng" is a phrase too.
    """
    words = [token.word for token in tokens]
    best: list[tuple[int, int, list[Words]]] = [(0, 0, [])] * (len(words) + 1)  # gain, length of the part, its meaning
    for place in range(len(words) - 1, -1, -1):
        choices = []
        for length in range(min(MAX_PHRASE, len(words) - place), 0, -1):
            phrase = tuple(words[place : place + length])
            meant = synonyms.all.get(phrase, [])
            if length == 1 or meant or phrase in ASKING_WORDS:
                choices.append((length * length + best[place + length][0], length, meant))
        best[place] = max(choices, key=lambda choice: choice[:2])
    ideas, place = [], 0
    while place < len(words):
        _gain, length, meant = best[place]
        ideas.append(_make_idea(tokens[place : place + length], meant))
        place += length
    return ideas


def _make_idea(part: list[Token], meant: list[Words]) -> Idea:
    typed = tuple(token.word for token in part)
    places = tuple(sorted({place for token in part for place in token.places}))
    if not meant and (len(part) > 1 or typed[0] in LITTLE_WORDS):
        return Idea((typed,), is_little=True, places=places)
    others = [(way,) for way in part[0].ways[1:]] if len(part) == 1 else []
    return Idea(tuple(dict.fromkeys([typed, *meant, *others])), places=places)


def build_strict_query(ideas: list[Idea]) -> SearchQuery | None:
    """A query for all ideas that are not little, each in any of its ways; None if there are none."""
    parts = [_build_part(idea) for idea in ideas if not idea.is_little]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else And(parts)


def build_loose_query(ideas: list[Idea]) -> SearchQuery | None:
    """A query for any of the ideas that are not little; None if there are none."""
    parts = [_build_part(idea) for idea in ideas if not idea.is_little]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else Or(parts)


def _build_part(idea: Idea) -> SearchQuery:
    is_number = len(idea.typed) > 1 and idea.typed[0].isdigit()
    typed = " ".join(idea.typed)
    ways = [Phrase(typed) if is_number else PlainText(typed), *(Phrase(" ".join(words)) for words in idea.ways[1:])]
    return ways[0] if len(ways) == 1 else Or(ways)
