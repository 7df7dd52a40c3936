"""The editor's script and the server make the same address of a title."""

import unicodedata
from pathlib import Path

import pytest

from foundations.vietnamese.slugs import slugify
from tests.foundations.test_vietnamese import FOLDED, LATIN, SLUGS

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).parent.parent.parent / "foundations/vietnamese/static/vietnamese/slug.js"


def test_the_editor_and_the_server_make_the_same_slug(chromium):
    titles = [text for text, _ in FOLDED + SLUGS]
    titles += [unicodedata.normalize("NFD", title) for title in titles]
    titles += [chr(code) + "a" + chr(code + 1) for code in range(0x20, 0x2FFF, 2)]
    titles += [f"x{letter}y" for letter in LATIN]
    titles += ["đường " * 60, "x" * 300, "ⅷ ﬁ ㎏ İ K"]
    page = chromium.new_page()
    page.add_script_tag(path=SCRIPT)
    slugs = page.evaluate("titles => titles.map((title) => window.vietnamese.slugify(title))", titles)
    page.close()
    assert dict(zip(titles, slugs, strict=True)) == {title: slugify(title) for title in titles}
