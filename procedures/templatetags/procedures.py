"""`{% load procedures %}`: the words that were found marked, fees and answers for reading."""

from __future__ import annotations

import re

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from procedures.choices import Answer, FeeState, Part
from procedures.sheet_rows import fee_words
from vietnamese.folding import fold
from vietnamese.search.understanding import canonical

register = template.Library()
WORD = re.compile(r"[^\W_]+")


@register.simple_tag(takes_context=True)
def document_of(context, number, day=None):
    """The document that a number and date mean, of those that the page has looked up as `documents`."""
    return (context.get("documents") or {}).get((number, day))


@register.simple_tag
def found_in(text, ideas):
    """The text with the words that were asked for, or what they stand for, in <mark>."""
    ways = {tuple(map(canonical, way)) for idea in ideas or () if not idea.is_little for way in idea.ways}
    if not ways:
        return text
    words = list(WORD.finditer(text))
    folded = [canonical(fold(word[0])) for word in words]
    marked = set()
    for way in ways:
        for start in range(len(folded) - len(way) + 1):
            if tuple(folded[start : start + len(way)]) == way:
                marked.update(range(start, start + len(way)))
    single = {word for way in ways if way in {(part,) for part in way} or len(way) == 1 for word in way}
    marked |= {place for place, word in enumerate(folded) if word in single}
    return _with_marks(text, [words[place].span() for place in sorted(marked)])


def _with_marks(text: str, spans: list[tuple[int, int]]):
    joined: list[list[int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1][1] = end
        else:
            joined.append([start, end])
    parts, at = [], 0
    for start, end in joined:
        parts += [escape(text[at:start]), format_html("<mark>{}</mark>", text[start:end])]
        at = end
    return mark_safe("".join([*parts, escape(text[at:])]))  # noqa: S308 (each part is escaped above)


@register.filter
def fee(channel):
    """The fee of a channel: amounts and remarks, or that it is free, or that nothing is known."""
    return fee_words(channel)


@register.simple_tag
def fee_summary(procedure):
    """The fee of a procedure in a few words, for lists and the head of its page."""
    channels = list(procedure.channels.all())
    states = {channel.fee_state for channel in channels}
    if FeeState.STATED in states:
        fees = [each for channel in channels for each in channel.fees.all() if each.amount]
        amounts = list(dict.fromkeys(str(each) for each in sorted(fees, key=lambda each: each.amount)))
        if not amounts:
            return _("Theo quy định, xem chi tiết")
        return (
            amounts[0]
            if len(amounts) == 1
            else _("từ %(least)s đến %(most)s") % {"least": amounts[0], "most": amounts[-1]}
        )
    if states and states == {FeeState.FREE}:
        return FeeState.FREE.label
    return Answer.NONE.label if Part.FEES in procedure.confirmed_none else FeeState.UNKNOWN.label


@register.simple_tag
def time_summary(procedure):
    """The time limit in a few words: one where all channels have the same, else of each channel."""
    limits = {}
    for channel in procedure.channels.all():
        if channel.time_limit:
            limits.setdefault(channel.time_limit, channel.get_way_display())
    if not limits:
        return Answer.UNKNOWN.label
    if len(limits) == 1:
        return next(iter(limits))
    return format_html_join("; ", "{} ({})", ((limit, way.lower()) for limit, way in limits.items()))


@register.filter
def answer_of(procedure, part):
    """What to write where a part is empty: that there is none, or that nothing is known."""
    return Answer(procedure.answer(part)).label


@register.filter
def at(mapping, key):
    return mapping.get(key, "") if mapping else ""
