"""The message catalogues: complete, compiled, and true to the sentences in the code."""

import os
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
from django.conf import settings as site_settings
from django.template.base import Lexer, TokenType
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from foundations.units.models import Unit
from news.models import ArticlePage
from scripts.catalogues.compilation import main
from scripts.catalogues.messages import Message, find_app_folders, find_messages_by_app

ROOT = Path(__file__).resolve().parent.parent.parent
(LOCALE,) = map(Path, site_settings.LOCALE_PATHS)
CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "django.po"
TEMPLATES = sorted(path for app in find_app_folders().values() for path in app.glob("templates/**/*.html"))
VIETNAMESE_LETTER = re.compile(r"[À-ÖØ-öø-ɏẠ-ỹ]")  # no signs, no Greek
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[#0+-]?\d*(?:\.\d+)?[sdifgrx]|(?<!\{)\{\w*\}(?!\})")
TAG = re.compile(r"</?[a-z][^<>]*>")
LIST_COMMA = re.compile(r"(?<=\S),(?=[^\W\d])")  # between the words of `yesno`

each_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(LOCALE)))


def written(path: Path) -> polib.POFile:
    return polib.pofile(str(path), encoding="utf-8")


def words_by_key(catalogue) -> dict:
    """What a catalogue says, by context and sentence, whatever its file format."""
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural): translations(entry) for entry in catalogue}


def translations(entry) -> list[str]:
    if entry.msgid_plural:
        return [entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)]
    return [entry.msgstr]


def messages_written(path: Path) -> set[Message]:
    return {Message(entry.msgid, entry.msgid_plural, entry.msgctxt or "") for entry in written(path)}


def messages_in_code() -> set[Message]:
    return {message for messages in find_messages_by_app().values() for message in messages}


def differing_parts(entry) -> list[str]:
    """Translations whose placeholders or HTML tags are not those of the sentence, or for a plural of either form."""
    originals = [parts(entry.msgid)] + ([parts(entry.msgid_plural)] if entry.msgid_plural else [])
    return [words for words in translations(entry) if parts(words) not in originals]


def parts(text: str) -> Counter:
    return Counter(PLACEHOLDER.findall(text) + TAG.findall(text) + LIST_COMMA.findall(text))


def bare_words(source: str) -> list[str]:
    """Vietnamese a template shows outside every translation tag."""
    found, inside = [], False
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK and "blocktranslate" in token.contents.split()[0]:
            inside = not token.contents.startswith("end")
        elif token.token_type == TokenType.TEXT and not inside and VIETNAMESE_LETTER.search(token.contents):
            found.append(token.contents.strip())
    return found


class Words(HTMLParser):
    """Gathers what a page's <main> says."""

    def __init__(self):
        super().__init__()
        self.inside, self.texts = False, []

    def handle_starttag(self, tag, attrs):
        self.inside = self.inside or tag == "main"

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "main"

    def handle_data(self, data):
        if self.inside and data.strip():
            self.texts.append(data.strip())


def words_of_main(html: str) -> list[str]:
    parser = Words()
    parser.feed(html)
    return parser.texts


@each_catalogue
def test_the_compiled_catalogue_says_what_the_written_one_says(path):
    assert path.with_suffix(".mo").is_file(), "run scripts/compile_catalogues"
    compiled = polib.mofile(str(path.with_suffix(".mo")))
    assert words_by_key(compiled) == words_by_key(written(path)), "run scripts/compile_catalogues"
    assert compiled.metadata == written(path).metadata


def test_every_compiled_catalogue_has_a_written_one():
    assert sorted(LOCALE.glob("*/LC_MESSAGES/*.mo")) == [path.with_suffix(".mo") for path in CATALOGUES]


@each_catalogue
def test_no_entry_is_empty_doubtful_or_obsolete(path):
    catalogue = written(path)
    assert not [entry.msgid for entry in catalogue.untranslated_entries()]
    assert not [entry.msgid for entry in catalogue.fuzzy_entries()]
    assert not [entry.msgid for entry in catalogue.obsolete_entries()]


@each_catalogue
def test_no_entry_stands_twice(path):
    counted = Counter((entry.msgctxt, entry.msgid) for entry in written(path))
    assert not [key for key, times in counted.items() if times > 1]


@each_catalogue
def test_every_plural_has_the_forms_its_language_needs(path):
    catalogue = written(path)
    forms = int(re.search(r"nplurals=(\d)", catalogue.metadata["Plural-Forms"])[1])
    assert forms == {"en": 2, "vi": 1}[catalogue.metadata["Language"]]
    assert not [entry.msgid for entry in catalogue if entry.msgid_plural and len(entry.msgstr_plural) != forms]


