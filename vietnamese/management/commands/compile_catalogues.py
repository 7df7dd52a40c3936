"""`manage.py compile_catalogues`: every django.po into the .mo beside it; `--refresh` first gathers our own sentences.

The .mo files are committed, as a machine that only runs the site has no gettext. Sentences are gathered without
xgettext, which overlooks calls inside f-strings: Python is parsed, templates go through Django's own `templatize`.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation.template import templatize

# Which arguments of a call are its context, its sentence and its plural.
ARGUMENTS = {"gettext": (None, 0, None), "ngettext": (None, 0, 1), "pgettext": (0, 1, None), "npgettext": (0, 1, 2)}
FUNCTIONS = {f"{name}{suffix}": places for name, places in ARGUMENTS.items() for suffix in ("", "_lazy", "_noop")}
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
TEMPLATE_CALL = re.compile(rf"(?:\bn?p?gettext|(?<!\w)_)\({LITERAL}(?:, ?{LITERAL})*(?:, ?count)?\)")
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdf]")


class Message(NamedTuple):
    """What identifies an entry of a catalogue; context and plural are empty where there is none."""

    sentence: str
    plural: str = ""
    context: str = ""


def messages_of_python(source: str) -> list[Message]:
    """The sentences of gettext calls, in order. Raises ValueError on one that is put together before the call."""
    tree = ast.parse(source)
    names = {"_": FUNCTIONS["gettext"]} | names_imported(tree)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return list(messages_of_calls(sorted(calls, key=lambda call: (call.lineno, call.col_offset)), names))


def names_imported(tree: ast.Module) -> dict[str, tuple]:
    """Local names of Django's gettext functions, also as attributes of `translation`."""
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    aliases = {name.asname or name.name: name.name for node in imported for name in node.names}
    return FUNCTIONS | {local: FUNCTIONS[name] for local, name in aliases.items() if name in FUNCTIONS}


def messages_of_calls(calls: list[ast.Call], names: dict[str, tuple]) -> Iterator[Message]:
    for call in calls:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name not in names:
            continue
        context, sentence, plural = (argument_text(call, place) for place in names[name])
        if sentence:
            yield Message(sentence, plural, context)


def argument_text(call: ast.Call, place: int | None) -> str:
    """The literal at this place; empty where there is none."""
    if place is None or place >= len(call.args):
        return ""
    return constant_text(call.args[place]) or ""


def constant_text(node: ast.expr) -> str | None:
    """The text of a literal, or None for a variable. Raises ValueError where gettext would never find the sentence."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        parts = [constant_text(node.left), constant_text(node.right)]
        if None not in parts:
            return "".join(parts)
    if isinstance(node, ast.JoinedStr | ast.BinOp):
        raise ValueError(f"line {node.lineno}: put the values in after the gettext call: {ast.unparse(node)}")
    return None


def messages_of_template(source: str) -> list[Message]:
    """The sentences of `translate` and `blocktranslate` tags and of `_()` in a template, in order."""
    return [message for call in TEMPLATE_CALL.findall(templatize(source)) for message in messages_of_python(call)]


def messages_of_app(folder: Path) -> list[Message]:
    """The sentences of an app's modules and templates, each once."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        extract = messages_of_python if path.suffix == ".py" else messages_of_template
        if path.suffix == ".py" or "templates" in path.relative_to(folder).parts:
            try:
                found += extract(path.read_text(encoding="utf-8"))
            except ValueError as error:
                raise ValueError(f"{path}: {error}") from None
    return list(dict.fromkeys(found))


def messages_of_project() -> dict[str, list[Message]]:
    """Our own sentences by app; one used in several apps stands with the first."""
    folders = sorted(Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR)
    seen = set()
    by_app = {}
    for folder in folders:
        by_app[folder.name] = [message for message in messages_of_app(folder) if message not in seen]
        seen.update(by_app[folder.name])
    return by_app


def read_catalogue(path: Path):
    """A catalogue by polib. Raises CommandError where polib is not installed."""
    try:
        import polib
    except ImportError:
        raise CommandError(_("Thiếu polib: hãy cài requirements-dev.txt rồi chạy lại.")) from None
    return polib.pofile(str(path), encoding="utf-8")


def refresh(path: Path) -> int:
    """Our own sentences into the catalogue: new ones untranslated, gone ones left out. Returns how many lack words."""
    catalogue = read_catalogue(path)
    known = {Message(entry.msgid, entry.msgid_plural, entry.msgctxt or ""): entry for entry in catalogue}
    entries = []
    for app, messages in messages_of_project().items():
        for number, message in enumerate(messages):
            entry = known.get(message) or new_entry(message)
            entry.comment = "" if number else f"== {app} =="
            entries.append(entry)
    catalogue[:] = entries
    catalogue.save()
    return len(catalogue.untranslated_entries())


def new_entry(message: Message):
    import polib

    flags = ["python-format"] if PLACEHOLDER.search(message.sentence) else []
    plurals = {0: "", 1: ""} if message.plural else {}
    return polib.POEntry(
        msgid=message.sentence,
        msgid_plural=message.plural,
        msgctxt=message.context or None,
        msgstr_plural=plurals,
        flags=flags,
    )


def compile_catalogue(path: Path) -> int:
    """Writes the .mo beside the catalogue. Returns how many entries it holds."""
    catalogue = read_catalogue(path)
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    return len(catalogue.translated_entries())


class Command(BaseCommand):
    help = "Compiles the message catalogues; needs polib, of requirements-dev.txt."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--refresh", action="store_true", help="first gather our sentences into the English one")

    def handle(self, *args, **options):
        for folder in map(Path, settings.LOCALE_PATHS):
            if options["refresh"]:
                missing = refresh(folder / "en" / "LC_MESSAGES" / "django.po")
                self.stdout.write(_("%s câu chưa có bản tiếng Anh.") % missing)
            for path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
                where = {"path": path.relative_to(folder), "total": compile_catalogue(path)}
                self.stdout.write(_("%(path)s: %(total)s câu.") % where)
