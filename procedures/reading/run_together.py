"""Tables of the national portal whose cells a crawler ran together, taken apart again.

`Trực tuyến5 Ngày làm việcMiễn phíTrực tiếp5 Ngày…`: a cell ends where the next begins without a blank, and what can
begin one is known. What cannot be told apart for sure is kept as words instead of being guessed.
"""

from __future__ import annotations

import re

from procedures.choices import FeeKind
from procedures.reading import values

CHANNEL_HEAD = "Hình thức nộpThời gianPhí, lệ phíMô tả"
DOSSIER_HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
LEGAL_HEAD = "Tên văn bản pháp lýMã văn bản"
_WAY = r"(?:Trực tuyến|Trực tiếp|Dịch vụ bưu chính)"
_UNIT = r"(?: ?(?:Ngày làm việc|Ngày|Giờ làm việc|Giờ|Tháng|Năm))"
_FREE = "Miễn phí"
_MONEY = r"\d{1,3}(?:,\d{3})*(?:\.\d+)? ?(?:VNĐ|Việt Nam Đồng|Đồng|USD|Đô la Mỹ|EUR)"
_CHANNEL = re.compile(
    rf"(?:^|(?<=[^\s(/]))(?P<way>{_WAY})(?P<time>\d{{1,4}}{_UNIT}|\d{{1,4}}(?={_FREE}|Không)|Không có thông tin)"
)
_AMBIGUOUS = re.compile(rf"(?:^|(?<=[^\s(/]))(?P<way>{_WAY})(?=\d)")
_FEE = re.compile(rf"{_FREE}|Không có thông tin|{_MONEY}")
# A quantity ends a paper's cell; in a sentence ("nộp 01 bản chính và …") a blank or a mark follows.
_ONE_COUNT = r"(?<![\d./-])[01]\d|\d"  # "20.031" is the end of a form's number and 1; "10", "02" are counts
_QUANTITY = re.compile(
    rf"(?:({_ONE_COUNT}) bản chính(?:,\s?(\d{{1,2}}) bản sao)?|({_ONE_COUNT}) bản sao)(?=[^\s.;,:)/]|$)"
)
_FORM = re.compile(r"([^\s;:()“”\"/]{1,150}(?: [^\s;:()“”\"/]{1,60}){0,12}?\.(?:docx?|pdf|xlsx?|rtf|zip|rar))$", re.I)
_NUMBER = re.compile(
    r"\d{1,9}(?:\.\d{1,2})?/(?:\d{4}/)?(?:QH\d{2}|UBTVQH\d{2}|[A-ZĐ]{1,12}(?:-[A-ZĐ]+(?:g(?![a-z]))?)*)(?![a-zà-ỹ])"
)
_RESULT = re.compile(r"Mã: ?(KQ\.[A-Z0-9]+\.\d{6}|[A-Z]{2}\.\w+\.\d+)")
_TAIL = re.compile(
    r"(?:^|(?<=\S))Từ khóa(?P<keywords>.*?)Mô tả(?P<description>.*?)(?:Chọn cơ quan thực hiện.*)?$", re.S
)
_BUTTONS = "Chọn cơ quan thực hiện"


def without_tail(text: str) -> str:
    """A field without the fields and buttons that the page had below it."""
    found = _TAIL.search(text)
    return text[: found.start()] if found else text.split(_BUTTONS, maxsplit=1)[0]


def tail(text: str) -> dict[str, str]:
    """Keywords and description, which stand below the results on the page."""
    found = _TAIL.search(text)
    return {name: values.text(found[name]) if found else "" for name in ("keywords", "description")}


def channels(text: str) -> list[dict]:
    """The rows of the table of channels."""
    text = text.removeprefix(CHANNEL_HEAD)
    starts = list(_CHANNEL.finditer(text))
    known = {found.start() for found in starts}
    starts += [found for found in _AMBIGUOUS.finditer(text) if found.start() not in known]
    starts.sort(key=lambda found: found.start())
    ends = [*(found.start() for found in starts[1:]), len(text)] if starts else []
    return [_channel(found, text[found.end() : end]) for found, end in zip(starts, ends, strict=True)]


def _channel(start: re.Match, rest: str) -> dict:
    row = {"way": values.way(start["way"])}
    if "time" not in start.groupdict():
        # "120 VNĐ" is 1 and 20 or 12 and 0: nobody can tell, so it stays as it stands.
        unknown = {"time_amount": None, "time_unit": "", "time_text": "", "description": rest.strip()}
        return {**row, **unknown, "fee_state": values.fee_state([], said_free=False), "fees": []}
    fees, said_free, rest = _fees(rest)
    row |= values.time_limit(start["time"])
    return {**row, "fee_state": values.fee_state(fees, said_free), "description": values.text(rest), "fees": fees}


