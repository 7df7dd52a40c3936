"""Lists all errors of an editors' form at its top, each with the field's name and a link to it.

Wagtail 7.4 only names fields if there are errors of the whole form, too, and for blocks only says "Validation error in
StreamBlock". Here errors inside blocks, lists, tables and rows of other models are listed as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.messages import render
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlockValidationError

MAX_LISTED = 20
PLACE_SEPARATOR = " › "


class FormError(NamedTuple):
    """An error: its place in words ("Nội dung › Khối 2, Ảnh › Mô tả ảnh"), the message, and the field's id.

    Place and id are empty for errors of the whole form.
    """

    place: str
    message: str
    anchor: str


def list_form_errors(form, place: str = "") -> list[FormError]:
    """All errors of a form, of blocks in its fields and of rows of other models, in the order of the form."""
    return [*find_field_errors(form, place), *find_row_errors(form, place)]


def find_field_errors(form, place: str) -> Iterator[FormError]:
    """Errors of the form itself, of its fields, and of blocks in them."""
    for name in sorted(form.errors, key=lambda name: name != NON_FIELD_ERRORS):
        known = name in form.fields
        bound = form[name] if known else None
        where = join_places(place, bound.label if known and not bound.is_hidden else "")
        for error in form.errors[name].as_data():
            block = getattr(bound.field, "block", None) if known else None
            if block is not None:
                yield from find_block_errors(error, block, bound.value(), FormError(where, "", bound.html_name))
            else:
                yield from read_messages(error, FormError(where, "", bound.auto_id if known else ""))


def find_row_errors(form, place: str) -> Iterator[FormError]:
    """Errors of rows of other models in the same form: authors, corrections, comments."""
    for formset in getattr(form, "formsets", {}).values():
        name = formset.model._meta.verbose_name
        for message in formset.non_form_errors():
            yield FormError(join_places(place, name), message, f"id_{formset.prefix}-FORMS")
        for number, row in enumerate(formset.forms, 1):
            if row.is_bound and not getattr(row, "cleaned_data", {}).get("DELETE"):
                yield from list_form_errors(row, join_places(place, f"{name} {number}"))


def find_block_errors(error, block, value, at: FormError) -> Iterator[FormError]:
    """Errors of a block and, recursively, of blocks in it. `at`: the block's place and the prefix of its fields."""
    if isinstance(error, StreamBlockValidationError | ListBlockValidationError):
        yield from read_list(error.non_block_errors.as_data(), at)
        for index, inner in error.block_errors.items():
            child = value[index] if isinstance(error, StreamBlockValidationError) else value.bound_blocks[index]
            name = _("Khối %(number)s, %(kind)s") % {"number": index + 1, "kind": child.block.label}
            inside = FormError(join_places(at.place, name), "", f"{at.anchor}-{index}-value")
            yield from find_block_errors(inner, child.block, child.value, inside)
    elif isinstance(error, StructBlockValidationError):
        yield from read_list(error.non_block_errors.as_data(), at)
        for name, inner in error.block_errors.items():
            child = block.child_blocks[name]
            inside = FormError(join_places(at.place, child.label), "", f"{at.anchor}-{name}")
            yield from find_block_errors(inner, child, value.get(name), inside)
    elif isinstance(error, TypedTableBlockValidationError):
        yield from find_cell_errors(error, value, at)
    else:
        yield from read_messages(error, at)


def find_cell_errors(error, table, at: FormError) -> Iterator[FormError]:
    """Errors of the cells of a table block."""
    yield from read_list(error.non_block_errors.as_data(), at)
    for row, cells in (error.cell_errors or {}).items():
        for column, inner in cells.items():
            heading = table.columns[column]["heading"] or column + 1
            name = _("Dòng %(row)s, cột %(column)s") % {"row": row + 1, "column": heading}
            inside = FormError(join_places(at.place, name), "", f"{at.anchor}-cell-{row}-{column}")
            values = table.row_data[row]["values"]
            yield from find_block_errors(inner, table.columns[column]["block"], values[column], inside)


def read_list(errors: list[ValidationError], at: FormError) -> Iterator[FormError]:
    """The messages of a list of errors."""
    for error in errors:
        yield from read_messages(error, at)


def read_messages(error, at: FormError) -> Iterator[FormError]:
    """The messages of an error that has no nested errors."""
    for message in getattr(error, "messages", [str(error)]):
        yield at._replace(message=message)


def join_places(*places) -> str:
    """Joins the given parts of a place with ` › `, without empty ones."""
    return PLACE_SEPARATOR.join(capfirst(str(place)) for place in places if place)


def render_form_errors(form) -> str:
    """The HTML list of errors; each place is a link to its field."""
    errors = list_form_errors(form)
    lines = format_html_join("\n", "<li>{}</li>", ((render_error(error),) for error in errors[:MAX_LISTED]))
    left = len(errors) - MAX_LISTED
    if left > 0:
        more = ngettext("Và %(left)s lỗi khác.", "Và %(left)s lỗi khác.", left) % {"left": left}
        lines = format_html("{}\n<li>{}</li>", lines, more)
    return format_html('<ul class="form-errors">{}</ul>', lines)


def render_error(error: FormError) -> str:
    """The place as a link, and the message."""
    if not error.anchor:
        return f"{error.place}: {error.message}" if error.place else error.message
    link = (
        format_html('<a href="#{}" data-form-error>{}</a>', error.anchor, error.place) if error.anchor else error.place
    )
    return format_html("{}: {}", link, error.message)


def add_validation_error(request, message, form, buttons=None):
    """Replaces `wagtail.admin.messages.validation_error` for all forms of pages, snippets and settings."""
    return messages.error(request, render(message, buttons, detail=render_form_errors(form)))
