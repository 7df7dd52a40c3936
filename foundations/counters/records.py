"""One counted view as 32 bytes: a mark, the second, the kind, the id, what it counts for, a checksum.

32 divides the size of a memory page, so a record never crosses a page boundary: a process killed while writing
leaves the whole record or nothing.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

MARK = b"DEM1"
_FORMAT = struct.Struct("<4sI8sQB3x")
_CHECKSUM = struct.Struct("<I")
RECORD_SIZE = _FORMAT.size + _CHECKSUM.size

VIEW, VISIT, ACTIVE = 1, 2, 4


class Record(NamedTuple):
    """`moment`: seconds since 1970; `flags`: VIEW, VISIT (first view of a visit), ACTIVE (first of ten minutes)."""

    moment: int
    kind: str
    pk: int
    flags: int

    def pack(self) -> bytes:
        """RECORD_SIZE bytes, with the checksum."""
        body = _FORMAT.pack(MARK, self.moment, self.kind.encode(), self.pk, self.flags)
        return body + _CHECKSUM.pack(zlib.crc32(body))


def unpack_records(data: bytes) -> Iterator[Record | None]:
    """The records of `data` in order, None for each damaged one. An incomplete one at the end is ignored."""
    for start in range(0, len(data) - RECORD_SIZE + 1, RECORD_SIZE):
        body = data[start : start + _FORMAT.size]
        (checksum,) = _CHECKSUM.unpack_from(data, start + _FORMAT.size)
        if zlib.crc32(body) != checksum or not body.startswith(MARK):
            yield None
            continue
        _mark, moment, kind, pk, flags = _FORMAT.unpack(body)
        yield Record(moment, kind.rstrip(b"\0").decode("ascii", "replace"), pk, flags)
