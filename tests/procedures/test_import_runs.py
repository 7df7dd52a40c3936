"""Runs of imports: read once, looked at, stored at one stroke, seen in the history, taken back."""

import datetime
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from foundations.delivery.freshness import content_version
from procedures.choices import Action
from procedures.content import build_content
from procedures.history import get_changes
from procedures.import_runs import clearing
from procedures.import_runs.choices import RowKind, RowState, RunState
from procedures.import_runs.kept_files import get_folder
from procedures.import_runs.models import ImportRow, ImportRun, Options
from procedures.import_runs.recording import record
from procedures.import_runs.undoing import make_undoing
from procedures.import_runs.work import run_import, undo
from procedures.models import Agency, Channel, FieldOfActivity, ListState, Procedure
from tests.builders import a_board_member, a_decision, a_unit

pytestmark = pytest.mark.django_db
ADDRESS = "/quan-tri/nhap-thu-tuc/"
CODES = ("1.000001", "1.000002", "1.000003")


def a_content(code, **more):
    """What a reader makes of a record with every part."""
    return {
        "code": code,
        "name": f"Thủ tục {code}",
        "field": "Hộ tịch",
        "steps": "Bước 1: Nộp hồ sơ tại bộ phận một cửa.\nBước 2: Nhận kết quả.",
        "agencies": [{"role": "thuc-hien", "name": "Sở Tư pháp"}],
        "channels": [
            {
                "way": "truc-tiep",
                "time_amount": 5,
                "time_unit": "ngay-lam-viec",
                "time_text": "",
                "fee_state": "co",
                "description": "",
                "fees": [{"kind": "le-phi", "amount": 8000, "currency": "đồng", "note": ""}],
            }
        ],
        "cases": [
            {
                "name": "",
                "items": [{"name": "Tờ khai", "originals": 1, "copies": 0, "form_name": "", "form_url": ""}],
            }
        ],
        "results": [{"name": "Giấy khai sinh", "code": ""}],
        "legal_bases": [{"title": "Luật Hộ tịch", "number": "60/2014/QH13", "issued_on": None, "agency": ""}],
        "related": [],
        **more,
    }


def import_contents(*contents, **options):
    records = [(content["code"], content) for content in contents]
    return run_import(lambda: iter(records), Options(**options), report=lambda line: None, name="thang-11.json")


def get_contents():
    return {each.code: build_content(each) for each in Procedure.objects.with_parts()}


def count_rows():
    """How many rows all tables have that a run writes, but those of the runs themselves."""
    models = [Procedure, Agency, Channel, Channel.fees.rel.related_model, FieldOfActivity, Revision, ReferenceIndex]
    return [model._base_manager.count() for model in models]


@pytest.fixture
def three(home):
    return import_contents(*map(a_content, CODES))


def test_a_changed_record_has_all_its_parts_from_the_new_source_and_keeps_its_identity(three):
    before = Procedure.objects.get(code=CODES[0])
    changed = a_content(CODES[0], name="Tên mới", channels=[], results=[{"name": "Bản sao", "code": "KQ.1"}])
    run = import_contents(changed, *map(a_content, CODES[1:]))
    assert (run.unchanged, run.count(kind=RowKind.CHANGED, state=RowState.STORED)) == (2, 1)
    after = Procedure.objects.with_parts().get(code=CODES[0])
    assert after.pk == before.pk
    stored = build_content(after)
    assert {name: stored[name] for name in changed} == changed
    assert build_content(after.latest_revision.as_object()) == stored
    assert after.live_revision == after.latest_revision
    assert after.has_unpublished_changes is False
    assert get_contents()[CODES[1]]["channels"] == a_content(CODES[1])["channels"]


def test_a_unit_that_a_person_has_linked_stays_linked(three):
    unit = a_unit("Sở Tư pháp và Hộ tịch")
    Agency.objects.filter(procedure__code=CODES[0]).update(unit=unit)
    agencies = [{"role": "thuc-hien", "name": "Sở Tư pháp"}, {"role": "phoi-hop", "name": "Công an tỉnh"}]
    import_contents(a_content(CODES[0], agencies=agencies))
    procedure = Procedure.objects.get(code=CODES[0])
    for state in (procedure, procedure.latest_revision.as_object()):
        assert {each.name: each.unit for each in state.agencies.all()} == {"Sở Tư pháp": unit, "Công an tỉnh": None}


def test_pages_made_between_the_swap_and_the_log_are_made_anew(three, monkeypatch):
    """Such as a history that does not name the file yet, or a search that finds the old words."""
    versions = []

    def look_first(worker):
        versions.append(content_version.read())
        record(worker)

    monkeypatch.setattr(clearing, "record", look_first)
    import_contents(a_content(CODES[0], steps="Khác."))
    assert content_version.read() != versions[0]


