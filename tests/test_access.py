"""Who reaches which address of the editors' interface: every address, every role."""

import pytest

from news import renditions
from site_project.access import table
from site_project.demonstration.load import load_demonstration
from site_project.management.commands.access_table import DOCUMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(home, monkeypatch):
    monkeypatch.setattr(renditions, "after_commit", lambda call: None)
    load_demonstration(report=lambda line: None)


def test_addresses_are_allowed_and_refused_exactly_as_the_table_in_the_docs_says(demonstration):
    rows = table.rows()
    open("/tmp/pictures_table.md", "w").write(table.written(rows))
    assert len(rows) > 400
    assert table.written(rows).splitlines() == DOCUMENT.read_text(encoding="utf-8").splitlines()
