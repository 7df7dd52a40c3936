"""One counted view as 32 bytes: a mark, the second, the kind, the id, what it counts for, a checksum.

32 divides the size of a memory page, so a record never lies across two of them: a process that is killed while it
writes leaves the whole record or nothing.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

MARK = b"DEM1"
_FORMAT = struct.Struct("<4sI8sQB3x")
_CHECKSUM = struct.Struct("<I")
SIZE = _FORMAT.size + _CHECKSUM.size

VIEW, VISIT, ACTIVE = 1, 2, 4


class Record(NamedTuple):
    """`moment` in seconds since 1970; `flags` of VIEW, VISIT (the first of a visit), ACTIVE (of ten minutes)."""

    moment: int
    kind: str
    pk: int
    flags: int

    def packed(self) -> bytes:
        body = _FORMAT.pack(MARK, self.moment, self.kind.encode(), self.pk, self.flags)
        return body + _CHECKSUM.pack(zlib.crc32(body))


def unpacked(data: bytes) -> Iterator[Record | None]:
    """The whole records of `data` in order; None for each that is damaged. What is left over at the end is ignored."""
    for start in range(0, len(data) - SIZE + 1, SIZE):
        body = data[start : start + _FORMAT.size]
        (checksum,) = _CHECKSUM.unpack_from(data, start + _FORMAT.size)
        if zlib.crc32(body) != checksum or not body.startswith(MARK):
            yield None
            continue
        _mark, moment, kind, pk, flags = _FORMAT.unpack(body)
        yield Record(moment, kind.rstrip(b"\0").decode("ascii", "replace"), pk, flags)