def test_nothing_is_left_behind_but_revisions_and_the_log(three):
    before = count_rows()
    import_contents(a_content(CODES[0], steps="Khác."))
    after = count_rows()
    assert after[:5] == before[:5]
    assert after[5] - before[5] == 2  # what was, what is
    assert not Procedure.everything.exclude(staged_by=None).exists()
    assert not ImportRow.objects.exclude(prepared=None).exists()


def test_a_second_run_changes_nothing(three):
    before, version = get_contents(), ListState.current()
    run = import_contents(*map(a_content, CODES))
    assert (run.unchanged, run.rows.count(), run.state) == (3, 0, RunState.STORED)
    assert get_contents() == before
    assert ListState.current() == version


def test_new_and_changed_ones_are_found_by_their_new_words(client, three):
    import_contents(a_content(CODES[0], steps="Nộp tại quầy xuyenkhong."))
    for words in ("xuyenkhong", "một cửa"):
        page = client.get("/thu-tuc-hanh-chinh/", {"q": words}).content.decode()
        assert (CODES[0] in page) == (words == "xuyenkhong")
        assert (CODES[1] in page) == (words == "một cửa")


def test_the_history_of_a_procedure_names_the_file(client, three):
    import_contents(a_content(CODES[0], steps="Bước 1: Khác."))
    page = client.get(f"/thu-tuc-hanh-chinh/{CODES[0]}/thay-doi/").content.decode()
    assert "Cập nhật theo tệp thang-11.json." in page
    assert "Bước 1: Khác." in page
    client.force_login(a_board_member())
    key = Procedure.objects.get(code=CODES[0]).pk
    listed = client.get(f"/quan-tri/thu-tuc/history/{key}/").content.decode()
    assert "Cập nhật theo tệp thang-11.json" in listed
    assert "Thêm mới theo tệp thang-11.json" in listed


def test_the_history_has_no_change_that_was_none(client, three):
    """Rows inside rows come back from a revision though the rows around them have other keys by now."""
    import_contents(a_content(CODES[0], steps="Bước 1: Khác."))
    (change,) = get_changes(Procedure.objects.get(code=CODES[0]))
    assert [field.name for field in change.fields] == ["trình tự thực hiện"]


def test_what_is_gone_is_named_and_nothing_happens_to_it(three):
    run = import_contents(a_content(CODES[0]), complete=True)
    assert list(run.rows.values_list("code", "kind", "state")) == [
        (code, RowKind.GONE, RowState.WAITING) for code in CODES[1:]
    ]
    assert Procedure.objects.live().count() == 3


def test_a_draft_that_an_editor_has_is_not_lost(three):
    procedure = Procedure.objects.get(code=CODES[0])
    procedure.steps = "Bước 1: chị Hoa đang sửa."
    draft = procedure.save_revision()
    run = import_contents(a_content(CODES[0], steps="Từ tệp."))
    assert run.rows.get().state == RowState.OVERTAKEN
    assert "bản nháp" in run.rows.get().message
    procedure.refresh_from_db()
    assert procedure.latest_revision == draft
    assert procedure.steps.startswith("Bước 1: Nộp")


def test_a_locked_procedure_is_left(three):
    Procedure.objects.filter(code=CODES[0]).update(locked=True)
    assert import_contents(a_content(CODES[0], steps="Từ tệp.")).rows.get().state == RowState.OVERTAKEN


def test_a_draft_procedure_is_updated_and_stays_a_draft(home):
    import_contents(a_content(CODES[0]), draft=True)
    import_contents(a_content(CODES[0], steps="Khác."), draft=True)
    procedure = Procedure.objects.get()
    assert (procedure.live, procedure.steps, procedure.has_unpublished_changes) == (False, "Khác.", True)
    import_contents(a_content(CODES[0], steps="Lại khác."), draft=True)
    assert Procedure.objects.get().steps == "Lại khác."


def take_back(run):
    undoing = make_undoing(run, None)
    undo(undoing, dry_run=False)
    run.refresh_from_db()
    return undoing


