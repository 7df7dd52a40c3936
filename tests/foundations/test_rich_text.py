"""Rich text: what stays of it for readers, and what comes back to its editor."""

import json

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import StreamBlockValidationError
from wagtail.rich_text import features

from foundations.imported_html.languages import LANGUAGES, SHORT_NAMES
from foundations.imported_html.rich_text import render_safe_rich_text
from news.blocks import PARAGRAPH_FEATURES, ArticleBody
from tests.builders import an_article


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_in_another_language_come_back_to_the_editor_as_they_went(language, db):
    words = f'<span lang="{language}">one-stop shop</span>'
    stored = f'<p data-block-key="abcde">Mô hình {words} mới, <b>một cửa</b> <b>{words}</b>.</p>'
    converter = ContentstateConverter(PARAGRAPH_FEATURES)
    in_the_editor = converter.from_database_format(stored)
    assert f"LANG_{language.upper()}" in in_the_editor
    assert converter.to_database_format(in_the_editor) == stored
    assert render_safe_rich_text(stored).count(words) == 2


def test_a_language_that_is_not_offered_does_not_get_past_the_editor(db):
    converter = ContentstateConverter(PARAGRAPH_FEATURES)
    pasted = (
        '<p data-block-key="abcde"><span lang="de">Amt</span> <span lang="en-US" style="color:red">office</span></p>'
    )
    assert converter.to_database_format(converter.from_database_format(pasted)) == (
        '<p data-block-key="abcde">Amt office</p>'
    )
    forged = json.loads(converter.from_database_format('<p><span lang="en">office</span></p>'))
    forged["blocks"][0]["inlineStyleRanges"][0]["style"] = 'LANG_X"><script>'
    assert "<script" not in converter.to_database_format(json.dumps(forged))


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ('<p><span lang="en">one-stop shop</span></p>', '<p><span lang="en">one-stop shop</span></p>'),
        (
            '<p><span lang="en" class="x" style="color:red" onclick="a()">a</span></p>',
            '<p><span lang="en">a</span></p>',
        ),
        ('<p><span lang="vi">a</span><span>b</span></p>', "<p>ab</p>"),
        ('<p><span lang="&quot;><script>">a</span></p>', "<p>a</p>"),
        ('<p><span>a<span lang="en">b<span>c</span>d</span>e</span></p>', '<p>a<span lang="en">bcd</span>e</p>'),
        ('<p lang="en">a <b lang="en">b</b></p>', "<p>a <b>b</b></p>"),
        ("<p>a</span> &lt;span&gt;</p>", "<p>a &lt;span&gt;</p>"),
    ],
)
def test_only_a_known_language_stays_of_spans(stored, shown):
    assert render_safe_rich_text(stored) == shown


def test_every_language_has_a_button_with_its_name(db):
    for language in LANGUAGES:
        button = features.get_editor_plugin("draftail", f"lang-{language}").data
        assert button["label"] == SHORT_NAMES[language]
        assert button["description"] == LANGUAGES[language]


def test_a_quotation_and_a_cited_title_say_their_language(client, home):
    english = {"quotation": {"text": "Trust is built daily.", "attribution": "", "language": "en"}}
    english["citation"] = {"number": "WB 2024", "title": "World Development Report", "language": "en"}
    vietnamese = {
        "quotation": {"text": "Lấy dân làm gốc.", "attribution": ""}
    }  # stored before languages were asked for
    blocks = [{"type": kind, "value": value} for each in (english, vietnamese) for kind, value in each.items()]
    page = client.get(an_article(body=json.dumps(blocks)).url).content.decode()
    assert '<blockquote lang="en"><p>Trust is built daily.</p></blockquote>' in page
    assert "<blockquote><p>Lấy dân làm gốc.</p></blockquote>" in page
    assert '<span lang="en">World Development Report</span>' in page


def test_a_quotation_takes_no_other_language(db):
    body = ArticleBody()
    value = body.to_python([{"type": "quotation", "value": {"text": "Amt", "language": "de"}}])
    with pytest.raises(StreamBlockValidationError):
        body.clean(value)
