#!/usr/bin/env python3
"""stand_still.py SCRIPT [ARGUMENTS]: runs a Python script in a world without time and chance, for compare_sites.

Run by the Python of a checkout, in its folder. What stands still, so that two sites can be equal byte by byte:
- the clock: always the moment of STAND_STILL_AT (waiting and timeouts go on, they have a clock of their own);
- chance: `random`, `secrets`, `uuid` and whatever else asks the system for random bytes are given bytes that look
  random, and the same ones in each run. A request begins anew, so that nothing depends on what was asked before it;
- the ids of content types and permissions: made of their names. Django counts them in the order of INSTALLED_APPS, and
  an app more would renumber them all.
"""

import hashlib
import os
import random
import runpy
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from zlib import crc32

import time_machine

# Table: what a row of it is called, apart from its app: a model may move to another one.
NUMBERED = {
    "django_content_type": lambda row: row.model,
    "auth_permission": lambda row: f"{row.codename} {row.content_type.model}",
}


class Chance:
    """Bytes in the place of random ones. Each length has a row of its own: one draw more does not shift the others."""

    def __init__(self, seed: str):
        self.begin(seed)

    def begin(self, seed: str) -> None:
        self.seed, self.drawn = seed, Counter()
        random.seed(seed)

    def get_bytes(self, length: int) -> bytes:
        self.drawn[length] += 1
        name = f"{self.seed} {length} {self.drawn[length]}"
        return hashlib.shake_256(name.encode()).digest(length)


def stop_chance(seed: str) -> None:
    chance = Chance(seed)
    os.urandom = random._urandom = chance.get_bytes

    from django.core.handlers.wsgi import WSGIHandler

    answer = WSGIHandler.__call__

    def answer_anew(self, environ, start_response):
        names = ("REQUEST_METHOD", "RAW_URI", "HTTP_COOKIE")
        chance.begin(" ".join(environ.get(name, "") for name in names))
        return answer(self, environ, start_response)

    WSGIHandler.__call__ = answer_anew


def number_by_names() -> None:
    from django.db.models import QuerySet
    from django.db.models.signals import pre_save

    taken: set[tuple[str, int]] = set()
    store = QuerySet.bulk_create

    def number(row) -> None:
        table = row._meta.db_table
        if row.pk is not None or table not in NUMBERED:
            return
        row.pk = crc32(NUMBERED[table](row).encode()) % 900_000 + 100_000
        while (table, row.pk) in taken:
            row.pk += 1
        taken.add((table, row.pk))

    def store_numbered(self, rows, *args, **options):
        rows = list(rows)
        for row in rows:
            number(row)
        return store(self, rows, *args, **options)

    QuerySet.bulk_create = store_numbered
    pre_save.connect(lambda instance, **_kwargs: number(instance), weak=False)


def main(script: str) -> None:
    sys.path[0] = os.getcwd()
    sys.argv = sys.argv[1:]
    stop_chance(Path(script).name)  # each script draws its own: what one has stored another may not draw again
    number_by_names()
    time_machine.travel(datetime.fromisoformat(os.environ["STAND_STILL_AT"]), tick=False).start()
    runpy.run_path(script, run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1])
