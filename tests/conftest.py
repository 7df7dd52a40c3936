"""What most tests stand on: the first tree, as `manage.py set_up` makes it."""

import shutil

import pytest
from django.conf import settings

from site_project.first_tree import make_first_tree


@pytest.fixture(scope="session", autouse=True)
def uploads_are_thrown_away():
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture
def home(db):
    return make_first_tree()
