"""Whatever stops an import, the list is whole: as it was, or as it shall be; and the run can go on."""

import errno
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from foundations.delivery.freshness import content_version
from procedures import catalogue
from procedures.import_runs import kept_files
from procedures.import_runs.choices import RowState, RunState, Step
from procedures.import_runs.clearing import give_up
from procedures.import_runs.models import LOST_AFTER, ImportRun, Options
from procedures.import_runs.staging import prepare_all
from procedures.import_runs.undoing import make_undoing
from procedures.import_runs.work import run_import, work_on
from procedures.import_runs.worker import StoppedError, Worker
from procedures.models import FieldOfActivity, Procedure
from tests.builders import a_board_member
from tests.migrated_database import copy_migrated_sqlite
from tests.procedures.test_import_runs import ADDRESS, CODES, a_content, count_rows, get_contents, import_contents

ROOT = Path(__file__).resolve().parent.parent.parent
WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)


class KilledError(BaseException):
    """The process is gone: nothing that it would have done afterwards happens."""


class RollBackError(Exception):
    """Ends a trial: the database is as before it."""


@contextmanager
def failing_at(number: int, error: BaseException):
    """The write with that number fails; the writes are counted in the list that is returned."""
    done = []

    def execute(call, sql, params, many, context):
        if WRITE.match(sql):
            done.append(sql)
            if len(done) == number:
                raise error
        return call(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield done


def read_only(*contents, **options) -> ImportRun:
    """A run that was read and waits."""
    records = [(content["code"], content) for content in contents]
    run = run_import(lambda: iter(records), Options(dry_run=True, **options), report=lambda line: None, name="a.json")
    run.step = Step.STAGE
    run.save()
    return run


def prepare(run: ImportRun) -> None:
    worker = Worker(run)
    worker.begin(RunState.STORING, Step.STAGE)
    prepare_all(worker)


CHANGED = a_content(CODES[0], steps="Khác.", field="Đất đai", channels=[])
NEW = a_content("1.000009", field="Lĩnh vực chưa có")


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("undoing", [False, True], ids=["storing", "undoing"])
def test_killed_at_any_write_the_list_is_as_before_or_as_it_shall_be_and_the_run_goes_on(home, undoing):
    import_contents(*map(a_content, CODES))
    before = get_contents()
    stored = import_contents(CHANGED, NEW) if undoing else None
    allowed = [get_contents(), before] if undoing else [before, {**before, CODES[0]: None, "1.000009": None}]
    number, seen = 0, set()
    while True:
        number += 1
        with pytest.raises(RollBackError), transaction.atomic():
            run = make_undoing(stored, None) if undoing else read_only(CHANGED, NEW)
            if undoing:
                work_on(run)
                run.step = Step.STAGE
                run.save()
            # Each batch is a savepoint in a test: those before the kill stay.
            with failing_at(number, KilledError()) as done, suppress(KilledError):
                work_on(ImportRun.objects.get(pk=run.pk))
            found = get_contents()
            assert sorted(found) in [sorted(each) for each in allowed]
            if found not in allowed:
                assert found[CODES[0]]["steps"] == "Khác."
                assert found["1.000009"]["field"] == "Lĩnh vực chưa có"
            seen.add(CODES[0] in found and found[CODES[0]]["steps"] == "Khác.")
            work_on(ImportRun.objects.get(pk=run.pk))
            run.refresh_from_db()
            assert run.state == RunState.STORED
            assert (get_contents() == before) if undoing else (get_contents()[CODES[0]]["channels"] == [])
            assert not Procedure.everything.exclude(staged_by=None).exists()
            raise RollBackError
        if len(done) < number:
            break
    assert number > 30
    assert seen == {True, False}


@pytest.mark.django_db
def test_what_is_prepared_is_seen_by_nobody(client, home):
    import_contents(*map(a_content, CODES))
    run = read_only(CHANGED, a_content("1.000009", name="Thủ tục zebra", steps="Zebra."))
    client.force_login(a_board_member())
    addresses = [
        "/thu-tuc-hanh-chinh/",
        "/thu-tuc-hanh-chinh/?q=zebra",
        "/tim-kiem/?q=zebra",
        "/goi-y/?q=zebra",
        *(f"/thu-tuc-hanh-chinh/tai-ve/{form}/" for form in ("json", "csv", "schema-org", "cpsv-ap")),
        f"/thu-tuc-hanh-chinh/{CODES[0]}/",
        f"/thu-tuc-hanh-chinh/{CODES[0]}/thay-doi/",
        "/sitemap-thu-tuc.xml",
        "/quan-tri/thu-tuc/",
        "/quan-tri/thu-tuc/?q=zebra",
        "/quan-tri/linh-vuc/",
        f"/quan-tri/thu-tuc/history/{Procedure.objects.get(code=CODES[0]).pk}/",
        "/quan-tri/reports/site-history/",
        "/quan-tri/choose/procedures/procedure/",
    ]

    moment = timezone.now()

    def look():
        catalogue.forget()
        with time_machine.travel(moment, tick=False):  # a history says how long ago
            return {address: read_page(client, address) for address in addresses}

    before, version, entry = look(), content_version.read(), catalogue.get_current()
    prepare(run)
    assert Procedure.everything.exclude(staged_by=None).count() == 2
    assert content_version.read() == version
    assert look() == before
    assert Procedure.objects.count() == Procedure.objects.live().count() == 3
    assert FieldOfActivity.objects.get(name="Hộ tịch").procedures.count() == 3
    assert catalogue.get_current().keys == entry.keys
    assert client.get("/thu-tuc-hanh-chinh/1.000009/").status_code == 404
    work_on(ImportRun.objects.get(pk=run.pk))
    assert "Zebra" in read_page(client, "/thu-tuc-hanh-chinh/tai-ve/json/")
    assert content_version.read() != version


def read_page(client, address: str) -> str:
    """The page without what differs between any two looks at it."""
    response = client.get(address)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text = content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|"CSRF_TOKEN": "\w+"|nonce="[^"]+"', "", text)


