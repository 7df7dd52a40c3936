"""What ours rests on in the installed packages, as digests, to be compared with those it was written against.

The record (`tests/code/wagtail_originals.json`) holds one set of digests for each release of Wagtail that ours is
known to work with. `scripts/renew_wagtail_originals` writes it.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from foundations.editors_interface.differences import get_differences

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "tests" / "code" / "wagtail_originals.json"
PINNED = re.search(r"^wagtail==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)[1]
SCRIPTS_AND_STYLES = {".css", ".js"}
PRESENT = "present"  # of a word, in the place of a digest

Digests = dict[str, str | None]


def list_originals() -> list[str]:
    return sorted({original for difference in get_differences() for original in difference.originals})


def compute_digests() -> Digests:
    """Of the installed packages; None for what they have not."""
    return {original: compute_digest(original) for original in list_originals()}


def compute_digest(original: str) -> str | None:
    """`Difference` says what an original looks like."""
    name, mark, word = original.partition("#")
    if mark:
        return PRESENT if word in read_below(get_path(name)) else None
    module, mark, part = name.partition(":")
    text = read_definition(module, part) if mark else read_below(get_path(name))
    return hashlib.sha256(text.encode()).hexdigest() if text else None


def get_path(name: str) -> Path:
    """Where `wagtail/admin/urls/pages.py` is installed."""
    package, _slash, inside = name.partition("/")
    return Path(find_spec(package).origin).parent / inside


@cache
def read_below(path: Path) -> str:
    """A file, or all scripts and styles below a folder; empty if there is none."""
    if path.is_file():
        return path.read_text(encoding="utf-8")
    files = [each for each in sorted(path.rglob("*")) if each.suffix in SCRIPTS_AND_STYLES]
    return "\n".join(each.read_text(encoding="utf-8") for each in files)


def read_definition(module: str, part: str) -> str:
    """The source of a function, a class or `Class.method` with its decorators; empty if the module has none.

    Read from the file, as some of these are replaced by ours at start-up.
    """
    path = get_path(module.replace(".", "/"))
    source = read_below(path / "__init__.py" if path.is_dir() else path.with_suffix(".py"))
    node = find_definition(ast.parse(source), part)
    if node is None:
        return ""
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return "\n".join(source.splitlines()[first - 1 : node.end_lineno])


def find_definition(tree: ast.Module, part: str):
    """The node of `Class.method`, which the class may inherit from another of the module; None if there is none."""
    top = {each.name: each for each in tree.body if isinstance(each, ast.ClassDef | ast.FunctionDef)}
    name, _dot, method = part.partition(".")
    node = top.get(name)
    if node is None or not method:
        return node
    own = next((each for each in node.body if getattr(each, "name", "") == method), None)
    bases = [base.id for base in node.bases if isinstance(base, ast.Name) and base.id in top]
    inherited = (find_definition(tree, f"{base}.{method}") for base in bases)
    return own or next(filter(None, inherited), None)


def read_record() -> dict[str, Digests]:
    return json.loads(RECORD.read_text(encoding="utf-8"))


def list_changes(before: Digests, now: Digests) -> list[str]:
    """The originals that are not as they were, each with what became of it."""
    return [f"{name} ({tell_change(name, before, now)})" for name in now if before.get(name, "") != now[name]]


def tell_change(name: str, before: Digests, now: Digests) -> str:
    if now[name] is None:
        return "is gone"
    return "has changed" if before.get(name) else "is new in the list"


def find_release(record: dict[str, Digests], installed: str) -> str:
    """The recorded release to compare with: the installed one, else the one before it, else the first."""
    before = [release for release in record if get_numbers(release) <= get_numbers(installed)]
    return max(before, key=get_numbers, default=min(record, key=get_numbers))


def renew_record() -> Path:
    """Puts the installed Wagtail into the record, and takes those out that are older than the pinned one."""
    record = read_record() if RECORD.exists() else {}
    kept = {release: found for release, found in record.items() if get_numbers(release) >= get_numbers(PINNED)}
    kept[version("wagtail")] = compute_digests()
    ordered = {release: kept[release] for release in sorted(kept, key=get_numbers)}
    RECORD.write_text(json.dumps(ordered, indent=2) + "\n", encoding="utf-8")
    return RECORD


def get_numbers(release: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", release)]
