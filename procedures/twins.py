"""Twins: procedures whose names say the same but for the level, the kind of commune or a foreign element.

"Cấp lại thẻ căn cước (thực hiện tại cấp tỉnh)" and "… cấp trung ương" are one thing to a reader; a list shows one of
them, and the other beside it with what differs.
"""

from __future__ import annotations

import re
from functools import lru_cache

from foundations.vietnamese.folding import fold
from foundations.vietnamese.normalisation import make_one_line

LEVEL = r"cấp\s+(?:tỉnh|tinh|huyện|xã|bộ|trung\s+ương|tw|cơ\s+sở)|trung\s+ương|tỉnh|huyện|xã|bộ"
LEVELS = rf"(?:{LEVEL})(?:\s*(?:,|và|hoặc|/)\s*(?:{LEVEL}))*"
_DOING = r"(?:do|thực\s+hiện|áp\s+dụng|giải\s+quyết|thuộc\s+thẩm\s+quyền(?:\s+giải\s+quyết)?(?:\s+của)?)"
_AGENCY = r"(?:công\s+an|ủy\s+ban\s+nhân\s+dân|uỷ\s+ban\s+nhân\s+dân|ubnd|chủ\s+tịch\s+ubnd)"
_END = r"(?=\s*(?:[).;]|$))"
# What may differ between twins, each with the words that name it. Only at the end of a name, or in brackets: in
# "trợ giúp pháp lý cấp tỉnh bổ sung" the level is part of the matter.
_DIFFERENCES = [
    re.compile(rf"\(\s*((?:{_DOING}\s+)?(?:tại|ở|ở\s+)?\s*(?:{_AGENCY}\s+)?{LEVELS})\s*\)", re.IGNORECASE),
    re.compile(
        rf"[,-]?\s+((?:{_DOING}\s+)?(?:tại|ở)\s+(?:{_AGENCY}\s+)?{LEVELS}|{_DOING}\s+(?:{_AGENCY}\s+)?{LEVELS}"
        rf"|cấp\s+(?:tỉnh|huyện|xã|bộ|trung\s+ương)){_END}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\s*\(?\s*(có\s+yếu\s+tố\s+nước\s+ngoài(?:\s+tại\s+khu\s+vực\s+biên\s+giới)?)\s*\)?" + _END, re.IGNORECASE
    ),
    re.compile(r"\s*\(?\s*(ở\s+(?:trong|ngoài)\s+nước|ở\s+nước\s+ngoài)\s*\)?" + _END, re.IGNORECASE),
]
_CODE_AT_END = re.compile(r"\s*\(?\d\.\d{6}\)?[\s.]*$")
_OPENING = re.compile(r"^thu tuc (?=\S)")


@lru_cache(maxsize=16_384)
def split_name(name: str) -> tuple[str, str]:
    """What a procedure is about, folded, and what sets it apart from its twins, as written; empty for most."""
    rest, parts = _CODE_AT_END.sub("", make_one_line(name)), []
    for _round in range(3):
        for pattern in _DIFFERENCES:
            if found := pattern.search(rest):
                parts.append(found[1].strip())
                rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    return _OPENING.sub("", fold(rest)), ", ".join(reversed(parts))
