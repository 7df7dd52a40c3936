"""What an editor pastes: cleaned here for the script of the editor, and asked about where it is in an old encoding."""

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

LINES_SHOWN = 3
LETTERS_SHOWN = 160


@require_POST
def cleaned_paste(request):
    """The parts of pasted HTML (`html`), or its clean text (`text`), as JSON; both ways where the encoding is old.

    `line` is the text for a field of one line.
    """
    try:
        pasted = json.loads(request.body)
        html, text = str(pasted.get("html") or ""), str(pasted.get("text") or "")
    except (ValueError, AttributeError):
        return JsonResponse({"error": _("Không đọc được nội dung dán.")}, status=400)
    if not html and find_private(text):  # copied from a PDF: its bullets are lists
        html = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
    known = recognise(read_text(html) if html else text)
    answer = read_as(html, text, None)
    if known:
        answer["old"] = {
            "name": ENCODING_NAMES[known.encoding],
            "lines": lines_before_and_after(html, text, known),
            **read_as(html, text, known.encoding),
        }
    return JsonResponse(answer)


def read_as(html: str, text: str, encoding: str | None) -> dict:
    clean = to_unicode(text, encoding) if encoding else normalise_lines(text)
    parts = [told(part) for part in split_html(html, encoding)] if html else []
    return {"parts": parts, "text": clean, "line": make_one_line(clean if encoding else text)}


def told(part: Part) -> dict:
    """A part as the script takes it: rich text both as HTML and as the state of a new block."""
    if isinstance(part, TextPart):
        state = ContentstateConverter(PARAGRAPH_FEATURES).from_database_format(part.html)
        return {"type": "paragraph", "html": part.html, "value": state}
    if isinstance(part, TablePart):
        return {"type": "table", "value": {"table": part.make_block_value(), "source": ""}}
    words = {"alt": part.alt[:500], "caption": part.caption[:500], "credit": part.credit[:255]}
    return {"type": "picture", "source": part.source[:200], "lost": lost_words(part), **words}


def lost_words(picture: ImagePart) -> str:
    """What stands in the place of a picture that could not come along."""
    name = picture.source.rsplit("/", 1)[-1][:100]
    return (picture.caption or picture.alt or _("Ảnh trong văn bản dán vào: %s") % (name or _("hình vẽ")))[:500]


def lines_before_and_after(html: str, text: str, known: RecognisedEncoding) -> list[list[str]]:
    """The first lines that would change, as they are and as they would be."""
    lines = (read_text(html) if html else text).splitlines()
    changed = [[line, to_unicode(line, known.encoding)] for line in lines if to_unicode(line, known.encoding) != line]
    return [[each[:LETTERS_SHOWN] for each in pair] for pair in changed[:LINES_SHOWN]]


@require_POST
def pasted_picture(request):
    """Keeps a pasted picture; answers with what the picture chooser shows of it, or with what is wrong."""
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"error": _("Chưa có tệp ảnh.")}, status=400)
    try:
        picture = store_picture(
            request.user, unit_of(request.POST.get("page", "")), file, request.POST.get("title", "")
        )
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=400)
    return JsonResponse({"value": AdminImageChooser().get_value_data(picture)})


def unit_of(number: str):
    """The unit of the page that is being edited, or of the desk that it will stand at; None where there is none."""
    page = Page.objects.filter(pk=number).specific().first() if number.isdecimal() else None
    if isinstance(page, ArticlePage):
        page = page.get_parent().specific
    return page.unit if isinstance(page, NewsIndexPage) else None
