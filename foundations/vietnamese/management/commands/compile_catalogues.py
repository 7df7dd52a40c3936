"""`manage.py compile_catalogues`: every django.po into the .mo beside it; `--refresh` first gathers our own sentences.

The .mo files are committed, as a machine that only runs the site has no gettext.
"""

import re
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from foundations.vietnamese.messages import Message, messages_of_project

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdf]")


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
