"""Importing an edition's table, its rows and criteria, in the editors' interface. For who may publish the edition."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from foundations.spreadsheets.reading import read_file
from foundations.spreadsheets.sheets import RefusedFile, Sheet
from rankings.admin_forms import (
    CriterionFormSet,
    ErratumForm,
    LayoutForm,
    RowForm,
    UploadForm,
    get_initial_layout,
    get_role_choices,
    parse_names,
    parse_roles,
)
from rankings.imports.guessing import count_headings, find_last_known_row, guess, guess_roles
from rankings.imports.mapping import Choices, get_column_name, get_full_headings
from rankings.imports.names import NameMatcher
from rankings.imports.plans import Plan
from rankings.imports.reader import Reader
from rankings.imports.review import describe_columns, make_preview
from rankings.imports.sanity import find_doubts, find_ends, find_remarks
from rankings.imports.storing import store
from rankings.models import RankingPage, Row, TableUpload

MAX_AGE = datetime.timedelta(days=1)
MAX_ERRORS = 200


def get_edition(request, pk: int) -> RankingPage:
    """The edition, if the user may publish it. Raises Http404, PermissionDenied."""
    edition = get_object_or_404(RankingPage.objects.select_related("index"), pk=pk)
    if not edition.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return edition


def upload(request, pk):
    """First step: the file."""
    edition = get_edition(request, pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            counter = count_headings(edition.index)
            sheets = read_file(file.name, file.read(), form.cleaned_data["delimiter"], counter)
        except RefusedFile as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("ranking_review", pk, store_upload(edition, request.user, file.name, sheets).pk)
    return render(request, "rankings/admin/upload.html", {"edition": edition, "form": form})


def store_upload(edition: RankingPage, user, name: str, sheets: list[Sheet]) -> TableUpload:
    """Stores what was read, with a first guess at its layout; uploads left lying go."""
    TableUpload.objects.filter(created_at__lt=timezone.now() - MAX_AGE).delete()
    sheets = [sheet.put_on_one_line() for sheet in sheets]
    filled = [number for number, sheet in enumerate(sheets) if len(sheet.rows) > 1]
    number = next((number for number in filled if not sheets[number].is_hidden), next(iter(filled), 0))
    choices = guess(sheets[number], number, edition.index, NameMatcher(edition))
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
    uploaded = get_object_or_404(TableUpload, pk=upload_pk, edition=edition)
    sheets, choices = [Sheet(**sheet) for sheet in uploaded.sheets], Choices(**uploaded.choices)
    matcher = NameMatcher(edition)
    layout = build_layout_form(request.POST or None, sheets, choices)
    if request.method == "POST" and layout.is_valid():
        choices = parse_choices(request.POST, layout, sheets, choices, edition, matcher)
        uploaded.choices = choices.as_json()
        uploaded.save(update_fields=["choices"])
        if "confirm" not in request.POST:
            return redirect("ranking_review", pk, upload_pk)
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
        "preview": make_preview(plan, sheet, choices),
        "ends": find_ends(plan, edition.index),
        "rows_before": edition.rows.count(),
    }
    return render(request, "rankings/admin/review.html", context)


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
    )
    compared = ("header_row", "header_rows", "take_hidden")
    if any(getattr(choices, name) != getattr(before, name) for name in compared):
        choices.roles = guess_roles(sheet, choices, edition.index, matcher)
        choices.last_row = find_last_known_row(sheet, choices, matcher)
    else:
        choices.roles = parse_roles(data, sheet.width, edition.index)
    return choices


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


@transaction.atomic
def store_confirmed(request, uploaded: TableUpload, plan, choices: Choices, sheet: Sheet):
    edition = uploaded.edition
    number = store(plan, choices, sheet, edition)
    log_change(edition, request.user, "rankings.import", {"file": uploaded.file_name, "rows": number})
    uploaded.delete()
    messages.success(
        request, _("Đã ghi %(number)s dòng từ tệp “%(file)s”.") % {"number": number, "file": uploaded.file_name}
    )
    return redirect("wagtailadmin_pages:edit", edition.pk)


def log_change(edition: RankingPage, user, action: str, data: dict) -> None:
    """Puts the change into the page's history; a live page is published again, so that what is cached is renewed."""
    log(edition, action, user=user, data=data)
    if edition.live and not edition.has_unpublished_changes:
        edition.get_latest_revision_as_object().save_revision(user=user).publish(user=user)


def list_rows(request, pk):
    """All rows of an edition, to link units, to note and to correct."""
    edition = get_edition(request, pk)
    found = edition.rows.derived().select_related("unit").prefetch_related("errata").order_by("order", "pk")
    return render(request, "rankings/admin/rows.html", {"edition": edition, "rows": found})


def edit_row(request, pk, row_pk):
    """One row: its unit and note; and an erratum."""
    edition = get_edition(request, pk)
    edited = get_object_or_404(Row.objects.select_related("edition"), pk=row_pk, edition=edition)
    correcting = "correct" in request.POST
    form = RowForm(None if correcting else request.POST or None, instance=edited)
    erratum = ErratumForm(request.POST if correcting else None, row=edited)
    if request.method == "POST" and (erratum if correcting else form).is_valid():
        with transaction.atomic():
            if correcting:
                erratum.store()
            else:
                form.save()
            log_change(edition, request.user, "rankings.row", {"row": edited.name})
        messages.success(request, _("Đã lưu dòng “%(name)s”.") % {"name": edited.name})
        return redirect("ranking_rows", pk)
    context = {"edition": edition, "row": edited, "form": form, "erratum": erratum, "errata": edited.errata.all()}
    return render(request, "rankings/admin/row.html", context)


def edit_criteria(request, pk):
    """Names, maxima and weights of an edition's criteria."""
    edition = get_edition(request, pk)
    forms = CriterionFormSet(request.POST or None, queryset=edition.criteria.all())
    if request.method == "POST" and forms.is_valid():
        with transaction.atomic():
            forms.save()
            log_change(edition, request.user, "rankings.criteria", {})
        messages.success(request, _("Đã lưu các tiêu chí."))
        return redirect("wagtailadmin_pages:edit", pk)
    return render(request, "rankings/admin/criteria.html", {"edition": edition, "forms": forms})
