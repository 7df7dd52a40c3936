"""Single values as documents write them: levels, time limits, fees, dates, quantities."""

from __future__ import annotations

import datetime
import re
import unicodedata
from functools import lru_cache
from typing import Any

from foundations.vietnamese.folding import fold
from foundations.vietnamese.normalisation import make_one_line, normalise_lines
from procedures.reading.agency_names import split_names
from procedures.reading.choices import FeeKind, FeeState, Kind, Level, Role, TimeUnit, Way

NOTHING_SAID = {"", "khong co thong tin", "khong ro", "chua co thong tin"}
MAX_NOTHING = 40  # characters of what says nothing, with its marks
_TAG = re.compile(r"</?(?:p|br|div|span)\s*/?>", re.I)
LEVELS = {"bo": Level.MINISTRY, "tinh": Level.PROVINCE, "huyen": Level.DISTRICT, "xa": Level.COMMUNE}
WAYS = {"truc tiep": Way.DIRECT, "truc tuyen": Way.ONLINE, "dich vu buu chinh": Way.POST, "buu chinh": Way.POST}
UNITS = {
    "gio": TimeUnit.HOUR,
    "gio lam viec": TimeUnit.HOUR,
    "ngay": TimeUnit.DAY,
    "ngay lam viec": TimeUnit.WORKING_DAY,
    "thang": TimeUnit.MONTH,
    "nam": TimeUnit.YEAR,
}
KINDS = {"dac thu": Kind.SPECIFIC, "lien thong": Kind.INTERCONNECTED, "noi bo": Kind.INTERNAL}
CURRENCIES = {"usd": "USD", "do la my": "USD", "eur": "EUR"}
TIME = re.compile(
    r"(?:không quá\s+|tối đa\s+)?(\d{1,4}(?:[.,]\d{1,2})?)\s*(giờ làm việc|giờ|ngày làm việc|ngày|tháng|năm)", re.I
)
MONEY = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
AMOUNT_IN_WORDS = re.compile(r"(?<!\d)[1-9]\d{0,2}(?:[.,]\d{3})+|[1-9]\d*\s*(?:đồng|đ\b|vnđ|%)", re.I)
SAYS_FREE = re.compile(r"[\W\d]*(?:miễn|không (?:có|thu|mất|phải nộp|quy định)|không\W*$)", re.I)
# No fee is set by the document. That a paper is free it does not say: another document may set one.
SAYS_NOT_SET = re.compile(r"\W*(?:không|chưa) (?:có )?quy định\W*(?:\n.*)?", re.I | re.S)
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
DAY = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")


def parse_text(value: Any) -> str:
    """A text of a record; empty if it says that there is no information."""
    return _clean(value) if isinstance(value, str) else ""


@lru_cache(maxsize=128)  # about two records: what is read is looked for again, and what says nothing stands everywhere
def _clean(text: str) -> str:
    found = normalise_lines(text).replace("\t", " ")
    found = _TAG.sub("\n", found) if "<" in found else found
    found = "\n".join(row for raw in found.split("\n") if (row := " ".join(raw.split())))
    return "" if len(found) <= MAX_NOTHING and fold(found) in NOTHING_SAID else found


def parse_line(value: Any) -> str:
    return make_one_line(parse_text(value))


def parse_code(value: Any) -> str:
    """A code of a procedure; digits of other scripts and full width become the plain ones: `１.００４８８４`."""
    plain = parse_line(value).replace("\uff0e", ".")
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in plain)


def parse_levels(value: Any) -> list[str]:
    """`Cấp bộ, Cấp tỉnh` -> ["bo", "tinh"], in the order of the levels."""
    words = set(fold(parse_line(value)).split())
    found = [level for word, level in LEVELS.items() if word in words]
    return [level.value for level in Level if level in found or (level == Level.OTHER and "khac" in words)]


def parse_kind(value: Any) -> str:
    said = fold(parse_line(value))
    return next((found.value for words, found in KINDS.items() if words in said), "")


def parse_names(value: Any) -> list[str]:
    """Names of agencies or kinds of people."""
    return split_names(parse_text(value))


