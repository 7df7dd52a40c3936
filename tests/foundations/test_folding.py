"""From the workers' files to rows by day: everything once, nothing twice."""

import os
import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundations.counters import folding
from foundations.counters.folding import fold
from foundations.counters.models import ActiveReaders, DailyViews, DailyVisits, FoldedFile
from foundations.counters.recording import FILE_SUFFIX, MAX_FILE_BYTES, Recorder
from foundations.counters.records import ACTIVE, MARK, RECORD_SIZE, VIEW, VISIT, Record, unpack_records

NOON = int(datetime(2026, 3, 1, 5, 0, tzinfo=UTC).timestamp())  # 12:00 in Vietnam


def a_view(pk=7, moment=NOON, flags=VIEW) -> Record:
    return Record(moment, "tin", pk, flags)


def stored() -> dict[int, int]:
    return dict(DailyViews.objects.values_list("object_id", "views"))


def test_a_record_reads_as_it_was_written():
    record = Record(NOON, "tin", 2**62, VIEW | VISIT)
    assert len(record.pack()) == RECORD_SIZE == 32
    assert list(unpack_records(record.pack() + b"half")) == [record]


@pytest.mark.parametrize("place", range(32))
def test_a_changed_byte_is_noticed(place):
    data = bytearray(a_view().pack())
    data[place] ^= 1
    assert list(unpack_records(bytes(data))) == [None]


