"""What somebody means who typed a few words: ideas in place of words, some of them worth little.

"mất bằng lái xe máy làm lại ở đâu" -> [mất | bị mất] [giấy phép lái xe] [cấp lại] and, for little, [ở] [đâu].
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from modelsearch.query import And, Or, Phrase, PlainText, SearchQuery

from foundations.searching.synonyms import Synonyms, Words
from foundations.searching.text import query_words

# Words of asking and words that nearly every procedure has; folded.
ASKING = [
    *(
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
    ),
    *("can giay to gi", "giay to gi", "gom nhung gi", "gom gi", "mat bao lau", "het bao nhieu", "co duoc khong"),
    *("cho toi hoi", "toi muon", "em muon", "muon hoi", "xin hoi", "huong dan", "nop o dau", "lam o dau", "thu tuc"),
    *("tre han", "qua han", "tre hen", "gap", "lan dau tien"),
    *("thu tuc hanh chinh", "ho so", "giay to", "quy trinh", "trinh tu"),
]
# Not those that are another word with other accents: "dang" is đang and đăng, "sao" is of "bản sao" too.
LITTLE = frozenset(
    {
        *("toi", "em", "minh", "chung", "ta", "muon", "can", "hoi", "xin", "cho", "cua", "la", "thi", "duoc", "bi"),
        *("va", "hay", "hoac", "khi", "lam", "ve", "o", "tai", "gi", "khong", "nhung", "cac", "mot", "voi"),
        *("nguoi", "nao", "roi", "se", "phai", "nen", "nay", "kia", "ah", "nhe", "giup", "tu", "theo", "trong"),
        *("ra", "len", "xuong", "cach", "giay", "viec", "nhu", "online"),
    }
)
ASKING_WORDS = {tuple(phrase.split()) for phrase in ASKING}
LITTLE_WEIGHT = 0.12
DOCUMENT_NUMBER = re.compile(r"(\d+/[\w/-]*[^\W\d_][\w/-]*)")
_SINGLE_Y = re.compile(r"(qu|[bhklmstv])y")


Mended = Callable[[str, Words], list[Words]]


@dataclass(frozen=True)
class Idea:
    """What one or more typed words stand for: any of `ways`, the first as typed; `is_little` for words of asking."""

    ways: tuple[Words, ...]
    is_little: bool = False

    @property
    def typed(self) -> Words:
        return self.ways[0]


def canonical(word: str) -> str:
    """One spelling for i and y where both are in use: ký, kí; lý, lí; quý, quí."""
    return word[:-1] + "i" if _SINGLE_Y.fullmatch(word) else word


def understand(text: str, synonyms: Synonyms, mended: Mended = lambda word, beside: []) -> list[Idea]:
    """The ideas of a text. `mended` gives what an unknown word may have been meant to be, the likeliest first."""
    ideas: list[Idea] = []
    for place, part in enumerate(DOCUMENT_NUMBER.split(text)):
        if place % 2:  # 37/QĐ-UBND is one thing: what has only "QĐ" and "UBND" is no answer
            ideas.append(Idea((tuple(query_words(part)),)))
        else:
            ideas += _ideas(query_words(part), synonyms, mended)
    if all(idea.is_little for idea in ideas):
        ideas = [Idea(((word,),)) for word in query_words(text)]
    return ideas


def _ideas(words: list[str], synonyms: Synonyms, mended: Mended) -> list[Idea]:
    around = ["", *words, ""]
    fixes = [mended(word, (around[place], around[place + 2])) for place, word in enumerate(words)]
    words = [part for word, fix in zip(words, fixes, strict=True) for part in (fix[0] if fix else (word,))]
    ideas, place = [], 0
    while place < len(words):
        length, meant = Synonyms.at(synonyms.all, words, place)
        asking = next((size for size in (4, 3, 2) if tuple(words[place : place + size]) in ASKING_WORDS), 0)
        if asking > length:
            ideas.append(Idea((tuple(words[place : place + asking]),), is_little=True))
            place += asking
            continue
        typed = tuple(words[place : place + max(length, 1)])
        ideas.append(Idea((typed, *meant), is_little=not meant and typed[0] in LITTLE))
        place += max(length, 1)
    return ideas


def strict_query(ideas: list[Idea]) -> SearchQuery | None:
    """Every idea that is worth something, in any of its ways, anywhere in the text; None without one."""
    parts = []
    for idea in ideas:
        if not idea.is_little:
            is_number = len(idea.typed) > 1 and idea.typed[0].isdigit()
            typed = " ".join(idea.typed)
            ways = [
                Phrase(typed) if is_number else PlainText(typed),
                *(Phrase(" ".join(words)) for words in idea.ways[1:]),
            ]
            parts.append(ways[0] if len(ways) == 1 else Or(ways))
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else And(parts)
