"""Single values as documents write them: levels, time limits, fees, dates, quantities."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Any

from foundations.vietnamese.folding import fold
from foundations.vietnamese.normalisation import make_one_line, normalise_lines
from procedures.choices import FeeKind, FeeState, Kind, Level, Role, TimeUnit, Way
from procedures.reading.agency_names import split_names

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
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
DAY = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")


def text(value: Any) -> str:
    """A text of a record; empty where it says that there is no information."""
    found = normalise_lines(value if isinstance(value, str) else "").replace("\t", " ")
    found = _TAG.sub("\n", found) if "<" in found else found
    found = "\n".join(line for raw in found.split("\n") if (line := " ".join(raw.split())))
    return "" if len(found) <= MAX_NOTHING and fold(found) in NOTHING_SAID else found


def line(value: Any) -> str:
    return make_one_line(text(value))


def code(value: Any) -> str:
    """A code of a procedure; digits of other scripts and full width become the plain ones: `１.００４８８４`."""
    plain = line(value).replace("\uff0e", ".")
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in plain)


def levels(value: Any) -> list[str]:
    """`Cấp bộ, Cấp tỉnh` -> ["bo", "tinh"], in the order of the levels."""
    words = set(fold(line(value)).split())
    found = [level for word, level in LEVELS.items() if word in words]
    return [level.value for level in Level if level in found or (level == Level.OTHER and "khac" in words)]


def kind(value: Any) -> str:
    said = fold(line(value))
    return next((found.value for words, found in KINDS.items() if words in said), "")


def names(value: Any) -> list[str]:
    """Names of agencies or kinds of people."""
    return split_names(text(value))


# What the national list calls those who may ask; some names hold a comma.
SUBJECTS = (
    "Tổ chức (không bao gồm doanh nghiệp, HTX)",
    "Cán bộ, công chức, viên chức",
    "Doanh nghiệp có vốn đầu tư nước ngoài",
    "Người Việt Nam định cư ở nước ngoài",
)


def subjects(value: Any) -> list[str]:
    rest, found = line(value), []
    for known in SUBJECTS:
        if known in rest:
            rest = rest.replace(known, "")
            found.append(known)
    found += [name for part in rest.split(",") if (name := part.strip(" .;-"))]
    return list(dict.fromkeys(found))


def agencies(**by_role: Any) -> list[dict]:
    """Rows of agencies; `by_role` gives the text of each role by the name of `Role`."""
    return [
        {"role": Role[role.upper()].value, "name": name} for role, value in by_role.items() for name in names(value)
    ]


def way(value: Any) -> str:
    said = fold(line(value))
    return next((found.value for words, found in WAYS.items() if words in said), Way.DIRECT.value)


def is_way(value: Any) -> bool:
    """Whether the words are a way of handing in and nothing more."""
    return fold(line(value)) in {*WAYS, ""}


def time_limit(value: Any) -> dict:
    """Amount and unit where the text is one limit, else the text itself."""
    said = line(value)
    found = TIME.fullmatch(said.rstrip(". "))
    if found and number(found[1]):
        return {"time_amount": number(found[1]), "time_unit": UNITS[fold(found[2])].value, "time_text": ""}
    if re.fullmatch(r"[1-9]\d{0,3}", said):
        return {"time_amount": int(said), "time_unit": "", "time_text": ""}
    return {"time_amount": None, "time_unit": "", "time_text": "" if said == "0" else said}


def unit(written: str) -> str:
    """The unit of time that words mean; empty for none of ours."""
    found = UNITS.get(fold(written))
    return found.value if found else ""


def number(written: str) -> int | str:
    """`0.5` and `0,5` as text with a dot, whole numbers as numbers."""
    plain = written.replace(",", ".")
    return str(float(plain)) if "." in plain and float(plain) % 1 else int(float(plain))


def money(written: str) -> int:
    """`150,000`, `150.000` and `150000` alike: thousands are what both separators part here."""
    return int(re.sub(r"\D", "", written))


def fee(written: str, kind_: str = FeeKind.ANY, note: str = "", currency: str = "đồng") -> dict:
    """A fee with its amount where `written` is one, else in words."""
    plain = make_one_line(written)
    if MONEY.fullmatch(plain):
        return {"kind": str(kind_), "amount": money(plain), "currency": currency, "note": note.strip()}
    return {"kind": str(kind_), "amount": None, "currency": currency, "note": " ".join([plain, note]).strip()}


def fee_state(fees: list[dict], said_free: bool) -> str:
    """Free only where it is said and no remark says otherwise: the national portal often writes "Miễn phí" beside
    "135.000 đồng/lần" or "Mức lệ phí do Hội đồng nhân dân tỉnh quyết định"."""
    remarks = [each["note"] for each in fees if each["note"]]
    if any(each["amount"] for each in fees) or any(AMOUNT_IN_WORDS.search(remark) for remark in remarks):
        return FeeState.STATED.value
    if said_free and all(SAYS_FREE.match(remark) for remark in remarks):
        return FeeState.FREE.value
    return FeeState.STATED.value if remarks else FeeState.UNKNOWN.value


def day(value: Any) -> str | None:
    """An ISO date of `03-04-2012`, `3/4/2012` or `2012-04-03`; None where nothing is written. Raises ValueError."""
    said = line(value)
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
