"""A list of people: all of them are invited or none."""

import datetime
from io import BytesIO

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from foundations.members.invitations import Invitation
from foundations.members.lists import COLUMNS
from foundations.members.memberships import Membership
from foundations.members.roles import Role, get_group
from foundations.spreadsheets.workbooks import read_workbook
from foundations.spreadsheets.writing import build_workbook
from tests.builders import a_desk, a_unit, an_editor, user_in

pytestmark = pytest.mark.django_db
HEAD = "Họ và tên\tThư điện tử\tĐơn vị\tVai trò\tĐến hết ngày"
AN = "Nguyễn Văn An\tan@quangngai.example\tSở Nội vụ\tNgười viết\t"
BINH = "Lê Thị Bình\tbinh@quangngai.example\t\tBan biên tập\t31/12/2099"


@pytest.fixture(autouse=True)
def desk(home):
    return a_desk(a_unit("Sở Nội vụ"))


@pytest.fixture
def give(client, django_capture_on_commit_callbacks):
    """Sends a list as an administrator, or as `by`."""

    def given(*lines, send=True, by=None, **fields):
        client.force_login(by or user_in(get_group(Role.ADMINISTRATOR), f"quan-tri-vien-{len(lines)}-{send}"))
        data = {"pasted": "\n".join(lines), "key": "danh-sach", **({"send": "on"} if send else {}), **fields}
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("people_invite_list"), data)

    return given


def problems(answer) -> list[str]:
    return [str(problem) for problem in answer.context["reading"].problems]


def test_a_list_is_only_checked_until_the_mails_are_asked_for(give):
    answer = give(HEAD, AN, BINH, send=False)
    assert [person.name for person in answer.context["reading"].people] == ["Nguyễn Văn An", "Lê Thị Bình"]
    assert not problems(answer)
    assert not Invitation.objects.exists()


def test_everybody_on_a_good_list_gets_a_mail(give):
    assert give(HEAD, AN, BINH).status_code == 302
    assert sorted(sent.to[0] for sent in mail.outbox) == ["an@quangngai.example", "binh@quangngai.example"]
    assert str(Membership.objects.get(role="board").valid_to) == "2099-12-31"


def test_a_list_sent_twice_invites_once(give):
    for _time in range(2):
        assert give(HEAD, AN, BINH, by=user_in_once()).status_code == 302
    assert len(mail.outbox) == 2


def user_in_once():
    group = get_group(Role.ADMINISTRATOR)
    return group.user_set.first() or user_in(group, "quan-tri-vien")


def test_all_faults_are_told_by_line_and_nobody_is_invited(give):
    answer = give(
        HEAD,
        AN,
        "Trần Văn Cường\tkhong-phai-thu\tSở Nội vụ\tNgười viết\t",
        "Đỗ Thị Dung\tdung@quangngai.example\tSở Không Có\tNgười viết\t",
        "Hồ Văn Em\tem@quangngai.example\tSở Nội vụ\tGiám đốc\t",
        "Võ Thị Gấm\tAN@quangngai.example\tSở Nội vụ\tNgười viết\t30/02/2027",
        "\tgiang@quangngai.example\t\tNgười viết\t",
    )
    told = problems(answer)
    expected = [
        "Dòng 3, Thư điện tử",
        "Dòng 4, Đơn vị: không có đơn vị “Sở Không Có”",
        "Dòng 5, Vai trò: không rõ vai trò “Giám đốc”",
        "Dòng 6, Đến hết ngày",
        "Dòng 6: địa chỉ thư trùng với dòng 2",
        "Dòng 7, Họ và tên",
        "Dòng 7, Đơn vị: Hãy chọn đơn vị",
    ]
    assert len(told) == len(expected), told
    for sentence, start in zip(told, expected, strict=True):
        assert sentence.startswith(start), sentence
    assert not Invitation.objects.exists()
    assert not mail.outbox


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["a\tb"], "Không thấy dòng tiêu đề"),
        ([HEAD], "từ 1 đến 200 người"),
        ([HEAD, *[AN] * 201], "từ 1 đến 200 người"),
    ],
)
def test_what_is_no_list_is_refused(give, lines, words):
    assert words in problems(give(*lines))[0]


def test_a_units_editor_lists_writers_of_the_own_unit_only(give, desk):
    a_unit("Sở Tài chính")
    editor = an_editor(desk)
    other = "Đỗ Thị Dung\tdung@quangngai.example\tSở Tài chính\tNgười viết\t"
    assert len(problems(give(HEAD, other, BINH, by=editor))) >= 2
    assert give(HEAD, AN, by=editor).status_code == 302


def test_an_excel_file_is_read_with_its_days(give):
    row = ["Nguyễn Văn An", "an@quangngai.example", "sở nội vụ", "biên tập viên", datetime.date(2099, 6, 30)]
    content = build_workbook([("Danh sách", [str(label) for label in COLUMNS.values()], [row])])
    answer = give(file=SimpleUploadedFile("ds.xlsx", content))
    assert answer.status_code == 302, problems(answer)
    membership = Membership.objects.get(user__email="an@quangngai.example")
    assert (membership.role, str(membership.valid_to)) == ("editor", "2099-06-30")


def test_what_is_hidden_in_an_excel_file_invites_nobody_and_is_named(give):
    book = Workbook()
    for row in (HEAD, AN, AN.replace("an@", "an2@"), BINH):
        book.active.append(row.split("\t"))
    book.active.row_dimensions[3].hidden = book.active.column_dimensions["E"].hidden = True
    content = BytesIO()
    book.save(content)
    answer = give(file=SimpleUploadedFile("ds.xlsx", content.getvalue()), send=False)
    assert [person.email for person in answer.context["reading"].people] == [
        "an@quangngai.example",
        "binh@quangngai.example",
    ]
    assert "Phần ẩn trong trang tính không được lấy: dòng 3; cột E." in answer.content.decode()


def test_cells_of_a_pasted_or_semicolon_list_are_parted_by_their_headings(give):
    answer = give(HEAD.replace("\t", ";"), AN.replace("\t", ";"), send=False)
    assert [person.name for person in answer.context["reading"].people] == ["Nguyễn Văn An"]


def test_a_broken_file_is_refused_with_a_sentence(give):
    assert problems(give(file=SimpleUploadedFile("ds.xlsx", b"PK\x03\x04 hong")))


def test_neither_file_nor_text_is_said(give):
    assert "Hãy chọn một tệp" in give("").content.decode()


def test_the_sample_holds_the_headings_that_are_read(client):
    client.force_login(user_in(get_group(Role.ADMINISTRATOR), "quan-tri-vien"))
    content = client.get(reverse("people_invite_list"), {"mau": "xlsx"}).content
    assert read_workbook(content)[0].rows[0] == [str(label) for label in COLUMNS.values()]
