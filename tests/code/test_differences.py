"""The list of differences from Wagtail's own screens: whole, without stale entries, and its originals as recorded."""

import json
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pytest
from django.apps import apps

from foundations.editors_interface import differences
from foundations.editors_interface.differences import get_differences
from scripts import wagtail_originals
from scripts.wagtail_originals import (
    PINNED,
    PRESENT,
    ROOT,
    compute_digest,
    compute_digests,
    find_release,
    list_changes,
    list_originals,
    read_record,
    renew_record,
)

pytestmark = pytest.mark.newest_wagtail
INSTALLED = version("wagtail")
RENEW = "Look at each, mend ours where it must follow, then run scripts/renew_wagtail_originals with this Python."
OUR_FILES = re.compile(r"\.(?:py|html|txt|js|css)$")
LISTS = re.compile(r"^differences(_in_code)?\.py$")


@cache
def list_templates() -> tuple[dict[str, list[Path]], dict[str, list[Path]]]:
    """Ours and those of the installed apps, by the name under which Django finds them."""
    ours, theirs = {}, {}
    for config in apps.get_app_configs():
        folder = Path(config.path) / "templates"
        is_ours = Path(config.path).is_relative_to(ROOT) and "site-packages" not in config.path
        for path in folder.rglob("*"):
            if path.is_file():
                (ours if is_ours else theirs).setdefault(str(path.relative_to(folder)), []).append(path)
    return ours, theirs


def find_undeclared() -> set[str]:
    """Templates of ours that stand in the place of a package's, and are in no difference."""
    ours, theirs = list_templates()
    declared = {original.partition("/templates/")[2] for original in list_originals()}
    return ours.keys() & theirs.keys() - declared


@cache
def read_ours() -> str:
    """Everything that an app of ours is made of, but for the lists of differences."""
    folders = [Path(config.path) for config in apps.get_app_configs()]
    paths = {path for folder in folders if "site-packages" not in str(folder) for path in folder.rglob("*")}
    named = [path for path in sorted(paths) if OUR_FILES.search(path.name) and not LISTS.search(path.name)]
    return "\n".join(path.read_text(encoding="utf-8") for path in named)


def test_what_ours_rests_on_is_as_it_was_recorded():
    record, now = read_record(), compute_digests()
    changes = list_changes(record[find_release(record, INSTALLED)], now)
    told = "\n".join([f"Wagtail {INSTALLED} differs from the record in:", *changes, RENEW])
    assert INSTALLED in record, told
    assert not changes, told


def test_the_record_has_nothing_of_what_is_listed_no_longer():
    listed = set(list_originals())
    assert {
        release: digests.keys() - listed for release, digests in read_record().items() if digests.keys() - listed
    } == {}
    assert PINNED in read_record()


def test_every_template_of_ours_that_replaces_or_extends_anothers_is_in_the_list():
    assert find_undeclared() == set(), "declare it: foundations/editors_interface/differences.py says how"


def test_every_original_is_there():
    assert [name for name, digest in compute_digests().items() if digest is None] == [], "no longer in the packages"


def test_every_template_in_the_list_is_replaced_or_named_by_ours():
    ours, _theirs = list_templates()
    names = {original.partition("/templates/")[2] for original in list_originals() if "#" not in original} - {""}
    stale = [name for name in names if name not in ours and name not in read_ours()]
    # The boxes of the group form are found by their place in the page (admin.js), not by the name of the template.
    assert stale == ["wagtailusers/groups/includes/formatted_permissions.html"]


def test_every_word_in_the_list_is_one_that_ours_relies_on():
    words = {original.partition("#")[2] for original in list_originals() if "#" in original}
    assert [word for word in words if word not in read_ours().replace("'", '"')] == []


def test_each_difference_says_what_why_since_when_and_what_upstream_says():
    for difference in get_differences():
        assert all([difference.what, difference.why, difference.originals]), difference
        assert re.fullmatch(r"\d+\.\d+", difference.since), difference
        is_address = difference.issue.startswith("https://github.com/wagtail/")
        assert is_address or difference.issue.startswith("none"), difference
    whats = [difference.what for difference in get_differences()]
    assert len(set(whats)) == len(whats) > 40


@pytest.fixture
def another_list():
    get_differences.cache_clear()
    yield
    get_differences.cache_clear()


def test_a_declaration_that_lacks_a_part_is_refused(another_list, monkeypatch):
    config = apps.get_app_config("editors_interface")
    monkeypatch.setattr(config, "wagtail_differences", [{"what": "…"}], raising=False)
    with pytest.raises(TypeError, match="why"):
        get_differences()


def test_a_template_that_nobody_declares_is_found(another_list, monkeypatch):
    without = [each for each in differences.IN_TEMPLATES if "boolean_cell" not in each.originals[0]]
    monkeypatch.setattr(differences, "IN_TEMPLATES", without)
    assert find_undeclared() == {"wagtailadmin/tables/boolean_cell.html"}


@pytest.mark.parametrize(
    ("original", "found"),
    [
        ("wagtail/admin/messages.py", True),
        ("wagtail.admin.messages:validation_error", True),
        ("wagtail.users.views.users:UserViewSet.get_form_class", True),
        ("wagtail/admin/static#w-messages:add", True),
        ("wagtail/admin/no_such_file.py", False),
        ("wagtail.admin.messages:no_such_function", False),
        ("wagtail.admin.no_such_module:render", False),
        ("wagtail.users.views.users:UserViewSet.no_such_method", False),
        ("wagtail/admin/static#no-such-word", False),
    ],
)
def test_an_original_is_a_file_a_definition_or_a_word(original, found):
    digest = compute_digest(original)
    assert (digest is not None) == found
    assert digest in (None, PRESENT) or len(digest) == 64


def test_a_function_that_ours_replaces_is_read_as_wagtail_wrote_it():
    assert "non_field_errors" in wagtail_originals.read_definition("wagtail.admin.messages", "validation_error")


def test_changes_are_told_by_name():
    before = {"a": "1", "b": "2", "c": "3"}
    assert list_changes(before, {"a": "1", "b": "4", "c": None, "d": "5"}) == [
        "b (has changed)",
        "c (is gone)",
        "d (is new in the list)",
    ]


@pytest.mark.parametrize(
    ("installed", "compared"), [("7.4.4", "7.4.4"), ("7.4.9", "7.4.4"), ("8.1", "8.0.1"), ("7.0", "7.4.4")]
)
def test_a_release_that_is_not_recorded_is_compared_with_the_one_before(installed, compared):
    assert find_release({"7.4.4": {}, "8.0.1": {}}, installed) == compared


def test_renewing_adds_the_installed_release_and_drops_those_before_the_pinned_one(tmp_path, monkeypatch):
    monkeypatch.setattr(wagtail_originals, "RECORD", tmp_path / "record.json")
    (tmp_path / "record.json").write_text(json.dumps({"6.3.1": {}, "99.0": {}}))
    renew_record()
    assert list(read_record()) == [INSTALLED, "99.0"]
    assert read_record()[INSTALLED] == compute_digests()