@pytest.mark.django_db
def test_an_editors_change_while_a_run_waits_is_not_lost(home):
    import_contents(*map(a_content, CODES))
    run = read_only(CHANGED, a_content(CODES[1], steps="Từ tệp."), NEW)
    mine = Procedure.objects.get(code=CODES[0])
    mine.steps = "Chị Hoa sửa."
    mine.save_revision().publish()
    work_on(run)
    assert run.rows.get(code=CODES[0]).state == RowState.OVERTAKEN
    assert get_contents()[CODES[0]]["steps"] == "Chị Hoa sửa."
    assert get_contents()[CODES[1]]["steps"] == "Từ tệp."


@pytest.mark.django_db
def test_a_change_between_preparing_and_the_swap_is_not_lost(home):
    import_contents(*map(a_content, CODES))
    run = read_only(CHANGED, NEW)
    prepare(run)
    mine = Procedure.objects.get(code=CODES[0])
    mine.steps = "Chị Hoa sửa."
    mine.save_revision().publish()
    Procedure.objects.create(code="1.000009", name="Chị Hoa thêm", live=True)
    work_on(ImportRun.objects.get(pk=run.pk))
    assert {row.state for row in run.rows.all()} == {RowState.OVERTAKEN}
    found = get_contents()
    assert (found[CODES[0]]["steps"], found["1.000009"]["name"]) == ("Chị Hoa sửa.", "Chị Hoa thêm")
    assert not Procedure.everything.exclude(staged_by=None).exists()


@pytest.mark.django_db
def test_a_lost_connection_is_said_and_the_run_goes_on(client, home):
    import_contents(*map(a_content, CODES))
    before, run = get_contents(), read_only(CHANGED, NEW)
    with failing_at(12, OperationalError("server closed the connection unexpectedly")):
        work_on(ImportRun.objects.get(pk=run.pk))
    assert get_contents() == before
    client.force_login(a_board_member())
    page = client.get(f"{ADDRESS}{run.pk}/").content.decode()
    assert "Mất kết nối với cơ sở dữ liệu" in page
    assert "Tiếp tục" in page
    work_on(ImportRun.objects.get(pk=run.pk))
    assert get_contents()["1.000009"]["name"] == NEW["name"]


@pytest.mark.django_db
def test_a_full_disk_at_the_upload_is_said(client, home, monkeypatch):
    client.force_login(a_board_member())

    opened = Path.open

    def write(path, *arguments, **options):
        if kept_files.get_folder() in path.parents:
            raise OSError(errno.ENOSPC, "No space left on device")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", write)
    page = client.post(ADDRESS, {"file": SimpleUploadedFile("a.csv", b"x")}).content.decode()
    assert "Máy chủ hết chỗ trên đĩa" in page
    assert not ImportRun.objects.exists()
    assert not list(kept_files.get_folder().glob("*"))