# What the national list calls those who may ask; some names hold a comma.
SUBJECTS = (
    "Tổ chức (không bao gồm doanh nghiệp, HTX)",
    "Cán bộ, công chức, viên chức",
    "Doanh nghiệp có vốn đầu tư nước ngoài",
    "Người Việt Nam định cư ở nước ngoài",
)


def parse_subjects(value: Any) -> list[str]:
    rest, found = parse_line(value), []
    for known in SUBJECTS:
        if known in rest:
            rest = rest.replace(known, "")
            found.append(known)
    found += [name for part in rest.split(",") if (name := part.strip(" .;-"))]
    return list(dict.fromkeys(found))


def parse_agencies(**by_role: Any) -> list[dict]:
    """Rows of agencies; `by_role` gives the text of each role by the name of `Role`."""
    return [
        {"role": Role[role.upper()].value, "name": name}
        for role, value in by_role.items()
        for name in parse_names(value)
    ]


def parse_way(value: Any) -> str:
    said = fold(parse_line(value))
    return next((found.value for words, found in WAYS.items() if words in said), Way.DIRECT.value)


def is_way(value: Any) -> bool:
    """Whether the words are a way of handing in and nothing more."""
    return fold(parse_line(value)) in {*WAYS, ""}


def parse_time_limit(value: Any) -> dict:
    """Amount and unit if the text is one limit, else the text itself."""
    said = parse_line(value)
    found = TIME.fullmatch(said.rstrip(". "))
    if found and parse_number(found[1]):
        return {"time_amount": parse_number(found[1]), "time_unit": UNITS[fold(found[2])].value, "time_text": ""}
    if re.fullmatch(r"[1-9]\d{0,3}", said):
        return {"time_amount": int(said), "time_unit": "", "time_text": ""}
    return {"time_amount": None, "time_unit": "", "time_text": "" if said == "0" else said}


def parse_unit(written: str) -> str:
    """The unit of time that words mean; empty for none of ours."""
    found = UNITS.get(fold(written))
    return found.value if found else ""


def parse_number(written: str) -> int | str:
    """`0.5` and `0,5` as text with a dot, whole numbers as numbers."""
    plain = written.replace(",", ".")
    return str(float(plain)) if "." in plain and float(plain) % 1 else int(float(plain))


def parse_money(written: str) -> int:
    """`150,000`, `150.000` and `150000` alike: thousands are what both separators part here."""
    return int(re.sub(r"\D", "", written))


def parse_fee(written: str, kind_: str = FeeKind.ANY, note: str = "", currency: str = "đồng") -> dict:
    """A fee with its amount where `written` is one, else in words."""
    plain = make_one_line(written)
    if MONEY.fullmatch(plain):
        return {"kind": str(kind_), "amount": parse_money(plain), "currency": currency, "note": note.strip()}
    return {"kind": str(kind_), "amount": None, "currency": currency, "note": " ".join([plain, note]).strip()}


def parse_fee_state(fees: list[dict], said_free: bool) -> str:
    """Free only if it is said and no remark says otherwise: the national portal often writes "Miễn phí" beside
    "135.000 đồng/lần" or "Mức lệ phí do Hội đồng nhân dân tỉnh quyết định"."""
    remarks = [each["note"] for each in fees if each["note"]]
    if any(each["amount"] for each in fees) or any(AMOUNT_IN_WORDS.search(remark) for remark in remarks):
        return FeeState.STATED.value
    if remarks and not said_free and all(SAYS_NOT_SET.fullmatch(remark) for remark in remarks):
        return FeeState.UNKNOWN.value
    if said_free and all(SAYS_FREE.match(remark) for remark in remarks):
        return FeeState.FREE.value
    return FeeState.STATED.value if remarks else FeeState.UNKNOWN.value


def parse_day(value: Any) -> str | None:
    """An ISO date of `03-04-2012`, `3/4/2012` or `2012-04-03`; None if nothing is written. Raises ValueError."""
    said = parse_line(value)
    if not said:
        return None
    found, iso = DAY.fullmatch(said), ISO_DAY.fullmatch(said)
    if not (found or iso):
        raise ValueError(said)
    year, month, number = map(int, iso.groups() if iso else reversed(found.groups()))
    try:
        return datetime.date(year, month, number).isoformat()
    except ValueError:
        raise ValueError(said) from None
