"""Importing an edition's table in the editors' interface: upload, look, store. For who may publish the edition.

The file is chosen once: what was read of it is kept until it is stored, also after the tab was closed.
"""

from __future__ import annotations

import datetime
import logging

from django.contrib import messages
from django.db import DatabaseError, connection, transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundations.spreadsheets.reading import read_file
from foundations.spreadsheets.sheets import RefusedFile, Sheet
from rankings.admin_views import get_edition, log_change
from rankings.imports.comparison import compare_with_stored
from rankings.imports.forms import (
    LayoutForm,
    UploadForm,
    get_initial_layout,
    get_role_choices,
    parse_names,
    parse_roles,
)
from rankings.imports.guessing import count_headings, find_last_known_row, guess, guess_roles
from rankings.imports.intentions import describe_intentions
from rankings.imports.mapping import Choices, get_column_name, get_full_headings
from rankings.imports.names import NameMatcher
from rankings.imports.plans import Plan
from rankings.imports.reader import Reader
from rankings.imports.review import describe_columns, make_preview
from rankings.imports.sanity import find_doubts, find_ends, find_remarks
from rankings.imports.storing import prepare, write
from rankings.imports.sums import Sums, compare_sums, describe_sums, propose_adding_up
from rankings.models import RankingPage, TableUpload

MAX_AGE = datetime.timedelta(days=1)
MAX_ERRORS = 200
NOT_STORED = gettext_lazy(
    "Chưa ghi được gì vì cơ sở dữ liệu không nhận (có thể đang bận, hết chỗ hoặc mất kết nối). Số liệu đang có còn "
    "nguyên, bảng vừa đọc vẫn được giữ. Hãy thử lại sau ít phút; nếu vẫn vậy, báo người quản trị."
)
logger = logging.getLogger(__name__)