@pytest.mark.django_db
def test_a_run_whose_process_was_killed_says_so_and_goes_on(client, home, imports_at_once):
    client.force_login(a_board_member())
    run = read_only(NEW)
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.STORING)
    address = f"{ADDRESS}{run.pk}/"
    assert client.get(address).headers["Refresh"] == "3"
    run.refresh_from_db()
    ImportRun.objects.filter(pk=run.pk).update(seen_at=run.seen_at - LOST_AFTER * 2)
    response = client.get(address)
    assert "Refresh" not in response.headers
    assert "Máy chủ dừng giữa chừng." in response.content.decode()
    client.post(address, {"action": "tiep-tuc"})
    assert "1.000009" in get_contents()


@pytest.mark.django_db
def test_a_second_process_takes_over_and_the_first_one_ends(home):
    run = read_only(NEW)
    first, second = Worker(run), Worker(ImportRun.objects.get(pk=run.pk))
    first.begin(RunState.STORING, Step.STAGE)
    second.begin(RunState.STORING, Step.STAGE)
    with pytest.raises(StoppedError):
        prepare_all(first)
    assert Procedure.everything.count() == 0


@pytest.mark.django_db
def test_a_stop_leaves_the_list_and_a_run_given_up_leaves_nothing(home):
    import_contents(*map(a_content, CODES))
    rows, before, run = count_rows(), get_contents(), read_only(CHANGED, NEW)
    prepare(run)
    assert count_rows() != rows
    give_up(run)
    assert get_contents() == before
    import_contents(a_content(CODES[0]))  # the next run empties what was prepared
    import_contents(a_content("1.000010"))
    Procedure.objects.filter(code="1.000010").delete()
    assert count_rows() == rows


@pytest.mark.django_db
def test_an_interrupted_reading_begins_anew(client, home, imports_at_once):
    client.force_login(a_board_member())
    lines = "\n".join(json.dumps(a_content(f"1.{number:06}")) for number in range(120)).encode()
    run = ImportRun.objects.create(name="a.jsonl", file=kept_files.keep_file(SimpleUploadedFile("a.jsonl", lines)))
    with failing_at(8, OperationalError("database or disk is full")):
        work_on(run)
    assert "hết chỗ trên đĩa" in ImportRun.objects.get(pk=run.pk).message
    assert list(kept_files.get_folder().glob("*"))
    client.post(f"{ADDRESS}{run.pk}/", {"action": "tiep-tuc"})
    assert run.rows.count() == 120
    assert not list(kept_files.get_folder().glob("*"))


class OwnSite:
    """A site with a database of its own, for processes that are killed."""

    def __init__(self, folder: Path):
        self.database = folder / "db.sqlite3"
        copy_migrated_sqlite(self.database)
        self.environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
            "DJANGO_SETTINGS_MODULE": "site_project.settings",
            "VAR_DIR": str(folder),
            "MEDIA_ROOT": str(folder / "media"),
            "SECRET_KEY": "only-for-tests",
        }

    def start(self, *arguments: str, **more) -> subprocess.Popen:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL, **more)

    def ask(self, sql: str) -> list:
        with closing(sqlite3.connect(self.database, timeout=20)) as database:
            return database.execute(sql).fetchall()


def write_records(path: Path, total: int) -> Path:
    path.write_text("\n".join(json.dumps(a_content(f"1.{number:06}")) for number in range(total)), encoding="utf-8")
    return path


