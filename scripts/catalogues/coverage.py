"""How much of what Wagtail, Django and the packages they bring say to an editor is in Vietnamese.

The sentences are those of the installed versions: their English catalogues, and the calls in their code and templates,
as some packages ship no catalogue. So an upgrade shows which sentences are new.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import packages_distributions, requires
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import polib
from django.conf import settings

from scripts.catalogues.messages import (
    Message,
    find_calls,
    find_messages_in_calls,
    find_messages_in_template,
)

LANGUAGE = "vi"
# What no editor meets: for programs, for developers, or not used by this site.
OUT_OF_SIGHT = {
    "axes",
    "django_otp",
    "rest_framework",
    "wagtail.contrib.styleguide",
    "wagtail.test",
    "wagtail.project_template",
    *(f"django.contrib.{app}" for app in ("admin", "admindocs", "flatpages", "gis", "postgres", "redirects", "sites")),
    "django.contrib.syndication",
}
TEMPLATES = {".html", ".txt"}


class Known(NamedTuple):
    """One entry of a catalogue: translated, or only doubtfully so; whether its sentence has a plural."""

    translated: bool
    fuzzy: bool
    plural: bool

    def serves(self, message: Message) -> bool:
        """`ngettext` overlooks an entry without a plural."""
        return self.translated and (self.plural or not message.plural)


class Coverage(NamedTuple):
    """One package's sentences, and which of them our catalogue or its own gives in Vietnamese."""

    package: str
    domain: str
    messages: list[Message]
    ours: list[Message]
    theirs: list[Message]
    fuzzy: list[Message]
    missing: list[Message]

    @property
    def percent(self) -> float:
        return 100 * (len(self.ours) + len(self.theirs)) / len(self.messages)


def count_coverage() -> list[Coverage]:
    """One entry per package and domain (`django` is the server's, `djangojs` the browser's), by name."""
    ours = {domain: read_entries(map(Path, settings.LOCALE_PATHS), domain) for domain in ("django", "djangojs")}
    found = find_messages_by_package()
    return [count_package(package, domain, found[package, domain], ours[domain]) for package, domain in sorted(found)]


def count_package(package: str, domain: str, messages: list[Message], ours: dict) -> Coverage:
    theirs = read_entries([get_locale_folder(package)], domain)
    groups = defaultdict(list)
    for message in messages:
        groups[get_group(message, ours.get(get_key(message)), theirs.get(get_key(message)))].append(message)
    return Coverage(package, domain, messages, *(groups[name] for name in ("ours", "theirs", "fuzzy", "missing")))


def get_group(message: Message, our_entry: Known | None, their_entry: Known | None) -> str:
    if our_entry and our_entry.serves(message):
        return "ours"
    if their_entry and their_entry.serves(message):
        return "theirs"
    return "fuzzy" if our_entry and our_entry.fuzzy else "missing"


def get_key(message: Message) -> tuple[str, str]:
    return message.context, message.sentence


def read_entries(folders, domain: str) -> dict[tuple[str, str], Known]:
    """The Vietnamese entries of a domain in these locale folders; empty where there is no such file."""
    paths = [folder / LANGUAGE / "LC_MESSAGES" / f"{domain}.po" for folder in folders]
    entries = [entry for path in paths if path.is_file() for entry in polib.pofile(str(path), encoding="utf-8")]
    return {
        (entry.msgctxt or "", entry.msgid): Known(entry.translated(), entry.fuzzy, bool(entry.msgid_plural))
        for entry in entries
        if not entry.obsolete
    }


def find_messages_by_package() -> dict[tuple[str, str], list[Message]]:
    """The sentences an editor may meet, by package and domain, each once in a package."""
    found = defaultdict(dict)
    for folder in find_package_folders():
        for path in sorted(folder.rglob("*")):
            package = get_package(path, folder)
            if path.is_file() and package not in OUT_OF_SIGHT:
                for message in find_messages_in_file(path, folder):
                    known = found[package, get_domain(path)]
                    if message.plural or get_key(message) not in known:
                        known[get_key(message)] = message
    return {place: list(messages.values()) for place, messages in found.items()}


def find_package_folders() -> list[Path]:
    """Wagtail and all it requires, Django among it, as folders; those of single modules say nothing to anybody."""
    required = [re.split(r"[^\w.-]", line)[0] for line in requires("wagtail") if "extra ==" not in line]
    wanted = {get_normal_name(distribution) for distribution in ["wagtail", *required]}
    owners = packages_distributions()
    names = [
        name for name in sorted(owners) if name.isidentifier() and wanted & set(map(get_normal_name, owners[name]))
    ]
    specs = [find_spec(name) for name in names]
    return [Path(place) for spec in specs if spec for place in spec.submodule_search_locations or []]


def get_normal_name(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def get_package(path: Path, folder: Path) -> str:
    """The dotted name of the nearest package above that has catalogues of its own; Django's stand under `conf`."""
    inside = [parent for parent in path.parents if parent.is_relative_to(folder)]
    parts = path.relative_to(folder.parent).parts
    if parts[:2] == ("django", "contrib"):
        return ".".join(parts[:3])
    owner = next((parent for parent in inside if (parent / "locale").is_dir() and parent.name != "conf"), folder)
    named = ".".join(owner.relative_to(folder.parent).parts)
    return ".".join(parts[:2]) if named == "wagtail" and parts[1] in {"test", "project_template"} else named


def get_locale_folder(package: str) -> Path:
    """Where a package keeps its catalogues."""
    folder = Path(find_spec(package).submodule_search_locations[0])
    return folder / "conf" / "locale" if package == "django" else folder / "locale"


def get_domain(path: Path) -> str:
    return "djangojs" if path.name == "djangojs.po" else "django"


def find_messages_in_file(path: Path, folder: Path) -> Iterator[Message]:
    """The sentences of an English catalogue, of a module or of a template; of any other file none."""
    parts = path.relative_to(folder).parts
    if parts[-4:-1] == ("locale", "en", "LC_MESSAGES") and path.suffix == ".po":
        yield from find_messages_in_catalogue(path)
    elif "tests" in parts:
        return
    elif path.suffix == ".py":
        yield from find_messages_in_module(path.read_text(encoding="utf-8"))
    elif path.suffix in TEMPLATES and "templates" in parts:
        yield from find_messages_in_template(path.read_text(encoding="utf-8"))


def find_messages_in_catalogue(path: Path) -> Iterator[Message]:
    for entry in polib.pofile(str(path), encoding="utf-8"):
        if not entry.obsolete:
            yield Message(entry.msgid, entry.msgid_plural, entry.msgctxt or "")


def find_messages_in_module(source: str) -> Iterator[Message]:
    """As of our own modules, but others' calls with a sentence put together before are passed over."""
    calls, names = find_calls(source)
    for call in calls:
        with suppress(ValueError):
            yield from find_messages_in_calls([call], names)
