"""Whether every word of a source stands in what was made of it: the source is compared with the stored words again.

The comparison knows nothing of how the text was taken apart. It looks for the letters and digits of each stored piece
in those of the source, in order, each only once; what is left over stands in no field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from foundations.vietnamese.folding import fold
from procedures.reading.remarks import Remark, RemarkKind

_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")
_NOT_IN_WORDS = re.compile(r"[\W_]+")
_LETTER = re.compile(r"[^\W_]")
_ENDS_OF_NUMBERS = re.compile(r"(?:QH|UBTVQH)\d\d$|(?<!\d)(?:19|20)\d\d$|(?<!\d)0+$")
_ENDS_OF_CELLS = re.compile(r"(?:[Bb]ản chính|[Bb]ản sao|Miễn phí|thông tin|làm việc|Ngày|Giờ|Tháng|Năm)$")
_SMALL_COUNT = re.compile(r"\d{1,2} ?[Bb]ản ")
_ZEROS = re.compile(r"0+")


@dataclass
class Account:
    """One field of a source, the pieces that were stored of it, and the words that a field of this kind may drop.

    `pieces` are texts in the order of the source; a piece may be several spellings, of which one must be there.
    `known` are words that need not be stored since their cell says it: headings, "Không có thông tin", currencies.
    """

    field: str
    source: str
    pieces: list[str | tuple[str, ...]] = field(default_factory=list)
    known: str = "Không có thông tin"


def check_accounts(accounts: Iterable[Account]) -> list[Remark]:
    """What stands in no field, what was cut inside a word, and what was stored though the source has no such words."""
    return [remark for account in accounts for remark in check_account(account)]


def check_account(account: Account) -> list[Remark]:
    """The remarks on one field."""
    letters = _NOT_IN_WORDS.sub("", account.source)
    taken, remarks, cursor = [], [], 0
    for piece in account.pieces:
        spellings = (piece,) if isinstance(piece, str) else piece
        found = _find(letters, spellings, cursor, taken)
        if found is None:
            remarks.append(Remark(RemarkKind.ADDED, account.field, spellings[0]))
            continue
        taken.append(found)
        cursor = max(cursor, found[1])
    if sum(end - start for start, end in taken) == len(letters) and len(taken) < 2:
        return remarks
    places = [found.start() for found in _LETTER.finditer(account.source)]
    cuts = {start for start, _end in taken} | {end for _start, end in taken}
    remarks += [
        Remark(RemarkKind.CUT, account.field, account.source[max(0, place - 30) : place + 30])
        for cut in sorted(cuts)
        if 0 < cut < len(places) and is_cut(account.source, place := places[cut], places[cut - 1])
    ]
    return remarks + _find_unplaced(account, taken, places)


def _find(
    letters: str, spellings: tuple[str, ...], cursor: int, taken: list[tuple[int, int]]
) -> tuple[int, int] | None:
    """Where one of the spellings stands: behind the pieces before it, or in words that are not taken yet."""
    wanted = [_NOT_IN_WORDS.sub("", spelling) for spelling in spellings]
    if not any(wanted):
        return cursor, cursor
    behind = [(start, -len(each), each) for each in wanted if each and (start := letters.find(each, cursor)) >= 0]
    if behind:
        start, _length, each = min(behind)
        return start, start + len(each)
    for each in filter(None, wanted):
        start = letters.find(each)
        while start >= 0 and any(start < end and begin < start + len(each) for begin, end in taken):
            start = letters.find(each, start + 1)
        if start >= 0:
            return start, start + len(each)
    return None


def _find_unplaced(account: Account, taken: list[tuple[int, int]], places: list[int]) -> list[Remark]:
    """The runs of words between the taken pieces, without those that may be dropped."""
    remarks, last = [], 0
    known = re.compile(account.known)
    for start, end in [*sorted(taken), (len(places), len(places))]:
        if start > last:
            words = account.source[places[last] : places[start - 1] + 1]
            rest = _NOT_IN_WORDS.sub("", known.sub("", words))
            if rest and not _ZEROS.fullmatch(rest):
                remarks.append(Remark(RemarkKind.UNPLACED, account.field, words))
        last = max(last, end)
    return remarks


def is_cut(text: str, place: int, before: int) -> bool:
    """Whether a word or a number was cut between the characters at `before` and `place`.

    A small letter before a capital is a join of cells. Other letters side by side were one word if together they read
    as one; digits side by side were one number unless a year or the number of a law ends there, or a count begins.
    """
    if place - before > 1:
        return False
    left, right = text[before], text[place]
    if left.isdigit() and right.isdigit():
        return not (_ENDS_OF_NUMBERS.search(text[: before + 1]) or _SMALL_COUNT.match(text, place))
    if not (left.isalpha() and right.isalpha()) or right.isupper():
        return False
    if _ENDS_OF_CELLS.search(text[: before + 1]):
        return False
    start = re.search(r"[^\W\d_]*$", text[: before + 1]).start()
    end = re.compile(r"[^\W\d_]*").match(text, place).end()
    return bool(_SYLLABLE.fullmatch(fold(text[start:end])))
