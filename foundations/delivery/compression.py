"""A response body in the encodings that browsers accept, each compressed on first use."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import brotli

MIN_COMPRESSED_BYTES = 500  # compressing less saves nothing that a reader notices


@dataclass(frozen=True, eq=False)  # compared by identity, which is faster: it is a dictionary key for every answer
class Encoding:
    """`name` as in Content-Encoding; empty for the plain body."""

    name: str
    compress: Callable[[bytes], bytes]


# Level 5 of brotli takes about as long as gzip at 6 and is a sixth smaller on our pages.
BROTLI = Encoding("br", lambda body: brotli.compress(body, quality=5))
GZIP = Encoding("gzip", lambda body: gzip.compress(body, 6, mtime=0))
PLAIN = Encoding("", lambda body: body)


@lru_cache(maxsize=200)
def find_best_encoding(accepted: str) -> Encoding:
    """The best encoding that an `Accept-Encoding` header allows."""
    words = {}
    for part in accepted.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        words[name.strip()] = weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((encoding for encoding in (BROTLI, GZIP) if words.get(encoding.name)), PLAIN)


class CompressibleBody:
    """One body: plain, and compressed on first use."""

    def __init__(self, plain: bytes):
        self.plain = plain
        self._bodies = {PLAIN: plain}
        self._tag = blake2b(plain, digest_size=9).hexdigest()

    def get_body(self, encoding: Encoding) -> bytes:
        """The body in this encoding; the plain one if it is too short to compress."""
        if encoding not in self._bodies:
            self._bodies[encoding] = (
                encoding.compress(self.plain) if len(self.plain) > MIN_COMPRESSED_BYTES else self.plain
            )
        return self._bodies[encoding]

    def get_etag(self, encoding: Encoding) -> str:
        """A strong ETag; another one for each encoding."""
        return f'"{self._tag}{encoding.name}"'

    @property
    def size(self) -> int:
        """Bytes in memory when all encodings are made: each compresses text to less than a third."""
        return len(self.plain) * 5 // 3
