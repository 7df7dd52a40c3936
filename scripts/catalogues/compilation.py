"""Every .po into the .mo beside it; before that, where asked, our own sentences into the English one.

The .mo files are committed, as a machine that only runs the site has no gettext.
"""

import argparse
import re
from pathlib import Path

import polib
from django.conf import settings

from scripts.catalogues.messages import Message, find_messages_by_app

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdf]")


def get_catalogue(path: Path) -> polib.POFile:
    return polib.pofile(str(path), encoding="utf-8")


def store_sentences(path: Path) -> int:
    """Our own sentences into the catalogue: new ones untranslated, gone ones left out. Returns how many lack words."""
    catalogue = get_catalogue(path)
    known = {Message(entry.msgid, entry.msgid_plural, entry.msgctxt or ""): entry for entry in catalogue}
    entries = []
    for app, messages in find_messages_by_app().items():
        for number, message in enumerate(messages):
            entry = known.get(message) or make_entry(message)
            entry.comment = "" if number else f"== {app} =="
            entries.append(entry)
    catalogue[:] = entries
    catalogue.save()
    return len(catalogue.untranslated_entries())


def make_entry(message: Message) -> polib.POEntry:
    flags = ["python-format"] if PLACEHOLDER.search(message.sentence) else []
    plurals = {0: "", 1: ""} if message.plural else {}
    return polib.POEntry(
        msgid=message.sentence,
        msgid_plural=message.plural,
        msgctxt=message.context or None,
        msgstr_plural=plurals,
        flags=flags,
    )


def store_compiled(path: Path) -> int:
    """Writes the .mo beside the catalogue. Returns how many entries it holds."""
    catalogue = get_catalogue(path)
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    return len(catalogue.translated_entries())


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="compile_catalogues", description="Compiles the message catalogues.")
    parser.add_argument("--refresh", action="store_true", help="first gather our sentences into the English one")
    options = parser.parse_args(arguments)
    for folder in map(Path, settings.LOCALE_PATHS):
        if options.refresh:
            missing = store_sentences(folder / "en" / "LC_MESSAGES" / "django.po")
            print(f"{missing} sentences have no English words.")
        for path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
            print(f"{path.relative_to(folder)}: {store_compiled(path)} sentences.")