def _fees(text: str) -> tuple[list[dict], bool, str]:
    """The fees at the head of the text, whether it says "Miễn phí", and what follows them."""
    fees, said_free = [], False
    while found := _FEE.match(text):
        note, text = _bracket(text[found.end() :])
        written = found[0]
        if written == _FREE:
            said_free = True
            if note:
                fees.append({"kind": FeeKind.ANY.value, "amount": 0, "currency": "đồng", "note": note})
        elif written[0].isdigit():
            amount = re.match(r"[\d,]+", written)[0]
            currency = "USD" if re.search("USD|Mỹ", written) else "EUR" if "EUR" in written else "đồng"
            fees.append(values.fee(amount, note=note, currency=currency))
        elif note:
            fees.append(values.fee("", note=note))
    return fees, said_free, text


def _bracket(text: str) -> tuple[str, str]:
    """The words in the bracket that `text` begins with, and the rest; a bracket that never closes is left alone."""
    if not text.startswith("("):
        return "", text
    depth = 0
    for position, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth == 0:
            return text[1:position].strip("() \n"), text[position + 1 :]
    return "", text


def cases(text: str) -> list[dict]:
    """The cases with their papers. The name of a case stands before the head of its table, after the last quantity."""
    parts = text.split(DOSSIER_HEAD)
    if len(parts) == 1:
        return [{"name": "", "items": [_paper(text, None, None)]}] if values.text(text) else []
    name, found = parts[0], []
    for part in parts[1:]:
        papers, rest = _papers(part)
        found.append({"name": "" if name.strip(" -") == "" else values.line(name).strip("* "), "items": papers})
        name = rest
    if values.text(name).strip(" -"):
        found[-1]["items"].append(_paper(name, None, None))
    return [case for case in found if case["items"] or case["name"]]


def _papers(text: str) -> tuple[list[dict], str]:
    papers, start = [], 0
    for found in _QUANTITY.finditer(text):
        name = text[start : found.start()]
        originals, copies = found[1], found[2] or found[3]
        if values.text(name):
            papers.append(_paper(name, originals and int(originals), copies and int(copies)))
        start = found.end()
    return papers, text[start:]


def _paper(name: str, originals: int | None, copies: int | None) -> dict:
    name = values.text(name)
    form = _FORM.search(name)
    form_name = form[1].strip(". ") if form and form.start() > 0 else ""
    if form_name:
        name = name[: form.start()].rstrip()
    if originals is not None and copies is None:
        copies = 0
    if copies is not None and originals is None:
        originals = 0
    return {
        "name": name.lstrip("-+*• ") or form_name,
        "originals": originals,
        "copies": copies,
        "form_name": form_name[:500],
        "form_url": "",
    }


def legal_bases(text: str) -> list[dict]:
    """Title and number of each document: a number right after a title's last letter ends the row."""
    text, found, start = text.replace(LEGAL_HEAD, "", 1), [], 0
    for number in _NUMBER.finditer(text):
        after, before = text[number.end() :], text[: number.start()][-1:]
        written = number[0]
        year = re.match(r"(?:19|20)\d\d(?=\d+/)", written)  # "Luật Doanh nghiệp 2020" + "76/2025/QH15"
        glued = bool(year) or (before != "" and not before.isspace() and before not in "(/-")
        in_sentence = after[:1] in {",", ";", ")"} or (after[:1].isspace() and not after.lstrip()[:1].isupper())
        if not glued or in_sentence:
            continue
        title = text[start : number.start()] + (year[0] if year else "")
        found.append(_basis(title, written[4:] if year else written))
        start = number.end()
    if values.text(text[start:]):
        found.append(_basis(text[start:], ""))
    return found


def _basis(title: str, number: str) -> dict:
    return {"title": values.line(title), "number": number[:100], "issued_on": None, "agency": ""}


def results(text: str) -> list[dict]:
    text, found, start = without_tail(text), [], 0
    for code in _RESULT.finditer(text):
        if name := values.text(text[start : code.start()]):
            found.append({"name": name, "code": code[1]})
        start = code.end()
    if rest := values.text(text[start:]):
        found.append({"name": rest, "code": ""})
    return found