def upload(request, pk):
    """First step: the file, or one that was read before and waits."""
    edition = get_edition(request, pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            counter = count_headings(edition.index)
            sheets = read_file(file.name, file.read(), form.cleaned_data["delimiter"], counter)
            return redirect("ranking_review", pk, store_upload(edition, request.user, file.name, sheets).pk)
        except RefusedFile as refusal:
            form.add_error("file", str(refusal))
        except DatabaseError:
            form.add_error(None, note_failure(edition))
    kept = edition.uploads.filter(created_at__gte=timezone.now() - MAX_AGE).select_related("user").defer("sheets")
    context = {"edition": edition, "form": form, "waiting": kept.order_by("-pk")}
    return render(request, "rankings_imports/upload.html", context)


def note_failure(edition: RankingPage) -> str:
    """Logs the database's error with its traceback and returns what the clerk is told. A lost connection is closed, so
    that the next query opens another."""
    logger.exception("the table of edition %s was not stored", edition.pk)
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    return str(NOT_STORED)


@transaction.atomic
def store_upload(edition: RankingPage, user, name: str, sheets: list[Sheet]) -> TableUpload:
    """Stores what was read, with a first guess at its layout; uploads left lying go."""
    sheets = [sheet.put_on_one_line() for sheet in sheets]
    filled = [number for number, sheet in enumerate(sheets) if len(sheet.rows) > 1]
    number = next((number for number in filled if not sheets[number].is_hidden), next(iter(filled), 0))
    choices = guess(sheets[number], number, edition.index, NameMatcher(edition))
    TableUpload.objects.filter(created_at__lt=timezone.now() - MAX_AGE).delete()
    return TableUpload.objects.create(
        edition=edition,
        user=user,
        file_name=name[:255],
        sheets=[sheet.as_json() for sheet in sheets],
        choices=choices.as_json(),
    )


def review(request, pk, upload_pk):
    """Second step: layout, columns, names, and all errors; third: storing."""
    edition = get_edition(request, pk)
    uploaded = edition.uploads.filter(pk=upload_pk).first()
    if uploaded is None:
        messages.info(request, _("Bảng này đã được ghi, hoặc đã bỏ sau một ngày. Hãy chọn tệp để nhập bảng khác."))
        return redirect("ranking_upload", pk)
    try:
        return show_review(request, edition, uploaded)
    except DatabaseError:
        if request.method != "POST":
            raise
        messages.error(request, note_failure(edition))
        return redirect("ranking_review", pk, upload_pk)


def show_review(request, edition: RankingPage, uploaded: TableUpload):
    sheets, choices = [Sheet(**sheet) for sheet in uploaded.sheets], Choices(**uploaded.choices)
    matcher = NameMatcher(edition)
    layout = build_layout_form(request.POST or None, sheets, choices)
    if request.method == "POST" and layout.is_valid():
        choices = parse_choices(request.POST, layout, sheets, choices, edition, matcher)
        if uploaded.choices != choices.as_json():
            uploaded.choices = choices.as_json()
            uploaded.save(update_fields=["choices"])
        if "confirm" not in request.POST:
            return redirect("ranking_review", edition.pk, uploaded.pk)
    sheet = sheets[choices.sheet]
    plan = make_plan(sheets, choices, edition, matcher)
    if "confirm" in request.POST and layout.is_valid() and check_storable(request, plan, edition):
        return store_confirmed(request, uploaded, plan, choices, sheet)
    if not layout.is_bound or layout.is_valid():
        layout = build_layout_form(None, sheets, choices)
    context = {
        "edition": edition,
        "uploaded": uploaded,
        "layout": layout,
        "plan": plan,
        "errors": plan.errors[:MAX_ERRORS],
        "more_errors": max(0, len(plan.errors) - MAX_ERRORS),
        "columns": describe_columns(sheet, choices),
        "roles": get_role_choices(edition.index),
        "units": matcher.units,
        **build_outcome_context(plan, sheet, choices, edition),
    }
    return render(request, "rankings_imports/review.html", context)


def build_outcome_context(plan: Plan, sheet: Sheet, choices: Choices, edition: RankingPage) -> dict:
    """What storing would do and give."""
    sums = compare_sums(plan, choices, edition)
    plan.notes += describe_sums(sums, edition)
    return {
        "intentions": describe_intentions(plan, sheet, choices, edition),
        "preview": make_preview(plan, sheet, choices),
        "ends": find_ends(plan, edition.index),
        "comparison": compare_with_stored(plan, choices, edition),
        "rows_before": edition.rows.count(),
        "asks_adding_up": bool(plan.columns) and bool(plan.rows),
        "adds_up": decide_adding_up(sums, choices, edition),
    }


def decide_adding_up(sums: Sums, choices: Choices, edition: RankingPage) -> bool:
    return propose_adding_up(sums, edition) if choices.adds_up is None else choices.adds_up


def make_plan(sheets: list[Sheet], choices: Choices, edition: RankingPage, matcher: NameMatcher) -> Plan:
    """What the chosen sheet would give, what is doubtful in it, and which hidden sheets are left out."""
    plan = Reader(sheets[choices.sheet], choices, edition, matcher).read()
    plan.doubts = find_doubts(plan, edition)
    plan.notes += find_remarks(plan, edition)
    hidden = [sheet.name for number, sheet in enumerate(sheets) if sheet.is_hidden and number != choices.sheet]
    if hidden:
        plan.notes.append(_("Trang tính ẩn không được lấy: %(names)s.") % {"names": ", ".join(hidden)})
    if sheets[choices.sheet].is_hidden:
        plan.notes.append(_("Trang tính đang chọn là trang tính ẩn."))
    return plan


def build_layout_form(data, sheets: list[Sheet], choices: Choices) -> LayoutForm:
    sheet = sheets[choices.sheet]
    names = get_full_headings(sheet, choices)
    columns = [(str(column), get_column_name(names, column)) for column in range(sheet.width)]
    has_hidden = bool(sheet.hidden_rows or sheet.hidden_columns)
    return LayoutForm(data, initial=get_initial_layout(choices), sheets=sheets, columns=columns, has_hidden=has_hidden)


def parse_choices(data, layout, sheets, before: Choices, edition, matcher) -> Choices:
    """What the clerk decided. Another sheet is guessed anew; other header rows, and hidden
    rows and columns that count or not, leave only the columns to be guessed."""
    chosen = layout.cleaned_data
    if chosen["sheet"] != before.sheet:
        return guess(sheets[chosen["sheet"]], chosen["sheet"], edition.index, matcher)
    sheet = sheets[chosen["sheet"]]
    choices = Choices(
        sheet=chosen["sheet"],
        header_row=chosen["header_row"],
        header_rows=chosen["header_rows"],
        last_row=chosen["last_row"] or 0,
        filters=layout.get_filters(),
        names=before.names | parse_names(data),
        take_hidden=chosen.get("take_hidden", False),
        adds_up=parse_adding_up(data, before),
    )
    compared = ("header_row", "header_rows", "take_hidden")
    if any(getattr(choices, name) != getattr(before, name) for name in compared):
        choices.roles = guess_roles(sheet, choices, edition.index, matcher)
        choices.last_row = find_last_known_row(sheet, choices, matcher)
    else:
        choices.roles = parse_roles(data, sheet.width, edition.index)
    return choices


def parse_adding_up(data, before: Choices) -> bool | None:
    """The clerk's decision, if the box is not as it was shown: a later proposal does not change it."""
    if "adds_up_shown" not in data:
        return before.adds_up
    is_ticked = "adds_up" in data
    return before.adds_up if is_ticked == (data["adds_up_shown"] == "1") else is_ticked


def check_storable(request, plan, edition: RankingPage) -> bool:
    """Whether the plan may be stored; otherwise says why not."""
    if not plan.is_ready:
        messages.error(request, _("Chưa ghi gì: bảng còn lỗi hoặc còn tên chưa rõ. Xem danh sách bên dưới."))
        return False
    if edition.rows.filter(errata__isnull=False).exists():
        messages.error(request, _("Chưa ghi gì: kỳ này đã có đính chính. Hãy sửa từng dòng thay vì nhập lại cả bảng."))
        return False
    if plan.doubts and "right" not in request.POST:
        messages.error(request, _("Chưa ghi gì: có số liệu ngoài thang. Hãy đối chiếu, rồi đánh dấu ô xác nhận."))
        return False
    if edition.rows.exists() and "replace" not in request.POST:
        messages.error(request, _("Chưa ghi gì: kỳ này đã có số liệu. Hãy đánh dấu ô đồng ý thay toàn bộ."))
        return False
    return True


def store_confirmed(request, uploaded: TableUpload, plan, choices: Choices, sheet: Sheet):
    """Stores and leads back to the edition. Everything is worked out before the transaction, which keeps every other
    writer of SQLite waiting."""
    edition, fields = uploaded.edition, {}
    if plan.columns:
        fields["criteria_add_up"] = decide_adding_up(compare_sums(plan, choices, edition), choices, edition)
    changed = {name: value for name, value in fields.items() if getattr(edition, name) != value}
    prepared = prepare(plan, choices, sheet, edition)
    with transaction.atomic():
        number = write(prepared, plan, edition)
        log_change(edition, request.user, "rankings.import", {"file": uploaded.file_name, "rows": number}, **changed)
        uploaded.delete()
    messages.success(
        request, _("Đã ghi %(number)s dòng từ tệp “%(file)s”.") % {"number": number, "file": uploaded.file_name}
    )
    return redirect("wagtailadmin_pages:edit", edition.pk)
