"""Numbers of legal documents inside running text: `21/2015/TT-BNNPTNT`, whatever letter stands right behind it.

number = digits "/" (year "/")? symbol          12-NQ/TW, 167/2025
symbol = "QH" digits | "UBTVQH" digits | kind ("-" agency)+
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from procedures.reading.cells import can_begin_word

_KINDS = re.findall(r"\w+", "TTLT NQLT VBHN UBTVQH LCTN NĐ ND TT QĐ QD NQ CT TB HD KH CV KL SL PL L")
# Short marks of agencies as symbols have had them since 1990.
_AGENCIES = re.findall(
    r"\w+",
    """
    BNNPTNT BLĐTBXH BVHTTDL BGDĐT BNNMT BTNMT BGTVT BTTTT BKHCN BKHĐT BVHTT BVHXH BCN BCT BCA BNV BNG BQP BTC BTP BTM
    BTS BXD BYT BNN BKH BTTCP BDTTG TTg TTG CP NHNN UBND HĐND BHXH VPCP VPQH VPCTN CTN UBTVQH QH UBDT TTCP TTCQG KTNN
    TANDTC VKSNDTC VKSTC TATC TCHQ TCT TCTK TCĐT HĐTP UBCK UBCKNN KBNN TLĐ TW TƯ MTTW BTV ĐCT BCĐ BTGTW TCCP BTCCBCP
    BLĐ BVGCMT BGDDT BLDTBXH BKHDT HDND HĐTV HĐQT
    """,
)
# Words in capitals that titles begin with: "64/2025/TT-BTCQUY ĐỊNH MỨC THU".
_TITLE_IN_CAPITALS = re.compile(
    r"(?:QUY|SỬA|LUẬT|THÔNG|NGHỊ|QUYẾT|BAN|BỘ|HƯỚNG|VỀ|PHÁP|CHỈ|BÃI|PHỤ|MẪU|CÔNG|GIAO|PHÊ|DANH|TỜ|ĐƠN|PHÂN|THỦ)"
)
_FORMS = re.findall(r"\w+", "NA NC CT TP TK HK HT PC BM M X")  # marks of forms: "…/TT-BCANA5.doc"
_START = re.compile(r"(?P<digits>\d{1,9}(?:\.\d{1,2})?)[a-z]?(?P<year>/(?:19|20)\d\d)?[/–-](?=[A-ZĐ])")
_AGENCY = "|".join(sorted(map(re.escape, _AGENCIES), key=len, reverse=True))
_DECREE = re.compile(r"N[ĐD] ?[-/] ?CP")  # decrees are the Government's alone
_HOUSE = re.compile(r"(?:UBTVQH|QH)[KX\d]\d?")
_KIND = re.compile("|".join(sorted(_KINDS, key=len, reverse=True)))
_KNOWN_AGENCY = re.compile(_AGENCY)
_CAPITALS = re.compile(r"[A-ZĐƯ]{1,14}(?:&[A-Z]{2,8})?")
# Letters that look like those of symbols: Icelandic and African D, Cyrillic capitals.
_LOOK_ALIKES = str.maketrans("ÐƉАВСЕНІКМОРТХ", "ĐĐABCEHIKMOPTX")
# First words of titles in small letters, behind a mark that is not known.
_TITLE = re.compile(
    r"(?:quy định|quy chế|sửa đổi|hướng dẫn|về|ban hành|bãi bỏ|phê duyệt|công bố|thực hiện|ngày|của|năm)\b"
)
_LINK = re.compile(r" ?[-/_–] ?(?=[A-ZĐ])")
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d\.?(?=\d+$)")


@dataclass(frozen=True)
class FoundNumber:
    """A number and where it stands."""

    start: int
    end: int
    number: str


def find_numbers(text: str, known: Iterable[str] = ()) -> Iterator[FoundNumber]:
    """The numbers in `text`, in order. `known` numbers end where they end, whatever follows them."""
    known = sorted((number.translate(_LOOK_ALIKES) for number in known), key=len, reverse=True)
    written, text, place = text, text.translate(_LOOK_ALIKES), 0
    while found := _START.search(text, place):
        start = found.start() + _get_length_of_year_before(found)
        end = _find_end_of_known(text, start, known) or _find_end_of_symbol(text, found.end())
        place = max(end or 0, found.end())
        if end:
            yield FoundNumber(start, end, written[start:end].replace(" ", ""))


def _get_length_of_year_before(found: re.Match) -> int:
    """That of a title's last year if it runs into the number: "Luật Doanh nghiệp 2020" + "76/2025/QH15"."""
    year = _YEAR_BEFORE.match(found["digits"])
    return year.end() if year and (found["year"] or len(found["digits"]) > 5) else 0


def _find_end_of_known(text: str, start: int, known: list[str]) -> int | None:
    return next((start + len(number) for number in known if text.startswith(number, start)), None)


def _find_end_of_symbol(text: str, start: int) -> int | None:
    if decree := _DECREE.match(text, start):
        return decree.end()
    kind = _KIND.match(text, start)
    end = kind.end() if kind and _LINK.match(text, kind.end()) else _find_end_of_part(text, start)
    while end and (link := _LINK.match(text, end)):
        part = _find_end_of_part(text, link.end())
        if part is None or (" " in link[0] and not _KNOWN_AGENCY.match(text, link.end())):
            break
        end = part
    return end


def _find_end_of_part(text: str, start: int) -> int | None:
    """The end of one agency's mark; None if a word begins there. A mark not known ends before the next word."""
    if house := _HOUSE.match(text, start):
        return house.end()
    run = _CAPITALS.match(text, start)
    after = text[run.end() : run.end() + 1]
    known = _KNOWN_AGENCY.match(text, start)
    if known and known.end() >= run.end():
        behind = text[known.end() :]
        if not behind[:1].islower() or can_begin_word(behind):
            return known.end()
    if known and known.end() < run.end() and _is_start_of_title(text, known.end(), run.end()):
        return known.end()
    titles = (place for place in range(start + 1, run.end()) if _TITLE_IN_CAPITALS.match(text, place))
    if (place := next(titles, None)) is not None:
        return place
    if after.islower() and not _TITLE.match(text, run.end()) and can_begin_word(text[run.end() - 1 :]):
        return run.end() - 1 if run.end() - start > 1 else None
    return run.end()


def _is_start_of_title(text: str, start: int, end: int) -> bool:
    """Whether the capitals from `start` to `end`, behind a known mark, begin another word or another number's kind."""
    after = text[end : end + 1]
    is_word = after.isupper() or (after.islower() and end - start == 1) or _TITLE_IN_CAPITALS.match(text, start)
    return bool(is_word) or text[start:end] in _KINDS or (after.isdigit() and text[start:end] in _FORMS)
