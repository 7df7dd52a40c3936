"""A list of people to invite, from Excel, CSV or the clipboard: all lines are checked before any mail leaves."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.db import IntegrityError
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundations.members.forms import InvitationForm, make_form_key
from foundations.members.inviting import Invitee, find_invitations_of_form, invite_all
from foundations.members.permissions import require_inviter
from foundations.members.roles import Role
from foundations.members.views import build_context, report_invitations
from foundations.spreadsheets.delimited import read_csv
from foundations.spreadsheets.problems import Problem
from foundations.spreadsheets.reading import DelimiterField, read_file
from foundations.spreadsheets.sheets import (
    DEFAULT_LIMITS,
    RefusedFile,
    Sheet,
    fill_merged,
    format_row_numbers,
    make_column_letter,
)
from foundations.spreadsheets.writing import XLSX_CONTENT_TYPE, build_workbook
from foundations.units.matching import UnitMatcher
from foundations.vietnamese.folding import fold

MAX_PEOPLE = 200  # people at once: each gets a mail while the clerk waits
COLUMNS = {
    "name": _("Họ và tên"),
    "email": _("Thư điện tử"),
    "unit": _("Đơn vị"),
    "role": _("Vai trò"),
    "valid_to": _("Đến hết ngày"),
}
OTHER_HEADINGS = {"ho ten": "name", "email": "email", "e mail": "email", "dia chi thu dien tu": "email"}


class InvitationListForm(forms.Form):
    """A file or pasted cells. It is only checked unless `send` is ticked."""

    file = forms.FileField(label=_("Tệp Excel hoặc CSV"), required=False)
    delimiter = DelimiterField()
    pasted = forms.CharField(
        label=_("Hoặc dán từ Excel"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Chép cả dòng tiêu đề: Họ và tên, Thư điện tử, Đơn vị, Vai trò, Đến hết ngày (có thể bỏ trống)."),
    )
    send = forms.BooleanField(label=_("Gửi lời mời (không đánh dấu: chỉ kiểm tra)"), required=False)
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > DEFAULT_LIMITS.content:
            raise forms.ValidationError(_("Tệp quá lớn; danh sách người chỉ cần vài trang tính."))
        return file

    def clean(self):
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("file")) == bool(cleaned.get("pasted", "").strip()):
            raise forms.ValidationError(_("Hãy chọn một tệp, hoặc dán danh sách vào ô."))
        return cleaned

    def read_sheet(self) -> Sheet:
        """The first sheet that is not hidden, or what was pasted. Raises RefusedFile."""
        if file := self.cleaned_data["file"]:
            sheets = read_file(file.name, file.read(), self.cleaned_data["delimiter"], count_headings)
            sheet = next((sheet for sheet in sheets if sheet.rows and not sheet.is_hidden), sheets[0])
        else:
            sheet = read_csv(self.cleaned_data["pasted"].encode(), count_headings=count_headings)
        return fill_merged(sheet.put_on_one_line(), range(len(sheet.rows)))


@dataclass
class ListReading:
    """A list that was read: the people, the problems with their lines, and a note on hidden rows and columns."""

    people: list[Invitee]
    problems: list[Problem]
    hidden: str = ""


def read_people(sheet: Sheet, by) -> ListReading:
    """Reads and checks everybody on the list. Hidden rows and columns are skipped; line numbers are the sheet's."""
    rows = sheet.rows
    headings = next((number for number, row in enumerate(rows, start=1) if find_columns(row)), 0)
    places = find_columns(rows[headings - 1]) if headings else {}
    places = {name: place for name, place in places.items() if place not in sheet.hidden_columns}
    if not {"name", "email", "role"} <= set(places):
        needed = ", ".join(str(COLUMNS[name]) for name in COLUMNS)
        return ListReading([], [Problem("", "", gettext("Không thấy dòng tiêu đề. Cần có các cột: %s.") % needed)])
    lines = [(number, row) for number, row in enumerate(rows, start=1) if number > headings and any(row)]
    lines = [(number, row) for number, row in lines if number - 1 not in sheet.hidden_rows]
    if not 0 < len(lines) <= MAX_PEOPLE:
        sentence = gettext("Danh sách phải có từ 1 đến %(most)s người.") % {"most": MAX_PEOPLE}
        return ListReading([], [Problem("", "", sentence)])
    matcher, reading, seen = UnitMatcher(), ListReading([], [], describe_hidden_parts(sheet)), {}
    for number, row in lines:
        cells = {name: row[place] if place < len(row) else "" for name, place in places.items()}
        read_person(number, cells, by=by, matcher=matcher, reading=reading)
        first = seen.setdefault(cells["email"].lower(), number)
        if first != number:
            sentence = gettext("địa chỉ thư trùng với dòng %s.") % first
            reading.problems.append(Problem(gettext("Dòng %s") % number, "", sentence))
    return reading


