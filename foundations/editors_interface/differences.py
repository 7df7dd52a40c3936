"""Where the editors' interface is not Wagtail's own: what, why, since when, what upstream says, what ours rests on.

An upgrade begins here: `tests/code/test_differences.py` compares each original with the one our part was written
against and names those that changed. An app with differences of its own declares them, as dicts with these names, as
`wagtail_differences` of its AppConfig. What Wagtail documents for everybody (a viewset, a panel, a report of our own
models) is no difference.
"""

from __future__ import annotations

from functools import cache

from django.apps import apps

from foundations.editors_interface.difference import DOCUMENTED, NO_ISSUE, Difference
from foundations.editors_interface.differences_in_code import IN_CODE

IN_TEMPLATES = [
    Difference(
        what="The site's mark and name in the place of Wagtail's: sidebar, sign-in, 404, title and icon of the window.",
        why="Editors know the portal, not the program below it.",
        since="7.4",
        issue=DOCUMENTED,
        originals=(
            "wagtail/admin/templates/wagtailadmin/404.html",
            "wagtail/admin/templates/wagtailadmin/admin_base.html",
            "wagtail/admin/templates/wagtailadmin/base.html",
            "wagtail/admin/templates/wagtailadmin/login.html",
        ),
    ),
    Difference(
        what="Mails bear the portal's name and greet by the full name.",
        why="Wagtail greets by the first name, which in Vietnamese is the family's: “Nguyễn Văn”.",
        since="7.4",
        issue=NO_ISSUE,
        originals=(
            "wagtail/admin/templates/wagtailadmin/notifications/base.html",
            "wagtail/admin/templates/wagtailadmin/notifications/base.txt",
        ),
    ),
    Difference(
        what="The dashboard's summary of one's account, without the link to Wagtail's guide, with one to our handbook.",
        why="The guide is in English, on another host.",
        since="7.4",
        issue=NO_ISSUE,
        originals=("wagtail/admin/templates/wagtailadmin/home/account_summary.html",),
    ),
    Difference(
        what="In every header a link to the chapter of the handbook about the screen.",
        why="Help stands where the question comes up.",
        since="7.4",
        issue=NO_ISSUE,
        originals=(
            "wagtail/admin/templates/wagtailadmin/shared/header.html",
            "wagtail/admin/templates/wagtailadmin/shared/headers/slim_header.html",
        ),
    ),
    Difference(
        what="The buttons of a header are announced as “Thao tác”.",
        why="Wagtail fixes the name for screen readers in English.",
        since="7.4",
        issue=NO_ISSUE,
        originals=("wagtail/admin/templates/wagtailadmin/shared/headers/_actions.html",),
    ),
    Difference(
        what="The search page counts “1-8 trong số 8”, without the name of what it counts.",
        why="There is no model there, and Wagtail writes “None”.",
        since="7.4",
        issue=NO_ISSUE,
        originals=("wagtail/admin/templates/wagtailadmin/pages/listing/_page_title_column_header.html",),
    ),
    Difference(
        what="Where nobody is known, a dash stands beside the avatar.",
        why="Wagtail writes “None”.",
        since="7.4",
        issue=NO_ISSUE,
        originals=("wagtail/admin/templates/wagtailadmin/shared/user_avatar.html",),
    ),
    Difference(
        what="A tick in a listing is read out as “Có”, a cross as “Không”.",
        why="Wagtail reads out Python's “True” and “False”.",
        since="7.4",
        issue=NO_ISSUE,
        originals=("wagtail/admin/templates/wagtailadmin/tables/boolean_cell.html",),
    ),
    Difference(
        what="Deleting many pages: the browser refuses another name than the site's, which has to be typed.",
        why="The server's refusal is in English.",
        since="7.4",
        issue=NO_ISSUE,
        originals=("wagtail/admin/templates/wagtailadmin/shared/dialog/confirm_site_name.html",),
    ),
    Difference(
        what="The panel of checks explains its figures without a link to Wagtail's guide, and hides CSS selectors.",
        why="The guide is in English; its formula of readability is made for European languages; selectors are for us.",
        since="6.2",
        issue="https://github.com/wagtail/wagtail/issues/13361",
        originals=(
            "wagtail/admin/templates/wagtailadmin/shared/side_panels/checks.html",
            "wagtail/admin/static#data-content-checker-selector-text",
        ),
    ),
    Difference(
        what="The form of a page or record says above it who returned it, with which note; or that it waits for one.",
        why="Wagtail shows the note of a return only in a side panel.",
        since="2.10",
        issue=NO_ISSUE,
        originals=(
            "wagtail/admin/templates/wagtailadmin/pages/edit.html",
            "wagtail/snippets/templates/wagtailsnippets/snippets/edit.html",
        ),
    ),
    Difference(
        what="The listing of pictures marks those without a description.",
        why="The board looks for them.",
        since="7.4",
        issue=NO_ISSUE,
        originals=("wagtail/images/templates/wagtailimages/images/results_image.html",),
    ),
]


@cache
def get_differences() -> list[Difference]:
    """Ours, then what the other apps declare. Raises TypeError where a declaration lacks a part."""
    declared = [each for config in apps.get_app_configs() for each in getattr(config, "wagtail_differences", [])]
    return [*IN_TEMPLATES, *IN_CODE, *(Difference(**each) for each in declared)]
