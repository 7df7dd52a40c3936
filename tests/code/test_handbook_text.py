"""The handbook's files: its labels are those of the interface, its pictures and links are there."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import django
import polib
import pytest
import wagtail
from django.conf import settings
from markdown_it import MarkdownIt
from PIL import Image

from foundations.handbook.chapters import FOLDER
from foundations.handbook.rendering import get_plain_text, make_anchor
from scripts.catalogues.messages import find_messages_by_app

ENTRY = FOLDER.parent / "so-tay-bien-tap.md"
FILES = [ENTRY, *sorted(FOLDER.glob("*.md"))]
PICTURES = FOLDER / "anh"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"<[^>]+>")
BYTES_OF_A_PICTURE = 80 * 1024
BYTES_OF_ALL = 2_500_000


def inline_tokens(path):
    tokens = MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8"))
    return [(token, tokens[number - 1].type) for number, token in enumerate(tokens) if token.type == "inline"]


def bold_of(token) -> list[str]:
    """Each text between two marks of bold, its line breaks as blanks."""
    found, inside = [], None
    for child in token.children:
        if child.type == "strong_open":
            inside = []
        elif child.type == "strong_close":
            found.append(" ".join("".join(inside).split()))
            inside = None
        elif inside is not None:
            inside.append(child.content or " ")
    return found


def same_form(text: str) -> str:
    return " ".join(TAG.sub("", text).split()).casefold()


def catalogues() -> list[Path]:
    packages = [Path(package.__file__).parent for package in (django, wagtail)]
    folders = [*map(Path, settings.LOCALE_PATHS), *(found for each in packages for found in each.rglob("locale"))]
    return [path for folder in folders for path in folder.glob("vi/LC_MESSAGES/*.po")]


@cache
def interface() -> tuple[set[str], re.Pattern]:
    """What the interface says: whole sentences, and a pattern of those with a value in them."""
    said = {message.sentence for messages in find_messages_by_app().values() for message in messages}
    for path in catalogues():
        for entry in polib.pofile(str(path), encoding="utf-8"):
            said |= {entry.msgstr, *entry.msgstr_plural.values()}
    whole = {same_form(text) for text in said if not PLACEHOLDER.search(text)}
    parts = [[same_form(part) for part in PLACEHOLDER.split(text)] for text in said if PLACEHOLDER.search(text)]
    wordy = [each for each in parts if len("".join(each)) >= 8]
    return whole, re.compile("|".join(r"\s*.+\s*".join(map(re.escape, each)) for each in wordy))


def is_label(text: str) -> bool:
    """Whether the interface says it: as it is, with a value, or put together by Wagtail (`Thêm …`, `… và đăng`)."""
    whole, with_values = interface()
    label = same_form(text)
    thing = label.removeprefix("thêm ").removesuffix(" và đăng")
    return label in whole or bool(with_values.fullmatch(label)) or (thing != label and thing in whole)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_bold_words_are_labels_of_the_interface(path):
    labels = [label for token, _before in inline_tokens(path) for bold in bold_of(token) for label in bold.split(" › ")]
    assert not [label for label in labels if not is_label(label)]


def test_a_label_that_is_not_in_the_interface_is_noticed():
    assert is_label("Bảng điều khiển")
    assert not is_label("Bảng điều khiển chính")
    assert not is_label("Dashboard")


def pictures_named() -> list[tuple[str, str]]:
    """File name and alternative text of every picture in the handbook."""
    tokens = [child for path in FILES for token, _before in inline_tokens(path) for child in token.children]
    return [(Path(token.attrGet("src")).name, get_plain_text(token)) for token in tokens if token.type == "image"]


def test_every_picture_shown_exists_and_every_picture_there_is_is_shown():
    assert {name for name, _alt in pictures_named()} == {path.name for path in PICTURES.iterdir()}


def test_every_picture_is_described_in_a_sentence_of_its_own():
    descriptions = [alt for _name, alt in pictures_named()]
    assert all(len(alt.split()) >= 5 for alt in descriptions)
    assert len(set(descriptions)) == len(descriptions)


def test_pictures_are_small_files_with_a_palette():
    paths = sorted(PICTURES.iterdir())
    for path in paths:
        with Image.open(path) as picture:
            assert (picture.format, picture.mode) == ("PNG", "P"), path.name
            assert picture.width <= 1280, path.name
        assert path.stat().st_size <= BYTES_OF_A_PICTURE, path.name
    assert sum(path.stat().st_size for path in paths) <= BYTES_OF_ALL


def headings(path: Path) -> list[str]:
    return [make_anchor(get_plain_text(token)) for token, before in inline_tokens(path) if before == "heading_open"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_links_lead_to_files_and_headings_that_exist(path):
    links = [
        child.attrGet("href")
        for token, _before in inline_tokens(path)
        for child in token.children
        if child.type == "link_open"
    ]
    for link in links:
        file, _hash, anchor = link.partition("#")
        target = (path.parent / file).resolve()
        assert target.is_file(), link
        assert not anchor or MarkdownIt().normalizeLinkText(anchor) in headings(target), link


def test_the_entry_lists_every_chapter_in_order():
    listed = re.findall(r"\]\(so-tay/(.+?)\)", ENTRY.read_text(encoding="utf-8"))
    assert listed == [path.name for path in FILES[1:]]
    numbers = [int(name[:2]) for name in listed]
    assert all(after == before + 1 for before, after in pairwise(numbers))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_headings_of_a_file_have_anchors_of_their_own(path):
    assert len(set(headings(path))) == len(headings(path))


ENGLISH = re.compile(
    r"\b(email|menu|click|file|link|website|banner|tab|upload|download|admin|password|user|post|slug|snippet|draft)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_english_word_stands_for_a_vietnamese_one(path):
    written = [
        child.content for token, _before in inline_tokens(path) for child in token.children if child.type == "text"
    ]
    assert not [text for text in written if ENGLISH.search(text)]
