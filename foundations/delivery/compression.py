"""A body in the encodings that browsers take, each made when it is first asked for."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import brotli

WORTH_IT = 500  # bytes; below, compression saves nothing that a reader notices


@dataclass(frozen=True, eq=False)  # told apart by being it: looked up for every answer
class Encoding:
    name: str
    compress: Callable[[bytes], bytes]


# Level 5 of brotli takes about as long as gzip at 6 and is a sixth smaller on our pages.
BROTLI = Encoding("br", lambda body: brotli.compress(body, quality=5))
GZIP = Encoding("gzip", lambda body: gzip.compress(body, 6, mtime=0))
PLAIN = Encoding("", lambda body: body)


@lru_cache(maxsize=200)
def wanted_encoding(accepted: str) -> Encoding:
    """The best encoding of an `Accept-Encoding` header."""
    words = {}
    for part in accepted.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        words[name.strip()] = weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((encoding for encoding in (BROTLI, GZIP) if words.get(encoding.name)), PLAIN)


class Packed:
    """One body: plain, and compressed as asked for."""

    def __init__(self, plain: bytes):
        self.plain = plain
        self._bodies = {PLAIN: plain}
        self._tag = blake2b(plain, digest_size=9).hexdigest()

    def body(self, encoding: Encoding) -> bytes:
        if encoding not in self._bodies:
            self._bodies[encoding] = encoding.compress(self.plain) if len(self.plain) > WORTH_IT else self.plain
        return self._bodies[encoding]

    def etag(self, encoding: Encoding) -> str:
        return f'"{self._tag}{encoding.name}"'

    @property
    def size(self) -> int:
        """Bytes held once every encoding was asked for: text compresses to less than a third."""
        return len(self.plain) * 5 // 3
