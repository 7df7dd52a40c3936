"""The paragraph block; its HTML is tidied on the server whatever the browser sends."""

import re

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.rich_text import RichText

from foundations.vietnamese.normalisation import normalise_lines

_empty = re.compile(
    r"<(p|h[234]|li)(?:\s[^<>]*)?>((?:\s|&nbsp;|<br\s*/?>|</?(?:b|i|strong|em|sup|sub|span)[^<>]*>)*)</\1>"
)
_empty_list = re.compile(r"<(ul|ol)>\s*</\1>")
_runs = re.compile(r"(?:[ \t]|&nbsp;)+")
_start = re.compile(r"(<(?:p|h[234]|li)(?:\s[^<>]*)?>)(?:\s|<br\s*/?>)+")
_end = re.compile(r"(?:\s|<br\s*/?>)+(</(?:p|h[234]|li)>)")


def tidy_html(html: str) -> str:
    """The HTML in NFC, without empty paragraphs, repeated blanks and breaks at the ends of lines.

    A block of nothing else stays as it is, so that the form can report it as empty.
    """
    html = _runs.sub(" ", normalise_lines(html))
    html = _end.sub(r"\1", _start.sub(r"\1", html))
    without = _empty_list.sub("", _empty.sub("", html))
    return without if without.strip() else html


class ParagraphBlock(blocks.RichTextBlock):
    """Rich text, tidied when it comes from the form. In migrations a plain RichTextBlock."""

    def value_from_datadict(self, data, files, prefix):
        value = super().value_from_datadict(data, files, prefix)
        return RichText(tidy_html(value.source))

    def clean(self, value):
        """Refuses an empty `<p>`, which Wagtail accepts. Drafts may have one."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not strip_tags(cleaned.source).strip():
            raise ValidationError(_("Đoạn văn còn trống; hãy viết nội dung hoặc xóa khối này."))
        return cleaned

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.RichTextBlock", args, kwargs

    def deconstruct_with_lookup(self, lookup):
        _path, args, kwargs = super().deconstruct_with_lookup(lookup)
        return "wagtail.blocks.RichTextBlock", args, kwargs
