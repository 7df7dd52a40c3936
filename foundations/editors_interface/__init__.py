"""All that differs from Wagtail's own screens and holds for the whole editors' interface.

`labels.py` names what Wagtail leaves in English, `form_errors.py` says what is wrong in a form, `admin_gate.py` closes
addresses, `templates/` holds copies of Wagtail's templates. Knows no kind of content.
"""
