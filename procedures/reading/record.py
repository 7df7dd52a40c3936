"""The fields of a record: what readers make of a file, whatever its shape, and what is stored of it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# What editors call the fields that a reader itself finds fault with.
CODE, NAME, LEGAL_BASES = _("mã thủ tục"), _("tên thủ tục"), _("căn cứ pháp lý")

TEXTS = (
    "name",
    "kind",
    "regulation",
    "reception_address",
    "steps",
    "sets",
    "conditions",
    "keywords",
    "description",
    "english_name",
    "service_level",
    "portal_url",
    "decision_number",
    "source",
)
LISTS = ("levels", "subjects", "confirmed_none")
# Repeated parts: their own fields, and the part inside each.
PARTS: dict[str, tuple[tuple[str, ...], tuple[str, tuple[str, ...]] | None]] = {
    "agencies": (("role", "name"), None),
    "channels": (
        ("way", "time_amount", "time_unit", "time_text", "fee_state", "description"),
        ("fees", ("kind", "amount", "currency", "note")),
    ),
    "cases": (("name",), ("items", ("name", "originals", "copies", "form_name", "form_url"))),
    "results": (("name", "code"), None),
    "legal_bases": (("title", "number", "issued_on", "agency"), None),
    "related": (("code", "name"), None),
}