def test_undoing_gives_back_what_was_and_keeps_what_was_touched(client, three):
    before = get_contents()
    run = import_contents(
        a_content(CODES[0], steps="Một.", channels=[]), a_content(CODES[1], steps="Hai."), a_content("1.000009")
    )
    touched = Procedure.objects.get(code=CODES[1])
    touched.name = "Sửa tay"
    touched.save_revision().publish()
    undoing = take_back(run)
    assert (run.state, undoing.state) == (RunState.UNDONE, RunState.STORED)
    found = get_contents()
    assert found[CODES[0]] == before[CODES[0]]
    assert found[CODES[1]]["name"] == "Sửa tay"
    assert "1.000009" not in found
    assert undoing.rows.get(code=CODES[1]).message == "Đã được sửa sau lần nhập."
    assert client.get("/thu-tuc-hanh-chinh/1.000009/").status_code == 404
    page = client.get(f"/thu-tuc-hanh-chinh/{CODES[0]}/thay-doi/").content.decode()
    assert "Trả về nội dung trước lần cập nhật theo tệp thang-11.json." in page
    assert import_contents(a_content("1.000009")).count(kind=RowKind.NEW) == 1


def test_undoing_new_ones_leaves_the_tables_as_they_were(home):
    before = count_rows()
    run = import_contents(*map(a_content, CODES))
    assert count_rows() != before
    take_back(run)
    assert count_rows() == before


def test_what_a_later_run_changed_is_left_alone_and_the_run_named(three):
    later = import_contents(a_content(CODES[0], steps="Khác."))
    undoing = take_back(three)
    assert f"Lần nhập {later.pk}" in undoing.rows.get(code=CODES[0]).message
    assert list(get_contents()) == [CODES[0]]


def test_what_others_point_at_is_not_taken_out(three):
    a_decision([(Procedure.objects.get(code=CODES[0]), Action.NEW)])
    undoing = take_back(three)
    assert "quyết định công bố" in undoing.rows.get(code=CODES[0]).message
    assert list(get_contents()) == [CODES[0]]


def test_the_command_undoes_by_number_and_refuses_what_cannot_be_undone(three, capsys):
    call_command("import_procedures", "--undo", str(three.pk))
    assert "3 thủ tục gỡ khỏi danh mục" in capsys.readouterr().out
    assert not Procedure.objects.exists()
    with pytest.raises(CommandError, match="Không có lần nhập"):
        call_command("import_procedures", "--undo", str(three.pk))


@pytest.fixture
def board(client, home, imports_at_once):
    client.force_login(a_board_member())
    return client


def upload(client, *contents, **more):
    file = SimpleUploadedFile("thang-12.jsonl", "\n".join(map(json.dumps, contents)).encode())
    return client.post(ADDRESS, {"file": file, **more})


def test_a_file_is_chosen_once_looked_at_and_stored_without_what_was_left(board):
    import_contents(a_content(CODES[0]))
    sent = [a_content(CODES[0], steps="Bước 1: Nộp hồ sơ tại xã.\nBước 2: Nhận kết quả."), a_content(CODES[1])]
    address = upload(board, *sent, a_content(CODES[2])).url
    page = board.get(address).content.decode()
    assert "chưa lưu gì" in page
    assert "Thêm 2 thủ tục mới vào danh mục công khai." in page
    assert '<del><span class="w-sr-only">bỏ: </span>bộ phận một cửa.</del>' in page
    assert '<ins><span class="w-sr-only">thêm: </span>xã.</ins>' in page
    assert Procedure.objects.count() == 1
    assert not list(get_folder().glob("*"))
    rows = {row.code: row.pk for row in ImportRow.objects.filter(state=RowState.WAITING)}
    taken = [rows[CODES[0]], rows[CODES[2]]]
    board.post(address, {"action": "ghi", "shown": list(rows.values()), "taken": taken})
    assert "Đã lưu." in board.get(address).content.decode()
    assert set(get_contents()) == {CODES[0], CODES[2]}
    assert get_contents()[CODES[0]]["steps"].startswith("Bước 1: Nộp hồ sơ tại xã.")
    entry = ModelLogEntry.objects.filter(action="procedures.import").latest("pk")
    assert entry.user == a_board_member_of(board)


def a_board_member_of(client):
    from django.contrib.auth import get_user

    return get_user(client)


@pytest.mark.parametrize("name", ["tháng 12.jsonl", "danh mục thủ tục hành chính của tỉnh " * 6 + ".jsonl"])
def test_a_place_is_named_by_the_file_that_the_clerk_has_chosen(board, name):
    lines = json.dumps(a_content(CODES[0])) + "\n" + json.dumps(a_content(CODES[0]))
    address = board.post(ADDRESS, {"file": SimpleUploadedFile(name, lines.encode())}).url
    assert f"{name[-40:]}, dòng 2: mã thủ tục: mã {CODES[0]} đã có ở" in board.get(address).text