def find_columns(row: list[str]) -> dict[str, int]:
    """Column numbers by field name, as far as cells of the row are known headings."""
    known = {fold(str(label)): name for name, label in COLUMNS.items()} | OTHER_HEADINGS
    return {known[fold(cell)]: place for place, cell in enumerate(row) if fold(cell) in known}


def describe_hidden_parts(sheet: Sheet) -> str:
    """What was skipped as hidden: `dòng 5, 7–9; cột D`; an empty string if nothing is hidden."""
    parts = []
    if sheet.hidden_rows:
        parts.append(gettext("dòng %s") % format_row_numbers(sheet.hidden_rows))
    if sheet.hidden_columns:
        parts.append(gettext("cột %s") % ", ".join(map(make_column_letter, sheet.hidden_columns)))
    return "; ".join(parts)


def count_headings(row: list[str]) -> int:
    """How many known headings the row has."""
    return len(find_columns(row))


def read_person(number: int, cells: dict[str, str], *, by, matcher: UnitMatcher, reading: ListReading) -> None:
    """Checks one line and adds it to the people or its problems to the problems."""
    problems = []
    unit = matcher.find_by_name(cells.get("unit", ""), timezone.localdate())
    if cells.get("unit") and unit is None:
        problems.append(
            (COLUMNS["unit"], gettext("không có đơn vị “%s”, hoặc có nhiều đơn vị cùng tên.") % cells["unit"])
        )
    roles = {fold(str(label)): value for value, label in Role.choices}
    roles |= {"bien tap vien": Role.EDITOR.value, "quan tri vien": Role.ADMINISTRATOR.value}
    role = roles.get(fold(cells["role"]), "")
    if not role:
        known = ", ".join(str(label) for _value, label in Role.choices)
        problems.append(
            (
                COLUMNS["role"],
                gettext("không rõ vai trò “%(role)s”; các vai trò: %(known)s.")
                % {"role": cells["role"], "known": known},
            )
        )
    data = {**cells, "unit": unit.pk if unit else "", "role": role, "valid_to": read_day(cells.get("valid_to", ""))}
    form = InvitationForm(data, by=by)
    told = {label for label, _sentence in problems}
    for field, sentences in form.errors.items():
        label = COLUMNS.get(field, "")
        problems += [(label, sentence) for sentence in sentences if label not in told]
    for label, sentence in problems:
        place = gettext("Dòng %(line)s, %(column)s") % {"line": number, "column": label}
        reading.problems.append(Problem(place, "", sentence))
    if not problems:
        reading.people.append(form.invitee)


def read_day(text: str) -> str:
    """An ISO day (as spreadsheets are read) in the form's format; other text as it is, like 31/12/2026."""
    try:
        return str(parse_date(text.strip()[:10]) or text)
    except ValueError:
        return text


def invite_list(request):
    """Checks a list; invites everybody on it if that is asked for and there are no problems."""
    require_inviter(request.user)
    if "mau" in request.GET:
        return render_sample()
    form = InvitationListForm(request.POST or None, request.FILES or None, initial={"key": make_form_key()})
    context = build_context(_("Mời theo danh sách"), form=form)
    if request.method == "POST" and form.is_valid():
        if known := find_invitations_of_form(form.cleaned_data["key"]):
            return report_invitations(request, known)
        try:
            reading = read_people(form.read_sheet(), request.user)
        except RefusedFile as refusal:
            reading = ListReading([], [Problem("", "", str(refusal))])
        if reading.people and not reading.problems and form.cleaned_data["send"]:
            try:
                return report_invitations(
                    request, invite_all(reading.people, request.user, form.cleaned_data["key"] or make_form_key())
                )
            except IntegrityError:
                sentence = gettext("Một địa chỉ trong danh sách vừa được dùng cho tài khoản khác.")
                reading.problems.append(Problem("", "", sentence))
        context["reading"] = reading
    return TemplateResponse(request, "members/invite_list.html", context)


def render_sample() -> HttpResponse:
    """An Excel file with the headings and one example line."""
    line = ["Nguyễn Văn An", "an.nguyenvan@example.vn", "Sở Nội vụ", str(Role.WRITER.label), ""]
    headings = [str(label) for label in COLUMNS.values()]
    response = HttpResponse(build_workbook([(gettext("Danh sách"), headings, [line])]), content_type=XLSX_CONTENT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="mau-danh-sach-moi.xlsx"'
    return response