@each_catalogue
def test_translations_keep_placeholders_and_tags(path):
    assert not {entry.msgid: differing_parts(entry) for entry in written(path) if differing_parts(entry)}


@each_catalogue
def test_translations_begin_and_end_a_line_where_the_sentence_does(path):
    ends = [(entry, words) for entry in written(path) for words in translations(entry)]
    assert not [words for entry, words in ends if words.startswith("\n") != entry.msgid.startswith("\n")]
    assert not [words for entry, words in ends if words.endswith("\n") != entry.msgid.endswith("\n")]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("%s bài", "articles"),
        ("%(a)s", "%(b)s"),
        ("%s, %s", "%s"),
        ("{n} bài", "{m} articles"),
        ("<b>a</b>", "a"),
        ("Có,Không", "Yes, No"),
    ],
)
def test_a_lost_placeholder_or_tag_is_noticed(sentence, words):
    assert differing_parts(polib.POEntry(msgid=sentence, msgstr=words)) == [words]
    assert not differing_parts(polib.POEntry(msgid=sentence, msgstr=sentence))


def test_every_sentence_of_the_code_has_english_words():
    missing = messages_in_code() - messages_written(ENGLISH)
    assert not missing, "run scripts/compile_catalogues --refresh, and translate"


def test_english_keeps_no_sentence_that_left_the_code():
    assert not messages_written(ENGLISH) - messages_in_code()


def test_english_words_are_not_the_vietnamese_ones():
    catalogue = [entry for entry in written(ENGLISH) if VIETNAMESE_LETTER.search(entry.msgid)]
    assert len(catalogue) > 100
    assert not [entry.msgid for entry in catalogue if entry.msgid in translations(entry)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_show_no_vietnamese_outside_translation_tags(path):
    assert not bare_words(path.read_text(encoding="utf-8"))


def test_vietnamese_outside_translation_tags_is_noticed():
    source = '<p>Đơn vị</p>{% translate "Tìm" %}{% blocktranslate %}Năm{% endblocktranslate %}'
    assert bare_words(source) == ["<p>Đơn vị</p>"]


@pytest.fixture
def small_catalogue(tmp_path, settings):
    """An English catalogue with one sentence of the code and one that is in no module."""
    settings.LOCALE_PATHS = [tmp_path]
    path = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    entries = '\nmsgid "Đặc khu"\nmsgstr "Special zone"\n\nmsgid "Câu cũ"\nmsgstr "Old"\n'
    path.write_text(head + entries, encoding="utf-8")
    return path


def test_compiling_writes_the_same_bytes_each_time(small_catalogue, capsys):
    compiled = small_catalogue.with_suffix(".mo")
    main([])
    first = compiled.read_bytes()
    main([])
    assert compiled.read_bytes() == first
    assert words_by_key(polib.mofile(str(compiled)))[None, "Câu cũ", ""] == ["Old"]


def test_refreshing_adds_new_sentences_keeps_known_words_and_drops_old_ones(small_catalogue, capsys):
    main(["--refresh"])
    assert messages_written(small_catalogue) == messages_in_code()
    words = words_by_key(written(small_catalogue))
    assert words[None, "Đặc khu", ""] == ["Special zone"]
    assert {form for forms in words.values() for form in forms} == {"", "Special zone"}


@pytest.mark.parametrize("script", ["compile_catalogues", "catalogue_coverage"])
def test_without_polib_the_script_says_what_to_install(script, tmp_path):
    (tmp_path / "polib.py").write_text("raise ModuleNotFoundError(name='polib')")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / script], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert re.fullmatch(r"polib is missing: .*requirements-dev\.txt.*\n", done.stderr)


def test_the_english_interface_speaks_english():
    with translation.override("en"):
        assert str(Unit.Kind.SPECIAL_ZONE.label) == "Special zone"
        assert str(ArticlePage._meta.verbose_name) == "article"
        assert translation.ngettext("%(shown)s tin, bài", "%(shown)s tin, bài", 1) == "%(shown)s article"
        assert translation.ngettext("%(shown)s tin, bài", "%(shown)s tin, bài", 2) == "%(shown)s articles"


def test_the_vietnamese_interface_shows_the_sentences_of_the_code():
    with translation.override("vi"):
        assert [translation.gettext(entry.msgid) for entry in written(ENGLISH)] == [
            entry.msgid for entry in written(ENGLISH)
        ]


@pytest.mark.parametrize("template", ["404.html", "500.html"])
def test_error_pages_are_wholly_english_in_the_english_interface(template, home):
    with translation.override("en"):
        words = words_of_main(render_to_string(template, request=RequestFactory().get("/khong-co/")))
    assert "Go to the home page" in words
    assert not [text for text in words if VIETNAMESE_LETTER.search(text)]
