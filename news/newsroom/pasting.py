"""Cleans pasted HTML for the editor's script; recognises text in a legacy encoding."""

from __future__ import annotations

import json

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.images.widgets import AdminImageChooser
from wagtail.models import Page

from foundations.imported_html.html import ImagePart, Part, TextPart, split_html
from foundations.imported_html.tables import TablePart
from foundations.imported_html.tree import read_text
from foundations.uploads.storing import store_picture
from foundations.vietnamese.legacy_encodings import ENCODING_NAMES, RecognisedEncoding, recognise, to_unicode
from foundations.vietnamese.normalisation import make_one_line, normalise_lines
from foundations.vietnamese.symbol_fonts import find_private
from news.blocks import PARAGRAPH_FEATURES
from news.models import ArticlePage, NewsIndexPage

MAX_LINES = 3
MAX_LINE_LENGTH = 160


@require_POST
def clean_paste(request):
    """The parts of pasted HTML (`html`) or the clean text (`text`) as JSON; `line` is for one-line fields.

    `old` holds the same converted to Unicode if the encoding is a legacy one.
    """
    try:
        pasted = json.loads(request.body)
        html, text = str(pasted.get("html") or ""), str(pasted.get("text") or "")
    except (ValueError, AttributeError):
        return JsonResponse({"error": _("Không đọc được nội dung dán.")}, status=400)
    if not html and find_private(text):  # copied from a PDF: bullets become lists
        html = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
    known = recognise(read_text(html) if html else text)
    answer = build_answer(html, text, None)
    if known:
        answer["old"] = {
            "name": ENCODING_NAMES[known.encoding],
            "lines": find_changed_lines(html, text, known),
            **build_answer(html, text, known.encoding),
        }
    return JsonResponse(answer)


def build_answer(html: str, text: str, encoding: str | None) -> dict:
    """The pasted content, converted from `encoding` if given."""
    clean = to_unicode(text, encoding) if encoding else normalise_lines(text)
    parts = [build_part(part) for part in split_html(html, encoding)] if html else []
    return {"parts": parts, "text": clean, "line": make_one_line(clean if encoding else text)}


def build_part(part: Part) -> dict:
    """A part as the script expects it: rich text both as HTML and as Draftail's state."""
    if isinstance(part, TextPart):
        state = ContentstateConverter(PARAGRAPH_FEATURES).from_database_format(part.html)
        return {"type": "paragraph", "html": part.html, "value": state}
    if isinstance(part, TablePart):
        return {"type": "table", "value": {"table": part.make_block_value(), "source": ""}}
    words = {"alt": part.alt[:500], "caption": part.caption[:500], "credit": part.credit[:255]}
    return {"type": "picture", "source": part.source[:200], "lost": make_lost_caption(part), **words}


def make_lost_caption(picture: ImagePart) -> str:
    """The caption that replaces a picture that was not pasted."""
    name = picture.source.rsplit("/", 1)[-1][:100]
    return (picture.caption or picture.alt or _("Ảnh trong văn bản dán vào: %s") % (name or _("hình vẽ")))[:500]


def find_changed_lines(html: str, text: str, known: RecognisedEncoding) -> list[list[str]]:
    """The first lines that conversion would change: [before, after] each."""
    lines = (read_text(html) if html else text).splitlines()
    changed = [[line, to_unicode(line, known.encoding)] for line in lines if to_unicode(line, known.encoding) != line]
    return [[each[:MAX_LINE_LENGTH] for each in pair] for pair in changed[:MAX_LINES]]


@require_POST
def store_pasted_picture(request):
    """Stores a pasted picture and returns the chooser's value, or the error."""
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"error": _("Chưa có tệp ảnh.")}, status=400)
    try:
        picture = store_picture(
            request.user, find_unit(request.POST.get("page", "")), file, request.POST.get("title", "")
        )
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=400)
    return JsonResponse({"value": AdminImageChooser().get_value_data(picture)})


def find_unit(number: str):
    """The unit of the edited page, or of the desk where a new one is added; else None."""
    page = Page.objects.filter(pk=number).specific().first() if number.isdecimal() else None
    if isinstance(page, ArticlePage):
        page = page.get_parent().specific
    return page.unit if isinstance(page, NewsIndexPage) else None