@pytest.mark.long
def test_kill_9_in_the_middle_leaves_the_list_and_the_run_goes_on_while_an_editor_saves(tmp_path):
    site, records = OwnSite(tmp_path), write_records(tmp_path / "a.jsonl", 150)
    process = site.start("import_procedures", str(records))
    deadline = time.monotonic() + 120
    while not site.ask("SELECT 1 FROM import_runs_importrun WHERE step = 'chuan-bi' AND done >= 45"):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert site.ask("SELECT count(*) FROM procedures_procedure WHERE live") == [(0,)]
    ((prepared,),) = site.ask("SELECT count(*) FROM procedures_procedure WHERE staged_by IS NOT NULL")
    assert 45 <= prepared < 150
    process, waits, started = site.start("work_on_import", "1"), [], time.monotonic()
    while process.poll() is None:
        begun = time.monotonic()
        with closing(sqlite3.connect(site.database, timeout=20, isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            database.execute("UPDATE django_content_type SET model = model")
            database.execute("COMMIT")
        waits.append(time.monotonic() - begun)
        time.sleep(0.05)
    assert process.returncode == 0
    assert site.ask("SELECT count(*), count(DISTINCT code) FROM procedures_procedure WHERE live") == [(150, 150)]
    assert site.ask("SELECT count(*) FROM procedures_procedure WHERE staged_by IS NOT NULL") == [(0,)]
    assert site.ask("SELECT count(*) FROM procedures_fee") == [(150,)]
    assert len(waits) > 10
    # Not for long, whatever the machine: one transaction for all would take most of the time.
    assert max(waits) < (time.monotonic() - started) / 3


SMALL = """
import django, sys
django.setup()
from django.core.management import call_command
from django.db import connection
with connection.cursor() as cursor:
    pages = cursor.execute("PRAGMA page_count").fetchone()[0]
    cursor.execute(f"PRAGMA max_page_count = {pages + 30}")
call_command("work_on_import", "1")
"""


@pytest.mark.long
def test_a_full_disk_leaves_the_list_and_the_run_goes_on_when_there_is_room(tmp_path):
    site, records = OwnSite(tmp_path), write_records(tmp_path / "a.jsonl", 150)
    assert site.start("import_procedures", "--dry-run", str(records)).wait() == 0
    site.ask("SELECT 1")
    with closing(sqlite3.connect(site.database)) as database, database:
        database.execute("UPDATE import_runs_importrun SET step = 'chuan-bi'")
    command = [sys.executable, "-c", SMALL]
    assert subprocess.run(command, cwd=ROOT, env=site.environment, capture_output=True, check=False).returncode == 0
    ((state, message),) = site.ask("SELECT state, message FROM import_runs_importrun")
    assert state == RunState.INTERRUPTED
    assert "hết chỗ trên đĩa" in message
    assert site.ask("SELECT count(*) FROM procedures_procedure WHERE live") == [(0,)]
    assert site.start("work_on_import", "1").wait() == 0
    assert site.ask("SELECT count(*) FROM procedures_procedure WHERE live") == [(150,)]


@pytest.fixture
def own_postgresql(db):
    """The address of a migrated database of its own, and a connection to it that sees what others do."""
    if connection.vendor != "postgresql":
        pytest.skip("on PostgreSQL: SQLite has no connection to lose")
    import psycopg
    from psycopg import sql

    settings, name = connection.settings_dict, f"{connection.settings_dict['NAME']}_own"
    server = f"postgresql://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:{settings['PORT']}"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as maker:
        maker.execute(drop)
        maker.execute(create.format(sql.Identifier(name), sql.Identifier(settings["TEST"]["TEMPLATE"])))
        with psycopg.connect(f"{server}/{name}", autocommit=True) as looker:
            yield f"{server}/{name}", looker
        maker.execute(drop)


@pytest.mark.long
def test_a_connection_that_the_server_ends_leaves_the_list_and_the_run_goes_on(own_postgresql, tmp_path):
    address, looker = own_postgresql
    site, records = OwnSite(tmp_path), write_records(tmp_path / "a.jsonl", 300)
    site.environment["DATABASE_URL"] = address
    process, deadline = site.start("import_procedures", str(records), stderr=subprocess.PIPE), time.monotonic() + 120
    while not looker.execute("SELECT 1 FROM import_runs_importrun WHERE step = 'chuan-bi' AND done >= 50").fetchall():
        assert process.poll() is None
        assert time.monotonic() < deadline
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    looker.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
    said = process.communicate()[1].decode()
    assert process.returncode == 1
    assert "Mất kết nối với cơ sở dữ liệu" in said
    count = "SELECT count(*) FROM procedures_procedure WHERE "
    assert looker.execute(f"{count} live").fetchone() == (0,)
    ((prepared,),) = looker.execute(f"{count} staged_by IS NOT NULL").fetchall()
    assert 40 <= prepared < 300
    assert site.start("work_on_import", "1").wait() == 0
    assert looker.execute(f"{count} live").fetchone() == (300,)
    assert looker.execute("SELECT state, message FROM import_runs_importrun").fetchall() == [(RunState.STORED, "")]
    assert looker.execute(f"{count} staged_by IS NOT NULL").fetchone() == (0,)
