"""What an editor may send that no form takes: every field empty, or every field wrong."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail import blocks
from wagtail.blocks.base import BlockField
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

EMPTY, WRONG = "empty", "wrong"
ROWS = 2
TOO_LONG = "Sở Nội vụ tỉnh Kon Tum " * 400
GONE = "99999999"  # the number of nothing: deleted since it was chosen
NO_PICTURE = b"khong phai anh"


def fill_form(form, how: str) -> dict:
    """The data of a request for an unbound form, its blocks (one of each kind) and its rows (two of each)."""
    data = {}
    for name, field in form.fields.items():
        data |= fill_field(field, form.add_prefix(name), how)
    for formset in getattr(form, "formsets", {}).values():
        counts = {"TOTAL_FORMS": ROWS, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
        data |= {f"{formset.prefix}-{name}": count for name, count in counts.items()}
        row = fill_form(formset.empty_form, how)
        for number in range(ROWS):
            numbered = f"{formset.prefix}-{number}"
            data |= {key.replace(f"{formset.prefix}-__prefix__", numbered, 1): value for key, value in row.items()}
            data[f"{numbered}-ORDER"] = number + 1
    return data


def fill_field(field: forms.Field, name: str, how: str) -> dict:
    if name.endswith("-DELETE") or isinstance(field.widget, forms.HiddenInput):
        return {}  # what scripts fill
    if isinstance(field, BlockField):
        return fill_block(field.block, name, how)
    if isinstance(field, forms.FileField):
        return {} if how == EMPTY else {name: SimpleUploadedFile("anh.jpg", NO_PICTURE, "image/jpeg")}
    return {name: "" if how == EMPTY else wrong_value(field)}


def wrong_value(field: forms.Field) -> str:
    if isinstance(field, forms.DateField | forms.DateTimeField):
        return "31/02/2026"
    if isinstance(field, forms.URLField):
        return "htp:/dia chi"
    if isinstance(field, forms.ModelChoiceField):
        return GONE
    if isinstance(field, forms.IntegerField | forms.DecimalField | forms.ChoiceField):
        return "bốn"
    return TOO_LONG


def fill_block(block: blocks.Block, name: str, how: str) -> dict:
    if isinstance(block, blocks.StreamBlock):
        children = list(block.child_blocks.items())
        data = {f"{name}-count": len(children)}
        for index, (kind, child) in enumerate(children):
            at = f"{name}-{index}"
            data |= {f"{at}-type": kind, f"{at}-order": index, f"{at}-deleted": "", f"{at}-id": ""}
            data |= fill_block(child, f"{at}-value", how)
        return data
    if isinstance(block, blocks.ListBlock):
        at = f"{name}-0"
        data = {f"{name}-count": 1, f"{at}-order": 0, f"{at}-deleted": "", f"{at}-id": ""}
        return data | fill_block(block.child_block, f"{at}-value", how)
    if isinstance(block, blocks.StructBlock):
        return {
            key: value
            for child, inner in block.child_blocks.items()
            for key, value in fill_block(inner, f"{name}-{child}", how).items()
        }
    if isinstance(block, TypedTableBlock):
        return fill_table(block, name, how)
    if isinstance(block, blocks.RichTextBlock):
        return {name: "null"}
    return fill_field(block.field, name, how)


def fill_table(block: TypedTableBlock, name: str, how: str) -> dict:
    """One column of each kind and one row."""
    columns = list(block.child_blocks.items())
    data = {f"{name}-caption": "", f"{name}-column-count": len(columns), f"{name}-row-count": 1}
    data |= {f"{name}-row-0-order": 0, f"{name}-row-0-deleted": ""}
    for index, (kind, child) in enumerate(columns):
        at = f"{name}-column-{index}"
        data |= {f"{at}-type": kind, f"{at}-order": index, f"{at}-deleted": "", f"{at}-heading": ""}
        data |= fill_block(child, f"{name}-cell-0-{index}", how)
    return data
