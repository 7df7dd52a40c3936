"""Finds the sentences of gettext calls in Python and in templates, our own and those of packages.

Without xgettext, which overlooks calls inside f-strings: Python is parsed, templates go through Django's `templatize`.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.utils.translation.template import templatize

# Which arguments of a call are its context, its sentence and its plural.
ARGUMENTS = {"gettext": (None, 0, None), "ngettext": (None, 0, 1), "pgettext": (0, 1, None), "npgettext": (0, 1, 2)}
FUNCTIONS = {f"{name}{suffix}": places for name, places in ARGUMENTS.items() for suffix in ("", "_lazy", "_noop")}
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
TEMPLATE_CALL = re.compile(rf"(?:\bn?p?gettext|(?<!\w)_)\({LITERAL}(?:, ?{LITERAL})*(?:, ?count)?\)")


class Message(NamedTuple):
    """What identifies an entry of a catalogue; context and plural are empty where there is none."""

    sentence: str
    plural: str = ""
    context: str = ""


def find_messages_in_python(source: str) -> list[Message]:
    """The sentences of gettext calls, in order. Raises ValueError on one that is put together before the call."""
    return list(find_messages_in_calls(*find_calls(source)))


def find_calls(source: str) -> tuple[list[ast.Call], dict[str, tuple]]:
    """All calls of a module in order, and what gettext's functions are named in it."""
    tree = ast.parse(source)
    names = {"_": FUNCTIONS["gettext"]} | find_gettext_names(tree)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return sorted(calls, key=lambda call: (call.lineno, call.col_offset)), names


def find_gettext_names(tree: ast.Module) -> dict[str, tuple]:
    """Local names of Django's gettext functions, also as attributes of `translation`."""
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    aliases = {name.asname or name.name: name.name for node in imported for name in node.names}
    return FUNCTIONS | {local: FUNCTIONS[name] for local, name in aliases.items() if name in FUNCTIONS}


def find_messages_in_calls(calls: list[ast.Call], names: dict[str, tuple]) -> Iterator[Message]:
    for call in calls:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name not in names:
            continue
        context, sentence, plural = (get_argument_text(call, place) for place in names[name])
        if sentence:
            yield Message(sentence, plural, context)


def get_argument_text(call: ast.Call, place: int | None) -> str:
    """The literal at this place; empty where there is none."""
    if place is None or place >= len(call.args):
        return ""
    return get_constant_text(call.args[place]) or ""


def get_constant_text(node: ast.expr) -> str | None:
    """The text of a literal, or None for a variable. Raises ValueError where gettext would never find the sentence."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        parts = [get_constant_text(node.left), get_constant_text(node.right)]
        if None not in parts:
            return "".join(parts)
    if isinstance(node, ast.JoinedStr | ast.BinOp):
        raise ValueError(f"line {node.lineno}: put the values in after the gettext call: {ast.unparse(node)}")
    return None


def find_messages_in_template(source: str) -> list[Message]:
    """The sentences of `translate` and `blocktranslate` tags and of `_()` in a template, in order."""
    return [message for call in TEMPLATE_CALL.findall(templatize(source)) for message in find_messages_in_python(call)]


def find_app_folders() -> dict[str, Path]:
    """The folders of our own apps by label, wherever they lie in the project (packages lie in `.venv` or elsewhere)."""
    own = [app for app in apps.get_app_configs() if (settings.BASE_DIR / app.name.split(".")[0]).is_dir()]
    return {app.label: Path(app.path) for app in own}


def find_files(folder: Path, inner: list[Path]) -> list[Path]:
    """The files below a folder, but for those below one of the inner folders."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in files if not any(path.is_relative_to(other) for other in inner))


def find_messages_in_files(files: list[Path]) -> list[Message]:
    """The sentences of modules and templates, each once. Raises ValueError as for one module, with its path."""
    found = []
    for path in files:
        find = find_messages_in_python if path.suffix == ".py" else find_messages_in_template
        if path.suffix == ".py" or "templates" in path.relative_to(settings.BASE_DIR).parts:
            try:
                found += find(path.read_text(encoding="utf-8"))
            except ValueError as error:
                raise ValueError(f"{path}: {error}") from None
    return list(dict.fromkeys(found))


def find_messages_by_app() -> dict[str, list[Message]]:
    """Our own sentences by app; one used in several apps stands with the first.

    In the order of labels: an app that moves into another folder keeps its place in the catalogue.
    """
    folders = find_app_folders()
    seen = set()
    by_app = {}
    for label, folder in sorted(folders.items()):
        inner = [other for other in folders.values() if other != folder and other.is_relative_to(folder)]
        found = find_messages_in_files(find_files(folder, inner))
        by_app[label] = [message for message in found if message not in seen]
        seen.update(found)
    return by_app