def test_a_refused_file_says_all_that_is_wrong_and_leaves_no_row(board):
    file = SimpleUploadedFile("a.csv", "Mã số,Tên\n1.000001,A\nabc,B\n".encode())
    address = board.post(ADDRESS, {"file": file}).url
    assert "không phải mã thủ tục" in board.get(address).content.decode()
    assert not ImportRow.objects.exists()
    assert board.get(f"{address}bao-cao.xlsx").status_code == 200


def test_all_that_a_new_procedure_will_say_is_seen_before_it_is_stored(board):
    address = upload(board, a_content(CODES[0])).url
    page = board.get(address).content.decode()
    assert "Nội dung sẽ ghi" in page
    for words in (
        "Cách thức, thời hạn, phí, lệ phí",
        "Trực tiếp · 5 ngày làm việc · Có phí, lệ phí",
        "– Lệ phí · 8.000 đồng",
        "– Tờ khai · 1 bản chính · 0 bản sao",
    ):
        assert words in page, words
    board.post(address, {"action": "ghi", "shown": [], "taken": []})
    assert "Nội dung sẽ ghi" not in board.get(address).content.decode()


def test_what_is_wrong_is_named_in_the_words_of_the_form_or_of_the_sheet(board):
    """No editor knows the names of our columns."""
    bad = a_content(CODES[0], channels=[{**a_content("")["channels"][0], "time_amount": -1}])
    bad["channels"][0]["fees"][0]["currency"] = "đồng tiền Việt Nam"
    bad["cases"][0]["items"][0]["originals"] = 99999
    page = board.get(upload(board, a_content("abc"), bad).url).content.decode()
    assert "mã thủ tục: “abc” không phải mã thủ tục" in page
    assert "cách thức thực hiện 1, thời hạn: số “-1”" in page
    assert "cách thức thực hiện 1, khoản phí, lệ phí 1, đơn vị tiền: dài 18 ký tự, quá 10 ký tự" in page
    assert "trường hợp 1, giấy tờ 1, bản chính: “99999”" in page
    sheet = f"Mã số TTHC,Tên thủ tục hành chính\n1.000001,{'dài ' * 20_000}\n"
    address = board.post(ADDRESS, {"file": SimpleUploadedFile("a.csv", sheet.encode())}).url
    assert "Tên thủ tục hành chính: ô dài quá 50.000 ký tự" in board.get(address).content.decode()


def test_all_are_left_and_taken_and_a_run_is_forgotten(board):
    address = upload(board, *map(a_content, CODES)).url
    board.post(address, {"action": "bo-het"})
    assert ImportRow.objects.filter(taken=False).count() == 3
    board.post(address, {"action": "lay-het"})
    assert ImportRow.objects.filter(taken=True).count() == 3
    assert board.post(address, {"action": "bo"}).url == ADDRESS
    assert not ImportRun.objects.exists()
    assert not Procedure.objects.exists()


def test_the_page_undoes_after_a_look(board):
    address = upload(board, *map(a_content, CODES)).url
    board.post(address, {"action": "ghi", "shown": [], "taken": []})
    undoing = board.post(address, {"action": "go"}).url
    page = board.get(undoing).content.decode()
    assert "Gỡ 3 thủ tục do lần nhập ấy thêm vào." in page
    assert Procedure.objects.count() == 3
    board.post(undoing, {"action": "ghi", "shown": [], "taken": []})
    assert not Procedure.objects.exists()
    assert "đã được gỡ" in board.get(address).content.decode()


def test_what_nobody_stored_for_a_month_is_forgotten(three):
    waiting, old = import_contents(a_content(CODES[0], steps="1"), dry_run=True), ImportRun.objects.create(name="a")
    long_ago = timezone.now() - datetime.timedelta(days=31)
    ImportRun.objects.filter(pk__in=[three.pk, old.pk]).update(seen_at=long_ago)
    run = import_contents(a_content(CODES[0]))
    assert set(ImportRun.objects.values_list("pk", flat=True)) == {three.pk, waiting.pk, run.pk}


def test_filters_and_pages_of_fifty(board):
    address = upload(board, *[a_content(f"1.{number:06}") for number in range(60)]).url
    page = board.get(address).content.decode()
    assert page.count('name="taken"') == 50
    assert board.get(f"{address}?trang=2").content.decode().count('name="taken"') == 10
    assert 'name="taken"' not in board.get(f"{address}?loai=doi").content.decode()


def test_the_pages_are_for_those_who_import(client, home):
    from tests.builders import a_desk, an_editor

    run = ImportRun.objects.create(name="a.json")
    client.force_login(an_editor(a_desk()))
    for address in (ADDRESS, f"{ADDRESS}{run.pk}/", f"{ADDRESS}{run.pk}/bao-cao.xlsx"):
        assert client.get(address).status_code in {302, 403}
