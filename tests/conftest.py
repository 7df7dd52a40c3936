"""What most tests stand on: the first tree, as `manage.py set_up` makes it."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.db import connection

from news import renditions
from procedures import catalogue
from site_project import freshness
from site_project.first_tree import make_first_tree
from site_project.models import HomePage
from tests.migrated_database import copy_migrated_sqlite, make_postgresql_template


def pytest_make_parametrize_id(config, val, argname):
    """Bytes of a picture may hold the second in which it was made; all processes must call a test the same."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session", autouse=True)
def files_are_thrown_away():
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


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
    monkeypatch.setattr(freshness, "after_commit", lambda call, alias: call())
    monkeypatch.setattr(renditions, "after_commit", lambda call: call())
    freshness.content_version.renew()
    cache.clear()
    caches["limits"].clear()
    catalogue.forget()


@pytest.fixture
def home(db):
    return HomePage.objects.get()
