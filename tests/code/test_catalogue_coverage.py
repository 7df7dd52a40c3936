"""How much of what the installed packages say is in Vietnamese: all of it, and what is not is named."""

import json
import re
from importlib.metadata import version
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings as site_settings
from django.urls import reverse

from scripts.catalogues import coverage_table
from scripts.catalogues.coverage import (
    OUT_OF_SIGHT,
    Coverage,
    Known,
    count_package,
    find_messages_in_module,
    get_group,
    read_entries,
)
from scripts.catalogues.coverage_table import main, render_percent, render_table
from scripts.catalogues.messages import Message, find_app_folders

pytestmark = pytest.mark.newest_wagtail

ROOT = Path(__file__).resolve().parent.parent.parent
PINNED = re.search(r"^wagtail==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)[1]
CLOSE = Message("Close")
MANY = Message("%d page", "%d pages")


@pytest.fixture
def rows(sentences_of_packages) -> list[Coverage]:
    return sentences_of_packages


@pytest.fixture
def half_translated(monkeypatch):
    row = Coverage("taggit", "django", [CLOSE, MANY], [CLOSE], [], [], [MANY])
    monkeypatch.setattr(coverage_table, "count_coverage", lambda: [row])


def row_of(rows, package, domain="django"):
    return next(row for row in rows if (row.package, row.domain) == (package, domain))


def test_every_sentence_an_editor_may_meet_is_in_vietnamese(rows):
    lacking = {row.package: row.fuzzy + row.missing for row in rows if row.percent < 100}
    assert not lacking, "run scripts/catalogue_coverage --entries, and translate"


@pytest.mark.parametrize(
    ("package", "domain", "least"),
    [
        ("wagtail", "django", 250),
        ("wagtail.admin", "django", 800),
        ("wagtail.admin", "djangojs", 80),
        ("wagtail.images", "django", 130),
        ("wagtail.documents", "django", 80),
        ("wagtail.users", "django", 110),
        ("wagtail.contrib.redirects", "django", 50),
        ("django", "django", 300),
        ("django.contrib.auth", "django", 80),
        ("taggit", "django", 15),
        ("django_filters", "django", 40),  # ships no English catalogue: its sentences are found in its code
    ],
)
def test_the_sentences_of_a_package_are_found(rows, package, domain, least):
    assert len(row_of(rows, package, domain).messages) >= least


def test_every_installed_app_with_a_catalogue_is_counted(rows):
    known = {row.package for row in rows}
    folders = {config.name: Path(config.path) for config in apps.get_app_configs() if config.name not in OUT_OF_SIGHT}
    own = find_app_folders().values()
    assert {name for name, folder in folders.items() if folder not in own and (folder / "locale").is_dir()} <= known


def test_what_no_editor_meets_is_left_out(rows):
    names = {row.package for row in rows}
    assert not names & {"rest_framework", "django.contrib.admin", "wagtail.contrib.styleguide", "wagtail.test"}


def test_no_vietnamese_entry_is_one_that_no_package_uses(rows):
    """With the pinned Wagtail, of all entries but those of the next release; with a newer one, of those."""
    # Names of permissions, which Wagtail keeps in the database and translates when it shows them.
    of_the_database = re.compile(r"Can (add|change|choose( image| document)?|delete|lock|publish|unlock)|Field filters")
    used = {(message.context, message.sentence) for row in rows for message in row.messages}
    path = Path(site_settings.LOCALE_PATHS[0]) / "vi" / "LC_MESSAGES" / "django.po"
    entries, coming = list(polib.pofile(str(path), encoding="utf-8")), entries_of_the_next_release(path)
    names = {entry.msgid for entry in coming}
    asked = [entry for entry in entries if entry.msgid not in names] if version("wagtail") == PINNED else coming
    strange = {entry.msgid for entry in asked if (entry.msgctxt or "", entry.msgid) not in used}
    assert {sentence for sentence in strange if not of_the_database.fullmatch(sentence)} == set()


def entries_of_the_next_release(path):
    """Those under the last heading of the catalogue, known before they are needed."""
    entries = list(polib.pofile(str(path), encoding="utf-8"))
    start = next(number for number, entry in enumerate(entries) if entry.comment.startswith("== wagtail 8"))
    return entries[start:]


def test_the_scripts_of_the_editor_are_given_every_sentence_in_vietnamese(rows, client, db):
    script = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    given = json.loads(re.search(r"newcatalog = ({.*?});$", script, re.MULTILINE | re.DOTALL)[1])
    needed = {message.sentence for message in row_of(rows, "wagtail.admin", "djangojs").messages}
    assert needed <= set(given)
    assert given["Close"] == "Đóng"
    assert given["%(num)s error"] == ["%(num)s lỗi"]


@pytest.mark.parametrize(
    ("message", "our_entry", "their_entry", "group"),
    [
        (CLOSE, Known(True, False, False), Known(True, False, False), "ours"),
        (CLOSE, None, Known(True, False, False), "theirs"),
        (CLOSE, Known(False, False, False), Known(True, False, False), "theirs"),
        (CLOSE, Known(False, True, False), None, "fuzzy"),
        (CLOSE, None, None, "missing"),
        (CLOSE, Known(True, False, True), None, "ours"),
        (MANY, Known(True, False, False), None, "missing"),
        (MANY, Known(True, False, True), None, "ours"),
    ],
)
def test_a_sentence_counts_as_translated_where_gettext_would_find_it(message, our_entry, their_entry, group):
    assert get_group(message, our_entry, their_entry) == group


def test_others_may_put_sentences_together_before_the_call():
    assert list(find_messages_in_module('_(f"no {n}")\n_("yes")')) == [Message("yes")]


def test_nearly_all_is_not_all():
    assert render_percent(100.0) == "100"
    assert render_percent(99.96) == "99.9"
    assert render_percent(19.84) == "19.8"


def test_the_table_ends_with_the_sum():
    rows = [
        Coverage("wagtail.admin", "djangojs", [CLOSE] * 4, [CLOSE] * 2, [CLOSE], [], [CLOSE]),
        Coverage("taggit", "django", [CLOSE], [CLOSE], [], [], []),
    ]
    lines = [re.split(r"\s{2,}", line) for line in render_table(rows)]
    assert lines[1:] == [
        ["wagtail.admin (djangojs)", "4", "3", "0", "1", "75.0"],
        ["taggit", "1", "1", "0", "0", "100"],
        ["total", "5", "4", "0", "1", "80.0"],
    ]


def test_the_command_fails_and_prints_what_to_translate(half_translated, capsys):
    assert main(["--entries"]) == 1
    printed = capsys.readouterr()
    assert 'msgid "%d page"\nmsgid_plural "%d pages"\nmsgstr[0] ""' in printed.out
    assert "--entries" in printed.err


def test_a_mere_report_never_fails(half_translated, capsys):
    assert main(["--report"]) == 0
    printed = capsys.readouterr()
    assert "taggit" in printed.out
    assert "msgid" not in printed.out + printed.err


def test_without_our_catalogue_much_is_missing(rows, tmp_path):
    said, none = row_of(rows, "wagtail.admin").messages, read_entries([tmp_path], "django")
    admin = count_package("wagtail.admin", "django", said, none)
    assert admin.theirs
    assert len(admin.missing) > len(admin.theirs)
