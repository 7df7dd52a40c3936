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

from foundations.members.forms import InvitationForm, new_key
from foundations.members.inviting import Invited, invite_all, invited_by_form
from foundations.members.permissions import require_inviter
from foundations.members.roles import Role
from foundations.members.views import done, page
from foundations.spreadsheets.delimited import read_csv
from foundations.spreadsheets.problems import Problem
from foundations.spreadsheets.reading import DelimiterField, read_file
from foundations.spreadsheets.sheets import (
    DEFAULT_LIMITS,
    RefusedFile,
    Sheet,
    column_letter,
    number_ranges,
    with_merged_values,
)
from foundations.spreadsheets.writing import CONTENT_TYPE, workbook
from foundations.units.matching import UnitMatcher
from foundations.vietnamese.folding import fold

MOST = 200  # people at once: each gets a mail while the clerk waits
COLUMNS = {
    "name": _("Họ và tên"),
    "email": _("Thư điện tử"),
    "unit": _("Đơn vị"),
    "role": _("Vai trò"),
    "valid_to": _("Đến hết ngày"),
}
OTHER_HEADINGS = {"ho ten": "name", "email": "email", "e mail": "email", "dia chi thu dien tu": "email"}


class ListForm(forms.Form):
    """A file or pasted cells; checked only, until the clerk asks for the mails."""

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

    def sheet(self) -> Sheet:
        """The first sheet that is not hidden, or what was pasted. Raises RefusedFile."""
        if file := self.cleaned_data["file"]:
            sheets = read_file(file.name, file.read(), self.cleaned_data["delimiter"], count_headings)
            sheet = next((sheet for sheet in sheets if sheet.rows and not sheet.is_hidden), sheets[0])
        else:
            sheet = read_csv(self.cleaned_data["pasted"].encode(), count_headings=count_headings)
        return with_merged_values(sheet.on_one_line(), range(len(sheet.rows)))


@dataclass
class Reading:
    """What a list says: the people, or what is wrong with it by line; and what is hidden in the sheet."""

    people: list[Invited]
    problems: list[Problem]
    hidden: str = ""


def read_people(sheet: Sheet, by) -> Reading:
    """Everybody on the list, checked by the form of one invitation. Lines are counted as in the sheet; what is
    hidden there is left out."""
    rows = sheet.rows
    headings = next((number for number, row in enumerate(rows, start=1) if columns_of(row)), 0)
    places = columns_of(rows[headings - 1]) if headings else {}
    places = {name: place for name, place in places.items() if place not in sheet.hidden_columns}
    if not {"name", "email", "role"} <= set(places):
        needed = ", ".join(str(COLUMNS[name]) for name in COLUMNS)
        return Reading([], [Problem("", "", gettext("Không thấy dòng tiêu đề. Cần có các cột: %s.") % needed)])
    lines = [(number, row) for number, row in enumerate(rows, start=1) if number > headings and any(row)]
    lines = [(number, row) for number, row in lines if number - 1 not in sheet.hidden_rows]
    if not 0 < len(lines) <= MOST:
        sentence = gettext("Danh sách phải có từ 1 đến %(most)s người.") % {"most": MOST}
        return Reading([], [Problem("", "", sentence)])
    matcher, reading, seen = UnitMatcher(), Reading([], [], hidden_parts(sheet)), {}
    for number, row in lines:
        cells = {name: row[place] if place < len(row) else "" for name, place in places.items()}
        read_person(number, cells, by=by, matcher=matcher, reading=reading)
        first = seen.setdefault(cells["email"].lower(), number)
        if first != number:
            sentence = gettext("địa chỉ thư trùng với dòng %s.") % first
            reading.problems.append(Problem(gettext("Dòng %s") % number, "", sentence))
    return reading


def columns_of(row: list[str]) -> dict[str, int]:
    """Which column holds what, where the row is the headings."""
    known = {fold(str(label)): name for name, label in COLUMNS.items()} | OTHER_HEADINGS
    return {known[fold(cell)]: place for place, cell in enumerate(row) if fold(cell) in known}


def hidden_parts(sheet: Sheet) -> str:
    """What is hidden in the sheet and therefore not read: `dòng 5, 7–9; cột D`; empty where nothing is."""
    parts = []
    if sheet.hidden_rows:
        parts.append(gettext("dòng %s") % number_ranges(sheet.hidden_rows))
    if sheet.hidden_columns:
        parts.append(gettext("cột %s") % ", ".join(map(column_letter, sheet.hidden_columns)))
    return "; ".join(parts)


def count_headings(row: list[str]) -> int:
    return len(columns_of(row))


def read_person(number: int, cells: dict[str, str], *, by, matcher: UnitMatcher, reading: Reading) -> None:
    """One line, into the people or the problems."""
    problems = []
    unit = matcher.by_name(cells.get("unit", ""), timezone.localdate())
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
    data = {**cells, "unit": unit.pk if unit else "", "role": role, "valid_to": day_of(cells.get("valid_to", ""))}
    form = InvitationForm(data, by=by)
    told = {label for label, _sentence in problems}
    for field, sentences in form.errors.items():
        label = COLUMNS.get(field, "")
        problems += [(label, sentence) for sentence in sentences if label not in told]
    for label, sentence in problems:
        place = gettext("Dòng %(line)s, %(column)s") % {"line": number, "column": label}
        reading.problems.append(Problem(place, "", sentence))
    if not problems:
        reading.people.append(form.invited)


def day_of(text: str) -> str:
    """A day as the form reads it; spreadsheets are read with ISO days, people write 31/12/2026."""
    try:
        return str(parse_date(text.strip()[:10]) or text)
    except ValueError:
        return text


def list_view(request):
    """Checks a list; invites everybody on it once that is asked for and nothing is wrong."""
    require_inviter(request.user)
    if "mau" in request.GET:
        return sample()
    form = ListForm(request.POST or None, request.FILES or None, initial={"key": new_key()})
    context = page(_("Mời theo danh sách"), form=form)
    if request.method == "POST" and form.is_valid():
        if known := invited_by_form(form.cleaned_data["key"]):
            return done(request, known)
        try:
            reading = read_people(form.sheet(), request.user)
        except RefusedFile as refusal:
            reading = Reading([], [Problem("", "", str(refusal))])
        if reading.people and not reading.problems and form.cleaned_data["send"]:
            try:
                return done(request, invite_all(reading.people, request.user, form.cleaned_data["key"] or new_key()))
            except IntegrityError:
                sentence = gettext("Một địa chỉ trong danh sách vừa được dùng cho tài khoản khác.")
                reading.problems.append(Problem("", "", sentence))
        context["reading"] = reading
    return TemplateResponse(request, "members/invite_list.html", context)


def sample() -> HttpResponse:
    """An empty sheet with the headings and one line to go by."""
    line = ["Nguyễn Văn An", "an.nguyenvan@example.vn", "Sở Nội vụ", str(Role.WRITER.label), ""]
    headings = [str(label) for label in COLUMNS.values()]
    response = HttpResponse(workbook([(gettext("Danh sách"), headings, [line])]), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="mau-danh-sach-moi.xlsx"'
    return response
