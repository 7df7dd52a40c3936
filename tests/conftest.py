"""What most tests stand on: the first tree, as `manage.py set_up` makes it."""

import gc
import os
import pickle
import shutil
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path

import hypothesis
import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache, caches
from django.db import connection

from foundations.delivery import freshness
from foundations.uploads import renditions
from news import querysets
from procedures import catalogue
from procedures.import_runs import starting
from procedures.import_runs.models import ImportRun
from procedures.import_runs.work import work_on
from scripts.catalogues.coverage import Coverage, count_coverage
from site_project.first_tree import make_first_tree
from site_project.models import HomePage
from tests.migrated_database import copy_migrated_sqlite, make_postgresql_template, only_one_process
from tests.run_report import RunReport

# No example fails by the clock: a machine may be busy. Fixtures last for a test, not for an example, and may.
hypothesis.settings.register_profile(
    "suite",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.load_profile("suite")

# The clock by which the tests run: days ahead ("+40") or a moment with its zone ("2026-12-31T23:59:59+07:00").
CLOCK = pytest.StashKey[datetime]()
LEAD = timedelta(hours=1)  # the first tree is made before the moment at which the tests begin


def moment_of(words: str) -> datetime:
    """The moment that TEST_CLOCK names. Raises ValueError."""
    if words.startswith("+"):
        return datetime.now().astimezone() + timedelta(days=int(words))
    moment = datetime.fromisoformat(words)
    if moment.tzinfo is None:
        raise ValueError(f"TEST_CLOCK needs a zone, as in 2026-12-31T23:59:59+07:00: {words}")
    return moment


def pytest_configure(config):
    config.pluginmanager.register(RunReport())
    if words := os.environ.get("TEST_CLOCK"):
        config.stash[CLOCK] = moment_of(words)
        traveller = time_machine.travel(config.stash[CLOCK] - LEAD)
        traveller.start()
        config.add_cleanup(traveller.stop)


@pytest.fixture(autouse=True)
def each_test_begins_at_the_moment_asked_for(pytestconfig):
    """So that a test which crosses midnight does so whenever it is run, alone or among many."""
    if CLOCK not in pytestconfig.stash:
        yield
        return
    with time_machine.travel(pytestconfig.stash[CLOCK]):
        yield


def pytest_collection_finish(session):
    """What is loaded by now stays: looking for waste in it again and again takes a twentieth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_make_parametrize_id(config, val, argname):
    """Bytes of a picture may hold the second in which it was made; all processes must call a test the same."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session", autouse=True)
def files_are_thrown_away():
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def the_site_is_loaded_as_a_server_loads_it():
    """Addresses, and with them Wagtail's hooks: what a test finds registered does not depend on the tests before it."""
    import_module(settings.ROOT_URLCONF)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    """Django's word for: the database is there already, look only whether migrations are missing."""
    return django_db_keepdb or connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Each process begins with a copy of one migrated database. By now the names of test databases are settled."""
    if connection.vendor == "sqlite":
        copy_migrated_sqlite(Path(connection.settings_dict["TEST"]["NAME"]))
    else:
        connection.settings_dict["TEST"]["TEMPLATE"] = make_postgresql_template(connection.settings_dict)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The first tree is made once; each test rolls back to it."""
    with django_db_blocker.unblock():
        make_first_tree()


@pytest.fixture(autouse=True)
def nothing_is_remembered_between_tests(monkeypatch):
    """What the site keeps for its content would not match a rolled-back database; a write counts without a commit."""
    monkeypatch.setattr(freshness, "call_after_commit", lambda call, alias: call())
    monkeypatch.setattr(renditions, "call_after_commit", lambda call: call())
    # What is kept for seconds would be asked for again in the middle of a test, on a machine that is busy enough.
    monkeypatch.setattr(freshness, "MAX_CACHE_SECONDS", 3600)
    monkeypatch.setattr(querysets, "RESTRICTIONS_CACHE_SECONDS", 3600)
    freshness.content_version.renew()
    cache.clear()
    caches["limits"].clear()
    catalogue.forget()


@pytest.fixture(scope="session")
def sentences_of_packages(tmp_path_factory, worker_id) -> list[Coverage]:
    """What the installed packages say, and how much of it in Vietnamese; counted once for all processes of a run."""
    base = tmp_path_factory.getbasetemp()
    counted = (base if worker_id == "master" else base.parent) / "sentences-of-packages"
    with only_one_process(counted.with_name("sentences-of-packages.lock")):
        if not counted.exists():
            counted.write_bytes(pickle.dumps(count_coverage()))
    return pickle.loads(counted.read_bytes())


@pytest.fixture
def home(db):
    return HomePage.objects.get()


@pytest.fixture
def imports_at_once(monkeypatch):
    """What a process of its own would do for an import of procedures is done before the answer goes out."""
    monkeypatch.setattr(starting, "start_process", lambda run: work_on(ImportRun.objects.get(pk=run.pk)))
