"""`{% load procedures %}`: fees, time limits and answers for reading."""

from __future__ import annotations

from django import template
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from procedures.choices import Answer
from procedures.reading.choices import FeeState, Part
from procedures.sheet_rows import describe_fee

register = template.Library()


@register.simple_tag(takes_context=True)
def document_of(context, number, day=None):
    """The document that a number and date mean, of those that the page has looked up as `documents`."""
    return (context.get("documents") or {}).get((number, day))


@register.filter
def fee(channel):
    """The fee of a channel: amounts and remarks, or that it is free, or that nothing is known."""
    return describe_fee(channel)


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
    """The time limit in a few words: one if all channels have the same, else of each channel."""
    limits = {}
    for channel in procedure.channels.all():
        if (limit := channel.time_limit) and limit not in limits:
            limits[limit] = channel.get_way_display()
    if not limits:
        return Answer.UNKNOWN.label
    if len(limits) == 1:
        return next(iter(limits))
    return format_html_join("; ", "{} ({})", ((limit, way.lower()) for limit, way in limits.items()))


@register.filter
def answer_of(procedure, part):
    """What to write if a part is empty: that there is none, or that nothing is known."""
    return Answer(procedure.get_answer(part)).label


@register.filter
def at(mapping, key):
    return mapping.get(key, "") if mapping else ""