@pytest.mark.django_db
class TestFolding:
    def test_folding_again_adds_nothing(self, tmp_path):
        recorder = Recorder(tmp_path)
        for _each in range(3):
            recorder.append(a_view())
        assert [fold(tmp_path), fold(tmp_path)] == [3, 0]
        recorder.append(a_view())
        assert fold(tmp_path) == 1
        assert stored() == {7: 4}

    def test_a_living_file_stays_and_that_of_an_ended_process_goes(self, tmp_path):
        recorder = Recorder(tmp_path)
        recorder.append(a_view())
        fold(tmp_path)
        assert len(list(tmp_path.glob(f"*{FILE_SUFFIX}"))) == 1
        recorder.append(a_view())
        recorder.close()
        fold(tmp_path)
        assert list(tmp_path.glob(f"*{FILE_SUFFIX}")) == []
        assert stored() == {7: 2}

    def test_the_row_of_a_removed_file_stays_a_day_so_that_nobody_adds_it_again(self, tmp_path):
        recorder = Recorder(tmp_path)
        recorder.append(a_view())
        recorder.close()
        fold(tmp_path)
        assert FoldedFile.objects.get().offset == RECORD_SIZE
        living = Recorder(tmp_path)
        living.append(a_view())
        with time_machine.travel(datetime.now(UTC) + timedelta(days=2)):
            fold(tmp_path)
        assert FoldedFile.objects.count() == 1

    def test_rows_of_another_machine_are_left_alone(self, tmp_path):
        old = datetime(2020, 1, 1, tzinfo=UTC)
        FoldedFile.objects.create(name="9-x.views", machine="another", offset=64, folded_at=old)
        living = Recorder(tmp_path)
        living.append(a_view())
        fold(tmp_path)
        assert FoldedFile.objects.filter(machine="another").exists()

    def test_half_a_record_of_a_living_file_waits_and_of_an_ended_one_is_dropped(self, tmp_path):
        recorder = Recorder(tmp_path)
        recorder.append(a_view())
        (path,) = tmp_path.glob(f"*{FILE_SUFFIX}")
        with path.open("ab") as file:
            file.write(a_view().pack()[:20])
        assert fold(tmp_path) == 1
        with path.open("ab") as file:
            file.write(a_view().pack()[20:] + b"half")
        recorder.close()
        assert fold(tmp_path) == 1
        assert stored() == {7: 2}
        assert not path.exists()

    def test_garbage_is_left_out_and_named_in_the_log(self, tmp_path, caplog):
        good, zeros = a_view().pack(), bytes(RECORD_SIZE)
        (tmp_path / "1-a.views").write_bytes(good + zeros + good + MARK * 8 + good)
        assert fold(tmp_path) == 5
        assert stored() == {7: 3}
        assert "2 damaged records were left out; files: 1-a.views" in caplog.text

    def test_a_long_backlog_is_added_in_parts(self, tmp_path, monkeypatch):
        monkeypatch.setattr(folding, "MAX_RECORDS_AT_ONCE", 10)
        monkeypatch.setattr(folding, "MAX_FILES_AT_ONCE", 3)
        for number in range(8):
            (tmp_path / f"{number}-a.views").write_bytes(a_view(pk=number + 1).pack() * 25)
        assert fold(tmp_path) == 200
        assert stored() == dict.fromkeys(range(1, 9), 25)
        assert list(tmp_path.glob(f"*{FILE_SUFFIX}")) == []

    def test_a_fold_that_fails_adds_nothing_and_the_next_adds_all(self, tmp_path, monkeypatch):
        recorder = Recorder(tmp_path)
        recorder.append(a_view())
        real = folding.add_up

        def fails_at_the_visits(model, *arguments):
            if model is DailyVisits:
                raise DatabaseError("database or disk is full")
            real(model, *arguments)

        monkeypatch.setattr(folding, "add_up", fails_at_the_visits)
        with pytest.raises(DatabaseError):
            fold(tmp_path)
        monkeypatch.setattr(folding, "add_up", real)
        assert stored() == {}
        fold(tmp_path)
        assert stored() == {7: 1}

    def test_windows_older_than_a_day_are_forgotten(self, tmp_path):
        recorder = Recorder(tmp_path)
        recorder.append(a_view(flags=ACTIVE))
        fold(tmp_path)
        recorder.append(a_view(moment=NOON + 2 * 24 * 3600, flags=ACTIVE))
        fold(tmp_path)
        assert ActiveReaders.objects.count() == 1

    def test_a_full_file_is_given_up_for_a_new_one(self, tmp_path, monkeypatch):
        monkeypatch.setattr("foundations.counters.recording.MAX_FILE_BYTES", 3 * RECORD_SIZE)
        assert MAX_FILE_BYTES % RECORD_SIZE == 0
        recorder = Recorder(tmp_path)
        for _each in range(7):
            recorder.append(a_view())
        assert fold(tmp_path) == 7
        assert len(list(tmp_path.glob(f"*{FILE_SUFFIX}"))) == 1

    def test_an_idle_site_costs_one_query(self, tmp_path, django_assert_max_num_queries):
        recorder = Recorder(tmp_path)
        recorder.append(a_view())
        fold(tmp_path)
        with django_assert_max_num_queries(2):
            fold(tmp_path)

    def test_queries_do_not_grow_with_the_views(self, tmp_path, django_assert_max_num_queries):
        for number in range(5):
            data = b"".join(a_view(pk=pk, flags=VIEW | VISIT | ACTIVE).pack() for pk in range(1, 300))
            (tmp_path / f"{number}-a.views").write_bytes(data)
        with django_assert_max_num_queries(25):
            fold(tmp_path)

    def test_the_command_folds(self, tmp_path, settings, capsys):
        settings.VAR_DIR = tmp_path
        recorder = Recorder(tmp_path / "counters")
        recorder.append(a_view())
        call_command("fold_views")
        assert capsys.readouterr().out == "1 records added.\n"

    def test_a_forked_child_writes_to_a_file_of_its_own(self, tmp_path):
        recorder = Recorder(tmp_path)
        recorder.append(a_view())
        child = os.fork()
        if child == 0:
            recorder.append(a_view())
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        assert len(list(tmp_path.glob(f"*{FILE_SUFFIX}"))) == 2
        fold(tmp_path)
        assert len(list(tmp_path.glob(f"*{FILE_SUFFIX}"))) == 1  # the child's has ended, the parent's lives
        recorder.append(a_view())
        fold(tmp_path)
        assert stored() == {7: 3}

    steps = st.lists(
        st.one_of(
            st.tuples(st.just("view"), st.integers(0, 2), st.integers(1, 5)),
            st.tuples(st.just("end"), st.integers(0, 2), st.just(0)),
            st.tuples(st.just("garbage"), st.integers(0, 2), st.integers(0, 255)),
            st.tuples(st.just("fold"), st.just(0), st.just(0)),
        ),
        max_size=40,
    )

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(steps=steps, tail=st.binary(max_size=RECORD_SIZE - 1))
    def test_whatever_happens_in_whatever_order_each_view_is_added_once(self, tmp_path_factory, steps, tail):
        where = tmp_path_factory.mktemp("views")
        for model in (DailyViews, DailyVisits, FoldedFile):
            model.objects.all().delete()
        recorders, counted = [Recorder(where) for _each in range(3)], {}
        for step, worker, number in steps:
            if step == "view":
                recorders[worker].append(a_view(pk=number))
                counted[number] = counted.get(number, 0) + 1
            elif step == "end":
                recorders[worker].close()
            elif step == "garbage" and recorders[worker]._file is not None:
                os.write(recorders[worker]._file, bytes([number]) * RECORD_SIZE)
            elif step == "fold":
                fold(where)
        for recorder in recorders:
            if recorder._file is not None:
                os.write(recorder._file, tail)
            recorder.close()
        fold(where)
        assert stored() == counted
        assert sum(DailyVisits.objects.values_list("views", flat=True)) == sum(counted.values())
        assert list(where.glob(f"*{FILE_SUFFIX}")) == []


@pytest.mark.django_db(transaction=True, available_apps=["foundations.counters"])
def test_several_that_fold_at_once_add_each_view_once(tmp_path):
    """Four threads fold while four write, each with a connection of its own, without a transaction around.

    Only the tables of this app are emptied at the end: other tests need the first tree.
    """
    failures, written = [], threading.Event()

    def write(number):
        recorder = Recorder(tmp_path)
        for _each in range(300):
            recorder.append(a_view(pk=number))
        recorder.close()

    def fold_on():
        try:
            while not written.is_set():
                fold(tmp_path)
        except Exception as error:  # of a thread, to be shown by the test
            failures.append(error)
        finally:
            connections.close_all()

    folders = [threading.Thread(target=fold_on) for _each in range(4)]
    writers = [threading.Thread(target=write, args=[number]) for number in range(1, 5)]
    for thread in [*folders, *writers]:
        thread.start()
    for thread in writers:
        thread.join()
    written.set()
    for thread in folders:
        thread.join()
    fold(tmp_path)
    found = stored()
    assert failures == []
    assert found == dict.fromkeys(range(1, 5), 300)
