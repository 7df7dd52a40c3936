"""What the heading of a column says: which figure it holds, of which year, of the whole table or a part of it."""

from __future__ import annotations

import re

from foundations.vietnamese.folding import fold
from rankings.imports.mapping import TEMPLATE

MIN_UNCLEAR = (False, 2)  # of `rate_heading`: from here on of two equal columns neither is proposed
USUAL_HEADINGS = {
    "name": "don vi,ten don vi,tinh,tinh thanh pho,tinh thanh,dia phuong,co quan,so ban nganh,ten,unit,province,name",
    "score": "diem,diem so,tong diem,tong so diem,tong,diem tham dinh,diem sau tham dinh,diem danh gia,diem dat duoc,"
    "tong diem dat duoc,tong diem sau tham dinh,approved score,score,total,chi so,ket qua",
    "self_score": "diem tu cham,diem tu danh gia,tu cham,tu danh gia,self score",
    "maximum": "diem toi da,diem chuan,max score,scale max",
    "percent": "ty le,ti le,ty le diem,percent,chi so dat duoc",
    "rank": "xep hang,thu hang,hang,rank,bang xep hang,vi tri",
    "grade": "nhom,xep loai,nhom xep hang,group,grade,muc,phan loai,nhom xep loai",
    "note": "ghi chu,note",
}
BY_HEADING = {heading: role for role, headings in USUAL_HEADINGS.items() for heading in headings.split(",")}
CODES = {"stt", "tt", "so tt", "thu tu", "so thu tu", "id", "code", "no", "tinhid"}
# Words that may stand beside the name of the index above its score; with others the column is something else.
WORDS_OF_SCORES = fold(
    "điểm số, chỉ số tổng hợp, kết quả cuối cùng, đã có trọng số, đạt được, score, index, total, final"
).split()
# Upper headings that do not narrow the figures below them down to a part of the table.
TOTALS = {"tong", "tong hop", "tong cong", "chung", "ket qua chung", "toan tinh", "tong the", "overall", "total"}
FIGURES = ("score", "self_score", "maximum", "percent", "previous")


def find_criterion(parts: list[str], known: dict[str, str]) -> str | None:
    """The criterion that a part of the heading names, nothing if another part says that the column is its rank or
    share; None if no part names one."""
    role = next((role for part in parts if (role := known.get(fold(part), "")).startswith(TEMPLATE)), None)
    others = {BY_HEADING.get(fold(part), "score") for part in parts if known.get(fold(part)) != role}
    return "" if role and others - {"score"} else role


def find_role(heading: str, own: str, known: dict[str, str]) -> str:
    """The role that a heading names; `own`: the folded name of the index. Codes of units have none."""
    texts = [heading, *reversed(heading.split(" · "))]
    if any(is_code_heading(fold(text)) for text in texts):
        return ""
    if (role := known.get(fold(heading))) or (role := find_criterion(texts[1:], known)) is not None:
        return role
    for text in texts:
        if role := known.get(fold(text)) or BY_HEADING.get(fold(text)):
            return role
    for text in texts:
        folded = fold(text)
        # "Nhóm xếp hạng PCI 2009" is "nhóm xếp hạng"; "PCI 2009 có trọng số" leaves words of a score alone.
        words = [word for word in re.sub(rf"\b{re.escape(own)}\b", " ", folded).split() if not is_year(word)]
        if role := BY_HEADING.get(" ".join(words)):
            return role
        if own and re.search(rf"\b{re.escape(own)}\b", folded) and set(words) <= set(WORDS_OF_SCORES):
            return "score"
    return ""


def is_year(word: str) -> bool:
    return word == "nam" or bool(re.fullmatch(r"\d{4}", word))


def is_code_heading(folded: str) -> bool:
    """`Mã PCI`, `Mã tỉnh`, `STT`, `Province code`."""
    return folded in CODES or folded == "ma" or folded.startswith(("ma ", "code ")) or folded.endswith((" code", " id"))


def keep_each_once(roles: list[str], found: list[str], year: str, own: str) -> list[str]:
    """Of the columns with one role the one that fits the edition best. None of several that each are about something
    else, as the scores below the names of criteria or of other years are: the clerk must say which is meant."""
    many = ("", "name", "criterion", "part")
    chosen: dict[str, int | None] = {}
    for role in {role for role in roles if role not in many}:
        columns = [column for column, each in enumerate(roles) if each == role]
        fits = {column: rate_heading(found[column], year, own) for column in columns}
        best = min(fits.values())
        equal = [column for column in columns if fits[column] == best]
        is_clear = role.startswith(TEMPLATE) or len(equal) == 1 or best < MIN_UNCLEAR
        chosen[role] = equal[0] if is_clear else None
    return [role if role in many or chosen[role] == column else "" for column, role in enumerate(roles)]


def rate_heading(heading: str, year: str, own: str) -> tuple[bool, int]:
    """How far the heading is from the edition's own figures: whether it is about a part of the table; 0 if it names
    the edition's year, 1 if none, 2 if another."""
    parts = [fold(part) for part in heading.split(" · ")]
    years = set(re.findall(r"\b(?:19|20)\d\d\b", heading))
    words = [" ".join(word for word in part.split() if not is_year(word)) for part in parts[:-1]]
    is_part = any(part and part not in BY_HEADING and part not in TOTALS and part != own for part in words)
    return is_part, 0 if year in years else 2 if years else 1
